using TorchSharp.Kernels;
using static TorchSharp.Tests.Kernels.Product;

namespace TorchSharp.Tests.Kernels;

// One collection: both set the number of threads.
[Collection(nameof(ParallelFor))]
public sealed class GemmTests
{
    private static readonly Layout[] Layouts = Enum.GetValues<Layout>();

    [Fact]
    public void Small_products_of_every_shape_are_right()
    {
        int[] sizes = [0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 20];
        foreach (int m in sizes)
        {
            foreach (int n in sizes)
            {
                foreach (int k in sizes)
                {
                    var product = new Product(m, n, k) { Bias = (m + n) % 2 == 0, Accumulate = (n + k) % 3 == 0, A = Layouts[(m + k) % 4], B = Layouts[(n + 2 * k) % 4] };
                    product.Check<float>();
                    product.Check<double>();
                }
            }
        }
    }

    [Fact]
    public void Shapes_around_the_edges_of_tiles_and_panels_are_right()
    {
        foreach (int m in new[] { 1, 7, 13, 31, 33, 129 })
        {
            foreach (int n in new[] { 1, 11, 12, 13, 23, 24, 25, 31, 33, 47, 48, 49, 95, 97, 113 })
            {
                foreach (int k in new[] { 1, 31, 64, 67 })
                {
                    var product = new Product(m, n, k) { A = Layouts[(m + n) % 4], B = Layouts[(m + n + k) % 4], Bias = n % 3 == 0, Accumulate = k % 2 == 0, GapOfC = n % 5 };
                    product.Check<float>();
                    product.Check<double>();
                }
            }
        }
    }

    [Theory]
    [InlineData(128, 400, 784)]
    [InlineData(128, 784, 400)]
    [InlineData(400, 784, 128)]
    [InlineData(128, 20, 400)]
    [InlineData(20, 400, 128)]
    public void Every_layout_of_a_networks_products_is_right(int m, int n, int k)
    {
        // The middle of the large ones: the naive loop costs more than all the products.
        (m, n, k) = (Math.Min(m, 139), Math.Min(n, 149), Math.Min(k, 157));
        foreach (Layout a in Layouts)
        {
            foreach (Layout b in Layouts)
                new Product(m, n, k) { A = a, B = b, Bias = a == b }.Check<float>();
        }
    }

    [Theory]
    [InlineData(128, 400, 784, nameof(Layout.RowMajor), nameof(Layout.Transposed))]
    [InlineData(128, 784, 400, nameof(Layout.RowMajor), nameof(Layout.RowMajor))]
    [InlineData(400, 784, 128, nameof(Layout.Transposed), nameof(Layout.RowMajor))]
    [InlineData(64, 512, 512, nameof(Layout.RowMajor), nameof(Layout.Gaps))]
    public void A_networks_products_are_right(int m, int n, int k, string a, string b)
        => new Product(m, n, k) { A = Enum.Parse<Layout>(a), B = Enum.Parse<Layout>(b), Bias = true }.Check<float>();

    [Theory]
    [InlineData(3100, 9, 11)]
    [InlineData(9, 3100, 11)]
    [InlineData(9, 50, 3000)]
    [InlineData(3079, 17, 830)]
    public void Products_of_several_blocks_are_right(int m, int n, int k)
    {
        new Product(m, n, k) { Bias = true }.Check<float>();
        new Product(m, n, k) { Accumulate = true, Bias = true, A = Layout.Transposed, B = Layout.Transposed }.Check<float>();
    }

    [Theory]
    [InlineData(1, 97, 220)]
    [InlineData(97, 1, 220)]
    [InlineData(1, 1, 1000)]
    [InlineData(2, 95, 100)]
    public void Products_with_vectors_are_right_in_every_layout(int m, int n, int k)
    {
        foreach (Layout a in Layouts)
        {
            foreach (Layout b in Layouts)
            {
                new Product(m, n, k) { A = a, B = b, GapOfC = 3 }.Check<float>();
                new Product(m, n, k) { A = a, B = b, Accumulate = true, Bias = true }.Check<double>();
            }
        }
    }

    [Theory]
    [InlineData(96, 145, 190)]
    [InlineData(67, 97, 1031)]
    [InlineData(1, 510, 290)]
    [InlineData(510, 1, 290)]
    public void The_number_of_threads_does_not_change_a_bit(int m, int n, int k)
    {
        int before = ParallelFor.ThreadCount;
        try
        {
            foreach (Layout layout in Layouts)
            {
                var product = new Product(m, n, k) { A = layout, B = layout, Bias = true };
                ParallelFor.ThreadCount = 1;
                float[] one = product.Run<float>();
                for (int threads = 2; threads <= 4; threads++)
                {
                    ParallelFor.ThreadCount = threads;
                    Assert.Equal(one, product.Run<float>());
                }
            }
        }
        finally
        {
            ParallelFor.ThreadCount = before;
        }
    }

    [Fact]
    public void Without_products_C_becomes_the_bias_or_zero_or_stays()
    {
        foreach (bool accumulate in new[] { false, true })
        {
            new Product(5, 37, 0) { Accumulate = accumulate }.Check<float>();
            new Product(5, 37, 0) { Accumulate = accumulate, Bias = true }.Check<double>();
        }
    }

    [Fact]
    public void Not_a_number_stays_within_its_row_and_column()
    {
        Elements<float> a = Elements<float>.Random(11 * 5, 1), b = Elements<float>.Random(5 * 13, 2), c = new(11 * 13);
        a.Span[(3 * 5) + 2] = float.NaN;
        SpanGemm.Multiply<float>(11, 13, 5, a.Span, 5, 1, b.Span, 13, 1, c.Span, 13, false);
        for (int i = 0; i < 11; i++)
        {
            for (int j = 0; j < 13; j++)
                Assert.Equal(i == 3, double.IsNaN(c[(i * 13) + j]));
        }
    }

    [Theory]
    [InlineData(7, 3, 5, 4)]
    [InlineData(100, 8, 8, 8)]
    [InlineData(3, 120, 130, 110)]
    [InlineData(0, 3, 3, 3)]
    public void A_batch_equals_its_single_products(int batch, int m, int n, int k)
    {
        Elements<float> a = Elements<float>.Random(batch * m * k, 1), b = Elements<float>.Random(batch * k * n, 2);
        Elements<float> together = new(batch * m * n), single = new(batch * m * n);
        SpanGemm.BatchedMultiply<float>(batch, m, n, k, a.Span, m * k, k, 1, b.Span, k * n, 1, k, together.Span, m * n, n, false);
        for (int i = 0; i < batch; i++)
            SpanGemm.Multiply<float>(m, n, k, a.Span[(i * m * k)..], k, 1, b.Span[(i * k * n)..], 1, k, single.Span[(i * m * n)..], n, false);
        Assert.Equal(single.Span, together.Span);
    }
}
