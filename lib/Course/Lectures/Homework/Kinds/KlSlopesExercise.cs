using Course.Variational;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Lectures;

/// <summary>The gradient of the KL term, by formula; the right value comes from automatic differentiation.</summary>
internal sealed class KlSlopesExercise : Exercise
{
    private readonly Trial<DiagonalGaussians> _trial;

    public KlSlopesExercise(string id, int points, Variation variation) : base(id, "Where the KL term pulls", points)
    {
        static Func<DiagonalGaussians, double[]> Slopes(Func<double, double> byMu, Func<double, double> byLogvar) =>
            q => [.. q.Mu1.Select(byMu), .. q.Logvar1.Select(byLogvar)];
        _trial = new()
        {
            Inputs = variation.Many(6, v => DiagonalGaussians.Draw(v, toStandard: true)),
            Right = ByDifferentiation,
            Describe = q => q.ToString(),
            Limits = [new(DiagonalGaussians.ToStandard([0, 0], [0, 0]), "At the prior there is nothing left to gain: both slopes are 0.")],
            Mistakes =
            [
                new("half", Slopes(m => m / 2, l => 0.5 * (Math.Exp(l) - 1)), "The ½ of the formula goes with the 2 of the derivative of μ²."),
                new("twice", Slopes(m => 2 * m, l => Math.Exp(l) - 1), "You forgot the ½ in front of the divergence."),
                new("by σ²", Slopes(m => m, l => 0.5 * (1 - Math.Exp(-l))), "You differentiated by σ²; the encoder gives log σ², so the chain rule multiplies by σ²."),
                new("by σ", Slopes(m => m, l => Math.Exp(l / 2) - Math.Exp(-l / 2)), "You differentiated by σ; the encoder gives log σ²."),
                new("by log σ", Slopes(m => m, l => Math.Exp(l) - 1), "You differentiated by log σ, half of log σ²."),
                new("sign", Slopes(m => -m, l => 0.5 * (1 - Math.Exp(l))), "The sign is turned round: this is the direction of descent."),
                new("logarithm forgotten", Slopes(m => m, l => 0.5 * Math.Exp(l)), "The term −log σ² has the slope −1; it is missing."),
            ],
        };
    }

    public Ruling Judge(Func<double[], double[], (double[] ByMu, double[] ByLogvar)> slopes) => _trial.Judge(q =>
    {
        var (byMu, byLogvar) = slopes([.. q.Mu1], [.. q.Logvar1]);
        return byMu is null || byLogvar is null ? null! : [.. byMu, .. byLogvar];
    });

    private static double[] ByDifferentiation(DiagonalGaussians q)
    {
        using var scope = NewDisposeScope();
        using var gradients = enable_grad();
        Tensor mu = tensor(q.Mu1).requires_grad_(), logvar = tensor(q.Logvar1).requires_grad_();
        DiagonalGaussian.DivergenceFromStandard(mu, logvar).sum().backward();
        return [.. mu.grad!.data<double>(), .. logvar.grad!.data<double>()];
    }
}

public static partial class Check
{
    /// <summary>The gradient of the KL term.</summary>
    /// <param name="id">Of the exercise.</param>
    /// <param name="slopes">(μ, log σ²) ↦ ∂KL/∂μ and ∂KL/∂(log σ²), a number for each dimension.</param>
    public static void KlSlopes(string id, Func<double[], double[], (double[] ByMu, double[] ByLogvar)> slopes) =>
        Homework.Report<KlSlopesExercise>(id, exercise => exercise.Judge(slopes));
}
