using Course.Autoencoders;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Course.Variational;

/// <summary>
/// Noise that is learned together with the density (Ho et al., <i>Flow++</i>, 2019, section 3.1; they learn it by a flow): a network looks at the item and
/// says for each value where in its cell the density has its mass. Here u = sigmoid(a + b ℓ) with ℓ from a logistic distribution and a, b from the network.
/// </summary>
/// <remarks>With a = 0 and b = 1, where the network begins, u is exactly uniform: learning starts from that bound.</remarks>
public sealed class VariationalDequantizer : Dequantizer
{
    // Named, because a module inside another registers its fields by itself, under their names.
    [ComponentName(Name = "network")]
    private readonly Sequential _network;

    /// <param name="inputs">Numbers of an item (D).</param>
    /// <param name="levels">Grey levels of the data (K), 2 or more.</param>
    /// <param name="hidden">Units of the network's hidden layer.</param>
    public VariationalDequantizer(int inputs, int levels, int hidden = 64) : base(nameof(VariationalDequantizer), levels)
    {
        _network = Perceptron.Of([inputs, hidden, 2 * inputs]);
        using (no_grad())
            foreach (var parameter in _network.children().Last().parameters()) parameter.zero_();
        register_module("network", _network);
    }

    /// <inheritdoc/>
    protected override (Tensor u, Tensor logDensity) Noise(Tensor x)
    {
        // The network sees the middle of the range as 0.
        var parts = _network.call(x.flatten(1) * 2 - 1).chunk(2, 1);
        var (a, logb) = (parts[0], parts[1]);
        var logistic = rand_like(a).logit(eps: 1e-6);
        var t = a + logb.exp() * logistic;
        // q(u) du = q(t) dt with dt/du = 1/(u (1 − u)), and u (1 − u) is the logistic density of t.
        return (t.sigmoid().view(x.shape), (StandardLogistic(logistic) - logb - StandardLogistic(t)).sum(1L));
    }

    /// <summary>log of the standard logistic density, σ(t) σ(−t).</summary>
    private static Tensor StandardLogistic(Tensor t) => F.logsigmoid(t) + F.logsigmoid(-t);
}
