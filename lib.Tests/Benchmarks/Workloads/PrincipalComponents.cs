using Course.LinearAlgebra;
using static TorchSharp.torch;

namespace Course.Benchmarks.Workloads;

/// <summary>All principal components of as many numbers as MNIST has, in single precision; against scikit-learn's full singular value decomposition.</summary>
internal static class PrincipalComponents
{
    private const int Images = 60_000, Pixels = 784;

    public static IEnumerable<Measurement> Run(Budget budget)
    {
        // A spectrum that falls, but not to nothing: all 784 directions count.
        using var data = randn(Images, Pixels) * linspace(0, -4, Pixels).exp() + 0.5f;
        yield return Timing.Training("pca, all components", budget, _ => Pca.ByEigen(data).ExplainedVariance.max().to(ScalarType.Float32));
    }
}
