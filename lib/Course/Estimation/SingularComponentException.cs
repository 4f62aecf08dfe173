namespace Course.Estimation;

/// <summary>A component of a mixture has shrunk to a point, a line, … or holds no data any more: its density has no finite value.</summary>
/// <param name="message">Which component, the values that say so, and what to do.</param>
public sealed class SingularComponentException(string message) : Exception(message);
