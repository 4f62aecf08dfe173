namespace TorchSharp;

// Joins that first bring their parts to a number of dimensions, and grids.
public static partial class torch
{
    public static Tensor concat(IList<Tensor> tensors, long dim = 0) => cat(tensors, dim);

    public static Tensor concat(Tensor[] tensors, long dim = 0) => cat(tensors, dim);

    public static Tensor concat(ReadOnlySpan<Tensor> tensors, long dim = 0) => cat(tensors, dim);

    public static Tensor concatenate(IList<Tensor> tensors, long axis = 0) => cat(tensors, axis);

    public static Tensor concatenate(Tensor[] tensors, long axis = 0) => cat(tensors, axis);

    public static Tensor concatenate(ReadOnlySpan<Tensor> tensors, long axis = 0) => cat(tensors, axis);

    /// <summary>Joins side by side: along dimension 1, vectors along dimension 0.</summary>
    public static Tensor hstack(IList<Tensor> tensors)
    {
        Tensor[] parts = [.. tensors.Select(t => t.atleast_1d())];
        return cat(parts, parts.Length > 0 && parts[0].Impl.Sizes.Length == 1 ? 0 : 1);
    }

    public static Tensor hstack(params Tensor[] tensors) => hstack((IList<Tensor>)tensors);

    public static Tensor hstack(IEnumerable<Tensor> tensors) => hstack((IList<Tensor>)tensors.ToArray());

    public static Tensor hstack(ReadOnlySpan<Tensor> tensors) => hstack((IList<Tensor>)tensors.ToArray());

    /// <summary>Joins one above the other: along dimension 0, vectors as rows.</summary>
    public static Tensor vstack(IList<Tensor> tensors) => cat(tensors.Select(t => t.atleast_2d()).ToArray());

    public static Tensor vstack(Tensor[] tensors) => vstack((IList<Tensor>)tensors);

    public static Tensor vstack(ReadOnlySpan<Tensor> tensors) => vstack((IList<Tensor>)tensors.ToArray());

    public static Tensor row_stack(IList<Tensor> tensors) => vstack(tensors);

    public static Tensor row_stack(params Tensor[] tensors) => vstack((IList<Tensor>)tensors);

    public static Tensor row_stack(ReadOnlySpan<Tensor> tensors) => vstack((IList<Tensor>)tensors.ToArray());

    /// <summary>Joins one behind the other: along dimension 2.</summary>
    public static Tensor dstack(IList<Tensor> tensors) => cat(tensors.Select(t => t.atleast_3d()).ToArray(), 2);

    public static Tensor dstack(params Tensor[] tensors) => dstack((IList<Tensor>)tensors);

    public static Tensor dstack(IEnumerable<Tensor> tensors) => dstack((IList<Tensor>)tensors.ToArray());

    public static Tensor dstack(ReadOnlySpan<Tensor> tensors) => dstack((IList<Tensor>)tensors.ToArray());

    /// <summary>Joins side by side, vectors as columns.</summary>
    public static Tensor column_stack(IList<Tensor> tensors) =>
        hstack((IList<Tensor>)tensors.Select(t => t.Impl.Sizes.Length <= 1 ? t.reshape(t.Impl.Count, 1) : t).ToArray());

    public static Tensor column_stack(params Tensor[] tensors) => column_stack((IList<Tensor>)tensors);

    public static Tensor column_stack(ReadOnlySpan<Tensor> tensors) => column_stack((IList<Tensor>)tensors.ToArray());

    /// <summary>The coordinates of a grid: tensor i varies along dimension i ("ij"), or with the first two exchanged ("xy").</summary>
    public static Tensor[] meshgrid(IEnumerable<Tensor> tensors, string indexing = "ij")
    {
        var axes = tensors.ToArray();
        if (axes.Length == 0) throw Guard.Error("meshgrid expects a non-empty list of tensors.");
        if (indexing is not ("ij" or "xy")) throw Guard.Error($"meshgrid: indexing must be \"ij\" or \"xy\", got \"{indexing}\".");
        foreach (var axis in axes)
            if (axis.Impl.Sizes.Length > 1) throw Guard.Error($"meshgrid expects scalars or vectors, got shape {Guard.Shape(axis.Impl.Sizes)}.");
        var sizes = axes.Select(a => a.Impl.Count).ToArray();
        var swap = indexing == "xy" && axes.Length > 1;
        if (swap) (sizes[0], sizes[1]) = (sizes[1], sizes[0]);
        return [.. axes.Select((axis, i) =>
        {
            var along = swap && i < 2 ? 1 - i : i;
            var shape = new long[sizes.Length];
            Array.Fill(shape, 1);
            shape[along] = sizes[along];
            return axis.reshape(shape).expand(sizes);
        })];
    }

