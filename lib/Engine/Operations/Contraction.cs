namespace TorchSharp;

using static torch;

/// <summary>Einstein's summation: operands are aligned on one list of labels, multiplied, and summed as soon as a label is not needed any more.</summary>
internal static class Contraction
{
    public static Tensor Evaluate(string equation, Tensor[] tensors)
    {
        var text = equation.Replace(" ", "");
        var arrow = text.IndexOf("->", StringComparison.Ordinal);
        var terms = (arrow < 0 ? text : text[..arrow]).Split(',');
        if (terms.Length != tensors.Length) throw Guard.Error($"einsum: \"{equation}\" has {terms.Length} operands, but {tensors.Length} tensors were given.");
        // Dimensions under "..." get labels of their own, counted from the end so that they broadcast: −1, −2, ….
        var labels = terms.Select((term, i) => Labels(equation, term, tensors[i])).ToArray();
        var wild = labels.SelectMany(l => l).Where(l => l < 0).Distinct().Order().ToArray();
        var output = arrow < 0
            ? [.. wild, .. labels.SelectMany(l => l).Where(l => l >= 0).GroupBy(l => l).Where(g => g.Count() == 1).Select(g => g.Key).Order()]
            : Result(equation, text[(arrow + 2)..], wild, labels);
        var sizes = SizesOf(equation, labels, tensors);

        var product = Diagonalised(tensors[0], labels[0]);
        for (var i = 1; i < tensors.Length; i++)
            product = Contract(product, Diagonalised(tensors[i], labels[i]), [.. output, .. labels[(i + 1)..].SelectMany(l => l)], sizes);
        return Arranged(Summed(product, output), output);
    }

    /// <summary>Multiplies, and sums labels that are not needed any more: with one batched matrix product.</summary>
    private static (Tensor Value, int[] Labels) Contract((Tensor Value, int[] Labels) a, (Tensor Value, int[] Labels) b, int[] needed, Dictionary<int, long> sizes)
    {
        a = Summed(a, [.. needed, .. b.Labels]);
        b = Summed(b, [.. needed, .. a.Labels]);
        var shared = a.Labels.Intersect(b.Labels).ToArray();
        int[] batch = [.. shared.Where(needed.Contains)], inside = [.. shared.Except(needed)], rows = [.. a.Labels.Except(shared)], columns = [.. b.Labels.Except(shared)];
        if (!a.Value.is_floating_point() || !b.Value.is_floating_point())
            return Summed((Aligned(a, [.. batch, .. rows, .. inside, .. columns]) * Aligned(b, [.. batch, .. rows, .. inside, .. columns]), [.. batch, .. rows, .. inside, .. columns]), needed);
        long Count(int[] part) => Shapes.Shape.Count(part.Select(l => sizes[l]).ToArray());
        Tensor Whole((Tensor, int[]) x, int[] order) => Aligned(x, order).expand([.. order.Select(l => sizes[l])]);
        var left = Whole(a, [.. batch, .. rows, .. inside]).reshape(Count(batch), Count(rows), Count(inside));
        var right = Whole(b, [.. batch, .. inside, .. columns]).reshape(Count(batch), Count(inside), Count(columns));
        int[] order = [.. batch, .. rows, .. columns];
        return (left.bmm(right).reshape([.. order.Select(l => sizes[l])]), order);
    }

    /// <summary>Labels of a term; "..." stands for the dimensions that no letter names.</summary>
    private static int[] Labels(string equation, string term, Tensor tensor)
    {
        var dots = term.IndexOf("...", StringComparison.Ordinal);
        var letters = term.Replace("...", "");
        if (!letters.All(char.IsAsciiLetter)) throw Guard.Error($"einsum: \"{term}\" in \"{equation}\" may only have letters and one ellipsis.");
        var rest = (int)tensor.ndim - letters.Length;
        if (dots < 0 ? rest != 0 : rest < 0)
            throw Guard.Error($"einsum: \"{term}\" in \"{equation}\" names {letters.Length} dimensions of a tensor of shape {Guard.Shape(tensor.Impl.Sizes)}.");
        return dots < 0 ? [.. letters.Select(c => (int)c)] : [.. letters[..dots].Select(c => (int)c), .. Enumerable.Range(-rest, rest), .. letters[dots..].Select(c => (int)c)];
    }

    private static int[] Result(string equation, string term, int[] wild, int[][] labels)
    {
        var dots = term.IndexOf("...", StringComparison.Ordinal);
        var letters = term.Replace("...", "").Select(c => (int)c).ToArray();
        if (letters.Distinct().Count() != letters.Length) throw Guard.Error($"einsum: a label occurs twice in the result of \"{equation}\".");
        foreach (var letter in letters)
            if (!labels.Any(l => l.Contains(letter))) throw Guard.Error($"einsum: the result label {(char)letter} of \"{equation}\" is not in any operand.");
        return dots < 0 ? letters : [.. letters[..dots], .. wild, .. letters[dots..]];
    }

    private static Dictionary<int, long> SizesOf(string equation, int[][] labels, Tensor[] tensors)
    {
        var sizes = new Dictionary<int, long>();
        for (var i = 0; i < labels.Length; i++)
            for (var d = 0; d < labels[i].Length; d++)
            {
                var size = tensors[i].Impl.Sizes[d];
                if (!sizes.TryGetValue(labels[i][d], out var known) || known == 1) sizes[labels[i][d]] = size;
                else if (size != known && size != 1)
                    throw Guard.Error($"einsum: in \"{equation}\" a label has sizes {known} and {size}: shapes {string.Join(", ", tensors.Select(t => Guard.Shape(t.Impl.Sizes)))}.");
            }
        return sizes;
    }

    /// <summary>A label that occurs twice in one operand stands for its diagonal.</summary>
    private static (Tensor Value, int[] Labels) Diagonalised(Tensor value, int[] labels)
    {
        var own = labels.ToList();
        for (var i = 0; i < own.Count; i++)
        {
            for (var j = own.LastIndexOf(own[i]); j > i; j = own.LastIndexOf(own[i]))
            {
                value = value.diagonal(0, i, j).movedim([-1], [i]);
                own.RemoveAt(j);
            }
        }
        return (value, [.. own]);
    }

    private static (Tensor Value, int[] Labels) Summed((Tensor Value, int[] Labels) x, int[] needed)
    {
        long[] gone = [.. Enumerable.Range(0, x.Labels.Length).Where(d => !needed.Contains(x.Labels[d])).Select(d => (long)d)];
        return gone.Length == 0 ? x : (x.Value.sum(gone), [.. x.Labels.Where(needed.Contains)]);
    }

    /// <summary>Dimensions in the given order, with sizes of one for labels that this operand lacks.</summary>
    private static Tensor Aligned((Tensor Value, int[] Labels) x, int[] order)
    {
        var own = order.Where(x.Labels.Contains).ToArray();
        var value = x.Value.permute([.. own.Select(l => (long)Array.IndexOf(x.Labels, l))]);
        for (var d = 0; d < order.Length; d++)
            if (!x.Labels.Contains(order[d])) value = value.unsqueeze(d);
        return value;
    }

    private static Tensor Arranged((Tensor Value, int[] Labels) x, int[] output) => x.Value.permute([.. output.Select(l => (long)Array.IndexOf(x.Labels, l))]);
}
