namespace Course.Estimation;

/// <summary>The parameters under which data are most probable, in closed form.</summary>
public static class MaximumLikelihood
{
    /// <summary>The upper end θ of U(0, θ) is the largest value: L(θ) = θ⁻ⁿ falls for all θ that allow the data, so its derivative is nowhere 0.</summary>
    /// <param name="data">One or more values ≥ 0.</param>
    /// <exception cref="ArgumentException">No value, or one that no U(0, θ) can give.</exception>
    public static double UniformUpperEnd(IReadOnlyCollection<double> data)
    {
        if (data.Count == 0) throw new ArgumentException("The upper end of U(0, θ) cannot be estimated without data.");
        if (data.FirstOrDefault(x => !(x >= 0)) is var bad && !(bad >= 0)) throw new ArgumentException($"No U(0, θ) gives the value {bad}.");
        return data.Max();
    }
}
