using System.Collections;
using System.Globalization;

namespace TorchSharp;

/// <summary>Ways to print a tensor.</summary>
public enum TensorStringStyle
{
    /// <summary>Shape, type and device only.</summary>
    Metadata = 0,
    Julia = 1,
    Numpy = 2,
    CSharp = 3,

    /// <summary>What <see cref="torch.TensorStringStyle"/> says.</summary>
    Default = 4,
}

public static partial class torch
{
    public const TensorStringStyle julia = TensorStringStyle.Julia;
    public const TensorStringStyle numpy = TensorStringStyle.Numpy;
    public const TensorStringStyle csharp = TensorStringStyle.CSharp;

    private static TensorStringStyle s_style = TensorStringStyle.Julia;
    private static string s_floatFormat = "g5", s_newLine = Environment.NewLine;
    private static int s_lineWidth = 100;

    /// <summary>Elements of a dimension above which the nested styles show the first and last half of this number only.</summary>
    internal static int maxRows = 6, maxColumns = 6;

    /// <summary>The style of those who ask for the default: Julia's, unless set.</summary>
    public static TensorStringStyle TensorStringStyle
    {
        get => s_style;
        set => s_style = value != TensorStringStyle.Default ? value : throw new ArgumentException("The style cannot be set to 'Default'; name one.", nameof(value));
    }

    /// <summary>How tensors are printed from now on; what is left out stays.</summary>
    /// <param name="precision">Digits behind the point.</param>
    /// <param name="linewidth">Columns of a line, in Julia's style.</param>
    /// <param name="newLine">Ends a line.</param>
    /// <param name="sci_mode">Whether numbers have an exponent.</param>
    /// <param name="maxRows">Rows of a dimension to show.</param>
    /// <param name="maxColumns">Columns to show.</param>
    public static void set_printoptions(
        int precision, int? linewidth = null, string? newLine = null, bool sci_mode = false, int? maxRows = null, int? maxColumns = null) =>
        set_printoptions(null, $"{(sci_mode ? 'E' : 'F')}{precision}", linewidth, newLine, maxRows, maxColumns);

    public static void set_printoptions(
        TensorStringStyle? style = null, string? floatFormat = null, int? linewidth = null, string? newLine = null, int? maxRows = null, int? maxColumns = null)
    {
        if (style is { } named) TensorStringStyle = named;
        s_floatFormat = floatFormat ?? s_floatFormat;
        s_lineWidth = linewidth ?? s_lineWidth;
        s_newLine = newLine ?? s_newLine;
        torch.maxRows = maxRows ?? torch.maxRows;
        torch.maxColumns = maxColumns ?? torch.maxColumns;
    }

    public partial class Tensor
    {
        /// <summary>Shape, type and device: <c>[2x3], type = Float32, device = cpu</c>.</summary>
        public override string ToString() => _impl is null ? "(disposed tensor)" : TensorText.Metadata(this);

        /// <summary>The elements in the default style, or, as ever, only shape, type and device.</summary>
        public string ToString(bool disamb, string? fltFormat = null, int? width = null, CultureInfo? cultureInfo = null, string? newLine = null) =>
            disamb ? ToString(TensorStringStyle.Default, fltFormat, width, cultureInfo, newLine) : ToString();

        /// <summary>The elements in a style; the nested ones abridge long dimensions, Julia's long lines.</summary>
        public string ToString(
            TensorStringStyle style, string? fltFormat = null, int? width = null, CultureInfo? cultureInfo = null, string? newLine = null)
        {
            if (style == TensorStringStyle.Default) style = torch.TensorStringStyle;
            if (style == TensorStringStyle.Metadata) return ToString();
            using var plain = detach();
            using var dense = plain.contiguous();
            var text = new TensorText(dense, fltFormat ?? s_floatFormat, width ?? s_lineWidth, cultureInfo ?? CultureInfo.CurrentCulture, newLine ?? s_newLine);
            return style switch
            {
                TensorStringStyle.Numpy => text.Numpy(),
                TensorStringStyle.CSharp => text.CSharp(),
                TensorStringStyle.Julia => text.Julia(),
                _ => throw new ArgumentOutOfRangeException(nameof(style), style, "No such style."),
            };
        }

        /// <summary>Nested lists of scalars, as deep as there are dimensions; a scalar for a tensor of none.</summary>
        public object tolist()
        {
            if (Impl.Sizes.Length == 0) return ToScalar();
            using var scope = NewDisposeScope();
            return new ArrayList(unbind().Select(part => part.tolist()).ToArray());
        }
    }
}

public static partial class TensorExtensionMethods
{
    /// <summary>The elements as text.</summary>
    public static string str(
        this torch.Tensor tensor, string? fltFormat = null, int? width = null, string? newLine = null, CultureInfo? cultureInfo = null,
        TensorStringStyle style = TensorStringStyle.Default) => tensor.ToString(style, fltFormat, width, cultureInfo, newLine);

    /// <summary>The elements as text in Julia's style.</summary>
    public static string jlstr(this torch.Tensor tensor, string? fltFormat = null, int? width = null, string? newLine = null, CultureInfo? cultureInfo = null) =>
        tensor.ToString(TensorStringStyle.Julia, fltFormat, width, cultureInfo, newLine);

    /// <summary>Shape, type and device.</summary>
    public static string metastr(this torch.Tensor tensor) => tensor.ToString(TensorStringStyle.Metadata);

    /// <summary>The elements as text in numpy's style.</summary>
    public static string npstr(this torch.Tensor tensor, string? fltFormat = "g5", int? width = 100, string? newLine = null, CultureInfo? cultureInfo = null) =>
        tensor.ToString(TensorStringStyle.Numpy, fltFormat, width, cultureInfo, newLine);

    /// <summary>The elements as a C# array initializer.</summary>
    public static string cstr(this torch.Tensor tensor, string? fltFormat = "g5", int? width = 100, string? newLine = null, CultureInfo? cultureInfo = null) =>
        tensor.ToString(TensorStringStyle.CSharp, fltFormat, width, cultureInfo, newLine);

    /// <summary>Writes the elements to the console and returns the tensor.</summary>
    public static torch.Tensor print(
        this torch.Tensor t, string? fltFormat = "g5", int? width = 100, string? newLine = null, CultureInfo? cultureInfo = null,
        TensorStringStyle style = TensorStringStyle.Default)
    {
        Console.WriteLine(t.ToString(style, fltFormat, width, cultureInfo, newLine));
        return t;
    }

    /// <summary>A trainable parameter with these values; the memory is shared.</summary>
    public static Modules.Parameter AsParameter(this torch.Tensor tensor) => new(tensor);

    /// <summary>The sizes as ints.</summary>
    public static ReadOnlySpan<int> IntShape(this torch.Tensor tensor) => Array.ConvertAll(tensor.Impl.Sizes, size => checked((int)size));
}
