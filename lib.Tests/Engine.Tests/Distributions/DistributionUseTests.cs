using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.distributions;

namespace TorchSharp.Tests.Distributions;

/// <summary>What happens at the edges of the interface: bad parameters, derived classes, samples without a gradient.</summary>
public sealed class DistributionUseTests
{
    public static TheoryData<string, Action> BadParameters => new()
    {
        { "Normal: scale of shape [2] must satisfy GreaterThan(lower_bound=0), found -1", () => Normal(zeros(2), tensor([1f, -1])) },
        { "Normal: loc of shape [] must satisfy Real(), found NaN", () => Normal(double.NaN) },
        { "Exponential: rate of shape [1] must satisfy GreaterThan(lower_bound=0), found 0", () => Exponential(zeros(1)) },
        { "Bernoulli: probs of shape [] must satisfy Interval(lower_bound=0, upper_bound=1), found 1.5", () => Bernoulli(1.5, null) },
        { "Bernoulli: either probs or logits must be given, but not both.", () => Bernoulli(0.5, 0.5) },
        { "Binomial: either probs or logits must be given, but not both.", () => Binomial(tensor(3.0)) },
        { "Categorical: probs of shape [2] must satisfy", () => Categorical(tensor([0.5, -0.5])) },
        { "Categorical: probs or logits must be at least one-dimensional", () => Categorical(tensor(0.5)) },
        { "Geometric: probs of shape [] must satisfy GreaterThan(lower_bound=0), found 0", () => Geometric(tensor(0.0)) },
        { "Uniform: high - low of shape [] must satisfy GreaterThan(lower_bound=0), found -1", () => Uniform(tensor(1.0), tensor(0.0)) },
        { "Multinomial: total_count must not be negative, got -3", () => Multinomial(-3, 4) },
        { "Dirichlet: concentration must be at least one-dimensional", () => Dirichlet(tensor(1.0)) },
        { "MultivariateNormal: exactly one of", () => MultivariateNormal(zeros(2)) },
        { "MultivariateNormal: loc [2] and the matrix [3, 3] do not fit", () => MultivariateNormal(zeros(2), eye(3)) },
        { "MultivariateNormal: covariance_matrix of shape [2, 2] must satisfy PositiveDefinite()", () => MultivariateNormal(zeros(2), -eye(2)) },
        { "MultivariateNormal: scale_tril of shape [2, 2] must satisfy LowerCholesky()", () => MultivariateNormal(zeros(2), scale_tril: ones(2, 2)) },
        { "RelaxedBernoulli", () => RelaxedBernoulli(tensor(1.0)) },
        { "Independent: 2 dimensions of the batch shape [3] cannot be reinterpreted", () => Independent(Normal(zeros(3), ones(3)), 2) },
    };

    [Theory]
    [MemberData(nameof(BadParameters))]
    public void A_bad_parameter_is_named_with_its_value_and_range(string message, Action create)
    {
        using var scope = NewDisposeScope();
        Assert.Contains(message, Assert.Throws<ArgumentException>(create).Message);
    }

    [Fact]
    public void Discrete_samples_refuse_to_pretend_a_gradient()
    {
        using var scope = NewDisposeScope();
        Distribution[] discrete =
        [
            Bernoulli(0.5, null), Geometric(tensor(0.5)), Binomial(3, 0.5, null), NegativeBinomial(3, 0.5, null), Poisson(2.0), Categorical(3), Multinomial(4, 3),
            OneHotCategorical(ones(3)),
        ];
        foreach (var distribution in discrete)
            Assert.Contains("use sample()", Assert.Throws<NotImplementedException>(() => distribution.rsample(2)).Message);
        Assert.Contains("no entropy", Assert.Throws<NotImplementedException>(() => NegativeBinomial(3, 0.5, null).entropy()).Message);
        Assert.Contains("inverse distribution function", Assert.Throws<NotImplementedException>(() => Poisson(2.0).icdf(tensor(0.5))).Message);
    }

