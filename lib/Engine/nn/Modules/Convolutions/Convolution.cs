namespace TorchSharp.Modules;

using TorchSharp.Layers;
using static torch;

/// <summary>What the convolution layers share: weight [O, C / groups, K…] (transposed [C, O / groups, K…]), bias [O], and the way they slide.</summary>
public abstract class Convolution : nn.Module<Tensor, Tensor>
{
    /// <summary>Initial values are PyTorch's: uniform on ±1/√(fan in), weight and bias (kaiming_uniform with a = √5).</summary>
    protected Convolution(
        string name, long in_channels, long out_channels, long[] kernel_size, long[] stride, long[] padding, Padding? padding_type, long[] dilation,
        bool transposed, long[] output_padding, long groups, bool bias, PaddingModes padding_mode, Device? device = null, ScalarType? dtype = null) : base(name)
    {
        if (groups < 1 || in_channels % groups != 0 || out_channels % groups != 0)
            throw new ArgumentException($"{name}: in_channels {in_channels} and out_channels {out_channels} must be divisible by groups {groups}.");
        if (padding_type == TorchSharp.Padding.Same && stride.Any(s => s != 1))
            throw new ArgumentException($"{name}: padding 'same' needs stride 1, got {Guard.Shape(stride)}.");
        if (transposed && padding_mode != PaddingModes.Zeros)
            throw new ArgumentException($"{name}: only padding mode Zeros is supported, got {padding_mode}.");
        (this.in_channels, this.out_channels, this.kernel_size, this.stride, this.padding, this.padding_type) =
            (in_channels, out_channels, kernel_size, stride, padding, padding_type);
        (this.dilation, this.transposed, this.output_padding, this.groups, this.padding_mode) = (dilation, transposed, output_padding, groups, padding_mode);

        using var w = empty((long[])(transposed ? [in_channels, out_channels / groups, .. kernel_size] : [out_channels, in_channels / groups, .. kernel_size]), dtype, device);
        weight = new Parameter(w);
        register_parameter("weight", weight);
        if (bias)
        {
            using var b = empty(new[] { out_channels }, dtype, device);
            this.bias = new Parameter(b);
            register_parameter("bias", this.bias);
        }
        reset_parameters();
    }

    public Parameter weight { get; set; }

    public Parameter? bias { get; set; }

    public long in_channels { get; }

    public long out_channels { get; }

    public long[] kernel_size { get; set; }

    public long[] stride { get; set; }

    public long[] padding { get; private set; }

    /// <summary>Null when padding is given in numbers.</summary>
    public Padding? padding_type { get; private set; }

    public long[] dilation { get; set; }

    public bool transposed { get; }

    public long[] output_padding { get; set; }

    public long groups { get; set; }

    public PaddingModes padding_mode { get; set; }

    public void SetPadding(long[] padding) => (this.padding, padding_type) = (padding, null);

    public void SetPadding(Padding padding) => padding_type = padding;

    /// <summary>Draws weight and bias anew.</summary>
    public void reset_parameters()
    {
        nn.init.kaiming_uniform_(weight, Math.Sqrt(5));
        if (bias is null) return;
        var (fanIn, _) = nn.init.CalculateFanInAndFanOut(weight);
        var bound = fanIn > 0 ? 1 / Math.Sqrt(fanIn) : 0;
        nn.init.uniform_(bias, -bound, bound);
    }

    /// <summary>Whether the input has a batch dimension; an error unless it has the channels of this layer.</summary>
    protected bool ValidateShape(Tensor input, long dimensions)
    {
        var sizes = input.Impl.Sizes;
        var batched = sizes.Length == dimensions + 2;
        if ((!batched && sizes.Length != dimensions + 1) || sizes[batched ? 1 : 0] != in_channels)
            throw new ArgumentException($"{name}: expected input with {in_channels} channels and {dimensions} more dimensions after them (and a batch before, or not), got {Guard.Shape(sizes)}.");
        return batched;
    }

    /// <summary>The input with its edges as <see cref="padding_mode"/> has them, and the zeros that are left to the convolution.</summary>
    private protected (Tensor Input, long[] Zeros) Padded(Tensor input)
    {
        if (padding_mode == PaddingModes.Zeros) return (input, padding);
        var n = kernel_size.Length;
        var ends = new long[2 * n];
        for (var d = 0; d < n; d++)
        {
            var total = padding_type switch
            {
                null => 2 * padding[d],
                TorchSharp.Padding.Same => dilation[d] * (kernel_size[d] - 1),
                _ => 0,
            };
            (ends[2 * (n - 1 - d)], ends[2 * (n - 1 - d) + 1]) = (total / 2, total - total / 2);
        }
        return (nn.functional.pad(input, ends, padding_mode), new long[n]);
    }
}
