namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class distributions
        {
            /// <summary>Counts the last reinterpreted_batch_dims batch dimensions as one value, whose log-density is the sum.</summary>
            public static Independent Independent(Distribution base_distribution, int reinterpreted_batch_dims, Generator? generator = null) =>
                new(base_distribution, reinterpreted_batch_dims, generator);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;
    using static torch.distributions;

    /// <summary>Independent variables taken together as one vector or array.</summary>
    public class Independent : Distribution
    {
        private Distribution _base = null!;
        private int _dimensions;

        public Independent(Distribution base_distribution, int reinterpreted_batch_ndims, Generator? generator = null) : base(generator)
        {
            var batch = base_distribution.batch_shape.Shape;
            if (reinterpreted_batch_ndims < 0 || reinterpreted_batch_ndims > batch.Length)
                throw new ArgumentException($"Independent: {reinterpreted_batch_ndims} dimensions of the batch shape {Guard.Shape(batch)} cannot be reinterpreted.");
            (_base, _dimensions) = (base_distribution, reinterpreted_batch_ndims);
            _init(new Size(batch[..^_dimensions]), new Size([.. batch[^_dimensions..], .. base_distribution.event_shape.Shape]));
        }

        internal Distribution Base => _base;

        internal int Dimensions => _dimensions;

        public override Tensor mean => _base.mean;

        public override Tensor mode => _base.mode;

        public override Tensor variance => _base.variance;

        public override Tensor sample(params long[] sample_shape) => _base.sample(sample_shape);

        public override Tensor rsample(params long[] sample_shape) => _base.rsample(sample_shape);

        public override Tensor log_prob(Tensor value) => transforms.Transform._sum_rightmost(_base.log_prob(value), _dimensions);

        public override Tensor entropy() => transforms.Transform._sum_rightmost(_base.entropy(), _dimensions);

        private protected override Tensor EnumerateSupport(bool expand) => _dimensions == 0
            ? _base.enumerate_support(expand)
            : throw new NotImplementedException("Independent: enumeration over a Cartesian product is not implemented.");

        public override Distribution expand(Size batch_shape, Distribution? instance = null)
        {
            var wider = _base.expand(new Size([.. batch_shape.Shape, .. event_shape.Shape[.._dimensions]]));
            return Expanded(batch_shape, instance, _ => new Independent(wider, _dimensions, generator));
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) _base.Dispose();
            base.Dispose(disposing);
        }

        private protected override void Adopt(Distribution other)
        {
            base.Adopt(other);
            (_base, _dimensions) = (((Independent)other)._base, ((Independent)other)._dimensions);
        }
    }
}
