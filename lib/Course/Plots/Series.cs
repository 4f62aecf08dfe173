using System.Collections;
using System.Runtime.CompilerServices;
using TorchSharp;

namespace Course.Plots;

/// <summary>
/// Numbers along one axis of a figure: a copy, so that a figure does not change when an array does. Arrays, lists, spans and collection
/// expressions of numbers convert to it by themselves.
/// </summary>
/// <remarks>NaN and ±∞ are kept and leave gaps in the drawing.</remarks>
[CollectionBuilder(typeof(Series), nameof(Of))]
public readonly struct Series : IEnumerable<double>
{
    private readonly double[]? _values;

    private Series(double[] values) => _values = values;

    /// <summary>How many numbers there are.</summary>
    public int Count => _values?.Length ?? 0;

    /// <summary>The number at a place.</summary>
    /// <param name="index">0 to <see cref="Count"/> − 1.</param>
    public double this[int index] => Span[index];

    internal ReadOnlySpan<double> Span => _values;

    /// <summary>Copies numbers.</summary>
    /// <param name="values">The numbers.</param>
    public static Series Of(ReadOnlySpan<double> values) => new(values.ToArray());

    /// <summary>Copies numbers.</summary>
    /// <param name="values">The numbers.</param>
    public static Series Of(IEnumerable<double> values) => new(values.ToArray());

    /// <summary>Copies single-precision numbers.</summary>
    /// <param name="values">The numbers.</param>
    public static Series Of(IEnumerable<float> values) => new(values.Select(value => (double)value).ToArray());

    /// <summary>start, start + step, … : numbers at equal distances.</summary>
    /// <param name="count">How many, 0 or more.</param>
    /// <param name="start">The first.</param>
    /// <param name="step">The distance.</param>
    public static Series Steps(int count, double start = 0, double step = 1)
    {
        if (count < 0) throw new ArgumentOutOfRangeException(nameof(count), $"{count} numbers were asked for; use 0 or more.");
        var values = new double[count];
        for (int i = 0; i < count; i++) values[i] = start + i * step;
        return new(values);
    }

    /// <summary>The numbers that are finite, rising.</summary>
    internal double[] SortedFinite()
    {
        double[] finite = Array.FindAll(_values ?? [], double.IsFinite);
        Array.Sort(finite);
        return finite;
    }

    /// <summary>Copies an array.</summary><param name="values">The numbers.</param>
    public static implicit operator Series(double[] values) => Of(values.AsSpan());

    /// <summary>Copies an array.</summary><param name="values">The numbers.</param>
    public static implicit operator Series(float[] values) => (ReadOnlySpan<float>)values;

    /// <summary>Copies an array.</summary><param name="values">The numbers.</param>
    public static implicit operator Series(int[] values) => new(Array.ConvertAll(values, value => (double)value));

    /// <summary>Copies an array.</summary><param name="values">The numbers.</param>
    public static implicit operator Series(long[] values) => new(Array.ConvertAll(values, value => (double)value));

    /// <summary>Copies an array.</summary><param name="values">The numbers.</param>
    public static implicit operator Series(byte[] values) => new(Array.ConvertAll(values, value => (double)value));

    /// <summary>Copies a list.</summary><param name="values">The numbers.</param>
    public static implicit operator Series(List<double> values) => new(values.ToArray());

    /// <summary>Copies a list.</summary><param name="values">The numbers.</param>
    public static implicit operator Series(List<float> values) => Of(values);

    /// <summary>Copies a span.</summary><param name="values">The numbers.</param>
    public static implicit operator Series(ReadOnlySpan<double> values) => Of(values);

    /// <summary>Copies a span.</summary><param name="values">The numbers.</param>
    public static implicit operator Series(ReadOnlySpan<float> values)
    {
        var copy = new double[values.Length];
        for (int i = 0; i < copy.Length; i++) copy[i] = values[i];
        return new(copy);
    }

    /// <summary>The elements of a tensor of any shape, row by row.</summary><param name="values">Of any type.</param>
    public static implicit operator Series(torch.Tensor values)
    {
        using var doubles = values.detach().to(torch.float64);
        return new(doubles.data<double>().ToArray());
    }

    /// <summary>The numbers in order.</summary>
    public IEnumerator<double> GetEnumerator() => ((IEnumerable<double>)(_values ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
