namespace Course.Lectures;

/// <summary>Two Gaussians with diagonal covariances, as encoders give them.</summary>
/// <param name="Mu1">Means of the first.</param>
/// <param name="Logvar1">log σ² of the first.</param>
/// <param name="Mu2">Means of the second.</param>
/// <param name="Logvar2">log σ² of the second.</param>
internal sealed record DiagonalGaussians(double[] Mu1, double[] Logvar1, double[] Mu2, double[] Logvar2)
{
    /// <summary>N(μ, diag σ²) and N(0, I).</summary>
    public static DiagonalGaussians ToStandard(double[] mu, double[] logvar) => new(mu, logvar, new double[mu.Length], new double[mu.Length]);

    public static DiagonalGaussians Draw(Variation variation, bool toStandard)
    {
        int dimensions = variation.Whole(2, 4);
        var (mu, logvar) = (variation.Decimals(dimensions, -2, 2, 1), variation.Decimals(dimensions, -2.5, 1.5, 1));
        return toStandard ? ToStandard(mu, logvar)
            : new(mu, logvar, variation.Decimals(dimensions, -2, 2, 1), variation.Decimals(dimensions, -1.5, 1.5, 1));
    }

    public int Dimensions => Mu1.Length;

    /// <summary>The sum over the dimensions of a function of μ₁, σ₁², μ₂, σ₂².</summary>
    public double Sum(Func<double, double, double, double, double> term) =>
        Enumerable.Range(0, Dimensions).Sum(i => term(Mu1[i], Math.Exp(Logvar1[i]), Mu2[i], Math.Exp(Logvar2[i])));

    /// <summary>KL of the first to the second, by quadrature, dimension by dimension.</summary>
    public Estimate ByQuadrature() => new(
        Sum((m1, v1, m2, v2) => Estimate.Quadrature(u =>
        {
            double x = m1 + Math.Sqrt(v1) * u, ratio = -0.5 * Math.Log(v1) - 0.5 * u * u + 0.5 * Math.Log(v2) + 0.5 * (x - m2) * (x - m2) / v2;
            return Math.Exp(-0.5 * u * u) / Math.Sqrt(2 * Math.PI) * ratio;
        }, -12, 12).Value), "quadrature");

    public DiagonalGaussians Turned => new(Mu2, Logvar2, Mu1, Logvar1);

    public override string ToString() => Mu2.All(m => m == 0) && Logvar2.All(v => v == 0)
        ? $"μ = {NumberText.Of(Mu1)}, log σ² = {NumberText.Of(Logvar1)}"
        : $"μ₁ = {NumberText.Of(Mu1)}, log σ₁² = {NumberText.Of(Logvar1)}, μ₂ = {NumberText.Of(Mu2)}, log σ₂² = {NumberText.Of(Logvar2)}";
}
