using Course.Training;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Course.Variational;

/// <summary>
/// A small NVAE (Vahdat and Kautz 2020): a hierarchy whose latents are images, in groups of several scales. The story begins with a learned constant of a few
/// pixels, draws group after group, each given all before it, and doubles the sides from scale to scale. A deterministic way up shows every group what is
/// in the item; the guess corrects the story (<see cref="LatentGroup"/>).
/// </summary>
public sealed class Nvae : LatentVariableModel
{
    private const int StemStride = 4; // from an item to the largest scale

    // Named, because a module inside another registers its fields by itself, under their names.
    [ComponentName(Name = "stem")]
    private readonly Sequential _stem;

    [ComponentName(Name = "up")]
    private readonly ModuleList<Sequential> _up;

    [ComponentName(Name = "start")]
    private readonly Parameter _start;

    [ComponentName(Name = "groups")]
    private readonly ModuleList<LatentGroup> _groups;

    [ComponentName(Name = "doublings")]
    private readonly ModuleList<ConvTranspose2d> _doublings;

    [ComponentName(Name = "last")]
    private readonly Sequential _last;

    [ComponentName(Name = "likelihood")]
    private readonly Likelihood _likelihood;

    [ComponentName(Name = "spectral")]
    private readonly SpectralRegularization _spectral;

    private readonly double _spectralWeight;
    private readonly int _side, _padded;
    private readonly bool[] _doubles; // whether the sides double after a group
    private readonly float[] _pixels; // of each group's latents

    /// <param name="channels">Colours of an image.</param>
    /// <param name="side">Its height and width. It is padded with zeros as far as its sides must be halved.</param>
    /// <param name="width">Channels of all features, at least 8.</param>
    /// <param name="latents">Channels of each group of latents.</param>
    /// <param name="groups">Groups of each scale, from the smallest images to the largest, each twice as large; 2 and 2 when absent.</param>
    /// <param name="spectralWeight">λ of the loss −ELBO + λ Σ σ(W), 0 or more.</param>
    /// <param name="likelihood">p(x|z); <see cref="BernoulliLikelihood"/> when absent.</param>
    public Nvae(int channels = 1, int side = 28, int width = 32, int latents = 4, int[]? groups = null, double spectralWeight = 0.1,
        Likelihood? likelihood = null) : base(nameof(Nvae), [channels, side, side])
    {
        groups ??= [2, 2];
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 8);
        if (groups.Length == 0 || groups.Any(count => count < 1))
            throw new ArgumentException($"Each scale needs a group, but there are [{string.Join(", ", groups)}].", nameof(groups));
        if (!(spectralWeight >= 0))
            throw new ArgumentOutOfRangeException(nameof(spectralWeight), $"The weight of the spectral term is {spectralWeight}; it must be 0 or more.");
        _likelihood = likelihood ?? new BernoulliLikelihood();
        (_side, _spectralWeight) = (side, spectralWeight);
        int halved = StemStride << (groups.Length - 1), smallest = (side + halved - 1) / halved;
        _padded = smallest * halved;
        _doubles = [.. groups.SkipLast(1).SelectMany(count => Enumerable.Range(1, count).Select(i => i == count)), .. new bool[groups[^1]]];
        _pixels = [.. groups.SelectMany((count, scale) => Enumerable.Repeat((float)(smallest << scale) * (smallest << scale), count))];

