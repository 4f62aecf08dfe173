namespace Course.Benchmarks;

/// <summary>How long to measure, and with how many threads.</summary>
/// <param name="Threads">Threads of the engine.</param>
/// <param name="Seconds">Timed steps of one row end after this long, or with <see cref="Steps"/>.</param>
/// <param name="Steps">Most timed steps of a row.</param>
internal sealed record Budget(int Threads, double Seconds = 4, int Steps = 2000)
{
    /// <summary>Steps before the timed ones: the compiler, the allocator and the caches must have seen everything.</summary>
    public const int WarmupSteps = 5;

    /// <summary>… and for at least this long: the runtime replaces quickly compiled code by optimised code in the background.</summary>
    public const double WarmupSeconds = 1.5;

    /// <summary>A short first look would be all noise.</summary>
    public const int FewestSteps = 5;
}
