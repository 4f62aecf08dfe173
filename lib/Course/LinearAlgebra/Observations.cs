using TorchSharp;
using static TorchSharp.torch;

namespace Course.LinearAlgebra;

/// <summary>What every method asks of its data, and says when it does not get it: a matrix with one observation a row.</summary>
internal static class Observations
{
    /// <summary>Throws unless x is a finite floating matrix [N, D].</summary>
    /// <param name="x">The data.</param>
    /// <param name="method">Who asks, as the sentence names it: "PCA".</param>
    /// <exception cref="ArgumentException">Another shape or type; NaN or an infinity, with its place.</exception>
    public static void Require(Tensor x, string method)
    {
        if (x.ndim != 2 || x.shape[1] == 0) throw new ArgumentException($"{method} takes data of shape [N, D], one observation a row, but got {Shape(x)}.");
        RequireFloating(x, method);
        using var scope = NewDisposeScope();
        var finite = x.isfinite();
        if (finite.all().item<bool>()) return;
        var place = finite.logical_not().nonzero()[0];
        long row = place[0].item<long>(), column = place[1].item<long>();
        throw new ArgumentException(
            $"The data hold {x[row, column].ToDouble()} in row {row}, column {column}; {method} needs finite numbers: leave such rows out, or fill them first.");
    }

    /// <summary>Throws if there are fewer rows than a variance needs.</summary>
    /// <exception cref="ArgumentException">Fewer than 2.</exception>
    public static void RequireTwoRows(long rows, string method)
    {
        if (rows < 2) throw new ArgumentException($"{method} needs 2 rows of data or more, because one point has no variance, but there {(rows == 1 ? "is 1" : "are 0")}.");
    }

    /// <summary>Throws if fewer than one direction is asked for.</summary>
    /// <exception cref="ArgumentException">k &lt; 1.</exception>
    public static void RequireComponents(int k)
    {
        if (k < 1) throw new ArgumentException($"k = {k} components were asked for; 1 is the fewest.");
    }

    /// <summary>Throws if more directions are asked for than the data have.</summary>
    /// <exception cref="ArgumentException">k &gt; rank.</exception>
    public static void RequireRank(int k, long rank, long rows, long columns)
    {
        if (k > rank)
            throw new ArgumentException($"k = {k} components were asked for, but the data [{rows}, {columns}] vary in only {rank} direction{(rank == 1 ? "" : "s")}.");
    }

    /// <summary>Throws unless the last dimension has the width that a model was fitted to.</summary>
    /// <exception cref="ArgumentException">Another width or type.</exception>
    public static void RequireWidth(Tensor x, long width, string method, string items)
    {
        if (x.ndim == 0 || x.shape[^1] != width) throw new ArgumentException($"{method} takes {items} of {width} numbers, but got shape {Shape(x)}.");
        RequireFloating(x, method);
    }

    public static string Shape(Tensor x) => $"[{string.Join(", ", x.shape)}]";

    private static void RequireFloating(Tensor x, string method)
    {
        if (x.dtype is not (ScalarType.Float32 or ScalarType.Float64))
            throw new ArgumentException($"{method} computes with Float32 or Float64 data, but got {x.dtype}; convert with .to(float32).");
    }
}
