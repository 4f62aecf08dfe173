using System.Text;
using System.Text.Json.Nodes;
using Course.Kernel.Execution;

namespace Course.Kernel.Notebooks;

/// <summary>
/// Turns the events of running cells into nbformat outputs, in order, for one notebook. Tasks that a cell has left behind may show
/// something at any time, from any thread.
/// </summary>
internal sealed class OutputRecorder
{
    private readonly Lock _gate = new();
    // Where each display id was shown; an update reaches outputs of earlier cells too.
    private readonly Dictionary<string, List<JsonObject>> _displays = [];
    private JsonArray _outputs = [];
    private int _count;
    private string? _stream;
    private bool _clearsWithNext;
    private readonly StringBuilder _text = new();

    public void Begin(int executionCount)
    {
        lock (_gate)
        {
            _outputs = [];
            _count = executionCount;
            _clearsWithNext = false;
        }
    }

    public void Record(CellEvent happening)
    {
        lock (_gate)
            RecordNext(happening);
    }

    /// <summary>The outputs of the cell that has ended.</summary>
    public JsonArray End(CellFailure? failure)
    {
        lock (_gate)
        {
            CloseStream();
            if (failure is not null)
                _outputs.Add(Error(failure));
            return _outputs;
        }
    }

    private static JsonObject Error(CellFailure failure) => new()
    {
        ["output_type"] = "error",
        ["ename"] = failure.Name,
        ["evalue"] = failure.Message,
        ["traceback"] = new JsonArray([.. failure.Traceback.Select(line => JsonValue.Create(line))]),
    };

    private void RecordNext(CellEvent happening)
    {
        if (happening is OutputCleared cleared)
        {
            _clearsWithNext = cleared.Wait;
            if (!cleared.Wait)
                Clear();
            return;
        }

        // Neither is an output.
        if (happening is PageShown or TimeSpent)
            return;

        if (_clearsWithNext && happening is not DisplayUpdated)
        {
            _clearsWithNext = false;
            Clear();
        }

        if (happening is StreamWritten written)
        {
            if (_stream != written.Name)
                CloseStream();
            _stream = written.Name;
            _text.Append(written.Text);
            return;
        }

        // An update changes an earlier output and leaves the text around it in one piece.
        if (happening is DisplayUpdated update)
        {
            foreach (var output in _displays.GetValueOrDefault(update.DisplayId, []))
                output["data"] = update.Data.DeepClone();
            return;
        }

        CloseStream();
        if (happening is ValueDisplayed displayed)
        {
            var output = new JsonObject { ["output_type"] = "display_data", ["data"] = displayed.Data.DeepClone(), ["metadata"] = new JsonObject() };
            _outputs.Add(output);
            if (!_displays.TryGetValue(displayed.DisplayId, out var places))
                _displays[displayed.DisplayId] = places = [];
            places.Add(output);
        }
        else if (happening is ResultProduced result)
        {
            _outputs.Add(new JsonObject
            {
                ["output_type"] = "execute_result",
                ["execution_count"] = _count,
                ["data"] = result.Data.DeepClone(),
                ["metadata"] = new JsonObject(),
            });
        }
    }

    private void Clear()
    {
        CloseStream();
        _outputs.Clear();
    }

    private void CloseStream()
    {
        if (_stream is not null)
            _outputs.Add(new JsonObject { ["output_type"] = "stream", ["name"] = _stream, ["text"] = _text.ToString() });
        _stream = null;
        _text.Clear();
    }
}
