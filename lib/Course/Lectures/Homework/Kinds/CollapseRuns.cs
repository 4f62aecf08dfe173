using Course.Plots;
using Course.Tables;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Course.Lectures;

/// <summary>What a training came to, to be read off its curves.</summary>
public enum Diagnosis
{
    /// <summary>No answer yet.</summary>
    Unknown,

    /// <summary>Every latent dimension is used, and the bound is at its best.</summary>
    Healthy,

    /// <summary>Some dimensions have fallen silent, others are used.</summary>
    PartlyCollapsed,

    /// <summary>No dimension is used: the code says nothing of the image.</summary>
    Collapsed,

    /// <summary>The KL term was given too small a weight: the code says more than it is worth.</summary>
    Underweighted,
}

/// <summary>
/// Four trainings of a linear VAE on the same data, Gaussian in 8 dimensions with four variances that matter. They differ in the noise of the decoder and in
/// the weight of the KL term, and so in which dimensions it pays to use (<see cref="RateExercise"/>).
/// </summary>
public sealed class CollapseRuns
{
    private const int Steps = 500, BatchSize = 64, Every = 10;

    private static readonly double[] Variances = [4, 2.8, 1, 0.7, 0.05, 0.05, 0.05, 0.05];

    private static readonly (Diagnosis Diagnosis, double Noise, double Beta)[] Kinds =
        [(Diagnosis.Healthy, 0.1, 1), (Diagnosis.PartlyCollapsed, 1.6, 1), (Diagnosis.Collapsed, 8, 1), (Diagnosis.Underweighted, 0.1, 0.02)];

    internal CollapseRuns(Variation variation)
    {
        var order = Enumerable.Range(0, Kinds.Length).OrderBy(_ => variation.Whole(0, 1_000_000)).ToArray();
        int seed = variation.Seed();
        Runs = [.. order.Select((kind, i) => Train($"run {"ABCD"[i]}", Kinds[kind].Diagnosis, Kinds[kind].Noise, Kinds[kind].Beta, seed))];
    }

    /// <summary>The trainings, A to D.</summary>
    internal IReadOnlyList<CollapseRun> Runs { get; }

    /// <summary>Of each run, A to D: reconstruction and the KL of every latent dimension, the means of the last hundred steps, in nats.</summary>
    public IReadOnlyList<(double Reconstruction, double[] Kl)> Ended => [.. Runs.Select(run => (run.End.Reconstruction, run.End.Kl))];

    /// <summary>Reconstruction and the KL of every latent dimension over the steps, a row for each run.</summary>
    public FigureGrid Curves() => new FigureGrid(
        [.. Runs.SelectMany(run => new[]
        {
            new Figure($"{run.Name}: reconstruction").WithXAxis("step").WithYAxis("nats")
                .Line(run.StepNumbers, [.. run.Curve.Select(point => point.Reconstruction)], "reconstruction"),
            Enumerable.Range(0, run.Curve[0].Kl.Length).Aggregate(
                new Figure($"{run.Name}: KL of each dimension").WithXAxis("step").WithYAxis("nats"),
                (figure, j) => figure.Line(run.StepNumbers, [.. run.Curve.Select(point => point.Kl[j])], $"z{j + 1}")),
        })], columns: 2).WithSize(900, 1000);

    /// <summary>Where each run ended: the mean of its last hundred steps.</summary>
    public Table Ends() => Table.Of(Runs, "the last hundred steps, in nats")
        .Column("", run => run.Name)
        .Column("reconstruction", run => run.End.Reconstruction, format: "F2")
        .Column("KL z₁", run => run.End.Kl[0], format: "F2").Column("z₂", run => run.End.Kl[1], format: "F2")
        .Column("z₃", run => run.End.Kl[2], format: "F2").Column("z₄", run => run.End.Kl[3], format: "F2")
        .Column("−ELBO", run => run.End.Reconstruction + run.End.Kl.Sum(), format: "F2");

    private static CollapseRun Train(string name, Diagnosis diagnosis, double noise, double beta, int seed)
    {
        const int latents = 4;
        using var scope = NewDisposeScope();
        using var gradients = enable_grad();
        using var stream = get_rng_state();
        manual_seed(seed);
        int inputs = Variances.Length;
        // A rotation of the axes, the same for all runs of a seed.
        var axes = linalg.qr(randn(inputs, inputs)).Item1.mul(tensor(Variances.Select(v => (float)Math.Sqrt(v)).ToArray()));
        using Linear encoder = nn.Linear(inputs, latents, hasBias: false), decoder = nn.Linear(latents, inputs, hasBias: false);
        var logvar = new Parameter(full([latents], -1.0));
        using var optimizer = optim.Adam([.. encoder.parameters(), .. decoder.parameters(), logvar], lr: 0.02);
        var curve = new List<CollapsePoint>();
        for (int step = 0; step < Steps; step++)
        {
            using var each = NewDisposeScope();
            optimizer.zero_grad();
            var x = randn(BatchSize, inputs).matmul(axes.t());
            var mu = encoder.call(x);
            var z = mu + exp(0.5 * logvar) * randn_like(mu);
            var reconstruction = ((decoder.call(z) - x).square() / noise + Math.Log(2 * Math.PI * noise)).sum() / (2 * BatchSize);
            var kl = (0.5 * (mu.square() + logvar.exp() - logvar - 1)).mean([0L]);
            (reconstruction + beta * kl.sum()).backward();
            optimizer.step();
            curve.Add(new(reconstruction.ToDouble(), [.. kl.detach().data<float>().Select(value => (double)value)]));
        }
        set_rng_state(stream);
        return new(name, diagnosis, [.. curve.Chunk(Every).Select(CollapsePoint.Mean)], CollapsePoint.Mean([.. curve.TakeLast(100)]), Every);
    }
}

/// <param name="Name">"run A".</param>
/// <param name="Diagnosis">What it is.</param>
/// <param name="Curve">Means of so many steps each.</param>
/// <param name="End">Mean of the last hundred.</param>
/// <param name="Every">Steps of a point.</param>
internal sealed record CollapseRun(string Name, Diagnosis Diagnosis, IReadOnlyList<CollapsePoint> Curve, CollapsePoint End, int Every)
{
    public double[] StepNumbers => [.. Curve.Select((_, i) => (i + 1.0) * Every)];
}

/// <param name="Reconstruction">In nats.</param>
/// <param name="Kl">Of each latent dimension, in nats.</param>
internal sealed record CollapsePoint(double Reconstruction, double[] Kl)
{
    public static CollapsePoint Mean(CollapsePoint[] points) => new(
        points.Average(point => point.Reconstruction), [.. points[0].Kl.Select((_, j) => points.Average(point => point.Kl[j]))]);
}
