using Course.Variational;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.Variational;

public sealed class LadderVaeTests : VariationalModelContract
{
    protected override LatentVariableModel Make() => new LadderVae(784, [64, 32, 16], [8, 4, 2]);

    [Fact]
    public void Two_opinions_are_multiplied()
    {
        manual_seed(4);
        Tensor Draw() => randn(6, 2, dtype: float64);
        Tensor mu1 = Draw(), logvar1 = Draw(), mu2 = Draw(), logvar2 = Draw();
        var (mu, logvar) = LadderVae.Combine(mu1, logvar1, mu2, logvar2);
        // The product of the densities over the combined density is one constant, wherever it is taken.
        Tensor Ratio(Tensor z) =>
            DiagonalGaussian.LogProb(z, mu1, logvar1) + DiagonalGaussian.LogProb(z, mu2, logvar2) - DiagonalGaussian.LogProb(z, mu, logvar);
        Assert.True(Ratio(Draw()).allclose(Ratio(Draw()), rtol: 1e-10));
    }

    [Fact]
    public void Who_knows_nothing_repeats_the_other_and_no_opinion_overflows()
    {
        var (mu, logvar) = LadderVae.Combine(tensor(new[] { 7f }), tensor(new[] { 200f }), tensor(new[] { -1f }), tensor(new[] { 0.5f }));
        Assert.Equal((-1f, 0.5f), (mu.ToSingle(), logvar.ToSingle()));
        (mu, logvar) = LadderVae.Combine(tensor(new[] { 7f }), tensor(new[] { -200f }), tensor(new[] { -1f }), tensor(new[] { 200f }));
        Assert.Equal((7f, -200f), (mu.ToSingle(), logvar.ToSingle()));
    }

    [Fact]
    public void Every_level_costs_something_or_nothing_but_never_less()
    {
        using var model = (LadderVae)Fresh();
        var divergence = model.Bound(rand(50, 784)).Divergence;
        Assert.Equal([50, 3], divergence.shape);
        Assert.True(divergence.min().ToDouble() >= -1e-5);
    }
}

public sealed class DeepLadderTests : VariationalModelContract
{
    protected override LatentVariableModel Make() => new LadderVae(784, [64, 32, 32, 16, 16], [8, 6, 4, 4, 2]);
}
