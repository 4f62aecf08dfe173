using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Course.Variational;

/// <summary>
/// A density model as a model of grey levels: what it says of dequantised items bounds the probability of the levels themselves. −ELBO is then in nats of a
/// discrete code, comparable with that of a <see cref="CategoricalLikelihood"/>.
/// </summary>
public sealed class DequantizedModel : LatentVariableModel
{
    // Named, because a module inside another registers its fields by itself, under their names.
    [ComponentName(Name = "density")]
    private readonly LatentVariableModel _density;

    [ComponentName(Name = "dequantizer")]
    private readonly Dequantizer _dequantizer;

    /// <param name="density">A model of items in [0, 1] with a density,
    /// such as a <see cref="VariationalAutoencoder"/> with a <see cref="GaussianLikelihood"/>.</param>
    /// <param name="dequantizer">The noise, and how many levels there are.</param>
    public DequantizedModel(LatentVariableModel density, Dequantizer dequantizer) : base(nameof(DequantizedModel), [.. density.ItemShape])
    {
        (_density, _dequantizer) = (density, dequantizer);
        register_module("density", _density);
        register_module("dequantizer", _dequantizer);
    }

    /// <summary>Dequantises, and gives the density's mean image back in levels.</summary>
    public override Tensor forward(Tensor input) => ToLevels(_density.call(_dequantizer.Draw(input).y));

    /// <inheritdoc/>
    protected override Elbo ToBound(Tensor x)
    {
        var (y, noise) = _dequantizer.Draw(x);
        var bound = _density.Bound(y);
        return new(bound.LogLikelihood - _dequantizer.Stretch(x) - noise, bound.Divergence);
    }

    /// <inheritdoc/>
    protected override Tensor ToLogWeight(Tensor x) => _dequantizer.Bound(x, _density.LogWeight);

    /// <inheritdoc/>
    protected override Tensor DrawMeans(int count) => ToLevels(_density.Sample(count));

    /// <summary>From the middle of a cell, (k + ½)/K, to the value of its level, k/(K − 1).</summary>
    private Tensor ToLevels(Tensor y) => (y * _dequantizer.Levels - 0.5) / (_dequantizer.Levels - 1);
}
