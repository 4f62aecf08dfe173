using Course.Data;
using Course.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Course.Metrics;

/// <summary>
/// A small convolutional network that reads the six factors of a drawn face (<see cref="FaceFactors.Names"/>) from its middle: the judge of edited faces,
/// trained on drawn ones. What it says about a picture is a measurement, with an error that held-out faces show.
/// </summary>
public sealed class FaceReader : nn.Module<Tensor, Tensor>
{
    /// <summary>Height and width in pixels of the middle of a face.</summary>
    public const int Side = 32;

    private const int Top = 20, Left = 16;

    private readonly Sequential _layers;

    /// <summary>Normalisation – conv 3 × 3 (16) – pool – conv 3 × 3 (32) – pool – conv 3 × 3 (32) – 128 – 6.</summary>
    public FaceReader() : base(nameof(FaceReader))
    {
        _layers = nn.Sequential(
            nn.BatchNorm2d(3),
            nn.Conv2d(3, 16, 3, 1, 1), nn.ReLU(), nn.MaxPool2d(2),
            nn.Conv2d(16, 32, 3, 1, 1), nn.ReLU(), nn.MaxPool2d(2),
            nn.Conv2d(32, 32, 3, 1, 1), nn.ReLU(),
            nn.Flatten(), nn.Linear(32 * Side / 4 * Side / 4, 128), nn.ReLU(), nn.Linear(128, FaceFactors.Names.Count));
        register_module("layers", _layers);
    }

    /// <summary>The middle of faces, as they are, without enlarging: brows to chin, and the hair beside them.</summary>
    /// <param name="faces">[N, 3, 64, 64].</param>
    /// <returns>[N, 3, 32, 32].</returns>
    /// <exception cref="ArgumentException">Images of another shape.</exception>
    public static Tensor Middle(Tensor faces) => faces.shape is [_, 3, Faces.Side, Faces.Side]
        ? faces.narrow(2, Top, Side).narrow(3, Left, Side).contiguous()
        : throw new ArgumentException($"Faces are [N, 3, {Faces.Side}, {Faces.Side}], but these are [{string.Join(", ", faces.shape)}].");

    /// <summary>The factors, as they are told by the pictures.</summary>
    /// <param name="input">Middles of faces [N, 3, 32, 32], values in [0, 1].</param>
    /// <returns>[N, 6], in the order of <see cref="FaceFactors.Names"/>.</returns>
    public override Tensor forward(Tensor input) => _layers.call(input);

    /// <summary>Trains with Adam on the mean squared error and a learning rate that falls to 0.</summary>
    /// <param name="images">Middles of faces [N, 3, 32, 32].</param>
    /// <param name="factors">[N, 6].</param>
    /// <param name="epochs">Passes over the data.</param>
    /// <param name="seed">Of the initial weights and of the order.</param>
    /// <param name="callbacks">Further ones of the training, a checkpoint for example.</param>
    public static FaceReader Train(Tensor images, Tensor factors, int epochs = 10, long seed = 0, params TrainingCallback[] callbacks)
    {
        manual_seed(seed);
        var reader = new FaceReader();
        using var optimizer = optim.Adam(reader.parameters(), lr: 2e-3);
        // A batch holds the numbers of its rows, so that images and factors stay together.
        new Trainer(reader, optimizer, [.. callbacks, new LearningRateDecay(2e-3)]).Fit(
            new Batches(arange(images.shape[0]), batchSize: 64, seed), epochs,
            rows => new LossTerms(F.mse_loss(reader.call(images[rows]), factors[rows])));
        reader.eval();
        return reader;
    }

    /// <summary>Reads many faces, piece by piece and without gradients.</summary>
    /// <param name="images">Middles of faces [N, 3, 32, 32].</param>
    /// <param name="batchSize">Faces computed at once.</param>
    /// <returns>[N, 6].</returns>
    public Tensor Read(Tensor images, int batchSize = 250)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        return cat([.. images.split(batchSize).Select(call)]).MoveToOuterDisposeScope();
    }
}
