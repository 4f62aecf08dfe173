using System.Text.Json;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Course.Interactive;

/// <summary>
/// A small network that a page can compute by itself: a chain of <c>Linear</c>, <c>ConvTranspose2d</c>, <c>BatchNorm</c> (folded into the layer
/// before it, as in evaluation), <c>ReLU</c>, <c>LeakyReLU</c>, <c>Tanh</c>, <c>Sigmoid</c>, <c>GELU</c>, <c>SiLU</c>, <c>Unflatten</c>, <c>Flatten</c>,
/// <c>Dropout</c> and <c>Identity</c>. A copy of the weights as they are now; later training does not change it.
/// </summary>
public sealed class ExportedNetwork
{
    private readonly List<ExportedLayer> _layers = [];
    // Of one example: [features] or [channels, height, width].
    private long[] _shape;

    private ExportedNetwork(int inputs) => (Inputs, _shape) = (inputs, [inputs]);

    /// <summary>Latent numbers that go in (Z).</summary>
    public int Inputs { get; }

    /// <summary>Shape of what comes out for one example: [D], or [C, H, W].</summary>
    public IReadOnlyList<long> Outputs => _shape;

    /// <summary>Weights and biases in all.</summary>
    public long Parameters => _layers.Sum(layer => layer switch
    {
        LinearStep step => step.Weight.LongLength + step.Bias.LongLength,
        ConvTransposeStep step => step.Weight.LongLength + step.Bias.LongLength,
        _ => 0,
    });

    /// <summary>Copies a chain of layers.</summary>
    /// <param name="inputs">Latent numbers that go in (Z).</param>
    /// <param name="layers">In the order in which they are computed; a <c>Sequential</c> stands for its layers.</param>
    /// <exception cref="ArgumentException">A layer of another kind, or one whose input does not fit.</exception>
    public static ExportedNetwork Of(int inputs, params IEnumerable<nn.Module<Tensor, Tensor>> layers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        var network = new ExportedNetwork(inputs);
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var flat = layers.SelectMany(LayersOf).ToList();
        for (var i = 0; i < flat.Count; i++)
        {
            var norm = flat[i] is Linear or ConvTranspose2d && i + 1 < flat.Count ? flat[i + 1] as BatchNorm : null;
            network.Add(flat[i], norm, i);
            if (norm is not null) i++;
        }
        return network;
    }

