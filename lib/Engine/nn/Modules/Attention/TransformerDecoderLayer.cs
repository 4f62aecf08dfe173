namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Self-attention, attention to the encoder's output, and a small network (Vaswani et al. 2017, section 3.1).</summary>
            /// <inheritdoc cref="TransformerEncoderLayer"/>
            public static TransformerDecoderLayer TransformerDecoderLayer(
                long d_model = 512, long nhead = 8, long dim_feedforward = 2048, double dropout = 0.1, Activations activation = Activations.ReLU) =>
                new(d_model, nhead, dim_feedforward, dropout, activation);
        }
    }
}

namespace TorchSharp.Modules
{
    using Layers;
    using static torch;

    /// <summary>
    /// One layer of a transformer's decoder: x ← norm1(x + attention(x)), x ← norm2(x + attention(x to memory)), x ← norm3(x + network(x)).
    /// </summary>
    public sealed class TransformerDecoderLayer
        : nn.Module<Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor>, nn.IModule<Tensor, Tensor, Tensor>
    {
        private readonly MultiheadAttention self_attn, multihead_attn;
        private readonly Linear linear1;
        private readonly Dropout dropout;
        private readonly Linear linear2;
        private readonly LayerNorm norm1, norm2, norm3;
        private readonly Dropout dropout1, dropout2, dropout3;
        private readonly Func<Tensor, Tensor> _activation;

        internal TransformerDecoderLayer(long width, long heads, long middle, double drop, nn.Activations activation) : base(nameof(TransformerDecoderLayer))
        {
            (self_attn, multihead_attn) = (nn.MultiheadAttention(width, heads, drop), nn.MultiheadAttention(width, heads, drop));
            linear1 = nn.Linear(width, middle);
            dropout = nn.Dropout(drop);
            linear2 = nn.Linear(middle, width);
            (norm1, norm2, norm3) = (nn.LayerNorm(width), nn.LayerNorm(width), nn.LayerNorm(width));
            (dropout1, dropout2, dropout3) = (nn.Dropout(drop), nn.Dropout(drop), nn.Dropout(drop));
            _activation = TransformerBlock.Activation(activation);
            Another = () => new TransformerDecoderLayer(width, heads, middle, drop, activation);
            RegisterComponents();
        }

        /// <summary>Makes a layer of the same kind.</summary>
        internal Func<TransformerDecoderLayer> Another { get; }

        /// <param name="tgt">[T, N, E]</param>
        /// <param name="memory">The encoder's output [S, N, E].</param>
        /// <param name="tgt_mask">[T, T]: true where not to look, or numbers that are added; null for none, as for the others.</param>
        /// <param name="memory_mask">[T, S], likewise.</param>
        /// <param name="tgt_key_padding_mask">[N, T]: true for elements that nobody looks at.</param>
        /// <param name="memory_key_padding_mask">[N, S], likewise.</param>
        /// <returns>[T, N, E]</returns>
        public override Tensor forward(
            Tensor tgt, Tensor memory, Tensor? tgt_mask, Tensor? memory_mask, Tensor? tgt_key_padding_mask, Tensor? memory_key_padding_mask)
        {
            var x = norm1.call(tgt + dropout1.call(TransformerBlock.Attend(self_attn, tgt, tgt, tgt_mask, tgt_key_padding_mask)));
            x = norm2.call(x + dropout2.call(TransformerBlock.Attend(multihead_attn, x, memory, memory_mask, memory_key_padding_mask)));
            return norm3.call(x + dropout3.call(linear2.call(dropout.call(_activation(linear1.call(x))))));
        }

        /// <inheritdoc cref="forward"/>
        public Tensor call(Tensor tgt, Tensor memory) => base.call(tgt, memory, null!, null!, null!, null!);

        /// <inheritdoc cref="forward"/>
        public new Tensor call(
            Tensor tgt, Tensor memory, Tensor? tgt_mask, Tensor? memory_mask = null, Tensor? tgt_key_padding_mask = null, Tensor? memory_key_padding_mask = null) =>
            base.call(tgt, memory, tgt_mask!, memory_mask!, tgt_key_padding_mask!, memory_key_padding_mask!);
    }
}
