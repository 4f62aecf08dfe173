namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>An encoder and a decoder (Vaswani et al. 2017); matrices start Xavier-uniform.</summary>
            /// <param name="d_model">Width E.</param>
            /// <param name="nhead">Heads of each attention.</param>
            /// <param name="num_encoder_layers">Layers of the encoder.</param>
            /// <param name="num_decoder_layers">Layers of the decoder.</param>
            /// <param name="dim_feedforward">Width of the middle of each layer's network.</param>
            /// <param name="dropout">Probability of dropping, in training.</param>
            /// <param name="activation">In the networks.</param>
            public static Transformer Transformer(
                long d_model = 512, long nhead = 8, long num_encoder_layers = 6, long num_decoder_layers = 6, long dim_feedforward = 2048, double dropout = 0.1,
                Activations activation = Activations.ReLU) =>
                new(d_model, nhead, num_encoder_layers, num_decoder_layers, dim_feedforward, dropout, activation);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;

    /// <summary>An encoder and a decoder.</summary>
    public sealed class Transformer : nn.Module<Tensor, Tensor, Tensor>
    {
        private readonly TransformerEncoder encoder;
        private readonly TransformerDecoder decoder;

        internal Transformer(long width, long heads, long encoderLayers, long decoderLayers, long middle, double dropout, nn.Activations activation)
            : base(nameof(Transformer))
        {
            using (var layer = nn.TransformerEncoderLayer(width, heads, middle, dropout, activation))
                encoder = new TransformerEncoder(layer, encoderLayers, nn.LayerNorm(width));
            using (var layer = nn.TransformerDecoderLayer(width, heads, middle, dropout, activation))
                decoder = new TransformerDecoder(layer, decoderLayers, nn.LayerNorm(width));
            RegisterComponents();
            foreach (var parameter in parameters())
                if (parameter.dim() > 1) nn.init.xavier_uniform_(parameter);
        }

        /// <param name="src">[S, N, E]</param>
        /// <param name="tgt">[T, N, E]</param>
        /// <returns>[T, N, E]</returns>
        public override Tensor forward(Tensor src, Tensor tgt) => decoder.call(tgt, encoder.call(src));

        /// <inheritdoc cref="forward"/>
        public Tensor call(
            Tensor src, Tensor tgt, Tensor? src_mask, Tensor? tgt_mask = null, Tensor? memory_mask = null, Tensor? src_key_padding_mask = null,
            Tensor? tgt_key_padding_mask = null, Tensor? memory_key_padding_mask = null) =>
            decoder.call(tgt, encoder.call(src, src_mask!, src_key_padding_mask!), tgt_mask, memory_mask, tgt_key_padding_mask, memory_key_padding_mask);
    }
}
