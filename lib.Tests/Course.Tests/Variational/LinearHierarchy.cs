using Course.Variational;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static System.Math;

namespace Course.Tests.Variational;

/// <summary>
/// A two-level story in which everything is known: z₂ ~ N(0, 1), z₁|z₂ ~ N(a z₂, s²), x|z₁ ~ N(b z₁, r²). A guess q(z₁|x) = N(c x, u²),
/// q(z₂|z₁) = N(d z₁, v²) is any pair of lines; all numbers below are formulas for normal distributions, in double precision.
/// </summary>
internal sealed record LinearHierarchy(double A, double S, double B, double R)
{
    /// <summary>Variance of z₁ before x is seen.</summary>
    private double Variance1 => A * A + S * S;

    /// <summary>Slope and standard deviation of p(z₁|x) and of p(z₂|z₁): the guess that is right.</summary>
    public (double C, double U, double D, double V) Posterior
    {
        get
        {
            double marginal = B * B * Variance1 + R * R;
            return (B * Variance1 / marginal, Sqrt(Variance1 * R * R / marginal), A / Variance1, S / Sqrt(Variance1));
        }
    }

    /// <summary>log p(x).</summary>
    public double LogEvidence(double x) => -0.5 * (Log(2 * PI * (B * B * Variance1 + R * R)) + x * x / (B * B * Variance1 + R * R));

    /// <summary>KL(q(z₁, z₂|x) ‖ p(z₁, z₂|x)) = KL(q(z₁|x) ‖ p(z₁|x)) + E KL(q(z₂|z₁) ‖ p(z₂|z₁)).</summary>
    public double Gap(double x, double c, double u, double d, double v)
    {
        var p = Posterior;
        double square1 = c * c * x * x + u * u; // E z₁²
        return Kl((c - p.C) * (c - p.C) * x * x, u, p.U) + Kl((d - p.D) * (d - p.D) * square1, v, p.V);
    }

    /// <summary>The model of this story and a guess, as the library builds it.</summary>
    public HierarchicalVae Build(double c, double u, double d, double v) =>
        new([1], [Line(c, u), Line(d, v)], [Line(A, S)], Linear(B), new FixedNormal(R));

    private static double Kl(double squaredDifference, double sigma, double toSigma) =>
        Log(toSigma / sigma) + (sigma * sigma + squaredDifference) / (2 * toSigma * toSigma) - 0.5;

    /// <summary>N(slope · input, σ²): heads of a Gaussian encoder with their weights written in.</summary>
    private static GaussianEncoder Line(double slope, double sigma)
    {
        var line = new GaussianEncoder(nn.Identity(), 1, 1);
        using var quiet = no_grad();
        var state = line.state_dict();
        foreach (var value in state.Values) value.zero_();
        state["mu.weight"].fill_(slope);
        state["logvar.bias"].fill_(2 * Log(sigma));
        return line;
    }

    private static Linear Linear(double slope)
    {
        var linear = nn.Linear(1, 1, hasBias: false);
        using var quiet = no_grad();
        linear.weight!.fill_(slope);
        return linear;
    }

    private sealed class FixedNormal(double sigma) : Likelihood(nameof(FixedNormal))
    {
        public override Tensor LogProb(Tensor parameters, Tensor x) =>
            DiagonalGaussian.LogProb(x, parameters, full_like(parameters, 2 * Log(sigma)));

        public override Tensor Mean(Tensor parameters) => parameters;

        public override Tensor Sample(Tensor parameters) => parameters + sigma * randn_like(parameters);
    }
}
