using System.Globalization;
using Course.Formats;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Training;

/// <summary>
/// Saves a run now and then, and continues an interrupted one to exactly the numbers it would have had: parameters, optimizer, random
/// numbers, history and the place in the data are all in one safetensors file, which is only ever replaced by a complete one.
/// When the run is done the file is removed.
/// </summary>
public sealed class Checkpoint : TrainingCallback
{
    private const string OptimizerName = "optimizer", RandomName = "random", ModelPrefix = "model.", HistoryPrefix = "history.";

    private readonly string _path;
    private readonly string _run;
    private readonly int _everySteps;
    private readonly TrainingHistory? _history;
    private readonly TextWriter _output;

    /// <param name="path">The file.</param>
    /// <param name="run">Names the run: model, data, batch size, seed… A file of another run is not resumed.</param>
    /// <param name="everySteps">Steps between two saves.</param>
    /// <param name="history">Saved and restored with the run; it must come before the checkpoint among the trainer's callbacks.</param>
    /// <param name="output">Where the line about a resume goes; the console when absent.</param>
    public Checkpoint(string path, string run, int everySteps = 200, TrainingHistory? history = null, TextWriter? output = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(everySteps, 1);
        (_path, _run, _everySteps, _history, _output) = (path, run, everySteps, history, output ?? Console.Out);
    }

    /// <inheritdoc/>
    public override void OnStart(Trainer trainer)
    {
        if (!File.Exists(_path)) return;
        var (tensors, metadata) = Safetensors.Load(_path);
        try
        {
            var fingerprint = Fingerprint(trainer);
            if (metadata.GetValueOrDefault("run") != fingerprint)
            {
                _output.WriteLine($"{Path.GetFileName(_path)} belongs to another run ({metadata.GetValueOrDefault("run") ?? "unnamed"}); starting anew.");
                return;
            }
            Restore(trainer, tensors, metadata);
            _output.WriteLine($"Resuming after step {trainer.Step} of {trainer.TotalSteps}.");
        }
        finally
        {
            foreach (var tensor in tensors.Values) tensor.Dispose();
        }
    }

    /// <inheritdoc/>
    public override void OnStep(Trainer trainer, IReadOnlyDictionary<string, double> losses)
    {
        if (trainer.Step % _everySteps == 0 && trainer.Step < trainer.TotalSteps) Save(trainer);
    }

    /// <inheritdoc/>
    public override void OnEnd(Trainer trainer)
    {
        // A run too short for a save has made neither the file nor its folder, and without the folder File.Delete would throw.
        if (File.Exists(_path)) File.Delete(_path);
    }

    private void Save(Trainer trainer)
    {
        if (_history is not null && (_history.Names.Count == 0 || _history.Steps(LossTerms.TotalName).Count != trainer.Step))
            throw new InvalidOperationException(
                "The checkpoint would save a history that lacks the current step: give the trainer its history before its checkpoint.");
        using var scope = NewDisposeScope();
        var tensors = new Dictionary<string, Tensor>();
        foreach (var (name, value) in trainer.Model.state_dict()) tensors[ModelPrefix + name] = value;
        using (var memory = new MemoryStream())
        {
            using (var writer = new BinaryWriter(memory, System.Text.Encoding.UTF8, leaveOpen: true)) trainer.Optimizer.save_state_dict(writer);
            tensors[OptimizerName] = tensor(memory.ToArray());
        }
        tensors[RandomName] = get_rng_state();
        foreach (var name in _history?.Names ?? []) tensors[HistoryPrefix + name] = tensor(_history!.Steps(name).ToArray());
        Safetensors.Save(_path, tensors, new Dictionary<string, string>
        {
            ["run"] = Fingerprint(trainer),
            ["step"] = trainer.Step.ToString(CultureInfo.InvariantCulture),
        });
    }

    private void Restore(Trainer trainer, Dictionary<string, Tensor> tensors, Dictionary<string, string> metadata)
    {
        if (!long.TryParse(metadata.GetValueOrDefault("step"), CultureInfo.InvariantCulture, out var step)
            || !tensors.TryGetValue(OptimizerName, out var optimizer) || !tensors.TryGetValue(RandomName, out var random))
            throw new InvalidDataException($"{_path} is not a checkpoint of a training run; delete it to start anew.");
        trainer.Model.load_state_dict(WithPrefix(tensors, ModelPrefix));
        using (var reader = new BinaryReader(new MemoryStream(optimizer.data<byte>().ToArray()))) trainer.Optimizer.load_state_dict(reader);
        set_rng_state(random);
        _history?.Restore(WithPrefix(tensors, HistoryPrefix).ToDictionary(t => t.Key, t => t.Value.data<double>().ToArray()));
        trainer.ResumeAt(step);
    }

    private static Dictionary<string, Tensor> WithPrefix(Dictionary<string, Tensor> tensors, string prefix) =>
        tensors.Where(t => t.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(t => t.Key[prefix.Length..], t => t.Value);

    /// <summary>A run of another length or with other parameters is another run.</summary>
    private string Fingerprint(Trainer trainer) =>
        $"{_run}, {trainer.Epochs} epochs of {trainer.StepsPerEpoch} steps, {trainer.Model.parameters().Sum(p => p.numel())} parameters";
}
