using MathNet.Numerics.Distributions;

namespace Course.Lectures;

/// <summary>A mixture of two normal laws, w N(μ₁, σ₁²) + (1 − w) N(μ₂, σ₂²), as an exercise names it.</summary>
/// <param name="Weight">w, of the first component.</param>
/// <param name="Mean1">μ₁.</param>
/// <param name="Variance1">σ₁².</param>
/// <param name="Mean2">μ₂.</param>
/// <param name="Variance2">σ₂².</param>
public sealed record TwoHumps(double Weight, double Mean1, double Variance1, double Mean2, double Variance2)
{
    /// <summary>Where all of it lies, but for 10⁻²⁰, and also of it with variances taken for deviations.</summary>
    internal (double Low, double High) Range
    {
        get
        {
            double reach = 10 * Math.Max(1, Math.Max(Variance1, Variance2));
            return (Math.Min(Mean1, Mean2) - reach, Math.Max(Mean1, Mean2) + reach);
        }
    }

    internal double Mean => Weight * Mean1 + (1 - Weight) * Mean2;

    /// <summary>Of the mixture: within the humps, and between them.</summary>
    internal double Variance => Within + Weight * (1 - Weight) * (Mean1 - Mean2) * (Mean1 - Mean2);

    internal double Within => Weight * Variance1 + (1 - Weight) * Variance2;

    /// <summary>What becomes of it if variances are taken for deviations.</summary>
    internal TwoHumps WithSquaredVariances => this with { Variance1 = Variance1 * Variance1, Variance2 = Variance2 * Variance2 };

    internal double Density(double x) => Weight * Bell(x, Mean1, Variance1) + (1 - Weight) * Bell(x, Mean2, Variance2);

    internal static double Bell(double x, double mean, double variance) => Normal.PDF(mean, Math.Sqrt(variance), x);

    /// <inheritdoc/>
    public override string ToString() =>
        $"{NumberText.Of(Weight)} N({NumberText.Of(Mean1)}, {NumberText.Of(Variance1)}) + "
        + $"{NumberText.Of(1 - Weight)} N({NumberText.Of(Mean2)}, {NumberText.Of(Variance2)})";
}
