namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class utils
        {
            /// <summary>Batches of sequences of different lengths.</summary>
            public static partial class rnn
            {
                /// <summary>Packs padded sequences, leaving the padding out.</summary>
                /// <param name="input">[steps, batch, *], or [batch, steps, *] if batch comes first.</param>
                /// <param name="lengths">Length of each sequence, Int64 [batch], from 1 to the number of steps.</param>
                /// <param name="batch_first">Which layout the input has.</param>
                /// <param name="enforce_sorted">Whether lengths must not rise; otherwise sequences are sorted here.</param>
                public static PackedSequence pack_padded_sequence(Tensor input, Tensor lengths, bool batch_first = false, bool enforce_sorted = true)
                {
                    if (input.Impl.Sizes.Length < 2)
                        throw Guard.Error($"pack_padded_sequence: expected an input of at least 2 dimensions, got {Guard.Shape(input.Impl.Sizes)}.");
                    var x = batch_first ? input.transpose(0, 1) : input;
                    var (steps, batch, counts) = (x.Impl.Sizes[0], x.Impl.Sizes[1], Numbers(lengths));
                    if (counts.Length != batch || counts.Length == 0 || counts.Min() < 1 || counts.Max() > steps)
                        throw Guard.Error(
                            $"pack_padded_sequence: expected {batch} lengths from 1 to {steps} for an input {Guard.Shape(input.Impl.Sizes)}, " +
                            $"got [{string.Join(", ", counts)}].");
                    Tensor? sorted = null, unsorted = null;
                    if (!enforce_sorted)
                    {
                        var order = Enumerable.Range(0, counts.Length).OrderByDescending(i => counts[i]).ToArray();
                        (sorted, unsorted) = (Indices(order), Indices([.. Enumerable.Range(0, order.Length).OrderBy(i => order[i])]));
                        counts = [.. order.Select(i => counts[i])];
                        x = x.index_select(1, sorted);
                    }
                    else if (counts.Zip(counts.Skip(1)).Any(pair => pair.First < pair.Second))
                    {
                        throw Guard.Error(
                            $"pack_padded_sequence: lengths must not rise, " +
                            $"got [{string.Join(", ", counts)}]; sort the sequences or pass enforce_sorted: false.");
                    }
                    long[] sizes = [.. Enumerable.Range(0, (int)counts[0]).Select(step => counts.LongCount(count => count > step))];
                    var data = cat([.. sizes.Select((size, step) => x[step].narrow(0, 0, size))]);
                    return new(data, tensor(sizes), sorted, unsorted);
                }

                /// <summary>Packs sequences [length, *].</summary>
                public static PackedSequence pack_sequence(IEnumerable<Tensor> sequences, bool enforce_sorted = true)
                {
                    var all = sequences.ToArray();
                    using var lengths = tensor(all.Select(sequence => sequence.shape[0]).ToArray());
                    return pack_padded_sequence(pad_sequence(all), lengths, false, enforce_sorted);
                }

                /// <summary>Undoes a packing.</summary>
                /// <param name="sequence">Packed sequences.</param>
                /// <param name="batch_first">Whether the result is [batch, steps, *] instead of [steps, batch, *].</param>
                /// <param name="padding_value">What stands after the end of shorter sequences.</param>
                /// <param name="total_length">Steps of the result; the longest length if null.</param>
                /// <returns>Padded sequences and their lengths, in the order in which they came.</returns>
                public static (Tensor, Tensor) pad_packed_sequence(
                    PackedSequence sequence, bool batch_first = false, double padding_value = 0, long? total_length = null)
                {
                    var sizes = sequence.BatchSizes;
                    var steps = total_length ?? sizes.Length;
                    if (steps < sizes.Length)
                        throw Guard.Error($"pad_packed_sequence: total_length {steps} is less than the longest sequence, {sizes.Length}.");
                    var rows = new List<Tensor>();
                    var offset = 0L;
                    foreach (var size in sizes)
                    {
                        rows.Add(Lengthened(sequence.data.narrow(0, offset, size), sizes[0], padding_value));
                        offset += size;
                    }
                    var padded = Lengthened(stack(rows), steps, padding_value);
                    var lengths = tensor(Enumerable.Range(0, (int)sizes[0]).Select(row => sizes.LongCount(size => size > row)).ToArray());
                    if (sequence.unsorted_indices is { } order) (padded, lengths) = (padded.index_select(1, order), lengths.index_select(0, order));
                    return (batch_first ? padded.transpose(0, 1) : padded, lengths);
                }

                /// <summary>Sequences [length, *] side by side, shorter ones padded.</summary>
                /// <returns>[longest length, batch, *], or [batch, longest length, *] if batch comes first.</returns>
                public static Tensor pad_sequence(IEnumerable<Tensor> sequences, bool batch_first = false, double padding_value = 0)
                {
                    var all = sequences.ToArray();
                    if (all.Length == 0 || Array.Exists(all, sequence => sequence.dim() == 0))
                        throw Guard.Error("pad_sequence: expected at least one sequence, each of at least one dimension.");
                    var longest = all.Max(sequence => sequence.shape[0]);
                    return stack([.. all.Select(sequence => Lengthened(sequence, longest, padding_value))], batch_first ? 0 : 1);
                }

                private static Tensor Lengthened(Tensor x, long length, double value)
                {
                    var sizes = x.shape;
                    if (sizes[0] == length) return x;
                    sizes[0] = length - sizes[0];
                    return cat([x, full(sizes, value, x.dtype)]);
                }

                private static Tensor Indices(int[] order) => tensor(order.Select(i => (long)i).ToArray());

                private static long[] Numbers(Tensor lengths)
                {
                    using var numbers = lengths.reshape(-1).to(ScalarType.Int64);
                    using var elements = numbers.data<long>();
                    return elements.ToArray();
                }
            }
        }
    }
}
