using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Course.Kernel.Cells;

/// <summary>
/// What a cell's loops ask at every turn, so that an interrupt ends them wherever they run: on the cell's own thread, after an
/// <c>await</c>, in a task. The kernel puts the question there before it compiles them; it costs a read of a field.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Interruption
{
    /// <summary>How many interrupts are being carried out. While there is none, a loop need not find out whose it is.</summary>
    private static volatile int s_pending;

    /// <summary>Ends the loop if the cell that it belongs to has been interrupted.</summary>
    /// <exception cref="OperationCanceledException">It has.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Check()
    {
        if (s_pending != 0)
            EndIfInterrupted();
    }

    /// <summary>From now until <see cref="End"/>, loops of interrupted cells end.</summary>
    internal static void Begin() => Interlocked.Increment(ref s_pending);

    internal static void End() => Interlocked.Decrement(ref s_pending);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void EndIfInterrupted() => Notebook.Current.Interrupt.ThrowIfCancellationRequested();
}
