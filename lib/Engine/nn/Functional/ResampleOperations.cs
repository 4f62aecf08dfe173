using TorchSharp.Autograd;
using TorchSharp.Kernels;
using TorchSharp.Shapes;

namespace TorchSharp.Layers;

using static torch;

/// <summary>Linear maps of single dimensions, and the taps of pooling and interpolation.</summary>
internal static unsafe class ResampleOperations
{
    /// <summary>Applies taps to one dimension. The gradient is the transposed map, which is again one.</summary>
    public static Tensor Resample(Tensor x, int dim, ResampleTaps taps)
    {
        var sizes = x.shape;
        using var dense = x.detach().contiguous();
        var (outer, inner) = (Shape.Count(sizes.AsSpan(..dim)), Shape.Count(sizes.AsSpan(dim + 1)));
        sizes[dim] = taps.Outputs;
        var y = TensorImpl.Allocate(x.dtype, sizes);
        if (x.dtype == ScalarType.Float32) ResampleKernel<float>.Run((float*)dense.Impl.Data, (float*)y.Data, outer, inner, taps);
        else ResampleKernel<double>.Run((double*)dense.Impl.Data, (double*)y.Data, outer, inner, taps);
        var result = new Tensor(y);
        return Tape.Records(x) ? Tape.Record("ResampleBackward", result, [x], [], g => [Resample(g.Output, dim, taps.Transposed)]) : result;
    }

    /// <summary>Positions of a pooling window; rounding up admits a last one that starts inside the input or its padding before it.</summary>
    public static int Windows(string operation, long size, long kernel, long stride, long padding, long dilation, bool ceil)
    {
        if (kernel < 1 || stride < 1 || dilation < 1 || padding < 0 || padding > kernel / 2)
            throw Guard.Error($"{operation}: kernel size {kernel}, stride {stride} and dilation {dilation} must be positive, padding {padding} from 0 to half the kernel size.");
        var room = size + 2 * padding - dilation * (kernel - 1) - 1;
        var count = room < 0 && !ceil ? 0 : (room + (ceil ? stride - 1 : 0)) / stride + 1;
        if (ceil && (count - 1) * stride >= size + padding) count--;
        if (count < 1) throw Guard.Error($"{operation}: a window of {kernel} (dilation {dilation}) does not fit an input of {size} with padding {padding}.");
        return checked((int)count);
    }

    public static ResampleTaps Average(string operation, long size, long kernel, long stride, long padding, bool ceil, bool countPadding, double? divisor)
    {
        var rows = new (int, double)[Windows(operation, size, kernel, stride, padding, 1, ceil)][];
        for (var i = 0; i < rows.Length; i++)
        {
            var start = i * stride - padding;
            var end = Math.Min(start + kernel, size + padding);
            var whole = end - start;
            (start, end) = (Math.Max(start, 0), Math.Min(end, size));
            rows[i] = Even(start, end, divisor ?? (countPadding ? whole : end - start));
        }
        return new ResampleTaps((int)size, rows);
    }

    /// <summary>Window i covers ⌊i·in/out⌋ … ⌈(i + 1)·in/out⌉ − 1.</summary>
    public static ResampleTaps AdaptiveAverage(long size, long outputs)
    {
        var rows = new (int, double)[outputs][];
        for (var i = 0L; i < outputs; i++)
        {
            var (start, end) = (i * size / outputs, ((i + 1) * size + outputs - 1) / outputs);
            rows[i] = Even(start, end, end - start);
        }
        return new ResampleTaps((int)size, rows);
    }

    /// <param name="size">Input size.</param>
    /// <param name="outputs">Output size.</param>
    /// <param name="mode">Nearest, NearestExact, Bilinear (or Linear), Bicubic or Area.</param>
    /// <param name="alignCorners">Whether first and last pixel keep their places.</param>
    /// <param name="scale">The factor the caller named, if it is to be used as it is.</param>
    public static ResampleTaps Interpolation(long size, long outputs, InterpolationMode mode, bool alignCorners, double? scale)
    {
        if (mode == InterpolationMode.Area) return AdaptiveAverage(size, outputs);
        var nearest = mode is InterpolationMode.Nearest or InterpolationMode.NearestExact;
        var step = alignCorners && !nearest ? outputs > 1 ? (double)(size - 1) / (outputs - 1) : 0 : scale is { } s ? 1 / s : (double)size / outputs;
        var rows = new (int, double)[outputs][];
        for (var i = 0; i < outputs; i++)
        {
            var at = alignCorners ? i * step : (i + 0.5) * step - 0.5;
            rows[i] = mode switch
            {
                InterpolationMode.Nearest => [(At((long)Math.Floor(i * step)), 1)],
                InterpolationMode.NearestExact => [(At((long)Math.Floor((i + 0.5) * step)), 1)],
                InterpolationMode.Bicubic => Cubic(at),
                _ => Linear(Math.Max(0, at)),
            };
        }
        return new ResampleTaps((int)size, rows);

        int At(long index) => (int)Math.Clamp(index, 0, size - 1);

        (int, double)[] Linear(double at)
        {
            var left = At((long)at);
            var part = Math.Clamp(at - left, 0, 1);
            return [(left, 1 - part), (At(left + 1), part)];
        }

        // Keys 1981 with a = −0.75
        (int, double)[] Cubic(double at)
        {
            const double a = -0.75;
            var left = (long)Math.Floor(at);
            var t = at - left;
            double Near(double d) => ((a + 2) * d - (a + 3)) * d * d + 1;
            double Far(double d) => ((a * d - 5 * a) * d + 8 * a) * d - 4 * a;
            return [(At(left - 1), Far(t + 1)), (At(left), Near(t)), (At(left + 1), Near(1 - t)), (At(left + 2), Far(2 - t))];
        }
    }

    private static (int, double)[] Even(long start, long end, double divisor)
    {
        var row = new (int, double)[Math.Max(0, end - start)];
        for (var i = 0; i < row.Length; i++) row[i] = ((int)start + i, 1 / divisor);
        return row;
    }

    /// <summary>Where the largest pixel of each window lies in its plane, [N, C, H', W'] of Int64.</summary>
    public static Tensor Largest(Tensor x, in ConvGeometry g)
    {
        using var dense = x.detach().contiguous();
        var indices = TensorImpl.Allocate(ScalarType.Int64, [x.Impl.Sizes[0], x.Impl.Sizes[1], g.MapHeight, g.MapWidth]);
        var planes = x.Impl.Sizes[0] * x.Impl.Sizes[1];
        var grain = Math.Max(1, 4096 / Math.Max(1, g.Places));
        if (x.dtype == ScalarType.Float32) ParallelFor.RunRange(planes, grain, new PoolMaximum<float>(g, (float*)dense.Impl.Data, (long*)indices.Data));
        else ParallelFor.RunRange(planes, grain, new PoolMaximum<double>(g, (double*)dense.Impl.Data, (long*)indices.Data));
        return new Tensor(indices);
    }
}
