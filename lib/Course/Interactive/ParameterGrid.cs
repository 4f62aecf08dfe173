using System.Text.Json;

namespace Course.Interactive;

/// <summary>Every combination of the values of some parameters; the last one changes fastest.</summary>
internal sealed class ParameterGrid
{
    // Beyond this a page takes seconds to open.
    private const int Most = 20_000;
    private readonly IReadOnlyList<SliderParameter> _parameters;

    public ParameterGrid(IReadOnlyList<SliderParameter> parameters)
    {
        if (parameters.Count == 0) throw new ArgumentException("Sliders need a parameter or more, but there is none.");
        var points = parameters.Aggregate(1.0, (product, parameter) => product * parameter.Count);
        if (points > Most)
        {
            throw new ArgumentException($"{string.Join(" × ", parameters.Select(p => p.Count))} values are {points:N0} combinations to compute beforehand, "
                + $"and {Most:N0} are the most; give the parameters fewer values.");
        }
        (_parameters, Count) = (parameters, (int)points);
    }

    public int Count { get; }

    /// <summary>The combination nearest to where the sliders start.</summary>
    public int Start => _parameters.Aggregate(0, (index, p) => index * p.Count + (int)Math.Round((p.Start - p.Low) / (p.High - p.Low) * (p.Count - 1)));

    /// <summary>The values of one combination.</summary>
    public double[] At(int index)
    {
        var values = new double[_parameters.Count];
        for (var i = values.Length - 1; i >= 0; i--)
        {
            values[i] = _parameters[i].At(index % _parameters[i].Count);
            index /= _parameters[i].Count;
        }
        return values;
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartArray("parameters");
        foreach (var parameter in _parameters)
        {
            json.WriteStartObject();
            json.WriteString("name", parameter.Name);
            json.WriteNumber("low", parameter.Low);
            json.WriteNumber("high", parameter.High);
            json.WriteNumber("count", parameter.Count);
            json.WriteNumber("start", parameter.Start);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    public override string ToString() =>
        string.Join(", ", _parameters.Select(p => FormattableString.Invariant($"{p.Name} from {p.Low:0.##} to {p.High:0.##}")));
}
