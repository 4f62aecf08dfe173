using Course.Variational;
using TorchSharp;

namespace Course.Metrics;

/// <summary>
/// A variational model as a point in the plane of Alemi et al. (<i>Fixing a broken ELBO</i>, 2018): what it says about an image, and what is wrong with what it
/// draws from that. Models with the same −ELBO lie on a line of slope −1; β chooses where on the curve a training ends.
/// </summary>
/// <param name="Rate">KL(q(z|x) ‖ p(z)), in nats per image: what the code costs to send.</param>
/// <param name="Distortion">−E_q[log p(x|z)], in nats per image.</param>
public readonly record struct RateDistortion(double Rate, double Distortion)
{
    /// <summary>Rate + distortion.</summary>
    public double NegativeElbo => Rate + Distortion;

    /// <summary>Measures a model on a data set, one z drawn per image.</summary>
    /// <param name="model">A variational model.</param>
    /// <param name="images">[N, …], as the model takes them.</param>
    /// <param name="seed">Of the draws. The training stream of random numbers is left as it was.</param>
    public static RateDistortion Of(LatentVariableModel model, torch.Tensor images, long seed = 0)
    {
        var (_, reconstruction, kl) = Elbo.Evaluate(model, images, seed: seed);
        return new(kl, reconstruction);
    }
}
