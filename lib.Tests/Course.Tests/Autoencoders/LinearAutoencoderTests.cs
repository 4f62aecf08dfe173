using Course.Autoencoders;
using Course.LinearAlgebra;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.Autoencoders;

public sealed class LinearAutoencoderTests
{
    [Fact]
    public void Training_ends_in_the_principal_subspace_with_its_error()
    {
        using var scope = NewDisposeScope();
        manual_seed(0);
        var x = randn(200, 6) * tensor(new[] { 3f, 2, 1, 0.3f, 0.2f, 0.1f }) + 1;
        using var autoencoder = new LinearAutoencoder(6, 3);
        using var optimizer = optim.Adam(autoencoder.parameters(), lr: 0.02);
        for (int step = 0; step < 1500; step++)
        {
            using var inner = NewDisposeScope();
            optimizer.zero_grad();
            autoencoder.Loss(x).Total.backward();
            optimizer.step();
        }

        var pca = Pca.ByEigen(x, 3);
        Assert.True(PrincipalAngles.Between(autoencoder.Basis, pca.Components.t()).max().ToDouble() < 1e-2);
        var best = (x - pca.Reconstruct(x)).square().sum().ToDouble() / 200;
        Assert.InRange(autoencoder.Loss(x).Total.ToDouble(), best * (1 - 1e-5), best * 1.01);
        // The same plane, but not the same axes.
        Assert.True((autoencoder.Basis.t().mm(autoencoder.Basis) - eye(3)).abs().max().ToDouble() > 0.05);
    }
}
