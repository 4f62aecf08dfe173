using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Probability distributions: densities that can be differentiated, and samples from PyTorch's random stream.</summary>
    public static partial class distributions
    {
        /// <summary>
        /// Random variables of shape <see cref="event_shape"/>, independent over <see cref="batch_shape"/>: a sample of shape S has the shape
        /// [S, batch_shape, event_shape] and a log-density [S, batch_shape].
        /// </summary>
        public abstract partial class Distribution : IDisposable
        {
            protected const double euler_constant = 0.57721566490153286060;

            protected Generator? generator;
            private Tensor[] _parameters = [];

            public Distribution(Generator? generator, long[]? batch_shape = null, long[]? event_shape = null)
            {
                this.generator = generator;
                _init(new Size(batch_shape ?? []), new Size(event_shape ?? []));
            }

            public Distribution(Generator? generator, Size batch_shape, Size? event_shape = null)
            {
                this.generator = generator;
                _init(batch_shape, event_shape);
            }

            /// <summary>Shape of independent, differently parametrised variables.</summary>
            public Size batch_shape { get; protected set; }

            /// <summary>Shape of one variable; empty for numbers.</summary>
            public Size event_shape { get; protected set; }

            public abstract Tensor mean { get; }

            /// <summary>The most probable value.</summary>
            public virtual Tensor mode => Mode;

            public abstract Tensor variance { get; }

            public virtual Tensor stddev => variance.sqrt();

            /// <summary>A sample of shape [sample_shape, batch_shape, event_shape], outside the graph.</summary>
            public virtual Tensor sample(params long[] sample_shape)
            {
                using var mode = no_grad();
                return Draw(sample_shape);
            }

            public Tensor sample(Size sample_shape) => sample(sample_shape.Shape);

            /// <summary>A sample that is a function of the parameters, so that gradients flow through it.</summary>
            public abstract Tensor rsample(params long[] sample_shape);

            public Tensor rsample(Size sample_shape) => rsample(sample_shape.Shape);

            /// <summary>Log of the density or probability at <paramref name="value"/>, which broadcasts with [batch_shape, event_shape]; in nats.</summary>
            public abstract Tensor log_prob(Tensor value);

            /// <summary>In nats, [batch_shape].</summary>
            public abstract Tensor entropy();

            /// <summary>The same distribution over a larger batch; memory is shared.</summary>
            /// <param name="batch_shape">To which the present batch shape broadcasts.</param>
            /// <param name="instance">An object of a derived class that takes over the expanded parameters and is returned.</param>
            public abstract Distribution expand(Size batch_shape, Distribution? instance = null);

            /// <summary>P(X ≤ value).</summary>
            public virtual Tensor cdf(Tensor value) => throw new NotImplementedException($"{GetType().Name} has no distribution function in closed form.");

            /// <summary>The number below which a probability of <paramref name="value"/> lies.</summary>
            public virtual Tensor icdf(Tensor value) =>
                throw new NotImplementedException($"{GetType().Name} has no inverse distribution function in closed form.");

            /// <summary>All values of a discrete variable along a new first dimension; repeated over the batch if <paramref name="expand"/>.</summary>
            public virtual Tensor enumerate_support(bool expand = true) => EnumerateSupport(expand);

            /// <summary>e to the power of the entropy.</summary>
            public virtual Tensor perplexity() => entropy().exp();

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
                if (!disposing) return;
                foreach (var parameter in _parameters) parameter.Dispose();
            }

            protected void _init(Size? batch_shape = null, Size? event_shape = null)
            {
                this.batch_shape = batch_shape ?? Size.Empty;
                this.event_shape = event_shape ?? Size.Empty;
            }

            /// <summary>[sample_shape, batch_shape, event_shape].</summary>
            protected long[] ExtendedShape(params long[] sample_shape) => [.. sample_shape, .. batch_shape.Shape, .. event_shape.Shape];

            private protected virtual Tensor Mode => throw new NotImplementedException($"{GetType().Name} has no mode in closed form.");

            private protected virtual Tensor EnumerateSupport(bool expand) =>
                throw new NotImplementedException($"{GetType().Name} cannot enumerate its support.");

            /// <summary>What <see cref="sample(long[])"/> returns; variables without a differentiable sample have it here alone.</summary>
            private protected virtual Tensor Draw(long[] sample_shape) => rsample(sample_shape);

            private protected NotImplementedException NotReparametrised() =>
                new($"{GetType().Name} cannot be sampled differentiably; use sample(), and log_prob() of the sample for its gradient.");

            private protected Tensor Parameter(int index) => _parameters[index];

            /// <summary>Remembers the parameters, out of reach of dispose scopes, until this object is disposed.</summary>
            private protected void Hold(Size batch, Size ofEvent, params Tensor[] parameters)
            {
                _init(batch, ofEvent);
                _parameters = [.. parameters.Select(p => p.alias().DetachFromDisposeScope())];
            }

            /// <summary>Remembers parameters of a variable that is a number, broadcast to one shape.</summary>
            private protected void Hold(params Tensor[] parameters)
            {
                var together = broadcast_tensors(parameters);
                Hold(new Size(together[0].Impl.Sizes), Size.Empty, [.. together]);
            }

            /// <summary>For <see cref="expand"/>: parameters lead with the batch shape, whatever follows in theirs.</summary>
            private protected T Expanded<T>(Size batch, Distribution? instance, Func<Tensor[], T> create) where T : Distribution
            {
                var made = create([.. _parameters.Select(p => p.expand([.. batch.Shape, .. p.Impl.Sizes[batch_shape.Length..]]))]);
                if (instance is null) return made;
                if (instance is not T heir)
                    throw new ArgumentException($"{typeof(T).Name}.expand: the instance must be a {typeof(T).Name}, got a {instance.GetType().Name}.");
                heir.Adopt(made);
                return heir;
            }

            /// <summary>Takes over all that was computed for another object of this class.</summary>
            private protected virtual void Adopt(Distribution other)
            {
                _init(other.batch_shape, other.event_shape);
                _parameters = other._parameters;
            }

            /// <summary>Refuses a parameter with an element outside its range.</summary>
            private protected void Require(string name, Tensor value, constraints.Constraint range)
            {
                using var scope = NewDisposeScope();
                using var mode = no_grad();
                var valid = range.check(value);
                if (valid.all().item<bool>()) return;
                var found = value.Impl.Sizes.Length == valid.Impl.Sizes.Length
                    ? value.masked_select(valid.logical_not())[0].ToDouble().ToString(System.Globalization.CultureInfo.InvariantCulture)
                    : "other values";
                throw new ArgumentException($"{GetType().Name}: {name} of shape {Guard.Shape(value.Impl.Sizes)} must satisfy {range}, found {found}.", name);
            }
        }
    }
}
