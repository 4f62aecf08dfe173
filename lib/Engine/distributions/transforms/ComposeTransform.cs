namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        public static partial class transforms
        {
            /// <summary>Transforms one after the other.</summary>
            public class ComposeTransform : Transform
            {
                private readonly Transform[] _parts;
                private ComposeTransform? _inverted;

                /// <param name="parts">The first is applied first.</param>
                /// <param name="cache_size">0 or 1; values are computed anew in either case.</param>
                public ComposeTransform(IEnumerable<Transform> parts, int cache_size = 0)
                {
                    if (cache_size is not (0 or 1)) throw new ArgumentException($"ComposeTransform: cache_size must be 0 or 1, got {cache_size}.");
                    _parts = [.. parts];
                }

                // A part that works on single elements of a vector counts as working on the vector if another part needs that.
                public override constraints.Constraint domain
                {
                    get
                    {
                        if (_parts.Length == 0) return constraints.real;
                        var needed = _parts[^1].codomain.event_dim;
                        foreach (var part in _parts.Reverse()) needed = Math.Max(needed + part.domain.event_dim - part.codomain.event_dim,
                        part.domain.event_dim);
                        return Widened(_parts[0].domain, needed);
                    }
                }

                public override constraints.Constraint codomain
                {
                    get
                    {
                        if (_parts.Length == 0) return constraints.real;
                        var needed = _parts[0].domain.event_dim;
                        foreach (var part in _parts) needed = Math.Max(needed + part.codomain.event_dim - part.domain.event_dim, part.codomain.event_dim);
                        return Widened(_parts[^1].codomain, needed);
                    }
                }

                public override bool bijective => _parts.All(p => p.bijective);

                public override Transform inv => _inverted ??= new ComposeTransform(_parts.Reverse().Select(p => p.inv)) { _inverted = this };

                public override long[] forward_shape(long[] shape) => _parts.Aggregate(shape, static (s, part) => part.forward_shape(s));

                public override long[] inverse_shape(long[] shape) => _parts.Reverse().Aggregate(shape, static (s, part) => part.inverse_shape(s));

                protected internal override Tensor log_abs_det_jacobian(Tensor x, Tensor y)
                {
                    if (_parts.Length == 0) return zeros_like(x);
                    var dimensions = domain.event_dim;
                    Tensor? sum = null;
                    for (var i = 0; i < _parts.Length; i++)
                    {
                        var part = _parts[i];
                        var next = i == _parts.Length - 1 ? y : part.forward(x);
                        var term = _sum_rightmost(part.log_abs_det_jacobian(x, next), dimensions - part.domain.event_dim);
                        sum = sum is null ? term : sum + term;
                        dimensions += part.codomain.event_dim - part.domain.event_dim;
                        x = next;
                    }
                    return sum!;
                }

                protected internal override Tensor _call(Tensor x) => _parts.Aggregate(x, static (value, part) => part.forward(value));

                protected internal override Tensor _inverse(Tensor y) => _parts.Reverse().Aggregate(y, static (value, part) => part._inverse(value));

                protected internal override Tensor _sign() => _parts.Aggregate(tensor(1), static (sign, part) => sign * part.sign);

                private static constraints.Constraint Widened(constraints.Constraint region, int dimensions) =>
                    dimensions > region.event_dim ? constraints.independent(region, dimensions - region.event_dim) : region;
            }
        }
    }
}
