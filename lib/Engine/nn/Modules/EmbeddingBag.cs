namespace TorchSharp
{
    using Modules;

    /// <summary>How the vectors of a bag become one.</summary>
    public enum EmbeddingBagMode
    {
        Sum = 0,
        Mean = 1,
        Max = 2,
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Sums, means or maxima of embedding vectors over bags of indices; initial values are standard normal, as PyTorch's.</summary>
            /// <param name="num_embeddings">Number of vectors.</param>
            /// <param name="embedding_dims">Their length.</param>
            /// <param name="max_norm">Not supported.</param>
            /// <param name="norm_type">Of max_norm.</param>
            /// <param name="scale_grad_by_freq">Not supported.</param>
            /// <param name="mode">What is made of the vectors of a bag.</param>
            /// <param name="sparse">Gradients are dense in any case.</param>
            /// <param name="include_last_offset">Whether the offsets end with the number of indices.</param>
            /// <param name="padding_index">An index that does not count, whose vector starts as zeros; −1 for none.</param>
            /// <param name="device">CPU.</param>
            /// <param name="dtype">Of the vectors.</param>
            public static EmbeddingBag EmbeddingBag(
                long num_embeddings, long embedding_dims, double? max_norm = null, double norm_type = 2, bool scale_grad_by_freq = false,
                EmbeddingBagMode mode = EmbeddingBagMode.Mean, bool sparse = false, bool include_last_offset = false, long padding_index = -1,
                Device? device = null, ScalarType? dtype = null)
            {
                Modules.EmbeddingBag.RequireSupported(max_norm, scale_grad_by_freq);
                using var vectors = init.normal_(empty(new[] { num_embeddings, embedding_dims }, dtype, device));
                if (padding_index >= 0) vectors[padding_index].zero_();
                return new(new Parameter(vectors), mode, include_last_offset, padding_index);
            }

            /// <summary>The same with given vectors [num_embeddings, embedding_dims], frozen unless asked otherwise.</summary>
            public static EmbeddingBag EmbeddingBag_from_pretrained(
                Tensor embeddings, bool freeze = true, double? max_norm = null, double norm_type = 2, bool scale_grad_by_freq = false,
                EmbeddingBagMode mode = EmbeddingBagMode.Mean, bool sparse = false, bool include_last_offset = false, long padding_index = -1,
                Device? device = null, ScalarType? dtype = null)
            {
                Modules.EmbeddingBag.RequireSupported(max_norm, scale_grad_by_freq);
                if (embeddings.Impl.Sizes.Length != 2)
                    throw Guard.Error($"EmbeddingBag_from_pretrained: expected a matrix of vectors, got {Guard.Shape(embeddings.Impl.Sizes)}.");
                return new(new Parameter(embeddings.detach(), !freeze), mode, include_last_offset, padding_index);
            }
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;

    /// <summary>One vector for each bag of indices; an empty bag's is zero.</summary>
    public sealed class EmbeddingBag : nn.Module<Tensor, Tensor, Tensor, Tensor>, nn.IModule<Tensor, Tensor, Tensor>
    {
        private readonly EmbeddingBagMode _mode;
        private readonly bool _lastOffset;
        private readonly long _padding;

        internal EmbeddingBag(Parameter weight, EmbeddingBagMode mode, bool lastOffset, long padding) : base(nameof(EmbeddingBag))
        {
            (this.weight, _mode, _lastOffset, _padding) = (weight, mode, lastOffset, padding);
            register_parameter(nameof(weight), weight);
        }

        /// <summary>[num_embeddings, embedding_dims]</summary>
        public Parameter weight { get; set; }

        /// <param name="input">Bags of one length as rows [bags, length], or indices [n] that the offsets cut into bags.</param>
        /// <param name="offsets">Where each bag starts in the indices [n]; null for rows.</param>
        /// <param name="perSampleWeights">A factor of each index, of input's shape, for mode Sum; null for none.</param>
        /// <returns>[bags, embedding_dims]</returns>
        public override Tensor forward(Tensor input, Tensor? offsets, Tensor? perSampleWeights)
        {
            var (starts, indices) = Bags(input, offsets);
            if (perSampleWeights is not null && _mode != EmbeddingBagMode.Sum)
                throw Guard.Error($"EmbeddingBag: weights of samples need mode Sum, this layer has {_mode}.");
            if (perSampleWeights is not null && !perSampleWeights.Impl.Sizes.AsSpan().SequenceEqual(input.Impl.Sizes))
                throw Guard.Error($"EmbeddingBag: weights {Guard.Shape(perSampleWeights.Impl.Sizes)} must have the shape of the input {Guard.Shape(input.Impl.Sizes)}.");
            List<long> kept = [], bags = [];
            for (var bag = 0; bag < starts.Length; bag++)
            {
                for (var i = starts[bag]; i < (bag + 1 < starts.Length ? starts[bag + 1] : indices.Length); i++)
                {
                    if (indices[i] == _padding) continue;
                    kept.Add(i);
                    bags.Add(bag);
                }
            }
            var vectors = weight.index_select(0, tensor(kept.Select(i => indices[i]).ToArray()));
            if (perSampleWeights is not null) vectors = vectors * perSampleWeights.reshape(-1).index_select(0, tensor(kept.ToArray())).unsqueeze(1);
            return _mode == EmbeddingBagMode.Max ? Maxima(vectors, bags, starts.Length) : Sums(vectors, bags, starts.Length);
        }

        public Tensor call(Tensor input) => call(input, null!, null!);

        public Tensor call(Tensor input, Tensor offsets) => call(input, offsets, null!);

        /// <inheritdoc cref="forward"/>
        public new Tensor call(Tensor input, Tensor? offsets, Tensor? perSampleWeights) => base.call(input, offsets!, perSampleWeights!);

        internal static void RequireSupported(double? maxNorm, bool scaleByFrequency)
        {
            if (maxNorm is not null || scaleByFrequency) throw new NotSupportedException("EmbeddingBag: max_norm and scale_grad_by_freq are not supported by the embedded engine.");
        }

        private (long[] Starts, long[] Indices) Bags(Tensor input, Tensor? offsets)
        {
            var sizes = input.Impl.Sizes;
            if (!input.dtype.IsIntegral()) throw Guard.Error($"EmbeddingBag: indices must be integers, got {input.dtype}.");
            if (sizes.Length is not (1 or 2) || sizes.Length == 1 != offsets is not null)
                throw Guard.Error($"EmbeddingBag: expected indices [bags, length] without offsets, or [n] with offsets, got {Guard.Shape(sizes)} {(offsets is null ? "without" : "with")} offsets.");
            var indices = Numbers(input);
            var count = weight.Impl.Sizes[0];
            if (Array.Exists(indices, i => i < 0 || i >= count)) throw Guard.Error($"EmbeddingBag: indices from {indices.Min()} to {indices.Max()} are not all in 0 … {count - 1}.");
            if (offsets is null) return ([.. Enumerable.Range(0, (int)sizes[0]).Select(row => row * sizes[1])], indices);
            var starts = Numbers(offsets);
            if (starts.Length == 0 || starts[0] != 0 || starts[^1] > indices.Length || !starts.Zip(starts.Skip(1)).All(pair => pair.First <= pair.Second))
                throw Guard.Error($"EmbeddingBag: offsets must rise from 0 to at most {indices.Length}, got [{string.Join(", ", starts)}].");
            return _lastOffset ? (starts[..^1], indices) : (starts, indices);
        }

        private static long[] Numbers(Tensor integers)
        {
            using var numbers = integers.reshape(-1).to(ScalarType.Int64);
            using var elements = numbers.data<long>();
            return elements.ToArray();
        }

        private Tensor Sums(Tensor vectors, List<long> bags, int count)
        {
            var sums = zeros([count, weight.Impl.Sizes[1]], weight.dtype).index_add(0, tensor(bags.ToArray()), vectors, 1);
            if (_mode == EmbeddingBagMode.Sum) return sums;
            var members = new double[count];
            foreach (var bag in bags) members[bag]++;
            return sums / tensor(members.Select(n => Math.Max(n, 1)).ToArray()).to(weight.dtype).unsqueeze(1);
        }

        private Tensor Maxima(Tensor vectors, List<long> bags, int count)
        {
            var (maxima, first) = (new Tensor[count], 0L);
            for (var bag = 0; bag < count; bag++)
            {
                var length = bags.Count(b => b == bag);
                maxima[bag] = length == 0 ? zeros([weight.Impl.Sizes[1]], weight.dtype) : vectors.narrow(0, first, length).max(0).values;
                first += length;
            }
            return stack(maxima);
        }
    }
}
