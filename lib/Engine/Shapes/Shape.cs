namespace TorchSharp.Shapes;

/// <summary>Arithmetic on sizes and strides. Sizes are in elements per dimension, strides in elements.</summary>
internal static class Shape
{
    public static long Count(ReadOnlySpan<long> sizes)
    {
        var count = 1L;
        foreach (var size in sizes)
        {
            if (size < 0) throw Guard.Error($"Sizes must not be negative, got {Guard.Shape(sizes)}.");
            count = checked(count * size);
        }
        return count;
    }

    /// <summary>Row-major strides.</summary>
    public static long[] ContiguousStrides(ReadOnlySpan<long> sizes)
    {
        var strides = new long[sizes.Length];
        var stride = 1L;
        for (var i = sizes.Length - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride *= Math.Max(sizes[i], 1);
        }
        return strides;
    }

    public static bool IsContiguous(ReadOnlySpan<long> sizes, ReadOnlySpan<long> strides)
    {
        var expected = 1L;
        for (var i = sizes.Length - 1; i >= 0; i--)
        {
            if (sizes[i] == 0) return true;
            if (sizes[i] == 1) continue; // the stride of a dimension of size one is never used
            if (strides[i] != expected) return false;
            expected *= sizes[i];
        }
        return true;
    }

    /// <summary>The common shape of two operands: dimensions are aligned at the end; each pair must be equal or contain a one.</summary>
    public static long[] Broadcast(long[] a, long[] b)
    {
        if (a.AsSpan().SequenceEqual(b)) return a;
        var ndim = Math.Max(a.Length, b.Length);
        var result = new long[ndim];
        for (var i = 1; i <= ndim; i++)
        {
            var x = i <= a.Length ? a[^i] : 1;
            var y = i <= b.Length ? b[^i] : 1;
            if (x != y && x != 1 && y != 1)
                throw Guard.Error($"Shapes {Guard.Shape(a)} and {Guard.Shape(b)} do not broadcast: sizes {x} and {y} differ in dimension {ndim - i}.");
            result[^i] = x == 1 ? y : x;
        }
        return result;
    }

    /// <summary>Strides under which a tensor of <paramref name="sizes"/> reads as one of <paramref name="target"/>: broadcast dimensions get stride 0.</summary>
    public static long[] BroadcastStrides(ReadOnlySpan<long> sizes, ReadOnlySpan<long> strides, ReadOnlySpan<long> target)
    {
        var result = new long[target.Length];
        var offset = target.Length - sizes.Length;
        for (var i = 0; i < sizes.Length; i++) result[i + offset] = sizes[i] == 1 && target[i + offset] != 1 ? 0 : strides[i];
        return result;
    }

    /// <summary>Whether <paramref name="sizes"/> broadcasts to exactly <paramref name="target"/>.</summary>
    public static bool IsBroadcastableTo(ReadOnlySpan<long> sizes, ReadOnlySpan<long> target)
    {
        if (sizes.Length > target.Length) return false;
        var offset = target.Length - sizes.Length;
        for (var i = 0; i < sizes.Length; i++)
            if (sizes[i] != 1 && sizes[i] != target[i + offset]) return false;
        return true;
    }

    /// <summary>Whether two indices may name one element: a stride must be longer than what the shorter ones span.</summary>
    public static bool MayOverlap(long[] sizes, long[] strides)
    {
        var spanned = 0L;
        foreach (var d in Enumerable.Range(0, sizes.Length).Where(d => sizes[d] > 1).OrderBy(d => strides[d]))
        {
            if (strides[d] <= spanned) return true;
            spanned += (sizes[d] - 1) * strides[d];
        }
        return false;
    }

    /// <summary>Replaces one −1 by the size that makes the counts agree.</summary>
    public static long[] InferSize(ReadOnlySpan<long> sizes, long count)
    {
        var result = sizes.ToArray();
        var unknown = -1;
        var known = 1L;
        for (var i = 0; i < result.Length; i++)
        {
            if (result[i] == -1)
            {
                if (unknown >= 0) throw Guard.Error($"Only one dimension can be inferred, got {Guard.Shape(sizes)}.");
                unknown = i;
            }
            else
            {
                if (result[i] < 0) throw Guard.Error($"Invalid shape dimension {result[i]} in {Guard.Shape(sizes)}.");
                known *= result[i];
            }
        }
        if (unknown >= 0 && known > 0 && count % known == 0) result[unknown] = count / known;
        else if (unknown >= 0 || known != count)
            throw Guard.Error($"Shape {Guard.Shape(sizes)} is invalid for input of size {count}.");
        return result;
    }

    /// <summary>
    /// Strides of a view with other sizes over the same memory, or null when only a copy can have that shape
    /// (PyTorch's computeStride: walk the memory-dense chunks of the old shape and cut each into new dimensions).
    /// </summary>
    public static long[]? ViewStrides(ReadOnlySpan<long> oldSizes, ReadOnlySpan<long> oldStrides, ReadOnlySpan<long> newSizes)
    {
        if (Count(oldSizes) == 0)
            return oldSizes.SequenceEqual(newSizes) ? oldStrides.ToArray() : ContiguousStrides(newSizes);
        if (oldSizes.Length == 0)
        {
            var ones = new long[newSizes.Length];
            Array.Fill(ones, 1);
            return ones;
        }

        var strides = new long[newSizes.Length];
        var view = newSizes.Length - 1;
        var chunkStride = oldStrides[^1];
        long oldCount = 1, newCount = 1;
        for (var i = oldSizes.Length - 1; i >= 0; i--)
        {
            oldCount *= oldSizes[i];
            var chunkEnds = i == 0 || (oldSizes[i - 1] != 1 && oldStrides[i - 1] != oldCount * chunkStride);
            if (!chunkEnds) continue;
            while (view >= 0 && (newCount < oldCount || newSizes[view] == 1))
            {
                strides[view] = newCount * chunkStride;
                newCount *= newSizes[view];
                view--;
            }
            if (newCount != oldCount) return null;
            if (i > 0)
            {
                chunkStride = oldStrides[i - 1];
                oldCount = newCount = 1;
            }
        }
        return view == -1 ? strides : null;
    }
}
