using Course.Autoencoders;
using static TorchSharp.torch;

namespace Course.Tests.Autoencoders;

public sealed class PenaltyTests
{
    [Fact]
    public void The_contractive_penalty_by_differentiating_equals_the_closed_form()
    {
        manual_seed(0);
        using var model = new ContractiveAutoencoder(20, 7);
        var x = rand(5, 20);
        var byAutograd = JacobianPenalty.ByAutograd(model.Encode, x);
        var closed = model.Penalty(x);
        Assert.Equal(closed.item<float>(), byAutograd.item<float>(), 1e-5f);

        // Both can be minimised: their gradients agree as well.
        var weights = model.parameters().First();
        var one = autograd.grad([byAutograd], [weights])[0];
        var other = autograd.grad([closed], [weights])[0];
        Assert.True(allclose(one, other, 1e-4, 1e-6));
    }

    [Fact]
    public void The_sparsity_penalty_is_zero_at_the_target_and_grows_away_from_it()
    {
        Assert.Equal(0, SparseAutoencoder.TargetPenalty(full([4, 3], 0.05, dtype: float64), 0.05).item<double>(), 1e-12);
        // 3 KL(0.05 ‖ 0.5), by hand: 0.05 ln 0.1 + 0.95 ln 1.9 = 0.494632.
        Assert.Equal(3 * 0.494632, SparseAutoencoder.TargetPenalty(full([4, 3], 0.5, dtype: float64), 0.05).item<double>(), 1e-5);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void A_target_that_no_unit_can_have_is_refused(double target) => Assert.Contains(
        $"The target activation is {target}", Assert.Throws<ArgumentOutOfRangeException>(() => new SparseAutoencoder(target: target)).Message);

    [Fact]
    public void Corruptions_spoil_the_share_that_was_asked_for()
    {
        manual_seed(0);
        var x = full([100, 784], 0.5);
        var salted = Corruption.SaltAndPepper(0.3)(x);
        Assert.Equal(0.15, salted.eq(0).to(float32).mean().item<float>(), 0.01);
        Assert.Equal(0.15, salted.eq(1).to(float32).mean().item<float>(), 0.01);
        Assert.Equal(0.25, Corruption.Masking(0.25)(x).eq(0).to(float32).mean().item<float>(), 0.01);
        Assert.Equal(0.2, (Corruption.Gaussian(0.2)(x) - x).std().item<float>(), 0.01);
        // Item by item: of a hundred some vanish as a whole and the others stay whole.
        var sums = Corruption.AnyOf(Corruption.Masking(1), Corruption.Gaussian(0))(x).sum(1L);
        Assert.InRange(sums.eq(0).sum().item<long>(), 30, 70);
        Assert.Equal(100, (sums.eq(0) | sums.eq(392)).sum().item<long>());
        Assert.Throws<ArgumentException>(() => Corruption.AnyOf());
        Assert.Contains("1.5", Assert.Throws<ArgumentOutOfRangeException>(() => Corruption.Masking(1.5)).Message);
    }
}
