namespace Course.Data;

/// <summary>A file that is there but does not hold what its format, or its published digest, promises.</summary>
/// <remarks>
/// The message is one sentence that names the file, what was expected and what was found. A file that is absent is not this
/// error: see <see cref="FileNotFoundException"/>.
/// </remarks>
public sealed class DataFormatException : Exception
{
    /// <summary>Says what is wrong with a file.</summary>
    /// <param name="file">Path of the file, or a name for bytes that have no path.</param>
    /// <param name="problem">What was expected and what was found, without the file's name.</param>
    /// <param name="inner">The error underneath, if any.</param>
    public DataFormatException(string file, string problem, Exception? inner = null)
        : base($"{file}: {problem}", inner) => File = file;

    /// <summary>Path of the file, or the name given to bytes that have no path.</summary>
    public string File { get; }
}
