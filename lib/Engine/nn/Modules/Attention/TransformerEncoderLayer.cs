namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>What stands between the two products of a transformer layer's network.</summary>
            public enum Activations
            {
                ReLU = 0,
                GELU = 1,
            }

            /// <summary>Self-attention and a small network, each added to its input and normalised (Vaswani et al. 2017, section 3.1).</summary>
            /// <param name="d_model">Width E.</param>
            /// <param name="nhead">Heads of the attention.</param>
            /// <param name="dim_feedforward">Width of the network's middle.</param>
            /// <param name="dropout">Probability of dropping, in training.</param>
            /// <param name="activation">In the network.</param>
            public static TransformerEncoderLayer TransformerEncoderLayer(
                long d_model = 512, long nhead = 8, long dim_feedforward = 2048, double dropout = 0.1, Activations activation = Activations.ReLU) =>
                new(d_model, nhead, dim_feedforward, dropout, activation);
        }
    }
}

namespace TorchSharp.Modules
{
    using Layers;
    using static torch;

    /// <summary>One layer of a transformer's encoder: x ← norm1(x + attention(x)), x ← norm2(x + network(x)).</summary>
    public sealed class TransformerEncoderLayer
        : nn.Module<Tensor, Tensor>, nn.IModule<Tensor, Tensor, Tensor>, nn.IModule<Tensor, Tensor, Tensor, Tensor>
    {
        private readonly MultiheadAttention self_attn;
        private readonly Linear linear1;
        private readonly Dropout dropout;
        private readonly Linear linear2;
        private readonly LayerNorm norm1, norm2;
        private readonly Dropout dropout1, dropout2;
        private readonly Func<Tensor, Tensor> _activation;

        internal TransformerEncoderLayer(long width, long heads, long middle, double drop, nn.Activations activation) : base(nameof(TransformerEncoderLayer))
        {
            self_attn = nn.MultiheadAttention(width, heads, drop);
            linear1 = nn.Linear(width, middle);
            dropout = nn.Dropout(drop);
            linear2 = nn.Linear(middle, width);
            (norm1, norm2) = (nn.LayerNorm(width), nn.LayerNorm(width));
            (dropout1, dropout2) = (nn.Dropout(drop), nn.Dropout(drop));
            _activation = TransformerBlock.Activation(activation);
            Another = () => new TransformerEncoderLayer(width, heads, middle, drop, activation);
            RegisterComponents();
        }

        /// <summary>Makes a layer of the same kind.</summary>
        internal Func<TransformerEncoderLayer> Another { get; }

        /// <param name="src">[S, N, E]</param>
        public override Tensor forward(Tensor src) => Forward(src, null, null);

        /// <inheritdoc cref="forward"/>
        public Tensor call(Tensor src, Tensor src_mask) => Forward(src, src_mask, null);

        /// <param name="src">[S, N, E]</param>
        /// <param name="src_mask">[S, S]: true where not to look, or numbers that are added; null for none.</param>
        /// <param name="src_key_padding_mask">[N, S]: true for elements that nobody looks at; null for none.</param>
        public Tensor call(Tensor src, Tensor src_mask, Tensor src_key_padding_mask) => Forward(src, src_mask, src_key_padding_mask);

        private Tensor Forward(Tensor x, Tensor? mask, Tensor? padding)
        {
            x = norm1.call(x + dropout1.call(TransformerBlock.Attend(self_attn, x, x, mask, padding)));
            return norm2.call(x + dropout2.call(linear2.call(dropout.call(_activation(linear1.call(x))))));
        }
    }
}
