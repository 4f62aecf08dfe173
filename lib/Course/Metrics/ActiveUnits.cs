using Course.Variational;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Metrics;

/// <summary>
/// Latent units in use: those whose mean E_q[z|x] changes from item to item, by a variance above 0.01 (Burda, Grosse and Salakhutdinov 2016, section 5.2). The
/// others say the same about everything, which is nothing.
/// </summary>
public static class ActiveUnits
{
    /// <summary>Variance over the data from which on a unit counts as active.</summary>
    public const double Threshold = 0.01;

    /// <summary>Var over items of the mean code.</summary>
    /// <param name="means">μ(x) of many items, [N, Z], two or more.</param>
    /// <returns>[Z].</returns>
    /// <exception cref="ArgumentException">Not [N, Z] with N of 2 or more.</exception>
    public static Tensor Variances(Tensor means)
    {
        if (means.shape is not [>= 2, _])
            throw new ArgumentException($"The variance of codes needs [N, Z] with two items or more, but these are [{string.Join(", ", means.shape)}].");
        return means.var(0L);
    }

    /// <summary>How many units are active.</summary>
    /// <param name="means">μ(x) of many items, [N, Z], two or more.</param>
    /// <returns>0 to Z.</returns>
    /// <exception cref="ArgumentException">Not [N, Z] with N of 2 or more.</exception>
    public static int Count(Tensor means)
    {
        using var scope = NewDisposeScope();
        return (int)Variances(means).gt(Threshold).sum().ToInt64();
    }

    /// <summary>How many units of a model are active on a data set.</summary>
    /// <param name="model">A model with one level of latents.</param>
    /// <param name="images">[N, …], as the model takes them.</param>
    /// <returns>0 to Z.</returns>
    public static int Count(VariationalAutoencoder model, Tensor images) => Evaluation.Run(model, seed: 0, () =>
    {
        using var scope = NewDisposeScope();
        return Count(model.Encode(images).mu);
    });
}
