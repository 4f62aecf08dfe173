namespace TorchSharp;

public static partial class torch
{
    public static partial class distributions
    {
        // Ranges of single numbers.
        public static partial class constraints
        {
            /// <summary>Every number; not NaN.</summary>
            public class _Real : Constraint
            {
                public override Tensor check(Tensor value) => value.eq(value);
            }

            /// <summary>x &gt; lower_bound.</summary>
            public class _GreaterThan(double lower_bound) : Constraint
            {
                public double lower_bound { get; } = lower_bound;

                public override Tensor check(Tensor value) => value.gt(lower_bound);

                public override string ToString() => Named($"lower_bound={lower_bound}");
            }

            /// <summary>x ≥ lower_bound.</summary>
            public class _GreaterThanEq(double lower_bound) : Constraint
            {
                public double lower_bound { get; } = lower_bound;

                public override Tensor check(Tensor value) => value.ge(lower_bound);

                public override string ToString() => Named($"lower_bound={lower_bound}");
            }

            /// <summary>x &lt; upper_bound.</summary>
            public class _LessThan(double upper_bound) : Constraint
            {
                public double upper_bound { get; } = upper_bound;

                public override Tensor check(Tensor value) => value.lt(upper_bound);

                public override string ToString() => Named($"upper_bound={upper_bound}");
            }

            /// <summary>lower_bound ≤ x ≤ upper_bound.</summary>
            public class _Interval(double lower_bound, double upper_bound) : Constraint
            {
                public double lower_bound { get; } = lower_bound;

                public double upper_bound { get; } = upper_bound;

                public override Tensor check(Tensor value) => value.ge(lower_bound).logical_and(value.le(upper_bound));

                public override string ToString() => Named($"lower_bound={lower_bound}, upper_bound={upper_bound}");
            }

            /// <summary>lower_bound ≤ x &lt; upper_bound.</summary>
            public class _HalfOpenInterval(double lower_bound, double upper_bound) : Constraint
            {
                public double lower_bound { get; } = lower_bound;

                public double upper_bound { get; } = upper_bound;

                public override Tensor check(Tensor value) => value.ge(lower_bound).logical_and(value.lt(upper_bound));

                public override string ToString() => Named($"lower_bound={lower_bound}, upper_bound={upper_bound}");
            }

            /// <summary>0 or 1.</summary>
            public class _Boolean() : Constraint(true, 0)
            {
                public override Tensor check(Tensor value) => value.eq(0).logical_or(value.eq(1));
            }

            /// <summary>Integers from lower_bound to upper_bound, both included.</summary>
            public class _IntegerInterval(long lower_bound, long upper_bound) : Constraint(true, 0)
            {
                public long lower_bound { get; } = lower_bound;

                public long upper_bound { get; } = upper_bound;

                public override Tensor check(Tensor value) => IsInteger(value).logical_and(value.ge(lower_bound)).logical_and(value.le(upper_bound));

                public override string ToString() => Named($"lower_bound={lower_bound}, upper_bound={upper_bound}");
            }

            /// <summary>Integers not above upper_bound.</summary>
            public class _IntegerLessThan(long upper_bound) : Constraint(true, 0)
            {
                public long upper_bound { get; } = upper_bound;

                public override Tensor check(Tensor value) => IsInteger(value).logical_and(value.le(upper_bound));

                public override string ToString() => Named($"upper_bound={upper_bound}");
            }

            /// <summary>Integers not below lower_bound.</summary>
            public class _IntegerGreaterThan(long lower_bound) : Constraint(true, 0)
            {
                public long lower_bound { get; } = lower_bound;

                public override Tensor check(Tensor value) => IsInteger(value).logical_and(value.ge(lower_bound));

                public override string ToString() => Named($"lower_bound={lower_bound}");
            }

            private static Tensor IsInteger(Tensor value) => value.dtype.IsFloating() ? value.floor().eq(value) : value.eq(value);
        }
    }
}
