using System.Globalization;
using System.Text;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Shape, type and device: <c>[2x3], type = Float32, device = cpu</c>.</summary>
        public override string ToString()
        {
            if (_impl is null) return "(disposed tensor)";
            return $"[{string.Join("x", Impl.Sizes)}], type = {Impl.Type}, device = cpu" + (Impl.Count == 1 ? ", value = " + Element(0, "g5", CultureInfo.InvariantCulture) : "");
        }

        /// <summary>The values as Python's numpy prints them, large tensors abridged, or only the metadata.</summary>
        public string ToString(
            TensorStringStyle style, string? fltFormat = null, int? width = null, CultureInfo? cultureInfo = null, string? newLine = null)
        {
            if (style == TensorStringStyle.Metadata) return ToString();
            using var dense = detach().contiguous();
            var text = new StringBuilder();
            dense.Print(text, 0, 0, fltFormat ?? "g5", cultureInfo ?? CultureInfo.InvariantCulture, newLine ?? "\n");
            return text.ToString();
        }

        private void Print(StringBuilder text, int dim, long offset, string format, CultureInfo culture, string newLine)
        {
            const int edge = 3, abridgeAbove = 1000;
            if (dim == Impl.Sizes.Length)
            {
                text.Append(Element(offset, format, culture));
                return;
            }
            text.Append('[');
            var size = Impl.Sizes[dim];
            for (long i = 0; i < size; i++)
            {
                if (i > 0) text.Append(dim == Impl.Sizes.Length - 1 ? ", " : "," + newLine + new string(' ', dim + 1));
                if (Impl.Count > abridgeAbove && size > 2 * edge && i == edge)
                {
                    text.Append("...");
                    i = size - edge - 1;
                    continue;
                }
                Print(text, dim + 1, offset + i * Impl.Strides[dim], format, culture, newLine);
            }
            text.Append(']');
        }

        private string Element(long offset, string format, CultureInfo culture) => Impl.Type switch
        {
            ScalarType.Float32 => Read<float>(offset).ToString(format, culture),
            ScalarType.Float64 => Read<double>(offset).ToString(format, culture),
            ScalarType.Int64 => Read<long>(offset).ToString(culture),
            ScalarType.Int32 => Read<int>(offset).ToString(culture),
            ScalarType.Int16 => Read<short>(offset).ToString(culture),
            ScalarType.Int8 => Read<sbyte>(offset).ToString(culture),
            ScalarType.Byte => Read<byte>(offset).ToString(culture),
            _ => Read<bool>(offset) ? "true" : "false",
        };
    }
}

/// <summary>Ways to print a tensor.</summary>
public enum TensorStringStyle
{
    Metadata = 0,
    Julia = 1,
    Numpy = 2,
    CSharp = 3,
    Default = 4,
}
