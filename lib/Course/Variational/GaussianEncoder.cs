using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Course.Variational;

/// <summary>The encoder of a variational autoencoder: q(z|x) = N(μ(x), diag σ²(x)), a trunk with two linear heads.</summary>
public sealed class GaussianEncoder : nn.Module<Tensor, (Tensor mu, Tensor logvar)>
{
    // Named, because a module inside another registers its fields by itself, under their names.
    [ComponentName(Name = "trunk")]
    private readonly nn.Module<Tensor, Tensor> _trunk;

    [ComponentName(Name = "mu")]
    private readonly Linear _mu;

    [ComponentName(Name = "logvar")]
    private readonly Linear _logvar;

    /// <param name="trunk">From items [N, …] to features [N, F].</param>
    /// <param name="features">F.</param>
    /// <param name="latents">Dimensions of z (Z), 1 or more.</param>
    public GaussianEncoder(nn.Module<Tensor, Tensor> trunk, int features, int latents) : base(nameof(GaussianEncoder))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(latents, 1);
        (_trunk, Latents) = (trunk, latents);
        _mu = nn.Linear(features, latents);
        _logvar = nn.Linear(features, latents);
        RegisterComponents();
    }

    /// <summary>Dimensions of z (Z).</summary>
    public int Latents { get; }

    /// <summary>μ(x) and log σ²(x).</summary>
    /// <param name="input">[N, …].</param>
    /// <returns>Each [N, Z].</returns>
    public override (Tensor mu, Tensor logvar) forward(Tensor input)
    {
        var features = _trunk.call(input);
        return (_mu.call(features), _logvar.call(features));
    }
}
