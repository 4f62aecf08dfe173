using System.Numerics;

namespace TorchSharp.Kernels;

/// <summary>
/// The memory of one direction of a recurrent layer. Values of a step stand together, [batch, …], steps follow one another in time. h and c
/// have one step more than the input: the initial state stands before the first step, or after the last where time runs backwards.
/// </summary>
internal readonly unsafe struct RecurrentSequence<T>(int steps, int batch, int units, bool reverse, T* gates, T* hidden, T* inner)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Rows that pass through all steps together: enough for a good product, few enough to feed several threads.</summary>
    private const int RowsPerJob = 32;

    public int Steps => steps;

    public int Units => units;

    public int Jobs => (batch + RowsPerJob - 1) / RowsPerJob;

    public (int First, int Count) Rows(int job) => (job * RowsPerJob, Math.Min(RowsPerJob, batch - job * RowsPerJob));

    /// <summary>Place in time of the <paramref name="step"/>th step.</summary>
    public int Time(int step) => reverse ? steps - 1 - step : step;

    /// <summary>First of some rows of <paramref name="width"/> values at a place in time.</summary>
    public nint At(int time, int row, int width) => ((nint)time * batch + row) * width;

    public T* Gates(int step, int row, int width) => gates + At(Time(step), row, width);

    public T* HiddenBefore(int step, int row) => hidden + At(Before(step), row, units);

    public T* HiddenAfter(int step, int row) => hidden + At(After(step), row, units);

    public T* InnerBefore(int step, int row) => inner + At(Before(step), row, units);

    public T* InnerAfter(int step, int row) => inner + At(After(step), row, units);

    private int Before(int step) => reverse ? steps - step : step;

    private int After(int step) => reverse ? steps - step - 1 : step + 1;
}
