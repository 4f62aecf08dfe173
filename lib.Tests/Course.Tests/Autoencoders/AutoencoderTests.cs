using Course.Autoencoders;
using Course.Data;
using Course.Formats;
using Course.Tests.Training;
using Course.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.Autoencoders;

/// <summary>What every autoencoder can do.</summary>
public sealed class AutoencoderTests : IDisposable
{
    private static readonly Lazy<Tensor> Digits = new(() => GlyphDigits.Draw(512).Images.ToTensor());

    private readonly string _folder = Directory.CreateTempSubdirectory("course-autoencoder-").FullName;

    public static TheoryData<string> Models => [.. Make.Keys];

    private static IReadOnlyDictionary<string, Func<Autoencoder>> Make { get; } = new Dictionary<string, Func<Autoencoder>>
    {
        ["linear"] = () => new LinearAutoencoder(784, 16),
        ["undercomplete"] = () => new UndercompleteAutoencoder(784, [64], 16),
        ["overcomplete"] = () => new OvercompleteAutoencoder(784, 900),
        ["denoising"] = () => new DenoisingAutoencoder(Corruption.Masking(0.2), 784, 256),
        ["sparse, L1"] = () => new SparseAutoencoder(784, 256, SparsityPenalty.L1, weight: 0.01),
        ["sparse, KL"] = () => new SparseAutoencoder(784, 256, SparsityPenalty.Kl, weight: 0.1, target: 0.2),
        ["contractive"] = () => new ContractiveAutoencoder(784, 128, weight: 0.01),
        ["convolutional"] = () => new ConvolutionalAutoencoder(1, 28, latents: 16, width: 8),
        ["LSTM"] = () => new RecurrentAutoencoder(RecurrentUnit.Lstm, hidden: 64),
        ["GRU"] = () => new RecurrentAutoencoder(RecurrentUnit.Gru, hidden: 64),
        ["stacked"] = () => new StackedAutoencoder(784, 64, 16),
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Models))]
    public void It_learns(string model)
    {
        using var autoencoder = Fresh(model);
        var items = Items(autoencoder);
        double before = autoencoder.ReconstructionError(items);
        bool isSlow = autoencoder is RecurrentAutoencoder or StackedAutoencoder;
        Train(autoencoder, items, epochs: isSlow ? 50 : 20, lr: isSlow ? 1e-2 : 3e-3);
        double after = autoencoder.ReconstructionError(items);
        // Less than the variance: it has learned more than the mean digit.
        double variance = ((items - items.mean([0L])).square().sum() / items.shape[0]).item<float>();
        Assert.True(after < 0.9 * variance && after < 0.4 * before, $"{before:F1} fell to {after:F1}; the digits' variance is {variance:F1}");
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void It_can_learn_one_batch_by_heart(string model)
    {
        using var autoencoder = Fresh(model);
        var items = Items(autoencoder)[..4];
        double before = autoencoder.ReconstructionError(items);
        bool isSlow = autoencoder is RecurrentAutoencoder;
        Train(autoencoder, items, epochs: isSlow ? 2500 : 300, lr: 5e-3);
        Assert.InRange(autoencoder.ReconstructionError(items), 0, 0.02 * before);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void It_comes_back_from_a_file(string model)
    {
        using var autoencoder = Fresh(model);
        var items = Items(autoencoder)[..8];
        Train(autoencoder, items, epochs: 2, lr: 1e-3);
        var file = Path.Combine(_folder, "model.safetensors");
        Safetensors.Save(file, autoencoder.state_dict());
        using var other = Fresh(model, seed: 9);
        other.load_state_dict(Safetensors.Load(file).Tensors);
        autoencoder.eval();
        other.eval();
        Assert.Equal(autoencoder.call(items).data<float>().ToArray(), other.call(items).data<float>().ToArray());
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void A_training_that_was_killed_ends_with_the_same_numbers(string model)
    {
        float[] Run(params TrainingCallback[] callbacks)
        {
            using var autoencoder = Fresh(model);
            Train(autoencoder, Items(autoencoder)[..64], epochs: 3, lr: 1e-3, callbacks);
            return [.. autoencoder.parameters().SelectMany(p => p.data<float>().ToArray())];
        }

        var whole = Run();
        var file = Path.Combine(_folder, "run.safetensors");
        Assert.Throws<OperationCanceledException>(() => Run(new Checkpoint(file, "test", 2, null, TextWriter.Null), new PowerCut(5)));
        Assert.Equal(whole, Run(new Checkpoint(file, "test", 2, null, TextWriter.Null)));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Items_and_codes_of_another_shape_are_refused_in_one_sentence(string model)
    {
        using var autoencoder = Fresh(model);
        var items = Assert.Throws<ArgumentException>(() => autoencoder.Encode(zeros(2, 3, 17)));
        Assert.Contains($"takes items [N, {string.Join(", ", autoencoder.ItemShape)}], but these are [2, 3, 17].", items.Message);
        var codes = Assert.Throws<ArgumentException>(() => autoencoder.Decode(zeros(2, 5)));
        Assert.Contains($"takes codes [N, {autoencoder.Latents}], but these are [2, 5].", codes.Message);
    }

    [Fact]
    public void A_convolutional_one_goes_down_to_three_levels_and_in_colour()
    {
        using var autoencoder = new ConvolutionalAutoencoder(3, 64, latents: 8, width: 8, levels: 3);
        using var faces = Faces.Draw(3).Images.ToTensor();
        Assert.Equal([3, 8], autoencoder.Encode(faces).shape);
        Assert.Equal(faces.shape, autoencoder.call(faces).shape);
        var error = Assert.Throws<ArgumentException>(() => new ConvolutionalAutoencoder(1, 28, levels: 3));
        Assert.Contains("Images of 28 × 28 cannot be halved 3 times.", error.Message);
    }

    [Fact]
    public void A_loss_that_is_not_finite_stops_training_with_a_sentence()
    {
        using var perceptron = Fresh("undercomplete");
        var spoiled = Digits.Value[..8].clone();
        spoiled[3, 5] = float.NaN;
        var error = Assert.Throws<NonFiniteLossException>(() => Train(perceptron, spoiled, epochs: 1, lr: 1e-3));
        Assert.Contains("NaN", error.Message);
    }

    [Fact]
    public void Statistics_of_a_batch_of_one_are_refused_in_training_and_not_needed_afterwards()
    {
        // Down to one pixel: a batch of one leaves batch normalisation a single number.
        using var autoencoder = new ConvolutionalAutoencoder(1, 4, latents: 2, width: 4, levels: 2);
        var error = Assert.ThrowsAny<Exception>(() => autoencoder.Loss(rand(1, 1, 4, 4)));
        Assert.Contains("more than 1 value per channel", error.Message);
        autoencoder.eval();
        Assert.Equal([1, 1, 4, 4], autoencoder.call(rand(1, 1, 4, 4)).shape);
    }

    [Fact]
    public void The_levels_of_a_stack_are_trained_one_by_one_and_share_its_weights()
    {
        manual_seed(0);
        using var stack = new StackedAutoencoder(784, 64, 16);
        double before = stack.ReconstructionError(Digits.Value);
        var below = Digits.Value;
        foreach (var level in stack.Levels)
        {
            Train(level, below, epochs: 15, lr: 3e-3);
            using (no_grad()) below = level.Encode(below);
        }
        Assert.Equal([512, 16], below.shape);
        Assert.True(stack.ReconstructionError(Digits.Value) < 0.5 * before);
        Assert.Throws<ArgumentException>(() => new StackedAutoencoder(784));
    }

    private static Autoencoder Fresh(string model, long seed = 0)
    {
        manual_seed(seed);
        return Make[model]();
    }

    private static Tensor Items(Autoencoder autoencoder) => Digits.Value.view([-1, .. autoencoder.ItemShape]);

    private static void Train(Autoencoder autoencoder, Tensor items, int epochs, double lr, params TrainingCallback[] callbacks)
    {
        using var optimizer = optim.Adam(autoencoder.parameters(), lr);
        new Trainer(autoencoder, optimizer, callbacks).Fit(new Batches(items, 32, seed: 1), epochs, autoencoder.Loss);
    }
}
