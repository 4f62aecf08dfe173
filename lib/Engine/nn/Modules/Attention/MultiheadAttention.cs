namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Attention with several heads, each in a subspace of its own (Vaswani et al. 2017, section 3.2.2).</summary>
            /// <param name="embedded_dim">Width E of queries and results.</param>
            /// <param name="num_heads">Heads; divides E.</param>
            /// <param name="dropout">Probability with which a weight is dropped in training.</param>
            /// <param name="bias">Whether the projections have biases.</param>
            /// <param name="add_bias_kv">Whether a learned key and value are added to the sequence.</param>
            /// <param name="add_zero_attn">Whether a key and value of zeros are added.</param>
            /// <param name="kdim">Width of the keys; E if null.</param>
            /// <param name="vdim">Width of the values; E if null.</param>
            public static MultiheadAttention MultiheadAttention(
                long embedded_dim, long num_heads, double dropout = 0, bool bias = true, bool add_bias_kv = false, bool add_zero_attn = false,
                long? kdim = null, long? vdim = null) =>
                new(embedded_dim, num_heads, dropout, bias, add_bias_kv, add_zero_attn, kdim ?? embedded_dim, vdim ?? embedded_dim);
        }
    }
}

namespace TorchSharp.Modules
{
    using Layers;
    using static torch;

