using FsCheck;
using FsCheck.Fluent;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Shapes;

/// <summary>Invariants over random shapes, sizes of zero and one among them.</summary>
public sealed class ShapePropertyTests
{
    private static readonly Gen<long[]> Sizes = Gen.Choose(0, 4).SelectMany(ndim => Gen.Choose(0, 3).Select(size => (long)size).ArrayOf(ndim));

    [Fact]
    public void Broadcasting_agrees_with_a_naive_loop()
    {
        // Two operands of one shape in which some sizes were replaced by one and leading dimensions dropped.
        var pairs =
            from sizes in Sizes
            from a in Narrowed(sizes)
            from b in Narrowed(sizes)
            select (sizes, a, b);
        Holds(pairs, pair =>
        {
            var (x, y) = (Numbers(pair.a, 1), Numbers(pair.b, 100));
            var sum = x + y;
            var (left, right) = (TensorAssert.Values(x), TensorAssert.Values(y));
            var expected = new double[sum.numel()];
            for (var i = 0; i < expected.Length; i++)
            {
                var at = Unravel(i, sum.shape);
                expected[i] = left[Position(at, pair.a)] + right[Position(at, pair.b)];
            }
            return expected.AsSpan().SequenceEqual(TensorAssert.Values(sum));
        });
    }

    [Fact]
    public void A_permutation_and_its_inverse_cancel()
    {
        var cases = from sizes in Sizes from order in Gen.Shuffle(Enumerable.Range(0, sizes.Length).Select(d => (long)d).ToArray()) select (sizes, order);
        Holds(cases, test =>
        {
            var inverse = new long[test.order.Length];
            for (var i = 0; i < inverse.Length; i++) inverse[test.order[i]] = i;
            var x = Numbers(test.sizes, 0);
            var turned = x.permute(test.order);
            return Same(x, turned.permute(inverse)) && Same(x, turned.contiguous().permute(inverse)) && Same(turned, turned.clone());
        });
    }

    [Fact]
    public void Reshaping_keeps_the_order_of_the_elements()
    {
        var cases = from sizes in Sizes from order in Gen.Shuffle(Enumerable.Range(0, sizes.Length).Select(d => (long)d).ToArray()) select (sizes, order);
        Holds(cases, test =>
        {
            var turned = Numbers(test.sizes, 0).permute(test.order);
            var flat = turned.reshape(turned.numel());
            return TensorAssert.Values(turned).AsSpan().SequenceEqual(TensorAssert.Values(flat)) && Same(turned, flat.reshape(turned.shape)) && Same(flat, turned.flatten());
        });
    }

    [Fact]
    public void What_was_split_can_be_joined()
    {
        var cases =
            from sizes in Sizes
            where sizes.Length > 0
            from dim in Gen.Choose(0, sizes.Length - 1)
            from length in Gen.Choose(1, 3)
            select (sizes, dim, length);
        Holds(cases, test =>
        {
            var x = Numbers(test.sizes, 0);
            var rejoined = cat(x.split(test.length, test.dim), test.dim);
            var restacked = test.sizes[test.dim] == 0 ? x : stack(x.unbind(test.dim), test.dim);
            return Same(x, rejoined) && Same(x, restacked) && Same(x, cat(x.chunk(test.length, test.dim), test.dim));
        });
    }

    [Fact]
    public void A_sum_over_dimensions_does_not_depend_on_their_order_or_on_strides()
    {
        var cases = from sizes in Sizes from order in Gen.Shuffle(Enumerable.Range(0, sizes.Length).Select(d => (long)d).ToArray()) select (sizes, order);
        Holds(cases, test =>
        {
            var x = Numbers(test.sizes, 0); // whole numbers: sums are exact
            var oneByOne = x;
            foreach (var dim in test.order) oneByOne = oneByOne.sum(dim, true);
            return Same(x.sum().reshape(oneByOne.shape), oneByOne) && Same(x.sum(), x.permute(test.order).sum()) && Same(x.sum(), x.@long().sum().@double());
        });
    }

    [Fact]
    public void Slices_agree_with_a_naive_loop()
    {
        var cases =
            from size in Gen.Choose(0, 6)
            from start in Gen.Choose(-8, 8)
            from stop in Gen.Choose(-8, 8)
            from step in Gen.Choose(1, 3)
            select (size, start, stop, step);
        Holds(cases, test =>
        {
            int Clamped(int at) => Math.Clamp(at < 0 ? at + test.size : at, 0, test.size);
            var expected = new List<double>();
            for (var i = Clamped(test.start); i < Clamped(test.stop); i += test.step) expected.Add(i);
            var slice = Numbers([test.size], 0)[TensorIndex.Slice(test.start, test.stop, test.step)];
            return expected.SequenceEqual(TensorAssert.Values(slice));
        });
    }

    [Fact]
    public void A_repeat_is_a_join_of_copies()
    {
        var cases = from sizes in Sizes where sizes.Length > 0 from times in Gen.Choose(1, 3) select (sizes, times);
        Holds(cases, test =>
        {
            var x = Numbers(test.sizes, 0);
            long[] repeats = [test.times, .. Enumerable.Repeat(1L, test.sizes.Length - 1)];
            return Same(cat(Enumerable.Repeat(x, test.times).ToArray()), x.repeat(repeats));
        });
    }

    private static void Holds<T>(Gen<T> cases, Func<T, bool> property) => Prop.ForAll(cases.ToArbitrary(), test =>
    {
        using var scope = NewDisposeScope();
        return property(test);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(20, 7)); // the same cases every time

    private static Gen<long[]> Narrowed(long[] sizes) =>
        from drop in Gen.Choose(0, sizes.Length)
        from ones in Gen.Elements(true, false).ArrayOf(sizes.Length)
        select sizes.Select((size, d) => ones[d] ? 1 : size).Skip(drop).ToArray();

    private static Tensor Numbers(long[] sizes, int start)
    {
        var count = sizes.Aggregate(1L, (product, size) => product * size);
        return arange(start, start + count, float64).reshape(sizes);
    }

    private static long[] Unravel(long element, long[] sizes)
    {
        var at = new long[sizes.Length];
        for (var d = sizes.Length - 1; d >= 0; element /= sizes[d], d--) at[d] = element % sizes[d];
        return at;
    }

    private static long Position(long[] at, long[] sizes)
    {
        var position = 0L;
        for (var d = 0; d < sizes.Length; d++) position = position * sizes[d] + (sizes[d] == 1 ? 0 : at[at.Length - sizes.Length + d]);
        return position;
    }

    private static bool Same(Tensor a, Tensor b) => a.shape.AsSpan().SequenceEqual(b.shape) && TensorAssert.Values(a).AsSpan().SequenceEqual(TensorAssert.Values(b));
}
