using System.Globalization;
using System.Text;

namespace TorchSharp;

using static torch;

/// <summary>A tensor's elements as text, in each of the styles.</summary>
/// <param name="tensor">Contiguous, outside the graph.</param>
/// <param name="format">For floating elements, as in <see cref="double.ToString(string)"/>.</param>
/// <param name="width">Columns of a line, in Julia's style.</param>
/// <param name="culture">Writes the numbers.</param>
/// <param name="newLine">Ends a line.</param>
internal sealed class TensorText(Tensor tensor, string format, int width, CultureInfo culture, string newLine)
{
    private const string Ellipsis = "...";

    private readonly long[] _sizes = tensor.Impl.Sizes, _strides = tensor.Impl.Strides;
    private readonly StringBuilder _text = new();

    private int Rank => _sizes.Length;

    /// <summary>Only shape, type and device: <c>[2x3], type = Float32, device = cpu</c>.</summary>
    public static string Metadata(Tensor tensor) => $"[{string.Join('x', tensor.Impl.Sizes)}], type = {tensor.dtype}, device = {tensor.device}";

    /// <summary>As numpy prints arrays, but with commas.</summary>
    public string Numpy()
    {
        if (Rank == 0) return Element(0);
        Nested(0, 0, new Brackets("[", "]", "", dim => Repeat(newLine, Rank - dim - 1), dim => Repeat(newLine, Rank - dim - 1)));
        return _text.ToString();
    }

    /// <summary>As an array initializer.</summary>
    public string CSharp()
    {
        _text.Append(Metadata(tensor)).Append(", value = ");
        if (Rank == 0) return _text.Append(Element(0)).ToString();
        var (keyword, suffix) = tensor.dtype switch
        {
            ScalarType.Float32 => ("float", "f"),
            ScalarType.Float64 => ("double", ""),
            ScalarType.Int64 => ("long", "L"),
            ScalarType.Int32 => ("int", ""),
            ScalarType.Int16 => ("short", ""),
            ScalarType.Int8 => ("sbyte", ""),
            ScalarType.Byte => ("byte", ""),
            _ => ("bool", ""),
        };
        if (Rank > 1) _text.Append(newLine);
        _text.Append(keyword).Append(" [").Append(',', Rank - 1).Append("] ");
        var inner = new Brackets("{", "}", suffix, _ => "," + newLine, _ => newLine);
        // The outermost braces stand on lines of their own.
        Nested(0, 0, inner, Rank > 1 ? inner with { Open = "{" + newLine + " ", Close = newLine + "}" } : inner);
        return _text.ToString();
    }

    /// <summary>As Julia prints arrays: one matrix after the other, columns aligned, lines cut at the width.</summary>
    public string Julia()
    {
        _text.Append(Metadata(tensor));
        if (Rank == 0) return _text.Append(", value = ").Append(Element(0)).ToString();
        if (Rank <= 2)
        {
            _text.Append(newLine);
            Matrix(0);
            return _text.ToString();
        }
        var index = new long[Rank - 2];
        for (var matrix = 0L; matrix < Shapes.Shape.Count(_sizes.AsSpan(0, Rank - 2)); matrix++)
        {
            var (rest, offset) = (matrix, 0L);
            for (var d = Rank - 3; d >= 0; d--)
            {
                index[d] = rest % _sizes[d];
                rest /= _sizes[d];
                offset += index[d] * _strides[d];
            }
            _text.Append(newLine).Append('[').AppendJoin(',', index).Append(",..,..] =").Append(newLine);
            Matrix(offset);
        }
        return _text.ToString();
    }

    /// <summary>What stands around and between the elements of a nested style, by dimension.</summary>
    private sealed record Brackets(string Open, string Close, string Suffix, Func<int, string> AfterItem, Func<int, string> AfterGap);

    private void Nested(int dim, long offset, Brackets brackets, Brackets? outermost = null)
    {
        var (size, isRow) = (_sizes[dim], dim == Rank - 1);
        var most = isRow ? maxColumns : maxRows;
        var (leading, trailing) = size > most ? (most - most / 2, most / 2) : (size, 0);
        _text.Append((outermost ?? brackets).Open);
        for (var i = 0L; i < size; i++)
        {
            if (i == leading && trailing > 0)
            {
                if (isRow) _text.Append(Ellipsis).Append(' ');
                else _text.Append(' ', dim + 1).Append(Ellipsis).Append(brackets.AfterGap(dim));
                i = size - trailing;
            }
            if (isRow) _text.Append(Element(offset + i * _strides[dim])).Append(brackets.Suffix);
            else
            {
                if (i > 0) _text.Append(' ', dim + 1);
                Nested(dim + 1, offset + i * _strides[dim], brackets);
            }
            if (i < size - 1) _text.Append(isRow ? ", " : brackets.AfterItem(dim));
        }
        _text.Append((outermost ?? brackets).Close);
    }

    /// <summary>The last two dimensions from an offset on; a vector is one row.</summary>
    private void Matrix(long offset)
    {
        var (rows, columns) = (Rank == 1 ? 1 : _sizes[^2], _sizes[^1]);
        var cells = new List<string>[rows];
        for (var r = 0; r < rows; r++) cells[r] = Row(offset + (Rank == 1 ? 0 : r * _strides[^2]));
        var shown = cells.Length == 0 ? 0 : cells.Min(row => row.Count);
        var widths = Enumerable.Range(0, shown).Select(c => cells.Max(row => row[c].Length)).ToArray();
        foreach (var row in cells)
        {
            for (var c = 0; c < shown; c++) _text.Append(' ').Append(row[c].PadLeft(widths[c]));
            if (shown < columns) _text.Append(' ').Append(Ellipsis);
            _text.Append(newLine);
        }
    }

    /// <summary>As many elements as fit, with an ellipsis behind them.</summary>
    private List<string> Row(long offset)
    {
        var row = new List<string>();
        var left = width;
        for (var c = 0L; c < _sizes[^1]; c++)
        {
            var element = Element(offset + c * _strides[^1]);
            if (left - element.Length - Ellipsis.Length - 1 < 0) break;
            row.Add(element);
            left -= element.Length + 1;
        }
        return row;
    }

    private string Element(long offset) => tensor.dtype switch
    {
        ScalarType.Float32 => tensor.Read<float>(offset).ToString(format, culture),
        ScalarType.Float64 => tensor.Read<double>(offset).ToString(format, culture),
        ScalarType.Int64 => tensor.Read<long>(offset).ToString(culture),
        ScalarType.Int32 => tensor.Read<int>(offset).ToString(culture),
        ScalarType.Int16 => tensor.Read<short>(offset).ToString(culture),
        ScalarType.Int8 => tensor.Read<sbyte>(offset).ToString(culture),
        ScalarType.Byte => tensor.Read<byte>(offset).ToString(culture),
        _ => tensor.Read<bool>(offset).ToString(culture),
    };

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
