using Course.Variational;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.Variational;

public sealed class TwoLevelVaeTests : VariationalModelContract
{
    protected override LatentVariableModel Make() => new HierarchicalVae(784, [64, 32], [8, 4]);

    [Fact]
    public void One_level_is_the_variational_autoencoder()
    {
        manual_seed(1);
        var encoder = new GaussianEncoder(nn.Sequential(nn.Linear(784, 16), nn.ReLU()), 16, 3);
        var decoder = nn.Sequential(nn.Linear(3, 16), nn.ReLU(), nn.Linear(16, 784));
        using var one = new HierarchicalVae([784], [encoder], [], decoder);
        using var known = new VariationalAutoencoder([784], encoder, decoder);
        var x = rand(5, 784);
        var (expected, actual) = (Elbo.Evaluate(known, x), Elbo.Evaluate(one, x));
        Assert.Equal(expected.Reconstruction, actual.Reconstruction, 1e-4);
        Assert.Equal(expected.Kl, actual.Kl, 1e-6);
    }

    [Fact]
    public void Reconstructions_keep_all_levels_and_inventions_none()
    {
        using var model = (HierarchicalVae)Fresh();
        model.eval();
        var x = rand(2, 784);
        Assert.Equal([8, 4], model.Latents);
        manual_seed(3);
        var reconstruction = model.call(x);
        manual_seed(3);
        Assert.True(model.Vary(x, 2).allclose(reconstruction));
        manual_seed(3);
        var invention = model.Sample(2);
        manual_seed(3);
        Assert.True(model.Vary(x, 0).allclose(invention));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Vary(x, 3));
    }

    [Fact]
    public void Networks_that_do_not_fit_together_are_refused()
    {
        Assert.Contains("2 levels with 1 hidden layers", Refused(() => new HierarchicalVae(784, [16], [4, 2])));
        Assert.Contains("0 levels", Refused(() => new HierarchicalVae(784, [], [])));
        GaussianEncoder Net(int from, int to) => new(nn.Identity(), from, to);
        Assert.Contains("1 levels of guesses need 0 priors between them, but there are 1",
            Refused(() => new HierarchicalVae([3], [Net(3, 2)], [Net(2, 2)], nn.Linear(2, 3))));
    }

    private static string Refused(Action action) => Assert.Throws<ArgumentException>(action).Message;
}
