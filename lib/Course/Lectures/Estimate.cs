using System.Globalization;
using MathNet.Numerics.Integration;
using TorchSharp;

namespace Course.Lectures;

/// <summary>A number and the road to it.</summary>
/// <param name="Value">The number.</param>
/// <param name="Road">How it was found: "closed form", "quadrature", …</param>
/// <param name="StandardError">Of a random estimate; 0 for roads that are exact but for rounding.</param>
public readonly record struct Estimate(double Value, string Road, double StandardError = 0)
{
    private const double QuadratureError = 1e-11;

    /// <summary>A number from a formula.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator Estimate(double value) => new(value, "closed form");

    /// <summary>∫ f(x) dx, by adaptive Gauss–Kronrod quadrature.</summary>
    /// <param name="f">What is integrated; smooth between the ends.</param>
    /// <param name="from">Lower end; −∞ is allowed.</param>
    /// <param name="to">Upper end; ∞ is allowed.</param>
    public static Estimate Quadrature(Func<double, double> f, double from, double to) =>
        new(GaussKronrodRule.Integrate(f, from, to, out _, out _, QuadratureError, maximumDepth: 15, order: 15), "quadrature");

    /// <summary>A sum over all cases.</summary>
    /// <param name="terms">Probability times value of each case.</param>
    public static Estimate Enumeration(IEnumerable<double> terms) => new(terms.Sum(), "enumeration");

    /// <summary>The mean of independent samples, with its standard error s/√n.</summary>
    /// <param name="samples">Two or more, of any shape; an array of numbers is taken too.</param>
    /// <exception cref="ArgumentException">Fewer than two.</exception>
    public static Estimate MonteCarlo(torch.Tensor samples)
    {
        using var doubles = samples.detach().to(torch.float64);
        double[] values = doubles.data<double>().ToArray();
        if (values.Length < 2) throw new ArgumentException($"A standard error needs two samples or more, but there is {values.Length}.");
        double mean = values.Average(), squares = values.Sum(value => (value - mean) * (value - mean));
        string road = string.Create(CultureInfo.InvariantCulture, $"Monte Carlo, {values.Length:N0} samples");
        return new(mean, road, Math.Sqrt(squares / (values.Length - 1) / values.Length));
    }

    /// <summary>Whether two roads lead to the same number: within 4 standard errors, or a relative tolerance where there are none.</summary>
    /// <param name="other">The other number.</param>
    /// <param name="tolerance">Of exact roads, relative to the larger of 1 and the other number.</param>
    public bool Agrees(Estimate other, double tolerance) => Math.Abs(Value - other.Value)
        <= 4 * Math.Sqrt(StandardError * StandardError + other.StandardError * other.StandardError) + tolerance * Math.Max(1, Math.Abs(other.Value));
}
