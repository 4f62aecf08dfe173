using Course.Data;
using Course.Tests.Training;
using Course.Training;
using Course.Variational;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.Variational;

/// <summary>The objectives and schedules against posterior collapse.</summary>
public sealed class CollapseCureTests : IDisposable
{
    private readonly string _file = Path.Combine(Directory.CreateTempSubdirectory("course-cures-").FullName, "run.safetensors");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);

    [Fact]
    public void Free_bits_charge_each_dimension_for_what_is_above_its_allowance()
    {
        var model = new Given(divergence: new float[,] { { 0.1f, 2 }, { 0.3f, 4 } }, logLikelihood: [-10, -20]);
        // Means over the batch are 0.2 and 3: the first is raised to the allowance, the second paid in full.
        var losses = new FreeBits(0.5).Loss(model, zeros(2, 1)).ToNumbers();
        Assert.Equal(15 + 0.5 + 3, losses["loss"], 5);
        Assert.Equal(3.2, losses["KL"], 5);
    }

    [Fact]
    public void Below_its_allowance_a_dimension_has_no_gradient()
    {
        using var divergence = tensor(new float[,] { { 0.1f, 2 } }, requires_grad: true);
        new FreeBits(0.5).Loss(new Given(divergence, zeros(1)), zeros(1, 1)).Total.backward();
        Assert.Equal<float>([0, 1], divergence.grad!.data<float>().ToArray());
    }

    [Theory]
    [InlineData(5, 15 + 10 * 1.8)]
    [InlineData(3, 15 + 10 * 0.2)]
    public void A_constant_rate_charges_for_the_distance_from_it(double rate, double expected)
    {
        var model = new Given(divergence: new float[,] { { 0.1f, 2 }, { 0.3f, 4 } }, logLikelihood: [-10, -20]);
        var losses = new ConstantRate(rate, Gamma: 10).Loss(model, zeros(2, 1)).ToNumbers();
        Assert.Equal(expected, losses["loss"], 4);
    }

    [Fact]
    public void Annealing_raises_the_weight_step_by_step_to_one()
    {
        var seen = new List<double>();
        var annealing = new KlAnnealing(4);
        Train(annealing, [annealing], x => seen.Add(annealing.Beta));
        Assert.Equal([0, 0.25, 0.5, 0.75, 1, 1, 1, 1], seen);
    }

    [Fact]
    public void Annealing_goes_on_where_a_killed_run_was()
    {
        var annealing = new KlAnnealing(8);
        float[] whole = Train(annealing, [annealing]);
        TrainingCallback[] Saved(KlAnnealing schedule) => [new Checkpoint(_file, "test", 2, null, TextWriter.Null), schedule];
        var killed = new KlAnnealing(8);
        Assert.Throws<OperationCanceledException>(() => Train(killed, [.. Saved(killed), new PowerCut(5)]));
        var resumed = new KlAnnealing(8);
        Assert.Equal(whole, Train(resumed, Saved(resumed)));
    }

    [Fact]
    public void An_aggressive_encoder_moves_alone_until_the_decoder_has_its_turn()
    {
        using var model = Model();
        float[] Weights(string part) =>
            [.. model.named_parameters().Where(p => p.name.StartsWith(part, StringComparison.Ordinal)).SelectMany(p => p.parameter.data<float>().ToArray())];
        var moved = new List<(bool Encoder, bool Decoder)>();
        var (encoder, decoder) = (Weights("encoder"), Weights("decoder"));
        var watch = new AfterEachStep(() =>
        {
            moved.Add((!encoder.SequenceEqual(Weights("encoder")), !decoder.SequenceEqual(Weights("decoder"))));
            (encoder, decoder) = (Weights("encoder"), Weights("decoder"));
        });
        Fit(model, new BetaVae(1), [new AggressiveEncoder(model, encoderSteps: 3, until: 6), watch]);
        Assert.All(moved, step => Assert.True(step.Encoder));
        Assert.Equal([false, false, true, false, false, true, true, true], moved.Select(step => step.Decoder));
        Assert.All(model.parameters(), parameter => Assert.True(parameter.requires_grad));
    }

    private static VariationalAutoencoder Model()
    {
        manual_seed(0);
        return new VariationalAutoencoder(9, [6], 2);
    }

    private static float[] Train(IObjective objective, TrainingCallback[] callbacks, Action<Tensor>? each = null)
    {
        using var model = Model();
        Fit(model, objective, callbacks, each);
        return [.. model.parameters().SelectMany(p => p.data<float>().ToArray())];
    }

    /// <summary>Eight steps.</summary>
    private static void Fit(VariationalAutoencoder model, IObjective objective, TrainingCallback[] callbacks, Action<Tensor>? each = null)
    {
        using var generator = new Generator(1);
        var items = bernoulli(full([32, 9], 0.5), generator);
        using var adam = optim.Adam(model.parameters(), lr: 1e-2);
        new Trainer(model, adam, callbacks).Fit(new Batches(items, 8, seed: 0), epochs: 2, x =>
        {
            each?.Invoke(x);
            return objective.Loss(model, x);
        });
    }

    private sealed class AfterEachStep(Action action) : TrainingCallback
    {
        public override void OnStep(Trainer trainer, IReadOnlyDictionary<string, double> losses) => action();
    }

    /// <summary>A model whose bound is known.</summary>
    private sealed class Given(Tensor divergence, Tensor logLikelihood) : LatentVariableModel(nameof(Given), [1])
    {
        public Given(float[,] divergence, float[] logLikelihood) : this(tensor(divergence), tensor(logLikelihood))
        {
        }

        public override Tensor forward(Tensor input) => input;

        protected override Elbo ToBound(Tensor x) => new(logLikelihood, divergence);

        protected override Tensor ToLogWeight(Tensor x) => throw new NotSupportedException();

        protected override Tensor DrawMeans(int count) => zeros(count, 1);
    }
}
