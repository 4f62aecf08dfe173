namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The indices of the elements that are not zero, a vector [count] for each dimension: what an index needs to pick them.</summary>
        public IList<Tensor> nonzero_as_list() => (Impl.Sizes.Length == 0 ? reshape(1) : this).nonzero().unbind(1);
    }
}
