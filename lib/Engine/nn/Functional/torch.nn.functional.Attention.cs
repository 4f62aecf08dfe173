namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>softmax(q·kᵀ/√E + mask)·v (Vaswani et al. 2017, equation 1).</summary>
            /// <param name="query">[*, L, E]</param>
            /// <param name="key">[*, S, E]</param>
            /// <param name="value">[*, S, V]</param>
            /// <param name="attn_mask">Broadcasts to [*, L, S]: true where a query may look, or numbers that are added.</param>
            /// <param name="p">Probability with which a weight is dropped; not only in training.</param>
            /// <param name="is_casual">Whether query i sees keys 0 … i only; excludes a mask.</param>
            /// <returns>[*, L, V]</returns>
            public static Tensor scaled_dot_product_attention(
                Tensor query, Tensor key, Tensor value, Tensor? attn_mask = null, double p = 0, bool is_casual = false)
            {
                var (q, k, v) = (query.Impl.Sizes, key.Impl.Sizes, value.Impl.Sizes);
                if (q.Length < 2 || k.Length < 2 || v.Length < 2 || q[^1] != k[^1] || k[^2] != v[^2])
                    throw Guard.Error(
                        $"scaled_dot_product_attention: expected a query [*, L, E], a key [*, S, E] and a value [*, S, V], got {Guard.Shape(q)}, {Guard.Shape(k)} and {Guard.Shape(v)}.");
                if (is_casual && attn_mask is not null) throw Guard.Error("scaled_dot_product_attention: give either a mask or is_casual, not both.");
                if (is_casual) attn_mask = ones([q[^2], k[^2]], ScalarType.Bool).tril();
                var bias = attn_mask is { dtype: ScalarType.Bool } ? Layers.AttentionMask.Excluding(attn_mask.logical_not(), query.dtype) : attn_mask;
                return dropout(Layers.AttentionMask.Weights(query, key, bias), p).matmul(value);
            }
        }
    }
}
