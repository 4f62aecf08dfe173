namespace TorchSharp;

using static torch;

// Numbers and arrays as tensors.
public static partial class TensorExtensionMethods
{
    /// <summary>A tensor of no dimensions that holds this number, in the number's own type.</summary>
    public static Tensor ToTensor<T>(this T scalar, Device? device = null, bool requires_grad = false) where T : struct
    {
        RequireCpu(device);
        return new[] { scalar }.ToTensor([], requires_grad: requires_grad);
    }

    /// <summary>A tensor with a copy of these elements, row-major in the given shape.</summary>
    /// <param name="rawArray">As many elements as the shape has.</param>
    /// <param name="dimensions">The shape.</param>
    /// <param name="doCopy">Without meaning: tensors never share an array's memory.</param>
    /// <param name="requires_grad">Whether it is a leaf to differentiate by.</param>
    public static Tensor ToTensor<T>(this T[] rawArray, long[] dimensions, bool doCopy = false, bool requires_grad = false)
    {
        using var elements = from_array(rawArray);
        return elements.reshape(dimensions).requires_grad_(requires_grad);
    }
}
