using Course.Data;
using Course.Training;
using Course.Variational;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Course.Tests.Training;

/// <summary>A training run small enough for a test: 256 glyph digits, two latents, 3 epochs of 8 steps.</summary>
internal sealed class SmallRun : IDisposable
{
    private readonly Tensor _images = GlyphDigits.Draw(256).Images.ToTensor();

    public SmallRun(long seed = 0)
    {
        manual_seed(seed);
        Model = new VariationalAutoencoder(hidden: 16, latents: 2);
        Optimizer = optim.Adam(Model.parameters(), lr: 1e-2);
    }

    public VariationalAutoencoder Model { get; }

    public Adam Optimizer { get; }

    public int Epochs { get; init; } = 3;

    public SmallRun Train(params TrainingCallback[] callbacks)
    {
        new Trainer(Model, Optimizer, callbacks).Fit(new Batches(_images, 32, seed: 1), Epochs, Model.Loss);
        return this;
    }

    public float[] Parameters() => [.. Model.parameters().SelectMany(p => p.data<float>().ToArray())];

    public void Dispose()
    {
        _images.Dispose();
        Model.Dispose();
        Optimizer.Dispose();
    }
}

/// <summary>Dies at a given step, as a power cut would: nothing is called afterwards.</summary>
internal sealed class PowerCut(long step) : TrainingCallback
{
    public override void OnStep(Trainer trainer, IReadOnlyDictionary<string, double> losses)
    {
        if (trainer.Step == step) throw new OperationCanceledException("power cut");
    }
}