    /// <summary>Views of one common shape.</summary>
    public static IList<Tensor> broadcast_tensors(params Tensor[] tensors)
    {
        var sizes = broadcast_shapes([.. tensors.Select(t => t.Impl.Sizes)]).Shape;
        return [.. tensors.Select(t => t.expand(sizes))];
    }

    /// <summary>The shape that operands of these shapes give.</summary>
    public static Size broadcast_shapes(params long[][] shapes) => new(shapes.Aggregate(Array.Empty<long>(), Shapes.Shape.Broadcast));

    public static Tensor broadcast_to(Tensor input, params long[] shape) => input.broadcast_to(shape);

    public static IEnumerable<Tensor> atleast_1d(params Tensor[] input) => input.Select(t => t.atleast_1d());

    public static IEnumerable<Tensor> atleast_2d(params Tensor[] input) => input.Select(t => t.atleast_2d());

    public static IEnumerable<Tensor> atleast_3d(params Tensor[] input) => input.Select(t => t.atleast_3d());

    /// <summary>Every combination of one element of each vector, as rows.</summary>
    public static Tensor cartesian_prod(params Tensor[] tensors) => cartesian_prod((IList<Tensor>)tensors);

    public static Tensor cartesian_prod(IList<Tensor> tensors)
    {
        foreach (var t in tensors)
            if (t.Impl.Sizes.Length != 1) throw Guard.Error($"cartesian_prod expects vectors, got shape {Guard.Shape(t.Impl.Sizes)}.");
        return tensors.Count == 1 ? tensors[0].alias() : stack(meshgrid(tensors).Select(g => g.flatten()), 1);
    }

    public static Tensor cartesian_prod(ReadOnlySpan<Tensor> tensors) => cartesian_prod((IList<Tensor>)tensors.ToArray());

    /// <summary>A matrix with the given ones along its diagonal; vectors count as rows.</summary>
    public static Tensor block_diag(params Tensor[] tensors)
    {
        foreach (var t in tensors)
            if (t.Impl.Sizes.Length > 2) throw Guard.Error($"block_diag: input tensors must have at most two dimensions, got shape {Guard.Shape(t.Impl.Sizes)}.");
        Tensor[] blocks = [.. tensors.Select(t => t.atleast_2d())];
        var (columns, before) = (blocks.Sum(b => b.Impl.Sizes[1]), 0L);
        var rows = new Tensor[blocks.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            var (height, width) = (blocks[i].Impl.Sizes[0], blocks[i].Impl.Sizes[1]);
            rows[i] = cat([zeros([height, before], blocks[i].dtype), blocks[i], zeros([height, columns - before - width], blocks[i].dtype)], 1);
            before += width;
        }
        return cat(rows);
    }

    public partial class Tensor
    {
        public static Tensor block_diag(params Tensor[] tensors) => torch.block_diag(tensors);

        /// <summary>This tensor with at least one dimension.</summary>
        public Tensor atleast_1d() => Impl.Sizes.Length == 0 ? reshape(1) : alias();

        /// <summary>This tensor with at least two dimensions; a vector becomes a row.</summary>
        public Tensor atleast_2d() => Impl.Sizes.Length switch { 0 => reshape(1, 1), 1 => unsqueeze(0), _ => alias() };

        /// <summary>This tensor with at least three dimensions: [n] → [1, n, 1], [n, m] → [n, m, 1].</summary>
        public Tensor atleast_3d() => Impl.Sizes.Length switch { 0 => reshape(1, 1, 1), 1 => unsqueeze(0).unsqueeze(-1), 2 => unsqueeze(-1), _ => alias() };
    }
}
