using TorchSharp;
using static TorchSharp.torch;

namespace Course.LinearAlgebra;

// The four roads, and what they share.
public sealed partial class Pca
{
    private const double Rounding = 2.220446049250313e-16;

    /// <summary>
    /// By the eigenvectors of the covariance: fastest for D up to some thousands. Squaring the data costs digits: directions whose deviation is below
    /// about 10⁻⁷ of the largest drown in rounding and do not count towards the rank; <see cref="BySvd"/> sees them.
    /// </summary>
    /// <param name="x">[N, D], Float32 or Float64; computed in Float64.</param>
    /// <param name="k">How many directions; null for as many as the data have (their rank after centring, at most min(N − 1, D)).</param>
    /// <exception cref="ArgumentException">NaN or infinities, fewer than 2 rows, k &lt; 1, k above the rank.</exception>
    public static Pca ByEigen(Tensor x, int? k = null) => Incremental([x], k);

    /// <summary>
    /// By eigenvectors of a covariance that is accumulated batch by batch: the result is that of <see cref="ByEigen"/> on all data at once, whatever the
    /// batches, for [D, D] numbers of memory. (The incremental SVD of Ross et al. 2008 needs only [K, D], but forgets at every batch what lies
    /// beyond the first K directions, so that its answer depends on the order of the data; at this course's D exactness costs 5 MB.)
    /// </summary>
    /// <param name="batches">[Nᵢ, D] each, gone through once; a batch may be disposed when the next is asked for.</param>
    /// <param name="k">How many directions; null for as many as the data have.</param>
    /// <exception cref="ArgumentException">NaN or infinities, batches of different width, fewer than 2 rows in all, k &lt; 1, k above the rank.</exception>
    public static Pca Incremental(IEnumerable<Tensor> batches, int? k = null)
    {
        Observations.RequireComponents(k ?? 1);
        using var quiet = no_grad();
        using var moments = new RunningCovariance("PCA");
        foreach (var batch in batches) moments.Add(batch);
        using var scope = NewDisposeScope();
        var covariance = moments.Covariance;
        var (variances, columns) = linalg.eigh(covariance);
        double total = covariance.diagonal().sum().ToDouble(), noise = 10 * covariance.shape[0] * Rounding * variances[-1].ToDouble();
        return Of(moments.Mean.clone(), columns.t().flip(0), variances.flip(0), total, moments.Count, k, noise);
    }

    /// <summary>
    /// By the singular values of the centred data: X = UΣVᵀ gives W = Vᵀ and λ = Σ²/(n − 1) without squaring anything first, so that directions count
    /// down to 10⁻¹² or so of the largest. Some twenty times the time of <see cref="ByEigen"/>.
    /// </summary>
    /// <param name="x">[N, D], Float32 or Float64; computed in Float64.</param>
    /// <param name="k">How many directions; null for as many as the data have.</param>
    /// <exception cref="ArgumentException">NaN or infinities, fewer than 2 rows, k &lt; 1, k above the rank.</exception>
    public static Pca BySvd(Tensor x, int? k = null)
    {
        Observations.RequireComponents(k ?? 1);
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        var (mean, centred) = Centre(x);
        var (_, sigma, rows) = linalg.svd(Triangle(centred), fullMatrices: false);
        var scale = Math.Sqrt(x.shape[0] - 1);
        double noise = Math.Max(x.shape[0], x.shape[1]) * Rounding * sigma[0].ToDouble() / scale;
        return Of(mean, rows, (sigma / scale).square(), centred.square().sum().ToDouble() / (x.shape[0] - 1), x.shape[0], k, noise * noise);
    }

