namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Lengthens the last dimensions at both ends. Reflecting needs less padding than there are elements.</summary>
            /// <param name="input">Any shape; reflect, replicate and circular need one dimension more than are padded (or two).</param>
            /// <param name="pad">Before and after the last dimension, then the one before it, and so on; negative numbers cut off.</param>
            /// <param name="mode">What stands beyond the edge.</param>
            /// <param name="value">The number for <see cref="PaddingModes.Constant"/>.</param>
            public static Tensor pad(Tensor input, ReadOnlySpan<long> pad, PaddingModes mode = PaddingModes.Constant, double value = 0)
            {
                var ndim = input.Impl.Sizes.Length;
                if (pad.Length % 2 != 0 || pad.Length / 2 > ndim)
                    throw Guard.Error($"pad: expected a pair of numbers for at most {ndim} dimensions of input {Guard.Shape(input.Impl.Sizes)}, got {Guard.Shape(pad)}.");
                var result = input;
                for (var p = 0; p < pad.Length / 2; p++)
                {
                    var (before, after) = (pad[2 * p], pad[2 * p + 1]);
                    if (before != 0 || after != 0) result = PadDimension(result, ndim - 1 - p, before, after, mode, value);
                }
                return ReferenceEquals(result, input) ? input.clone() : result;
            }

            /// <inheritdoc cref="pad(Tensor, ReadOnlySpan{long}, PaddingModes, double)"/>
            public static Tensor pad(Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant, double value = 0) => functional.pad(input, pad.AsSpan(), mode, value);

            /// <summary>The last two dimensions by (left, right, top, bottom).</summary>
            public static Tensor pad(Tensor input, (long, long, long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, [pad.Item1, pad.Item2, pad.Item3, pad.Item4], mode, value);

            /// <summary>The last dimension by (before, after).</summary>
            public static Tensor pad(Tensor input, (long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, [pad.Item1, pad.Item2], mode, value);

            /// <summary>The last dimension by one number at both ends.</summary>
            public static Tensor pad(Tensor input, long pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, [pad, pad], mode, value);

            private static Tensor PadDimension(Tensor x, int d, long before, long after, PaddingModes mode, double value)
            {
                var size = x.Impl.Sizes[d];
                if (size + before + after < 0 || before < -size || after < -size)
                    throw Guard.Error($"pad: ({before}, {after}) cuts off more than dimension {d} of {Guard.Shape(x.Impl.Sizes)} has.");
                if (mode is PaddingModes.Constant or PaddingModes.Zeros)
                {
                    var kept = x.narrow(d, Math.Max(0, -before), size + Math.Min(0, before) + Math.Min(0, after));
                    return cat([.. Block(x, d, before, value), kept, .. Block(x, d, after, value)], d);
                }
                var limit = mode == PaddingModes.Reflect ? size - 1 : mode == PaddingModes.Circular ? size : long.MaxValue;
                if (size == 0 || before > limit || after > limit)
                    throw Guard.Error($"pad: ({before}, {after}) is too much for dimension {d} of {Guard.Shape(x.Impl.Sizes)} in mode {mode}: at most {(size == 0 ? 0 : limit)}.");
                var places = new long[size + before + after];
                for (var i = 0; i < places.Length; i++)
                {
                    var at = i - before;
                    places[i] = mode switch
                    {
                        PaddingModes.Replicate => Math.Clamp(at, 0, size - 1),
                        PaddingModes.Circular => (at + size) % size,
                        _ => at < 0 ? -at : at >= size ? 2 * (size - 1) - at : at,
                    };
                }
                return x.index_select(d, tensor(places));
            }

            private static Tensor[] Block(Tensor x, int d, long length, double value)
            {
                if (length <= 0) return [];
                var sizes = x.shape;
                sizes[d] = length;
                return [full(sizes, value, x.dtype)];
            }
        }
    }
}
