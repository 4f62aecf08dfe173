namespace Course.Interactive;

/// <summary>How weights are written into a page.</summary>
public enum WeightFormat
{
    /// <summary>16 bits each (IEEE 754 binary16, a relative error up to 2⁻¹¹): half the page, and no difference that an eye sees.</summary>
    Float16,

    /// <summary>32 bits each: exactly the numbers of the network.</summary>
    Float32,
}
