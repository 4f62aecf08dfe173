using Course.Plots;
using Course.Plots.Display;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Tests.Plots;

public sealed class TensorPreviewTests
{
    [Fact]
    public void A_few_numbers_are_shown_themselves()
    {
        using var numbers = tensor(new[,] { { 1f, -2.5f }, { 0.25f, 10f } });
        var preview = new TensorPreview(numbers);

        Assert.Equal("Tensor [2, 2] float32: min −2.5, mean 2.1875, max 10\n 1.0000  −2.5000\n 0.2500  10.0000", preview.ToString());
        Assert.Contains("<td style=\"text-align:right\">−2.5000</td>", preview.ToHtml(), StringComparison.Ordinal);
        Assert.DoesNotContain("<img", preview.ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void Many_are_shown_as_a_heatmap_that_is_described_in_words()
    {
        using var images = zeros(5, 3, 28, 30, dtype: ScalarType.Byte);
        images[0, 0, 0, 0] = 7;
        var preview = new TensorPreview(images);

        Assert.StartsWith("Tensor [5, 3, 28, 30] byte: min 0, mean 0.00055556, max 7", preview.ToString(), StringComparison.Ordinal);
        Assert.Contains("<img alt=\"Heatmap of Tensor [5, 3, 28, 30] byte: min 0", preview.ToHtml(), StringComparison.Ordinal);
        Assert.Contains("[0, 0, .., ..]", preview.ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_large_matrix_evenly_spaced_rows_and_columns_are_drawn()
    {
        using var large = ones(500, 600);
        Assert.Contains("64 of 500 rows, 128 of 600 columns", new TensorPreview(large).ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_finite_is_counted_and_kept_out_of_the_statistics()
    {
        using var numbers = tensor(new[] { 1f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, 3f });
        Assert.StartsWith("Tensor [5] float32: min 1, mean 2, max 3; 1 NaN, 2 infinite", new TensorPreview(numbers).ToString(), StringComparison.Ordinal);

        using var nothing = full(100, float.NaN);
        Assert.Equal("Tensor [100] float32: no finite number; 100 NaN", new TensorPreview(nothing).ToString());
        Assert.Contains("⚠ 100 NaN", new TensorPreview(nothing).ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_kind_of_tensor_has_a_preview()
    {
        using var scope = NewDisposeScope();
        Assert.Equal("Tensor [] float64: 3.5", new TensorPreview(tensor(3.5)).ToString());
        Assert.Equal("Tensor [0, 4] float32: empty", new TensorPreview(zeros(0, 4)).ToString());
        Assert.StartsWith("Tensor [3] bool: 2 true of 3", new TensorPreview(tensor(new[] { true, false, true })).ToString(), StringComparison.Ordinal);
        Assert.StartsWith("Tensor [2] int64: min 1, mean 1.5, max 2\n1  2", new TensorPreview(tensor(new[] { 1L, 2L })).ToString(), StringComparison.Ordinal);
        Assert.Contains("requires gradient", new TensorPreview(zeros(2, requires_grad: true)).ToString(), StringComparison.Ordinal);
        var gone = zeros(2);
        gone.Dispose();
        Assert.Equal("Tensor; disposed", new TensorPreview(gone).ToString());
    }

    [Fact]
    public void Tensors_are_registered_for_HTML_and_text()
    {
        Formatter.Registered.Clear();
        EngineTypes.RegisterWith(typeof(Formatter));

        using var numbers = tensor(new[] { 1L, 2L });
        var writer = new StringWriter();
        Formatter.Registered[(typeof(Tensor), "text/plain")](numbers, writer);
        Assert.StartsWith("Tensor [2] int64", writer.ToString(), StringComparison.Ordinal);
        Formatter.Registered[(typeof(Tensor), "text/html")](numbers, writer);
        Assert.Contains("<table", writer.ToString(), StringComparison.Ordinal);
        Assert.Equal(["text/html", "text/plain"], Formatter.Preferred[typeof(Tensor)]);
    }

    /// <summary>Stands for the class of this name in Microsoft.DotNet.Interactive.Formatting.</summary>
    private static class Formatter
    {
        public static Dictionary<(Type, string), Action<object, TextWriter>> Registered { get; } = [];

        public static Dictionary<Type, string[]> Preferred { get; } = [];

        public static void Register(Type type, Action<object, TextWriter> formatter, string mimeType = "text/plain") =>
            Registered[(type, mimeType)] = formatter;

        public static void SetPreferredMimeTypesFor(Type type, params string[] mimeTypes) => Preferred[type] = mimeTypes;
    }
}
