using System.Reflection;
using System.Runtime.Loader;

namespace Course.Kernel.Execution;

/// <summary>
/// Holds the code of one cell and lets go of it when nothing uses it any more: no variable of one of its types, no delegate, no later
/// cell. What it was compiled against lives as long as it does, since references are resolved only when a method first runs.
/// </summary>
/// <remarks>Must not refer to its own assembly: while it unloads, the runtime holds on to the context.</remarks>
internal sealed class SubmissionContext : AssemblyLoadContext
{
    private readonly Dictionary<string, Assembly> _earlier = [];

    private static SubmissionContext? s_next;

    private SubmissionContext()
        : base(isCollectible: true)
    {
    }

    /// <summary>Makes what the next cell is loaded into; meant for another thread, while this one compiles the cell.</summary>
    public static void Prepare()
    {
        if (Volatile.Read(ref s_next) is not null)
            return;
        var context = new SubmissionContext();
        ThrowawayCell.RunIn(context);
        Interlocked.CompareExchange(ref s_next, context, null);
    }

    /// <param name="image">The compiled cell.</param>
    /// <param name="symbols">Its line numbers; null where nobody asks for them while it runs.</param>
    /// <param name="earlier">Cells that this one may refer to, by the names of their assemblies.</param>
    public static Assembly Load(Stream image, Stream? symbols, IReadOnlyDictionary<string, Assembly> earlier)
    {
        var context = Interlocked.Exchange(ref s_next, null) ?? new SubmissionContext();
        var cell = context.LoadFromStream(image, symbols);
        foreach (var reference in cell.GetReferencedAssemblies())
        {
            if (earlier.TryGetValue(reference.Name!, out var referenced))
                context._earlier[reference.Name!] = referenced;
        }

        return cell;
    }

    protected override Assembly? Load(AssemblyName assemblyName) => _earlier.GetValueOrDefault(assemblyName.Name!);
}
