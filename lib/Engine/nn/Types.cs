namespace TorchSharp;

/// <summary>What stands beyond the edge of an input.</summary>
public enum PaddingModes
{
    Zeros = 0,

    /// <summary>The input mirrored at its first and last element, which are not repeated.</summary>
    Reflect = 1,

    /// <summary>The first and last element again.</summary>
    Replicate = 2,

    /// <summary>The input again from its other end.</summary>
    Circular = 3,

    /// <summary>One number.</summary>
    Constant = 4,
}

/// <summary>Padding of a convolution by name.</summary>
public enum Padding
{
    /// <summary>None.</summary>
    Valid = 0,

    /// <summary>So much that the output has the input's size; needs stride 1.</summary>
    Same = 1,
}
