namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class distributions
        {
            /// <summary>p(x) ∝ x^(concentration1 − 1) · (1 − x)^(concentration0 − 1) on (0, 1).</summary>
            public static Beta Beta(Tensor concentration1, Tensor concentration0, Generator? generator = null) =>
                new(concentration1, concentration0, generator);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;
    using static torch.distributions;

    /// <summary>The beta distribution: the first of two Dirichlet probabilities.</summary>
    public class Beta : ExponentialFamily
    {
        private protected Dirichlet dirichlet;

        public Beta(Tensor concentration1, Tensor concentration0, Generator? generator = null) : base(generator)
        {
            Hold(concentration1, concentration0);
            Require(nameof(concentration1), Parameter(0), constraints.positive);
            Require(nameof(concentration0), Parameter(1), constraints.positive);
            dirichlet = new Dirichlet(stack([Parameter(0), Parameter(1)], -1), generator);
        }

        private Tensor concentration1 => Parameter(0);

        private Tensor concentration0 => Parameter(1);

        private Tensor total => concentration1 + concentration0;

        public override Tensor mean => concentration1 / total;

        public override Tensor mode => dirichlet.mode.select(-1, 0);

        public override Tensor variance => concentration1 * concentration0 / (total.square() * (total + 1));

        protected override IList<Tensor> NaturalParams => [concentration1, concentration0];

        protected override Tensor MeanCarrierMeasure => zeros_like(concentration1);

        public override Tensor rsample(params long[] sample_shape) => dirichlet.rsample(sample_shape).select(-1, 0);

        public override Tensor log_prob(Tensor value) => dirichlet.log_prob(stack([value, 1 - value], -1));

        public override Tensor entropy() => dirichlet.entropy();

        protected override Tensor LogNormalizer(params Tensor[] parameters) =>
            parameters[0].lgamma() + parameters[1].lgamma() - (parameters[0] + parameters[1]).lgamma();

        public override Distribution expand(Size batch_shape, Distribution? instance = null) =>
            Expanded(batch_shape, instance, p => new Beta(p[0], p[1], generator));

        protected override void Dispose(bool disposing)
        {
            if (disposing) dirichlet.Dispose();
            base.Dispose(disposing);
        }

        private protected override void Adopt(Distribution other)
        {
            base.Adopt(other);
            dirichlet = ((Beta)other).dirichlet;
        }
    }
}
