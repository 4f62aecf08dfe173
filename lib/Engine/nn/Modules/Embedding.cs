namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>A learned vector for each of num_embeddings indices; initial values are standard normal, as PyTorch's.</summary>
            /// <param name="num_embeddings">Number of vectors.</param>
            /// <param name="embedding_dims">Their length.</param>
            /// <param name="padding_idx">An index whose vector starts as zeros and is not trained.</param>
            /// <param name="max_norm">Not supported.</param>
            /// <param name="norm_type">Of max_norm.</param>
            /// <param name="scale_grad_by_freq">Not supported.</param>
            /// <param name="sparse">Gradients are dense in any case.</param>
            /// <param name="device">CPU.</param>
            /// <param name="dtype">Of the vectors.</param>
            public static Embedding Embedding(
                long num_embeddings, long embedding_dims, long? padding_idx = null, double? max_norm = null, double norm_type = 2, bool scale_grad_by_freq = false, bool sparse = false,
                Device? device = null, ScalarType? dtype = null)
            {
                if (max_norm is not null || scale_grad_by_freq) throw new NotSupportedException("Embedding: max_norm and scale_grad_by_freq are not supported by the embedded engine.");
                using var vectors = empty(new[] { num_embeddings, embedding_dims }, dtype, device);
                init.normal_(vectors);
                if (padding_idx is { } p) vectors[p < 0 ? p + num_embeddings : p].zero_();
                return new(new Parameter(vectors), padding_idx is { } i and < 0 ? i + num_embeddings : padding_idx);
            }

            /// <summary>The same with given vectors [num_embeddings, embedding_dims], frozen unless asked otherwise.</summary>
            public static Embedding Embedding_from_pretrained(
                Tensor embeddings, bool freeze = true, long? padding_idx = null, double? max_norm = null, double norm_type = 2, bool scale_grad_by_freq = false, bool sparse = false,
                Device? device = null, ScalarType? dtype = null)
            {
                if (max_norm is not null || scale_grad_by_freq) throw new NotSupportedException("Embedding: max_norm and scale_grad_by_freq are not supported by the embedded engine.");
                if (embeddings.Impl.Sizes.Length != 2) throw Guard.Error($"Embedding_from_pretrained: expected a matrix of vectors, got {Guard.Shape(embeddings.Impl.Sizes)}.");
                return new(new Parameter(embeddings.detach(), !freeze), padding_idx);
            }
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;

    /// <summary>A vector for each index.</summary>
    public sealed class Embedding : nn.Module<Tensor, Tensor>
    {
        private readonly long? _paddingIndex;

        internal Embedding(Parameter weight, long? paddingIndex) : base(nameof(Embedding))
        {
            this.weight = weight;
            _paddingIndex = paddingIndex;
            register_parameter(nameof(weight), weight);
        }

        /// <summary>[num_embeddings, embedding_dims]</summary>
        public Parameter weight { get; set; }

        /// <param name="input">Indices, any shape.</param>
        /// <returns>[*, embedding_dims]</returns>
        public override Tensor forward(Tensor input)
        {
            var sizes = input.Impl.Sizes;
            if (!input.dtype.IsIntegral()) throw Guard.Error($"Embedding: indices must be integers, got {input.dtype}.");
            var indices = input.reshape(-1).to(ScalarType.Int64);
            if (indices.Impl.Count > 0 && (indices.min().item<long>() < 0 || indices.max().item<long>() >= weight.Impl.Sizes[0]))
                throw Guard.Error($"Embedding: indices from {indices.min().item<long>()} to {indices.max().item<long>()} are not all in 0 … {weight.Impl.Sizes[0] - 1}.");
            var vectors = weight.index_select(0, indices);
            // The padding's vector is read, but has no gradient.
            if (_paddingIndex is { } padding) vectors = vectors.detach().where((indices == padding).unsqueeze(1), vectors);
            return vectors.reshape([.. sizes, weight.Impl.Sizes[1]]);
        }
    }
}