    /// <summary>
    /// By a random sketch (Halko, Martinsson and Tropp 2011, algorithms 4.4 and 5.1): the data are multiplied with a few random vectors, powers of XᵀX
    /// turn the products towards the leading directions, and the SVD of what is left is small. The error of direction k falls like
    /// (λ_{k + oversampling}/λ_k)^powers: excellent where the spectrum decays, an approximation where it is flat.
    /// </summary>
    /// <param name="x">[N, D], Float32 or Float64; computed in Float64.</param>
    /// <param name="k">How many directions.</param>
    /// <param name="oversampling">More random vectors than k by so many, ≥ 0.</param>
    /// <param name="powers">Multiplications with XᵀX, ≥ 0.</param>
    /// <param name="generator">Of the random vectors; null for the default one.</param>
    /// <exception cref="ArgumentException">NaN or infinities, fewer than 2 rows, k &lt; 1, k above the rank, a negative number.</exception>
    public static Pca Randomized(Tensor x, int k, int oversampling = 10, int powers = 7, Generator? generator = null)
    {
        Observations.RequireComponents(k);
        if (oversampling < 0 || powers < 0) throw new ArgumentException($"oversampling = {oversampling} and powers = {powers}; neither may be negative.");
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        var (mean, centred) = Centre(x);
        long n = x.shape[0], d = x.shape[1], most = Math.Min(n - 1, d);
        Observations.RequireRank(k, most, n, d);
        var sketch = centred.mm(randn(d, Math.Min(k + oversampling, most), dtype: float64, generator: generator));
        // Without an orthonormal basis in between, all columns would turn into the first direction and the others drown.
        for (int i = 0; i < powers; i++) sketch = centred.mm(Basis(centred.t().mm(Basis(sketch))));
        var (_, sigma, rows) = linalg.svd(Basis(sketch).t().mm(centred), fullMatrices: false);
        double noise = Math.Max(n, d) * Rounding * sigma[0].ToDouble() / Math.Sqrt(n - 1);
        return Of(mean, rows, sigma.square() / (n - 1), centred.square().sum().ToDouble() / (n - 1), n, k, noise * noise);
    }

    // noise: what rounding alone may make of a variance.
    private static Pca Of(Tensor mean, Tensor rows, Tensor variances, double total, long n, int? k, double noise)
    {
        // Rows that are all equal do not centre to exact zeros.
        double offset = 8 * Rounding * mean.abs().max().ToDouble();
        int rank = (int)variances.gt(Math.Max(noise, mean.shape[0] * offset * offset)).sum().ToInt64();
        if (rank == 0) throw new ArgumentException($"All {n} rows of the data are equal: there is no direction in which they vary.");
        Observations.RequireRank(k ?? 1, rank, n, mean.shape[0]);
        var kept = WithFixedSigns(rows[..(k ?? rank)]);
        return new(mean.MoveToOuterDisposeScope(), kept.MoveToOuterDisposeScope(), variances[..(k ?? rank)].clone().MoveToOuterDisposeScope(), total, n);
    }

    /// <summary>Makes the largest entry of each row positive: of those that are equally large but for rounding, the first.</summary>
    private static Tensor WithFixedSigns(Tensor rows)
    {
        var size = rows.abs();
        var largest = size.ge(0.999999 * size.amax([1], keepdim: true));
        var first = where(largest, arange(rows.shape[1]), rows.shape[1]).amin([1], keepdim: true);
        return rows * rows.gather(1, first).sign();
    }

    private static (Tensor Mean, Tensor Centred) Centre(Tensor x)
    {
        Observations.Require(x, "PCA");
        Observations.RequireTwoRows(x.shape[0], "PCA");
        var doubles = x.to(float64);
        var mean = doubles.mean([0L]);
        return (mean, doubles - mean);
    }

    /// <summary>
    /// A matrix with no more rows than columns and the same singular values and right vectors: R of X = QR, block after block, so that Q, as large
    /// as the data, is never formed.
    /// </summary>
    private static Tensor Triangle(Tensor x)
    {
        long width = x.shape[1], block = 3 * width;
        if (x.shape[0] <= width) return x;
        var triangle = linalg.qr(x[..(int)Math.Min(block, x.shape[0])], linalg.QRMode.R).R;
        for (var from = block; from < x.shape[0]; from += block)
        {
            using var scope = NewDisposeScope();
            var stacked = cat([triangle, x.narrow(0, from, Math.Min(block, x.shape[0] - from))]);
            triangle = linalg.qr(stacked, linalg.QRMode.R).R.MoveToOuterDisposeScope();
        }
        return triangle;
    }

    private static Tensor Basis(Tensor columns) => linalg.qr(columns).Q;
}
