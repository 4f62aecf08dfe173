namespace Course.Data;

/// <summary>The known factors behind one drawn image.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface IFactors<TSelf>
    where TSelf : struct, IFactors<TSelf>
{
    /// <summary>The names of the factors that a number measures, in the order of <see cref="ToArray"/>.</summary>
    static abstract IReadOnlyList<string> Names { get; }

    /// <summary>These factors as numbers.</summary>
    float[] ToArray();
}
