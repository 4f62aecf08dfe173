namespace TorchSharp.Modules;

using static torch;
using static torch.distributions;

/// <summary>
/// y = f(x) of a base variable x, f the transforms one after the other: log p(y) = log p(x) − log |dy/dx|.
/// The event shape is the largest that the base and the transforms need.
/// </summary>
public class TransformedDistribution : Distribution
{
    public Distribution base_distribution = null!;
    private transforms.Transform[] _transforms = [];

    /// <summary>For derived classes, which then call <see cref="_init(Distribution, transforms.Transform[])"/>.</summary>
    public TransformedDistribution(Generator? generator = null) : base(generator)
    {
    }

    public TransformedDistribution(Distribution base_distribution, transforms.Transform transform, Generator? generator = null)
        : this(base_distribution, [transform], generator)
    {
    }

    public TransformedDistribution(
        Distribution base_distribution, IEnumerable<transforms.Transform> transforms, Generator? generator = null) : base(generator) =>
        _init(base_distribution, [.. transforms]);

    public override Tensor mean => throw NoMoment("mean");

    public override Tensor stddev => variance.sqrt();

    public override Tensor variance => throw NoMoment("variance");

    protected void _init(Distribution base_distribution, transforms.Transform[] transforms)
    {
        _transforms = transforms;
        var whole = new transforms.ComposeTransform(transforms);
        long[] baseShape = [.. base_distribution.batch_shape.Shape, .. base_distribution.event_shape.Shape];
        var (baseDim, domainDim) = (base_distribution.event_shape.Length, whole.domain.event_dim);
        if (baseShape.Length < domainDim)
            throw new ArgumentException($"These transforms need a base distribution of at least {domainDim} dimensions, got {Guard.Shape(baseShape)}.");
        var shape = whole.forward_shape(baseShape);
        var widened = whole.inverse_shape(shape);
        if (!baseShape.AsSpan().SequenceEqual(widened)) base_distribution = base_distribution.expand(widened[..^baseDim]);
        if (domainDim > baseDim) base_distribution = new Independent(base_distribution, domainDim - baseDim, generator);
        this.base_distribution = base_distribution;
        var batch = shape.Length - whole.codomain.event_dim - Math.Max(baseDim - domainDim, 0);
        _init(new Size(shape[..batch]), new Size(shape[batch..]));
    }

    public override Tensor sample(params long[] sample_shape)
    {
        using var mode = no_grad();
        return Forward(base_distribution.sample(sample_shape));
    }

    public override Tensor rsample(params long[] sample_shape) => Forward(base_distribution.rsample(sample_shape));

    public override Tensor log_prob(Tensor value)
    {
        var dimensions = event_shape.Length;
        Tensor? density = null;
        foreach (var transform in _transforms.Reverse())
        {
            var x = transform._inverse(value);
            dimensions += transform.domain.event_dim - transform.codomain.event_dim;
            var volume = transforms.Transform._sum_rightmost(transform.log_abs_det_jacobian(x, value), dimensions - transform.domain.event_dim);
            density = density is null ? -volume : density - volume;
            value = x;
        }
        var ofBase = transforms.Transform._sum_rightmost(base_distribution.log_prob(value), dimensions - base_distribution.event_shape.Length);
        return density is null ? ofBase : density + ofBase;
    }

    public override Tensor cdf(Tensor value) =>
        Monotone(base_distribution.cdf(_transforms.Reverse().Aggregate(value, static (y, transform) => transform._inverse(y))));

    public override Tensor icdf(Tensor value) => Forward(base_distribution.icdf(Monotone(value)));

    public override Tensor entropy() => throw new NotImplementedException($"{GetType().Name} has no entropy in closed form.");

    public override Distribution expand(Size batch_shape, Distribution? instance = null) => Widened(batch_shape, instance);

    private protected virtual Distribution Widened(Size batch_shape, Distribution? instance)
    {
        long[] shape = [.. batch_shape.Shape, .. event_shape.Shape];
        foreach (var transform in _transforms.Reverse()) shape = transform.inverse_shape(shape);
        var wider = base_distribution.expand(shape[..^base_distribution.event_shape.Length]);
        return Expanded(batch_shape, instance, _ => new TransformedDistribution(wider, _transforms, generator));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) base_distribution?.Dispose();
        base.Dispose(disposing);
    }

    private protected override void Adopt(Distribution other)
    {
        base.Adopt(other);
        var made = (TransformedDistribution)other;
        (base_distribution, _transforms) = (made.base_distribution, made._transforms);
    }

    /// <summary>For <see cref="expand"/> of those whose parameters are the base's.</summary>
    private protected Distribution Like<TBase, T>(TBase narrow, Size batch, Distribution? instance, Func<TBase, T> create)
        where TBase : Distribution where T : TransformedDistribution
    {
        var wide = (TBase)narrow.expand(batch);
        return Expanded(batch, instance, _ => create(wide));
    }

    private Tensor Forward(Tensor x) => _transforms.Aggregate(x, static (value, transform) => transform.forward(value));

    // A decreasing transform turns lower tails into upper ones.
    private Tensor Monotone(Tensor probability) => _transforms.Aggregate(probability, static (p, transform) => transform._sign() * (p - 0.5) + 0.5);

    private NotImplementedException NoMoment(string name) => new($"{GetType().Name} has no {name} in closed form.");
}