    [Fact]
    public void The_scores_of_samples_estimate_the_gradient_of_an_expectation()
    {
        // d/dp E[x] = 1 for a coin x of probability p.
        using var scope = NewDisposeScope();
        using var generator = new Generator(3);
        var p = tensor(0.3).requires_grad_();
        using var coin = Bernoulli(p, generator: generator);
        const int n = 20_000;
        var x = coin.sample(n);
        (coin.log_prob(x) * x).mean().backward();
        Assert.Equal(1, p.grad!.ToDouble(), 4 * Math.Sqrt((1 / 0.3 - 1) / n));
    }

    [Fact]
    public void An_own_generator_leaves_the_default_one_alone_and_repeats()
    {
        using var scope = NewDisposeScope();
        using Generator first = new(11), second = new(11);
        using Distribution a = Laplace(0.0, 2.0, first), b = Laplace(0.0, 2.0, second);
        TensorAssert.Equal(TensorAssert.Values(a.sample(4)), b.sample(4));
        using var wider = a.expand(new Size(3));
        using var same = b.expand(new Size(3));
        TensorAssert.Equal(TensorAssert.Values(wider.sample(4)), same.sample(4));
    }

    [Fact]
    public void A_logistic_variable_is_a_transformed_uniform_one()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(5);
        using var logistic = new TransformedDistribution(
            Uniform(zeros(3, ScalarType.Float64), ones(3, ScalarType.Float64)),
            [new transforms.SigmoidTransform().inv, new transforms.AffineTransform(tensor([0.0, 1, -2]), tensor([1.0, 0.5, -3]))], generator);
        Assert.Equal([3], logistic.batch_shape.Shape);
        var x = tensor([0.3, -1, 4]);
        var z = (x - tensor([0.0, 1, -2])) / tensor([1.0, 0.5, 3]);
        TensorAssert.Close(-z - 2 * nn.functional.softplus(-z) - tensor([1.0, 0.5, 3]).log(), logistic.log_prob(x), 1e-10, 1e-10);
        TensorAssert.Close(z.sigmoid(), logistic.cdf(x), 1e-10, 1e-10);
        TensorAssert.Close(x, logistic.icdf(logistic.cdf(x)), 1e-9, 1e-9);
        Assert.Throws<NotImplementedException>(() => logistic.mean);
    }

    [Fact]
    public void A_transform_of_vectors_turns_batch_dimensions_into_event_dimensions()
    {
        using var scope = NewDisposeScope();
        using var noise = Normal(zeros(4, 3), ones(4, 3));
        using var together = new TransformedDistribution(noise, new transforms.IndepdenentTransform(new transforms.ExpTransform(), 1));
        Assert.Equal([4], together.batch_shape.Shape);
        Assert.Equal([3], together.event_shape.Shape);
        using var separate = LogNormal(zeros(4, 3), ones(4, 3));
        var x = ones(4, 3) * 2;
        TensorAssert.Close(separate.log_prob(x).sum(-1L), together.log_prob(x));
        using var reshaped = new TransformedDistribution(noise, new transforms.ReshapeTransform([3], [3, 1]));
        Assert.Equal([2, 4, 3, 1], reshaped.sample(2).shape);
        Assert.Equal([4], reshaped.log_prob(zeros(4, 3, 1)).shape);
        Assert.Contains("2 dimensions", Assert.Throws<ArgumentException>(
            () => new TransformedDistribution(Normal(zeros(3), ones(3)), new transforms.ReshapeTransform([3, 1], [3]))).Message);
    }

    [Fact]
    public void Independent_variables_taken_together_have_the_sum_of_the_log_densities()
    {
        using var scope = NewDisposeScope();
        var (loc, scale, x) = (rand(2, 3, 4), rand(2, 3, 4) + 0.5, rand(5, 2, 3, 4));
        using var each = Normal(loc, scale);
        using var together = Independent(each, 2);
        Assert.Equal([2], together.batch_shape.Shape);
        Assert.Equal([3, 4], together.event_shape.Shape);
        TensorAssert.Close(each.log_prob(x).sum(-1, -2), together.log_prob(x));
        TensorAssert.Close(each.entropy().sum(-1, -2), together.entropy());
        Assert.Equal([7, 2, 3, 4], together.rsample(7).shape);
        using var wider = together.expand(new Size([6, 2]));
        Assert.Equal([6, 2, 3, 4], wider.sample().shape);
    }

    [Fact]
    public void A_derived_class_fills_its_own_object_when_it_expands()
    {
        using var scope = NewDisposeScope();
        using var shifted = new Shifted(tensor([1f, 2]));
        using var wider = Assert.IsType<Shifted>(shifted.expand(new Size([3, 2])));
        TensorAssert.Equal([1, 2, 1, 2, 1, 2], wider.mean);
        Assert.Contains("must be a Normal", Assert.Throws<ArgumentException>(() => Normal(0f).expand(new Size(2), Laplace(0f))).Message);
    }

    [Fact]
    public void The_entropy_of_an_exponential_family_follows_from_its_log_normaliser()
    {
        using var scope = NewDisposeScope();
        using var waiting = new ByLogNormalizer(tensor([0.2, 3.0]));
        TensorAssert.Close(1 - tensor([0.2, 3.0]).log(), waiting.entropy(), 1e-12, 1e-12);
        TensorAssert.Close(waiting.entropy().exp(), waiting.perplexity(), 1e-12, 1e-12);
    }

    [Fact]
    public void The_distribution_function_of_counts_is_the_sum_of_their_probabilities()
    {
        using var scope = NewDisposeScope();
        using var counts = Poisson(tensor([0.0, 0.3, 4, 50]));
        var k = arange(60, ScalarType.Float64).unsqueeze(-1);
        TensorAssert.Close(counts.log_prob(k).exp().cumsum(0), counts.cdf(k), 1e-10, 1e-12);
        TensorAssert.Equal(TensorAssert.Values(counts.cdf(k)), counts.cdf(k + 0.5));
        TensorAssert.Equal([0, 0, 0, 0], counts.cdf(tensor(-1.0)));
    }

    [Fact]
    public void The_distribution_function_of_a_gamma_variable_of_whole_shape_is_Erlangs()
    {
        // P(X ≤ x) = 1 − e^(−rx) (1 + rx + (rx)²/2) for the shape 3.
        using var scope = NewDisposeScope();
        using var gamma = Gamma(tensor(3.0), tensor([0.5, 2.0]));
        var x = tensor([0.0, 0.1, 1, 7]).unsqueeze(-1);
        var z = x * tensor([0.5, 2.0]);
        TensorAssert.Close(1 - (-z).exp() * (1 + z + z.square() / 2), gamma.cdf(x), 1e-10, 1e-12);
        TensorAssert.Equal([0, 0], gamma.cdf(tensor(-1.0)));
    }

    [Fact]
    public void Numbers_make_distributions_of_their_type()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(ScalarType.Float32, Normal(0f, 2f).sample().dtype);
        Assert.Equal(ScalarType.Float64, Normal(0.0, 2.0).sample().dtype);
        Assert.Empty(Bernoulli(0.5f, null).sample().shape);
        Assert.Equal(ScalarType.Float64, Bernoulli(null, 0.5).logits.dtype);
        Assert.Equal([4], Categorical(4).probs.shape);
        Assert.Equal([5, 3], Multinomial(10, 3).sample(5).shape);
        TensorAssert.Equal([10, 10, 10, 10, 10], Multinomial(10, 3).sample(5).sum(-1L));
    }

    private sealed class Shifted(Tensor loc) : Normal(loc, ones_like(loc))
    {
        public override Distribution expand(Size batch_shape, Distribution? instance = null) => base.expand(batch_shape, instance ?? new Shifted(zeros(1)));
    }

    private sealed class ByLogNormalizer : ExponentialFamily
    {
        private readonly Tensor _rate;

        public ByLogNormalizer(Tensor rate) : base(null)
        {
            _rate = rate;
            _init(new Size(rate.shape));
        }

        public override Tensor mean => 1 / _rate;

        public override Tensor variance => mean.square();

        protected override IList<Tensor> NaturalParams => [-_rate];

        protected override Tensor MeanCarrierMeasure => zeros_like(_rate);

        protected override Tensor LogNormalizer(params Tensor[] parameters) => -(-parameters[0]).log();

        public override Tensor log_prob(Tensor value) => _rate.log() - _rate * value;

        public override Tensor rsample(params long[] sample_shape) => -rand(ExtendedShape(sample_shape), _rate.dtype).log() / _rate;

        public override Distribution expand(Size batch_shape, Distribution? instance = null) => new ByLogNormalizer(_rate.expand(batch_shape));
    }
}
