namespace TorchSharp.Modules;

using static torch;

/// <summary>What batch and instance normalisation share: scale and shift of each channel, and running statistics for evaluation.</summary>
public abstract class NormBase : nn.Module<Tensor, Tensor>
{
    public NormBase(long num_features, double eps, double? momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype, string name) : base(name)
    {
        (this.num_features, this.eps, this.momentum, this.affine, this.track_running_stats) = (num_features, eps, momentum, affine, track_running_stats);
        if (affine)
        {
            using var w = empty(new[] { num_features }, dtype, device);
            using var b = empty(new[] { num_features }, dtype, device);
            register_parameter(nameof(weight), weight = new Parameter(w));
            register_parameter(nameof(bias), bias = new Parameter(b));
        }
        if (track_running_stats)
        {
            register_buffer(nameof(running_mean), running_mean = zeros(new[] { num_features }, dtype, device));
            register_buffer(nameof(running_var), running_var = ones(new[] { num_features }, dtype, device));
            register_buffer(nameof(num_batches_tracked), num_batches_tracked = zeros(Array.Empty<long>(), ScalarType.Int64, device));
        }
        reset_parameters();
    }

    public long num_features { get; }

    public double eps { get; set; }

    /// <summary>Share of a batch in the running statistics; null for their plain average.</summary>
    public double? momentum { get; set; }

    public bool affine { get; }

    public bool track_running_stats { get; }

    /// <summary>[C], or null without affine.</summary>
    public Parameter? weight { get; set; }

    /// <summary>[C], or null without affine.</summary>
    public Parameter? bias { get; set; }

    /// <summary>[C], or null when not tracked.</summary>
    public Tensor? running_mean { get; set; }

    /// <summary>[C], or null when not tracked; of unbiased variances.</summary>
    public Tensor? running_var { get; set; }

    public Tensor? num_batches_tracked { get; set; }

    public void reset_running_stats()
    {
        using var mode = no_grad();
        running_mean?.zero_();
        running_var?.fill_(1);
        num_batches_tracked?.zero_();
    }

    public void reset_parameters()
    {
        reset_running_stats();
        if (weight is not null) nn.init.ones_(weight);
        if (bias is not null) nn.init.zeros_(bias);
    }

    protected abstract void ValidateInputDimensions(Tensor input);

    /// <summary>Counts the batch and gives its share in the running statistics.</summary>
    private protected double NextMomentum()
    {
        if (!training || num_batches_tracked is null) return momentum ?? 0;
        using var mode = no_grad();
        num_batches_tracked.add_(1);
        return momentum ?? 1.0 / num_batches_tracked.item<long>();
    }

    private protected void RequireDimensions(Tensor input, params ReadOnlySpan<int> allowed)
    {
        var sizes = input.Impl.Sizes;
        if (!allowed.Contains(sizes.Length))
            throw new ArgumentException($"{name}: expected input of {string.Join(" or ", allowed.ToArray())} dimensions, got {Guard.Shape(sizes)}.");
    }
}
