namespace Course.Data;

/// <summary>Which part of a data set: what a model learns from, or what it is judged on.</summary>
public enum Split
{
    /// <summary>Training part.</summary>
    Train,

    /// <summary>Held-out part, never trained on.</summary>
    Test,
}
