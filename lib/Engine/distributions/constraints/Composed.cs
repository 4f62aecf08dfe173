namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        // Regions made of others.
        public static partial class constraints
        {
            /// <summary>Every one of the last reinterpreted_batch_ndims dimensions' values lies in the base region.</summary>
            public class _IndependentConstraint(Constraint base_constraint, int reinterpreted_batch_ndims) : Constraint
            {
                public Constraint base_constraint { get; } = base_constraint;

                public override bool is_discrete => base_constraint.is_discrete;

                public override int event_dim => base_constraint.event_dim + reinterpreted_batch_ndims;

                public override Tensor check(Tensor value)
                {
                    if (value.Impl.Sizes.Length < event_dim)
                        throw new ArgumentException($"Expected a value of at least {event_dim} dimensions, got shape {Guard.Shape(value.Impl.Sizes)}.");
                    var valid = base_constraint.check(value);
                    for (var i = 0; i < reinterpreted_batch_ndims; i++) valid = valid.all(-1);
                    return valid;
                }

                public override string ToString() => Named($"{base_constraint}, {reinterpreted_batch_ndims}");
            }

            /// <summary>Neighbouring pieces along a dimension, each in a region of its own.</summary>
            public class _Cat(IList<Constraint> cseq, long dim = 0, IList<long>? lengths = null) : Constraint
            {
                private readonly long[] _lengths = lengths is null ? [.. Enumerable.Repeat(1L, cseq.Count)]
                    : lengths.Count == cseq.Count ? [.. lengths]
                    : throw new ArgumentException($"cat: {cseq.Count} constraints and {lengths.Count} lengths; there must be equally many.");

                public override bool is_discrete => cseq.Any(c => c.is_discrete);

                public override int event_dim => cseq.Max(c => c.event_dim);

                public override Tensor check(Tensor value)
                {
                    var start = 0L;
                    return torch.cat([.. cseq.Zip(_lengths, (part, length) => part.check(value.narrow(dim, (start += length) - length, length)))], dim);
                }
            }

            /// <summary>Slices along a dimension, each in a region of its own.</summary>
            public class _Stack(IList<Constraint> cseq, int dim = 0) : Constraint
            {
                public override bool is_discrete => cseq.Any(c => c.is_discrete);

                public override int event_dim
                {
                    get
                    {
                        var inner = cseq.Max(c => c.event_dim);
                        return dim + inner < 0 ? inner + 1 : inner;
                    }
                }

                public override Tensor check(Tensor value) => torch.stack([.. cseq.Select((part, i) => part.check(value.select(dim, i)))], dim);
            }
        }
    }
}
