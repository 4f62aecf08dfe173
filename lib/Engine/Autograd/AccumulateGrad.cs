namespace TorchSharp.Autograd;

using static torch;

/// <summary>Where gradients end: adds what arrives to the <c>grad</c> of a leaf.</summary>
internal sealed class AccumulateGrad : Node
{
    public AccumulateGrad(TensorImpl leaf) : base("AccumulateGrad", [], [new OutputShape(leaf.Sizes, leaf.Type)]) => Leaf = leaf.Retain();

    /// <summary>The leaf; one reference is held.</summary>
    public TensorImpl Leaf { get; }

    public override Tensor?[] Backward(Tensor?[] gradients)
    {
        if (gradients[0] is { } gradient) Accumulate(Leaf.RequireAutograd(), gradient);
        return [];
    }

    /// <summary>Adds to a tensor's grad. The first gradient is taken over without a copy when nobody else holds it.</summary>
    internal static void Accumulate(AutogradMeta meta, Tensor gradient)
    {
        if (meta.Grad is null)
        {
            var takeOver = !GradMode.Enabled && gradient.Impl.IsContiguous && gradient.Impl.Storage.IsExclusive;
            meta.Grad = (takeOver ? gradient.detach() : gradient.clone()).DetachFromDisposeScope();
        }
        else if (GradMode.Enabled)
        {
            var old = meta.Grad;
            meta.Grad = (old + gradient).DetachFromDisposeScope();
            old.Dispose();
        }
        else
        {
            meta.Grad.add_(gradient);
        }
    }

    protected override void OnReleased() => Leaf.Release();
}