    /// <summary>
    /// Attention with several heads. Parameters: in_proj_weight [3E, E] for query, key and value (q_proj_weight, k_proj_weight and v_proj_weight if
    /// the widths differ), in_proj_bias [3E], bias_k and bias_v [1, 1, E], and the layer out_proj.
    /// </summary>
    public sealed class MultiheadAttention
        : nn.Module<Tensor, Tensor, Tensor, Tensor, bool, Tensor, Tuple<Tensor, Tensor>>
    {
        private readonly long _width, _heads;
        private readonly double _dropout;
        private readonly bool _addsZeros;

        internal MultiheadAttention(long width, long heads, double dropout, bool bias, bool addsBias, bool addsZeros, long keyWidth, long valueWidth)
            : base(nameof(MultiheadAttention))
        {
            if (heads <= 0 || width % heads != 0) throw Guard.Error($"MultiheadAttention: embedded_dim {width} must be divisible by num_heads {heads}.");
            (_width, _heads, _dropout, _addsZeros) = (width, heads, dropout, addsZeros);
            var output = nn.Linear(width, width, bias); // its random numbers come first
            if (keyWidth == width && valueWidth == width)
            {
                Add("in_proj_weight", [3 * width, width]);
            }
            else
            {
                Add("q_proj_weight", [width, width]);
                Add("k_proj_weight", [width, keyWidth]);
                Add("v_proj_weight", [width, valueWidth]);
            }
            if (bias)
            {
                register_parameter("in_proj_bias", new Parameter(zeros(3 * width)));
                nn.init.zeros_(output.bias!);
            }
            if (addsBias)
            {
                Add("bias_k", [1, 1, width]);
                Add("bias_v", [1, 1, width]);
            }
            register_module("out_proj", output);

            void Add(string name, long[] sizes)
            {
                using var values = empty(sizes);
                register_parameter(name, new Parameter(sizes.Length == 2 ? nn.init.xavier_uniform_(values) : nn.init.xavier_normal_(values)));
            }
        }

        /// <param name="query">[L, N, E]</param>
        /// <param name="key">[S, N, key width]</param>
        /// <param name="value">[S, N, value width]</param>
        /// <param name="key_padding_mask">[N, S]: true for keys that nobody looks at; null for none.</param>
        /// <param name="need_weights">Whether the weights are returned.</param>
        /// <param name="attn_mask">[L, S] or [N · heads, L, S]: true where a query must not look, or numbers that are added; null for none.</param>
        /// <returns>Results [L, N, E], and the weights averaged over heads [N, L, S] or null.</returns>
        public override Tuple<Tensor, Tensor> forward(
            Tensor query, Tensor key, Tensor value, Tensor? key_padding_mask, bool need_weights, Tensor? attn_mask)
        {
            RequireSequences(query, key, value);
            var (length, batch) = (query.Impl.Sizes[0], query.Impl.Sizes[1]);
            var (q, k, v) = Project(query, key, value);
            (key_padding_mask, attn_mask) = (Checked(key_padding_mask, batch, key.Impl.Sizes[0]), Checked(attn_mask, batch, length, key.Impl.Sizes[0]));
            if (get_parameter("bias_k") is { } biasK)
            {
                k = cat([k, biasK.expand(1, batch, -1)]);
                v = cat([v, get_parameter("bias_v")!.expand(1, batch, -1)]);
            }
            if (_addsZeros) (k, v) = (cat([k, zeros([1, batch, _width], k.dtype)]), cat([v, zeros([1, batch, _width], v.dtype)]));
            var source = k.Impl.Sizes[0];

            var mask = AttentionMask.Sum(PerHead(Lengthen(attn_mask, source)), Lengthen(key_padding_mask, source)?.reshape(batch, 1, 1, source), q.dtype);
            var weights = AttentionMask.Weights(Heads(q), Heads(k), mask);
            if (_dropout > 0) weights = nn.functional.dropout(weights, _dropout, training);
            var results = weights.matmul(Heads(v)).permute(2, 0, 1, 3).reshape(length, batch, _width);
            var projection = (Linear)named_children().Single().module;
            return Tuple.Create(projection.call(results), need_weights ? weights.mean([1L]) : null!);
        }

        /// <inheritdoc cref="forward"/>
        public new Tuple<Tensor, Tensor> call(
            Tensor query, Tensor key, Tensor value, Tensor? key_padding_mask = null, bool need_weights = true, Tensor? attn_mask = null) =>
            base.call(query, key, value, key_padding_mask!, need_weights, attn_mask!);

        private (Tensor, Tensor, Tensor) Project(Tensor query, Tensor key, Tensor value)
        {
            var weights = get_parameter("in_proj_weight")?.chunk(3)
                ?? [get_parameter("q_proj_weight")!, get_parameter("k_proj_weight")!, get_parameter("v_proj_weight")!];
            var biases = get_parameter("in_proj_bias")?.chunk(3) ?? [null!, null!, null!];
            Tensor Linear(Tensor x, int part) => nn.functional.linear(x, weights[part], biases[part]);
            return (Linear(query, 0), Linear(key, 1), Linear(value, 2));
        }

        /// <summary>[S, N, E] to [N, heads, S, E / heads].</summary>
        private Tensor Heads(Tensor x) => x.reshape(x.Impl.Sizes[0], x.Impl.Sizes[1], _heads, _width / _heads).permute(1, 2, 0, 3);

        /// <summary>[N · heads, L, S] to [N, heads, L, S]; [L, S] broadcasts.</summary>
        private Tensor? PerHead(Tensor? mask) => mask is { ndim: 3 } ? mask.reshape([-1, _heads, .. mask.Impl.Sizes[1..]]) : mask;

        /// <summary>Keys that were added are allowed.</summary>
        private static Tensor? Lengthen(Tensor? mask, long source)
        {
            if (mask is null || mask.Impl.Sizes[^1] == source) return mask;
            return cat([mask, zeros([.. mask.Impl.Sizes[..^1], source - mask.Impl.Sizes[^1]], mask.dtype)], -1);
        }

        private void RequireSequences(Tensor query, Tensor key, Tensor value)
        {
            var (q, k, v) = (query.Impl.Sizes, key.Impl.Sizes, value.Impl.Sizes);
            if (q.Length != 3 || k.Length != 3 || v.Length != 3 || q[1] != k[1] || !k.AsSpan(..2).SequenceEqual(v.AsSpan(..2)) || q[2] != _width)
                throw Guard.Error(
                    $"MultiheadAttention: expected a query [L, N, {_width}], a key [S, N, *] and a value [S, N, *], got {Guard.Shape(q)}, {Guard.Shape(k)} and {Guard.Shape(v)}.");
        }

        private static Tensor? Checked(Tensor? mask, long batch, long source)
        {
            if (mask is not null && !mask.Impl.Sizes.AsSpan().SequenceEqual([batch, source]))
                throw Guard.Error($"MultiheadAttention: expected a key_padding_mask of shape [{batch}, {source}], got {Guard.Shape(mask.Impl.Sizes)}.");
            return mask;
        }

        private Tensor? Checked(Tensor? mask, long batch, long length, long source)
        {
            if (mask is not null && !mask.Impl.Sizes.AsSpan().SequenceEqual([length, source]) && !mask.Impl.Sizes.AsSpan().SequenceEqual([batch * _heads, length, source]))
                throw Guard.Error(
                    $"MultiheadAttention: expected an attn_mask of shape [{length}, {source}] or [{batch * _heads}, {length}, {source}], got {Guard.Shape(mask.Impl.Sizes)}.");
            return mask;
        }
    }
}
