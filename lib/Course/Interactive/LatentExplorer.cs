using System.Text.Json;
using Course.Plots;
using Course.Plots.Display;
using TorchSharp;
using static TorchSharp.torch;

namespace Course.Interactive;

/// <summary>
/// A decoder to play with: a slider for each latent number, a plane of two of them to click or drag in, a switch that lets them wander
/// ("dream"). The decoder runs in the page itself, without a kernel and without a network, so it also lives in a saved page.
/// </summary>
/// <remarks>Immutable: every <c>With…</c> returns a new explorer. Shows itself in a notebook as HTML with its script inside.</remarks>
[TypeFormatterSource(typeof(LatentExplorerFormatterSource), PreferredMimeTypes = ["text/html", "text/plain"])]
public sealed record LatentExplorer
{
    private readonly nn.Module<Tensor, Tensor>[] _layers;

    /// <summary>An explorer of a decoder.</summary>
    /// <param name="latents">Latent numbers (Z).</param>
    /// <param name="layers">The decoder's, in order; see <see cref="ExportedNetwork"/> for the kinds. Its last one must give pixels, so a decoder of
    /// logits is followed by <c>nn.Sigmoid()</c>.</param>
    /// <param name="height">Pixels of a column (H).</param>
    /// <param name="width">Pixels of a row (W).</param>
    /// <param name="channels">1 (gray) or 3 (RGB).</param>
    /// <param name="low">The output drawn black.</param>
    /// <param name="high">The output drawn white.</param>
    /// <exception cref="ArgumentException">A layer that a page cannot compute, or outputs that are not such a picture.</exception>
    public LatentExplorer(
        int latents, IEnumerable<nn.Module<Tensor, Tensor>> layers, int height, int width, int channels = 1, float low = 0, float high = 1)
    {
        _layers = [.. layers];
        Network = ExportedNetwork.Of(latents, _layers);
        var outputs = Network.Outputs.Aggregate(1L, (product, size) => product * size);
        if (channels is not (1 or 3) || height < 1 || width < 1 || outputs != (long)channels * height * width)
            throw new ArgumentException($"The decoder gives {outputs} numbers, and a picture of {height} × {width} with {channels} channels (1 or 3) has "
                + $"{(long)channels * height * width}.");
        if (!(low < high)) throw new ArgumentException($"The range of pixels goes from {low} to {high}; the first must be the smaller one.");
        (Height, Width, Channels, Low, High) = (height, width, channels, low, high);
        (Start, Still) = At(new float[latents]);
        if (latents >= 2) Plane = (0, 1);
    }

    /// <summary>What the page computes.</summary>
    public ExportedNetwork Network { get; }

    /// <summary>Pixels of a column.</summary>
    public int Height { get; }

    /// <summary>Pixels of a row.</summary>
    public int Width { get; }

    /// <summary>1 (gray) or 3 (RGB).</summary>
    public int Channels { get; }

    /// <summary>The output drawn black.</summary>
    public float Low { get; }

    /// <summary>The output drawn white.</summary>
    public float High { get; }

    /// <summary>Sliders and plane go from −Range to Range; 3 by default, which holds 99.7 % of a standard normal.</summary>
    public double Range { get; private init; } = 3;

    /// <summary>How the weights are written.</summary>
    public WeightFormat Weights { get; private init; } = WeightFormat.Float16;

    private float[] Start { get; init; }

    /// <summary>PNG of what the decoder makes of <see cref="Start"/>.</summary>
    private byte[] Still { get; init; }

    private (int Horizontal, int Vertical)? Plane { get; init; }

    /// <summary>PNG, from the top left corner (−Range, Range).</summary>
    private byte[]? Background { get; init; }

    /// <summary>The same with another range.</summary>
    /// <param name="range">Above 0.</param>
    public LatentExplorer WithRange(double range) => range > 0 && double.IsFinite(range)
        ? this with { Range = range }
        : throw new ArgumentOutOfRangeException(nameof(range), $"The range of an explorer must be a number above 0, not {range}.");

    /// <summary>The same with weights written in another way.</summary>
    public LatentExplorer WithWeights(WeightFormat format) => this with { Weights = format };

    /// <summary>The same, beginning elsewhere.</summary>
    /// <param name="z">[Z], for example the code of an image; zeros by default.</param>
    public LatentExplorer WithStart(Tensor z)
    {
        if (z.numel() != Network.Inputs)
            throw new ArgumentException($"The start has shape [{string.Join(", ", z.shape)}], but there are {Network.Inputs} latent numbers.", nameof(z));
        using var numbers = z.detach().to(float32);
        var (start, still) = At(numbers.contiguous().data<float>().ToArray());
        return this with { Start = start, Still = still };
    }