    internal void Write(Utf8JsonWriter json, WeightFormat format)
    {
        json.WriteStartObject("network");
        json.WriteStartArray("layers");
        foreach (var layer in _layers) layer.Write(json, format);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static IEnumerable<nn.Module> LayersOf(nn.Module module) => module is Sequential ? module.children().SelectMany(LayersOf) : [module];

    private void Add(nn.Module module, BatchNorm? norm, int index)
    {
        switch (module)
        {
            case Linear linear: AddLinear(linear, norm); break;
            case ConvTranspose2d convolution: AddConvTranspose(convolution, norm); break;
            case ReLU: _layers.Add(new ActivationStep("relu")); break;
            case LeakyReLU leaky: _layers.Add(new ActivationStep("leaky_relu", leaky.negative_slope)); break;
            case Tanh: _layers.Add(new ActivationStep("tanh")); break;
            case Sigmoid: _layers.Add(new ActivationStep("sigmoid")); break;
            case SiLU: _layers.Add(new ActivationStep("silu")); break;
            case GELU gelu: _layers.Add(new ActivationStep(gelu.approximate == GELU.Approximate.tanh ? "gelu_tanh" : "gelu")); break;
            case Unflatten unflatten: Reshape(unflatten); break;
            case Flatten: _shape = [Size(_shape)]; break;
            case Dropout or Dropout2d or Identity: break;
            case BatchNorm:
                throw new ArgumentException($"Layer {index + 1} ({module.GetName()}) must come right after a Linear or a ConvTranspose2d, "
                    + "into which it is folded.");
            default:
                throw new ArgumentException($"Layer {index + 1} is a {module.GetName()}, which a page cannot compute; a decoder for a page is made of Linear, "
                    + "ConvTranspose2d, BatchNorm, ReLU, LeakyReLU, Tanh, Sigmoid, GELU, SiLU, Unflatten and Flatten.");
        }
    }

    private void AddLinear(Linear linear, BatchNorm? norm)
    {
        if (_shape is not [var size] || size != linear.in_features)
            throw new ArgumentException($"Linear {linear.in_features} → {linear.out_features} gets [{string.Join(", ", _shape)}].");
        Tensor weight = linear.weight!, bias = linear.bias ?? zeros(linear.out_features);
        if (norm is not null)
            (weight, bias) = nn.utils.fuse_linear_bn_weights(weight, bias, Mean(norm), Variance(norm), norm.eps, Scale(norm), Shift(norm));
        _layers.Add(new LinearStep(linear.in_features, linear.out_features, Numbers(weight), Numbers(bias)));
        _shape = [linear.out_features];
    }

    private void AddConvTranspose(ConvTranspose2d layer, BatchNorm? norm)
    {
        if (_shape is not [var channels, var height, var width] || channels != layer.in_channels)
            throw new ArgumentException($"ConvTranspose2d {layer.in_channels} → {layer.out_channels} gets [{string.Join(", ", _shape)}]; it needs "
                + $"[{layer.in_channels}, H, W], which nn.Unflatten makes.");
        if (layer.groups != 1 || layer.dilation.Any(d => d != 1))
            throw new ArgumentException($"ConvTranspose2d with {layer.groups} groups and dilation {string.Join(" × ", layer.dilation)}: a page computes 1 and "
                + "1 × 1 only.");
        Tensor weight = layer.weight!, bias = layer.bias ?? zeros(layer.out_channels);
        if (norm is not null)
            (weight, bias) = nn.utils.fuse_conv_bn_weights(weight, bias, Mean(norm), Variance(norm), norm.eps, Scale(norm), Shift(norm), transpose: true);
        long Grown(long size, int d) => (size - 1) * layer.stride[d] - 2 * layer.padding![d] + layer.kernel_size[d] + layer.output_padding[d];
        long[] output = [layer.out_channels, Grown(height, 0), Grown(width, 1)];
        _layers.Add(new ConvTransposeStep(_shape, output, layer.kernel_size, layer.stride, layer.padding!, Numbers(weight), Numbers(bias)));
        _shape = output;
    }

    private void Reshape(Unflatten unflatten)
    {
        var sizes = unflatten.unflattened_size;
        if (unflatten.dim != 1 || _shape.Length != 1 || sizes.Length != 3 || Size(sizes) != _shape[0])
            throw new ArgumentException($"Unflatten of dimension {unflatten.dim} to [{string.Join(", ", sizes)}] gets [{string.Join(", ", _shape)}]; "
                + "a page needs dimension 1 and [C, H, W] of as many numbers.");
        _shape = sizes;
    }

    private static Tensor Mean(BatchNorm norm) => norm.running_mean
        ?? throw new ArgumentException("A BatchNorm without running statistics depends on its batch; a page decodes one example at a time.");

    private static Tensor Variance(BatchNorm norm) => norm.running_var!;

    private static Tensor Scale(BatchNorm norm) => norm.weight ?? ones(norm.num_features);

    private static Tensor Shift(BatchNorm norm) => norm.bias ?? zeros(norm.num_features);

    private static long Size(long[] shape) => shape.Aggregate(1L, (product, size) => product * size);

    private static float[] Numbers(Tensor tensor)
    {
        var numbers = tensor.detach().cpu().to(float32).contiguous().data<float>().ToArray();
        // Halves end at 65504, and a network with such weights has other problems.
        if (numbers.Any(number => !(Math.Abs(number) < 65504)))
            throw new ArgumentException("A weight is not finite or larger than 65504; a page cannot hold it.");
        return numbers;
    }
}
