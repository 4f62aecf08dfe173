using TorchSharp;
using static TorchSharp.torch;

namespace Course.LinearAlgebra;

/// <summary>
/// Mean and covariance of data that come in batches, exact but for rounding whatever the batches: S ← S + S_b + δδᵀ n n_b/(n + n_b), where S is the
/// scatter Σ (x − μ)(x − μ)ᵀ and δ the distance of the means (Chan, Golub and LeVeque 1983). The textbook's Σ xxᵀ − n μμᵀ would lose all digits
/// when the mean is large. In double precision; holds [D, D] numbers, never the data.
/// </summary>
/// <param name="method">On whose behalf, for messages.</param>
internal sealed class RunningCovariance(string method) : IDisposable
{
    /// <summary>So many rows at once are converted and centred, so that data in memory are not copied as a whole.</summary>
    private const int BlockRows = 4096;

    private Tensor? _mean, _scatter;

    /// <summary>Rows so far, N.</summary>
    public long Count { get; private set; }

    /// <summary>The mean, [D], Float64.</summary>
    /// <exception cref="ArgumentException">Fewer than 2 rows.</exception>
    public Tensor Mean => Required(_mean);

    /// <summary>Σ (x − μ)(x − μ)ᵀ/(N − 1), [D, D], Float64.</summary>
    /// <exception cref="ArgumentException">Fewer than 2 rows.</exception>
    public Tensor Covariance => Required(_scatter) / (Count - 1);

    /// <summary>Takes more rows.</summary>
    /// <param name="batch">[n, D]; none is allowed, too.</param>
    /// <exception cref="ArgumentException">Not finite numbers, or of another width than those before.</exception>
    public RunningCovariance Add(Tensor batch)
    {
        Observations.Require(batch, method);
        if (_mean is not null && batch.shape[1] != _mean.shape[0])
            throw new ArgumentException($"{method} got a batch of width {batch.shape[1]} after batches of width {_mean.shape[0]}.");
        using var quiet = no_grad();
        for (long from = 0; from < batch.shape[0]; from += BlockRows)
        {
            using var scope = NewDisposeScope();
            AddBlock(batch.narrow(0, from, Math.Min(BlockRows, batch.shape[0] - from)).to(float64));
        }
        return this;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _mean?.Dispose();
        _scatter?.Dispose();
    }

    private void AddBlock(Tensor x)
    {
        long rows = x.shape[0], width = x.shape[1], together = Count + rows;
        _mean ??= zeros(width, dtype: float64).DetachFromDisposeScope();
        _scatter ??= zeros(width, width, dtype: float64).DetachFromDisposeScope();
        var mean = x.mean([0L]);
        var centred = x - mean;
        var shift = mean - _mean;
        _scatter.add_(centred.t().mm(centred)).add_(shift.unsqueeze(1) * shift * ((double)Count * rows / together));
        _mean.add_(shift * ((double)rows / together));
        Count = together;
    }

    private Tensor Required(Tensor? moment)
    {
        Observations.RequireTwoRows(Count, method);
        return moment!;
    }
}