    /// <summary>The same with another plane.</summary>
    /// <param name="horizontal">Which latent number goes from left to right, from 0.</param>
    /// <param name="vertical">Which one goes from bottom to top.</param>
    /// <param name="background">A picture of the plane from −Range to Range in both directions, for example codes of images; null for none.</param>
    public LatentExplorer WithPlane(int horizontal, int vertical, Picture? background = null)
    {
        if (horizontal == vertical || !Within(horizontal) || !Within(vertical))
            throw new ArgumentException($"A plane needs two different latent numbers from 0 to {Network.Inputs - 1}, not {horizontal} and {vertical}.");
        return this with { Plane = (horizontal, vertical), Background = background?.ToPng() };

        bool Within(int index) => index >= 0 && index < Network.Inputs;
    }

    /// <summary>The same with a map of what the decoder draws as the plane's background; call it after <see cref="WithRange"/> and
    /// <see cref="WithStart"/>, from which the other latent numbers are taken.</summary>
    /// <param name="side">Pictures in each direction.</param>
    public LatentExplorer WithMap(int side = 15)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(side, 1);
        var (horizontal, vertical) = Plane ?? throw new InvalidOperationException("One latent number makes no plane, so there is no map of it.");
        var codes = new float[side * side * Start.Length];
        for (var i = 0; i < side * side; i++)
        {
            Start.CopyTo(codes, i * Start.Length);
            // Row 0 is the top; each picture stands where its middle is.
            codes[i * Start.Length + horizontal] = (float)(Range * (2 * (i % side + 0.5) / side - 1));
            codes[i * Start.Length + vertical] = (float)(-Range * (2 * (i / side + 0.5) / side - 1));
        }
        var map = Draw(codes).WithColumns(side).WithPadding(0).WithScale(1);
        return this with { Background = map.ToPng() };
    }

    /// <summary>What it is and where to open it.</summary>
    public override string ToString() =>
        $"LatentExplorer: {Network.Inputs} latent numbers to pictures of {Height} × {Width}{(Channels == 3 ? " RGB" : "")}, {Network.Parameters:N0} weights; "
        + "open the notebook or its page in a browser to move them";

    /// <summary>HTML that needs nothing else.</summary>
    public string ToHtml()
    {
        var still = $"<img src=\"data:image/png;base64,{Convert.ToBase64String(Still)}\" "
            + "alt=\"The picture decoded at the start; it moves where scripts may run\">";
        return PieceHtml.Of("latent-explorer", "latentExplorer", $"Latent explorer of {Network.Inputs} numbers", still,
            PieceJson.Object(Write), "network.js", "latent-explorer.js");
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteNumber("height", Height);
        json.WriteNumber("width", Width);
        json.WriteNumber("channels", Channels);
        json.WriteNumber("low", Low);
        json.WriteNumber("high", High);
        json.WriteNumber("range", Range);
        json.WriteArray("start", Start.Select(z => (double)z));
        json.WriteArray("names", Enumerable.Range(1, Network.Inputs).Select(Name));
        if (Plane is var (horizontal, vertical))
        {
            json.WriteStartObject("plane");
            json.WriteNumber("horizontal", horizontal);
            json.WriteNumber("vertical", vertical);
            if (Background is not null) json.WriteBase64String("background", Background);
            json.WriteEndObject();
        }
        Network.Write(json, Weights);
    }

    /// <summary>"z₁₂".</summary>
    private static string Name(int number) =>
        "z" + string.Concat(number.ToString(System.Globalization.CultureInfo.InvariantCulture).Select(digit => (char)('₀' + (digit - '0'))));

    private (float[] Start, byte[] Still) At(float[] start) =>
        (start, Draw(start).WithPadding(0).WithScale(Math.Max(1, 256 / Math.Max(Height, Width))).ToPng());

    private ImageGrid Draw(float[] codes)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        // As the page has it: normalisation by running statistics, nothing dropped.
        var training = Array.ConvertAll(_layers, layer => layer.training);
        try
        {
            var x = tensor(codes).view(-1, Network.Inputs);
            foreach (var layer in _layers)
            {
                layer.eval();
                x = layer.call(x);
            }
            return ImageGrid.FromTensor(x.view(-1, Channels, Height, Width), low: Low, high: High);
        }
        finally
        {
            for (var i = 0; i < _layers.Length; i++) _layers[i].train(training[i]);
        }
    }
}

internal sealed class LatentExplorerFormatterSource
{
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new MimeFormatter<LatentExplorer>("text/html", static explorer => explorer.ToHtml()),
        new MimeFormatter<LatentExplorer>("text/plain", static explorer => explorer.ToString()),
    ];
}
