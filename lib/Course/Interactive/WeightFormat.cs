namespace Course.Interactive;

/// <summary>How weights are written into a page.</summary>
public enum WeightFormat
{
    /// <summary>16 bits each (IEEE 754 binary16, a relative error up to 2⁻¹¹): half the page, and no difference that an eye sees.</summary>
    Float16,

    /// <summary>32 bits each: exactly the numbers of the network.</summary>
    Float32,

    /// <summary>8 bits each with one scale per row of a matrix (|error| ≤ scale/2), as <see cref="Lectures.Pretrained"/> stores them: a quarter of the page, for
    /// decoders of some 100,000 weights and more.</summary>
    Int8,
}
