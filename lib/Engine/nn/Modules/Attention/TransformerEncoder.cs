namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Copies of a layer one after the other; all start with its values.</summary>
            public static TransformerEncoder TransformerEncoder(TransformerEncoderLayer encoder_layer, long num_layers) => new(encoder_layer, num_layers, null);
        }
    }
}

namespace TorchSharp.Modules
{
    using Layers;
    using static torch;

    /// <summary>The encoder of a transformer.</summary>
    public sealed class TransformerEncoder
        : nn.Module<Tensor, Tensor, Tensor, Tensor>, nn.IModule<Tensor, Tensor, Tensor>, nn.IModule<Tensor, Tensor>
    {
        private readonly ModuleList<nn.Module> layers;
        private readonly LayerNorm? norm;

        internal TransformerEncoder(TransformerEncoderLayer layer, long count, LayerNorm? norm) : base(nameof(TransformerEncoder))
        {
            layers = nn.ModuleList(TransformerBlock.Copies(layer, count, layer.Another));
            this.norm = norm;
            RegisterComponents();
        }

        /// <param name="src">[S, N, E]</param>
        /// <param name="src_mask">[S, S]: true where not to look, or numbers that are added; null for none.</param>
        /// <param name="src_key_padding_mask">[N, S]: true for elements that nobody looks at; null for none.</param>
        /// <returns>[S, N, E]</returns>
        public override Tensor forward(Tensor src, Tensor? src_mask, Tensor? src_key_padding_mask)
        {
            foreach (var layer in layers) src = ((TransformerEncoderLayer)layer).call(src, src_mask!, src_key_padding_mask!);
            return norm is null ? src : norm.call(src);
        }

        /// <inheritdoc cref="forward"/>
        public Tensor call(Tensor src) => call(src, null!, null!);

        /// <inheritdoc cref="forward"/>
        public Tensor call(Tensor src, Tensor src_mask) => call(src, src_mask, null!);
    }
}
