namespace TorchSharp.Layers;

using static torch;

/// <summary>Which keys a query may look at, as numbers that are added to the products of queries and keys.</summary>
internal static class AttentionMask
{
    /// <summary>softmax(q·kᵀ/√E + mask) for queries [*, L, E] and keys [*, S, E].</summary>
    public static Tensor Weights(Tensor query, Tensor key, Tensor? mask)
    {
        var products = (query * (1 / Math.Sqrt(query.Impl.Sizes[^1]))).matmul(key.transpose(-2, -1));
        return (mask is null ? products : products + mask).softmax(-1);
    }

    /// <summary>−∞ where <paramref name="mask"/> is true, else 0.</summary>
    public static Tensor Excluding(Tensor mask, ScalarType type) => zeros(mask.Impl.Sizes, type).masked_fill(mask, double.NegativeInfinity);

    /// <summary>The sum of two masks, each of truth values (true: not allowed) or of numbers; null for neither.</summary>
    public static Tensor? Sum(Tensor? a, Tensor? b, ScalarType type)
    {
        var (x, y) = (Additive(a, type), Additive(b, type));
        return x is null ? y : y is null ? x : x + y;
    }

    private static Tensor? Additive(Tensor? mask, ScalarType type) => mask switch
    {
        null => null,
        { dtype: ScalarType.Bool } => Excluding(mask, type),
        _ => mask.to(type),
    };
}
