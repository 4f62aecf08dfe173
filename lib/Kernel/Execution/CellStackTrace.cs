using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Course.Kernel.Execution;

/// <summary>Turns an exception into what a reader of the notebook needs: message, the cell's own lines, then the rest.</summary>
internal static partial class CellStackTrace
{
    // Enough to see through a library's layers; a runaway recursion has thousands.
    private const int MostFrames = 30;

    /// <summary>The path under which a cell is compiled, and so the file name of its stack frames.</summary>
    public static string PathOf(int cell) => string.Create(CultureInfo.InvariantCulture, $"cell {cell}");

    /// <param name="thrown">What went wrong.</param>
    /// <param name="cell">The cell's execution count.</param>
    /// <param name="lines">The lines of the cell's code where the runtime does not know them.</param>
    public static CellFailure Describe(Exception thrown, int cell, LineNumbers? lines = null)
    {
        var exception = Unwrap(thrown);
        var frames = FramesOf(exception);
        var own = frames.Where(f => f.IsOfCell).ToList();
        var others = frames.Where(f => !f.IsOfCell && !IsPlumbing(f)).ToList();

        // A wrapper such as the AggregateException of Wait() may be the only one that passed through this cell.
        var nearest = own.Concat(FramesOf(thrown)).FirstOrDefault(f => f.File == PathOf(cell));
        int? line = nearest?.Line;

        var name = exception.GetType().ToString();
        List<string> traceback = [$"{name}: {exception.Message}"];
        for (var inner = exception.InnerException; inner is not null; inner = inner.InnerException)
            traceback.Add($" ---> {inner.GetType()}: {inner.Message}");
        traceback.AddRange(own.Take(MostFrames).Select(DescribeOwn));
        traceback.AddRange(others.Take(MostFrames).Select(DescribeOther));
        if (frames.Count > 2 * MostFrames)
            traceback.Add($"   … {frames.Count} frames in all");

        return new CellFailure(name, exception.Message, [new CellProblem(line, null, $"{name}: {exception.Message}")], traceback);

        IReadOnlyList<Frame> FramesOf(Exception e) =>
            [.. new StackTrace(e, fNeedFileInfo: true).GetFrames().Select(frame => Frame.Of(frame, PathOf(cell), lines))];
    }

    /// <summary>Wrappers that only say that something else went wrong in a task or through reflection.</summary>
    private static Exception Unwrap(Exception exception) => exception switch
    {
        AggregateException { InnerExceptions: [var only] } => Unwrap(only),
        TargetInvocationException { InnerException: { } inner } => Unwrap(inner),
        _ => exception,
    };

    private static bool IsPlumbing(Frame frame)
    {
        if (frame.Method is not { } method)
            return true;
        var type = method.DeclaringType?.FullName ?? "";
        return type.StartsWith(Submission.ClassName, StringComparison.Ordinal)
            || type.StartsWith("Microsoft.CodeAnalysis.", StringComparison.Ordinal)
            || type.StartsWith("System.Runtime.CompilerServices.", StringComparison.Ordinal)
            || type.StartsWith("System.Runtime.ExceptionServices.", StringComparison.Ordinal)
            || type.StartsWith("System.Threading.ExecutionContext", StringComparison.Ordinal)
            || type.StartsWith("System.Threading.Tasks.", StringComparison.Ordinal)
            || type.StartsWith("Course.Kernel.", StringComparison.Ordinal);
    }

    private static string DescribeOwn(Frame frame)
    {
        var function = NameOf(frame.Method);
        var place = string.Create(CultureInfo.InvariantCulture, $"   {frame.File}, line {frame.Line}");
        return function is "Initialize" or "Factory" or "" ? place : $"{place}, in {function}";
    }

    private static string DescribeOther(Frame frame)
    {
        var method = frame.Method;
        var type = method?.DeclaringType;
        while (type is { IsNested: true } && type.Name.StartsWith('<'))
            type = type.DeclaringType;
        var place = frame.Line > 0 ? string.Create(CultureInfo.InvariantCulture, $" in {frame.File}, line {frame.Line}") : "";
        return $"   at {type?.FullName}.{NameOf(method)}{place}";
    }

    /// <summary>The name as written in the source: <c>&lt;Train&gt;d__3.MoveNext</c> is <c>Train</c>.</summary>
    private static string NameOf(MethodBase? method)
    {
        if (method is null)
            return "";
        if (method.Name == "MoveNext" && method.DeclaringType is { } machine && GeneratedName().Match(machine.Name) is { Success: true } async)
            return async.Groups["name"].Value;
        return GeneratedName().Match(method.Name) is { Success: true } generated
            ? generated.Groups["local"] is { Success: true } local ? local.Value : generated.Groups["name"].Value
            : method.Name;
    }

    private sealed record Frame(MethodBase? Method, string? File, int Line)
    {
        public bool IsOfCell => File?.StartsWith("cell ", StringComparison.Ordinal) == true;

        public static Frame Of(StackFrame frame, string cell, LineNumbers? lines) => lines?.LineOf(frame) is { } line
            ? new Frame(frame.GetMethod(), cell, line)
            // The compiler roots the path of a cell in the notebook's folder.
            : new Frame(frame.GetMethod(), Path.GetFileName(frame.GetFileName()), frame.GetFileLineNumber());
    }

    [GeneratedRegex(@"^<+(?<name>[^<>$]*)>*[^_]*(__(?<local>[A-Za-z_]\w*)\|)?")]
    private static partial Regex GeneratedName();
}
