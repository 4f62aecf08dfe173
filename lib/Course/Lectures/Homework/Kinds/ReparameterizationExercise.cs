using TorchSharp;
using static TorchSharp.torch;

namespace Course.Lectures;

/// <summary>A draw that gradients pass through, with tensors: its law, its freshness, and both gradients.</summary>
internal sealed class ReparameterizationExercise : Exercise
{
    private const int Items = 4000, Latents = 3;

    // 6 standard errors of a mean of so many, in standard deviations: no right answer may ever fail for bad luck.
    private static readonly double Margin = 6 / Math.Sqrt(Items);

    private readonly PropertyTrial<Code, Drawn> _trial;

    public ReparameterizationExercise(string id, int points, Variation variation) : base(id, "The reparameterisation", points) => _trial = new()
    {
        Inputs = variation.Many(3, v => new Code(v.Decimals(Latents, -2, 2, 1), [v.Decimal(-2, -1, 1), v.Decimal(0.5, 1, 1), v.Decimal(1.2, 2, 1)], v.Seed())),
        Describe = code => $"μ = {NumberText.Of(code.Mu)}, log σ² = {NumberText.Of(code.Logvar)} for {Items} items",
        Fault = Fault,
    };

    public Ruling Judge(Func<Tensor, Tensor, Tensor> draw) => _trial.Judge(code =>
    {
        using var scope = NewDisposeScope();
        using var gradients = enable_grad();
        using var stream = get_rng_state();
        manual_seed(code.Seed);
        try
        {
            Tensor mu = tensor(code.Mu).expand(Items, Latents).clone().requires_grad_(), logvar = tensor(code.Logvar).expand(Items, Latents).clone().requires_grad_();
            var z = draw(mu, logvar);
            if (z is null) return new(null, null, null, null, null);
            double[] again = Numbers(draw(mu, logvar));
            if (z.requires_grad) z.sum().backward();
            return new(z.shape, Numbers(z), again, mu.grad is { } byMu ? Numbers(byMu) : null, logvar.grad is { } byLogvar ? Numbers(byLogvar) : null);
        }
        finally
        {
            set_rng_state(stream);
        }
    });

    private static double[] Numbers(Tensor values) => values.detach().to(float64).flatten().data<double>().ToArray();

    private static string? Fault(Code code, Drawn drawn)
    {
        if (drawn.Shape is null) return "your function returns null.";
        if (drawn.Shape is not [Items, Latents]) return $"your draw has the shape [{string.Join(", ", drawn.Shape)}]; it must be that of μ, [{Items}, {Latents}].";
        double[] z = drawn.Z!;
        double[][] columns = [.. Enumerable.Range(0, Latents).Select(j => Enumerable.Range(0, Items).Select(i => z[i * Latents + j]).ToArray())];
        if (columns.SelectMany(column => column).Any(value => !double.IsFinite(value))) return "your draw holds a number that is not finite.";
        double[][] noise = [.. columns.Select((column, j) => column.Select(value => (value - code.Mu[j]) / Math.Exp(code.Logvar[j] / 2)).ToArray())];

        if (noise.All(column => column.All(e => Math.Abs(e) < 1e-9))) return "your draw is μ itself: there is no noise in it.";
        if (z.SequenceEqual(drawn.Again!)) return "two draws are the same: fresh noise is needed at every call.";
        if (noise[0].Distinct().Count() < Items / 2) return "many items share their noise; draw a number for each.";
        double[] deviations = new double[Latents], sigmas = [.. code.Logvar.Select(logvar => Math.Exp(logvar / 2))];
        for (int j = 0; j < Latents; j++)
        {
            double mean = noise[j].Average();
            deviations[j] = sigmas[j] * Math.Sqrt(noise[j].Average(e => (e - mean) * (e - mean)));
            if (Math.Abs(mean) > Margin * Math.Max(1, deviations[j] / sigmas[j]))
                return $"the mean of dimension {j + 1} is {NumberText.Of(columns[j].Average())} and should be {NumberText.Of(code.Mu[j])}.";
        }
        bool Are(Func<int, double> expected) => Enumerable.Range(0, Latents).All(j => Math.Abs(deviations[j] / expected(j) - 1) <= 1.5 * Margin);
        if (!Are(j => sigmas[j]))
        {
            if (Are(j => sigmas[j] * sigmas[j])) return "the noise is multiplied by σ²; it is the deviation σ = exp(½ log σ²) that belongs there.";
            if (Are(_ => 1)) return "the deviation is 1 in every dimension: the noise is not multiplied by σ.";
            if (Are(j => Math.Abs(code.Logvar[j]))) return "the noise is multiplied by log σ²; exponentiate half of it.";
            return $"the deviations are {NumberText.Of(deviations)} and should be {NumberText.Of(sigmas)}.";
        }
        if (Correlation(noise[0], noise[1]) is var together && Math.Abs(together) > 0.5)
            return "all dimensions of an item share one noise; draw a number for each of them.";
        double[] tails = [.. noise.SelectMany(column => column)];
        if (tails.Average(e => Math.Pow(e, 4)) is < 2.5 or > 3.6) return "the noise has the right deviation, but it is not normal.";

        if (drawn.ByMu is null && drawn.ByLogvar is null)
            return "the draw is right, but no gradient passes it: compute with tensors from μ and log σ² to the end, and let only the noise be random.";
        if (drawn.ByMu is null || drawn.ByMu.Any(slope => Math.Abs(slope - 1) > 1e-4)) return "∂z/∂μ must be 1: does μ come in through something that is detached?";
        if (drawn.ByLogvar is null) return "no gradient reaches log σ²: the deviation was detached.";
        for (int i = 0; i < z.Length; i++)
            if (Math.Abs(drawn.ByLogvar[i] - 0.5 * (z[i] - code.Mu[i % Latents])) > 1e-3)
                return "the gradient by log σ² is not ½ σ ε: is the same ε in the draw and in its gradient?";
        return null;
    }

    private static double Correlation(double[] a, double[] b) => a.Zip(b).Average(pair => pair.First * pair.Second);

    /// <param name="Mu">Of every item.</param>
    /// <param name="Logvar">Of every item.</param>
    /// <param name="Seed">Of the engine's generator.</param>
    internal sealed record Code(double[] Mu, double[] Logvar, int Seed);

    /// <param name="Shape">Of the draw; null for none.</param>
    /// <param name="Z">The draw.</param>
    /// <param name="Again">Another one.</param>
    /// <param name="ByMu">Σ ∂z/∂μ; null where none arrives.</param>
    /// <param name="ByLogvar">Σ ∂z/∂(log σ²).</param>
    internal sealed record Drawn(long[]? Shape, double[]? Z, double[]? Again, double[]? ByMu, double[]? ByLogvar);
}

public static partial class Check
{
    /// <summary>The reparameterisation.</summary>
    /// <param name="id">Of the exercise.</param>
    /// <param name="draw">(μ [N, Z], log σ² [N, Z]) ↦ z [N, Z].</param>
    public static void Reparameterization(string id, Func<Tensor, Tensor, Tensor> draw) =>
        Homework.Report<ReparameterizationExercise>(id, exercise => exercise.Judge(draw));
}
