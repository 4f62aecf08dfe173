using Course.Training;
using Course.Variational;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.Variational;

public sealed class IwaeTests
{
    [Fact]
    public void One_draw_gives_the_evidence_lower_bound()
    {
        manual_seed(1);
        using var model = new VariationalAutoencoder(6, [8], 2);
        var x = bernoulli(full([20_000, 6], 0.4));
        using var quiet = no_grad();
        // The KL of one is drawn, of the other computed: equal in the mean of 20,000 draws.
        Assert.Equal(model.Bound(x).ToLoss().Total.ToDouble(), new Iwae(1).Loss(model, x).Total.ToDouble(), 0.02);
    }

    /// <summary>z ~ N(0, 1), x | z ~ N(z, 1), so that x ~ N(0, 2); q(z|x) = N(0, 1) on purpose, and not the posterior N(x/2, 1/2).</summary>
    [Fact]
    public void More_draws_come_closer_to_a_log_likelihood_known_in_closed_form()
    {
        manual_seed(2);
        var x = randn(4000, 1) * Math.Sqrt(2);
        double exact = (0.5 * x.pow(2) / 2 + 0.5 * Math.Log(4 * Math.PI)).mean().ToDouble();
        using var model = new PriorGuess();
        var bounds = new[] { 1, 5, 50, 500 }.Select(k => new Iwae(k).Loss(model, x).Total.ToDouble()).ToArray();
        Assert.Equal(bounds.OrderDescending(), bounds);
        // −E log p(x|z) = ½ log 2π + ½ E (x − z)² for z ~ N(0, 1) is the bound of one draw.
        double one = (0.5 * (x.pow(2) + 1) + 0.5 * Math.Log(2 * Math.PI)).mean().ToDouble();
        Assert.Equal(one, bounds[0], 0.15);
        Assert.InRange(bounds[3], exact - 0.002, exact + 0.02);
    }

    [Fact]
    public void Draws_are_weighed_by_their_share_in_the_gradient()
    {
        manual_seed(3);
        using var model = new VariationalAutoencoder(4, [8], 2);
        var x = bernoulli(full([3, 4], 0.5));
        // ∇ log (1/K) Σ wₖ = Σ (wₖ / Σ w) ∇ log wₖ (Burda et al. 2016, equation 14), with the weights as constants.
        manual_seed(4);
        new Iwae(5).Loss(model, x).Total.backward();
        var gradients = model.parameters().Select(p => p.grad!.clone()).ToArray();
        model.zero_grad();
        manual_seed(4);
        var logWeights = model.LogWeights(x, 5);
        (-(logWeights.softmax(1).detach() * logWeights).sum(1L).mean()).backward();
        Assert.All(model.parameters().Zip(gradients), pair => Assert.True(pair.First.grad!.allclose(pair.Second, atol: 1e-5)));
    }

    private sealed class PriorGuess() : LatentVariableModel(nameof(PriorGuess), [1])
    {
        public override Tensor forward(Tensor input) => input;

        protected override Elbo ToBound(Tensor x) => throw new NotSupportedException();

        protected override Tensor ToLogWeight(Tensor x) => DiagonalGaussian.LogProb(x, randn_like(x), zeros_like(x));

        protected override Tensor DrawMeans(int count) => zeros(count, 1);
    }
}

public sealed class IwaeTrainingTests : VariationalModelContract
{
    protected override LatentVariableModel Make() => new VariationalAutoencoder(784, [64], 8);

    protected override LossTerms Loss(LatentVariableModel model, Tensor x) => new Iwae(3).Loss(model, x);
}
