namespace Course.Benchmarks;

/// <summary>What one engine needed for one row of the table: a training step, an operation or a call of a model.</summary>
/// <param name="Row">Name of the row, the same for both engines.</param>
/// <param name="Min">Fastest step, milliseconds.</param>
/// <param name="Median">Median step, milliseconds.</param>
/// <param name="CpuPerWall">Processor time over wall time: 2 when two threads worked all the time.</param>
internal sealed record Measurement(string Row, double Min, double Median, double CpuPerWall)
{
    /// <summary>Most physical memory that the process ever held, MB; in rows of single operations null.</summary>
    public double? PeakMegabytes { get; init; }

    /// <summary>Managed memory allocated per step.</summary>
    public double? ManagedBytesPerStep { get; init; }

    /// <summary>Loss of the first step, on which both engines must agree: same seed, same random numbers.</summary>
    public double? FirstLoss { get; init; }

    /// <summary>Billions of units (floating-point operations or bytes) of work in one step.</summary>
    public double? Work { get; init; }

    /// <summary>GFLOP/s or GB/s.</summary>
    public string? RateUnit { get; init; }

    /// <summary>What the machine could do at most, in the same unit, measured in the same process.</summary>
    public double? Limit { get; init; }

    public string Engine { get; init; } = "Course";
}
