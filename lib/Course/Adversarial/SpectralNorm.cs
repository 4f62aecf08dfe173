using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Course.Adversarial;

/// <summary>
/// Divides a weight by its largest singular value σ, so that the layer stretches no input (Miyato et al. 2018): W̄ = W/σ(W). σ comes from
/// power iteration, whose vectors are kept from step to step: as the weight moves slowly, one round per step follows it.
/// </summary>
public sealed class SpectralNorm : nn.Module<Tensor, Tensor>
{
    private const int RoundsAtStart = 16; // PyTorch's: 15 and, when the weight is first checked, one more

    [ComponentName(Name = "u")]
    private readonly Tensor _u;

    [ComponentName(Name = "v")]
    private readonly Tensor _v;

    private readonly int _rounds;
    private readonly double _eps;

    /// <param name="weight">The weight to follow, [outputs, …]; what comes after the outputs counts as one dimension.</param>
    /// <param name="rounds">Rounds of power iteration in each training step.</param>
    /// <param name="eps">Smallest length to divide by.</param>
    /// <remarks>Draws the first vectors from the default generator.</remarks>
    public SpectralNorm(Tensor weight, int rounds = 1, double eps = 1e-12) : base(nameof(SpectralNorm))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 1);
        if (weight.ndim < 2)
            throw new ArgumentException($"A weight of shape [{string.Join(", ", weight.shape)}] is no matrix; it needs at least 2 dimensions.", nameof(weight));
        (_rounds, _eps) = (rounds, eps);
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        var matrix = weight.flatten(1);
        _u = Direction(randn(matrix.shape[0], weight.dtype)).MoveToOuterDisposeScope();
        _v = Direction(randn(matrix.shape[1], weight.dtype)).MoveToOuterDisposeScope();
        RegisterComponents();
        Iterate(matrix, RoundsAtStart);
    }

    /// <summary>W/σ(W). In training the estimate of σ is improved first.</summary>
    /// <param name="input">The weight, of the shape given at the start.</param>
    public override Tensor forward(Tensor input) => input / Largest(input);

    /// <summary>σ(W), to be divided by or to be kept small. In training the estimate is improved first.</summary>
    /// <param name="weight">The weight, of the shape given at the start.</param>
    /// <returns>A 0-d tensor; its gradient is u vᵀ.</returns>
    public Tensor Largest(Tensor weight)
    {
        var matrix = weight.flatten(1);
        if (training) Iterate(matrix, _rounds);
        // Copies: a critic is called on real and on generated images before one backward, and the second call moves the vectors.
        var (u, v) = (_u.clone(), _v.clone());
        return u.dot(matrix.mv(v));
    }

    /// <summary>v ← Wᵀu/‖Wᵀu‖ and u ← Wv/‖Wv‖ in turn; uᵀWv then tends to σ.</summary>
    private void Iterate(Tensor matrix, int rounds)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        for (var i = 0; i < rounds; i++)
        {
            _u.copy_(Direction(matrix.mv(_v)));
            _v.copy_(Direction(matrix.t().mv(_u)));
        }
    }

    private Tensor Direction(Tensor vector) => vector / vector.norm().clamp_min(_eps);
}