        _stem = nn.Sequential(nn.Conv2d(channels, width / 2, 4, 2, 1), nn.SiLU(), nn.Conv2d(width / 2, width, 4, 2, 1));
        // From the largest scale up; the first cell above a doubling of the way down halves on the way up.
        _up = new([.. _doubles.Reverse().Select(halves => halves
            ? nn.Sequential(nn.Conv2d(width, width, 4, 2, 1), new ResidualCell(width))
            : nn.Sequential(new ResidualCell(width)))]);
        _start = nn.Parameter(zeros(1, width, smallest, smallest));
        _groups = new([.. _doubles.Select(_ => new LatentGroup(width, latents))]);
        _doublings = new([.. groups.Skip(1).Select(_ => nn.ConvTranspose2d(width, width, 4, 2, 1))]);
        _last = nn.Sequential(nn.SiLU(), nn.ConvTranspose2d(width, width / 2, 4, 2, 1), nn.SiLU(),
            nn.ConvTranspose2d(width / 2, _likelihood.ParametersPerValue * channels, 4, 2, 1));
        register_module("stem", _stem);
        register_module("up", _up);
        register_parameter("start", _start);
        register_module("groups", _groups);
        register_module("doublings", _doublings);
        register_module("last", _last);
        register_module("likelihood", _likelihood);
        _spectral = new(modules().OfType<Conv2d>());
        register_module("spectral", _spectral);
    }

    /// <summary>How many groups of latents there are, over all scales (G).</summary>
    public int Groups => _groups.Count;

    /// <summary>Σ σ(W) of all convolutions, a 0-d tensor; in training mode the estimate improves with each call.</summary>
    public Tensor SpectralSum() => _spectral.Sum();

    /// <summary>−ELBO + λ Σ σ(W), the latter as the term "spectral".</summary>
    /// <param name="x">A batch [N, C, H, W].</param>
    public override LossTerms Loss(Tensor x) => Loss(x, beta: 1);

    /// <summary>
    /// reconstruction + β Σ γ_g KL_g + λ Σ σ(W). While β &lt; 1 the groups are balanced (Vahdat and Kautz 2020, appendix A): γ_g is proportional to what
    /// group g carries, KL_g, and to its size, with mean 1, so that the idle ones are cheap to use. From β = 1 on all γ are 1.
    /// </summary>
    /// <param name="x">A batch [N, C, H, W].</param>
    /// <param name="beta">From 0 to 1 during warm-up.</param>
    public LossTerms Loss(Tensor x, double beta)
    {
        var bound = Bound(x);
        var (reconstruction, kl, spectral) = (-bound.LogLikelihood.mean(), bound.Divergence.mean([0L]), SpectralSum());
        var weighed = beta < 1 ? Balance(kl.detach()) * kl : kl;
        return new(reconstruction + beta * weighed.sum() + _spectralWeight * spectral,
            ("reconstruction", reconstruction), ("KL", kl.sum()), ("spectral", spectral));
    }

    /// <summary>What the first groups know: they are guessed from the items, and all that follow are drawn from the story anew.</summary>
    /// <param name="x">Items [N, C, H, W].</param>
    /// <param name="kept">How many groups are guessed, from the first: 0 gives free inventions, <see cref="Groups"/> the items' reconstructions.</param>
    /// <returns>Means of p(x|z), [N, C, H, W], without gradients.</returns>
    /// <exception cref="ArgumentException">Items of another shape.</exception>
    public Tensor Vary(Tensor x, int kept)
    {
        RequireItems(x);
        ArgumentOutOfRangeException.ThrowIfNegative(kept);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(kept, Groups);
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        return _likelihood.Mean(Tell((int)x.shape[0], [.. See(x).Take(kept)], [])).MoveToOuterDisposeScope();
    }

    /// <summary>Guesses all groups, draws one z of each, and decodes: the mean of p(x|z).</summary>
    public override Tensor forward(Tensor input)
    {
        RequireItems(input);
        return _likelihood.Mean(Tell((int)input.shape[0], See(input), []));
    }

    /// <inheritdoc/>
    protected override Elbo ToBound(Tensor x)
    {
        var (logLikelihood, draws) = Explain(x);
        return new(logLikelihood, stack(draws.Select(draw => draw.ClosedDivergence()), 1));
    }

    /// <inheritdoc/>
    protected override Tensor ToLogWeight(Tensor x)
    {
        var (logLikelihood, draws) = Explain(x);
        return draws.Aggregate(logLikelihood, (sum, draw) => sum - draw.LogRatio());
    }

    /// <inheritdoc/>
    protected override Tensor DrawMeans(int count) => _likelihood.Mean(Tell(count, [], []));

    /// <summary>γ of each group, [G].</summary>
    private Tensor Balance(Tensor kl)
    {
        var gamma = (kl + 1e-3) * tensor(_pixels); // a group that is quite silent still costs something
        return gamma / gamma.mean();
    }

    private (Tensor LogLikelihood, List<LatentDraw> Draws) Explain(Tensor x)
    {
        List<LatentDraw> draws = [];
        var parameters = Tell((int)x.shape[0], See(x), draws);
        return (_likelihood.LogProb(parameters, x), draws);
    }

    /// <summary>The way up: what is shown to each group, the first group's (the last found) first.</summary>
    private Tensor[] See(Tensor x)
    {
        int before = (_padded - _side) / 2, after = _padded - _side - before;
        var features = _stem.call(nn.functional.pad(x, [before, after, before, after]));
        var seen = new Tensor[Groups];
        for (int i = 0; i < Groups; i++) seen[^(i + 1)] = features = _up[i].call(features);
        return seen;
    }

    /// <summary>The story: groups that are shown something guess, the others invent. Returns the parameters of p(x|z).</summary>
    private Tensor Tell(int count, IReadOnlyList<Tensor> seen, List<LatentDraw> draws)
    {
        var told = _start.expand(count, -1, -1, -1);
        int doubled = 0;
        for (int i = 0; i < Groups; i++)
        {
            Tensor z;
            if (i < seen.Count)
            {
                draws.Add(_groups[i].Guess(told, seen[i]));
                z = draws[^1].Z;
            }
            else
            {
                z = _groups[i].Invent(told);
            }
            told = _groups[i].Merge(told, z);
            if (_doubles[i]) told = _doublings[doubled++].call(told);
        }
        int before = (_padded - _side) / 2;
        return _last.call(told).narrow(2, before, _side).narrow(3, before, _side);
    }
}
