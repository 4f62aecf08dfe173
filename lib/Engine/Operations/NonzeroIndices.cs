namespace TorchSharp;

// Other forms of `nonzero`.
public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Another name of <see cref="nonzero"/>.</summary>
        public Tensor argwhere() => nonzero();

        /// <summary>The indices of the elements that are not zero, a vector [count] for each dimension: what an index needs to pick them.</summary>
        public IList<Tensor> nonzero_as_list() => (Impl.Sizes.Length == 0 ? reshape(1) : this).nonzero().unbind(1);
    }

    /// <summary>Another name of <see cref="nonzero"/>.</summary>
    public static Tensor argwhere(Tensor input) => input.nonzero();

    /// <summary>Where the condition holds: a vector of indices for each dimension.</summary>
    public static Tensor[] where(Tensor condition) => [.. condition.nonzero_as_list()];
}
