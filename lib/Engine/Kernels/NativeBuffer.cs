using System.Runtime.InteropServices;

namespace TorchSharp.Kernels;

/// <summary>Aligned memory outside the managed heap that grows to the largest size asked for and lives as long as its owner.</summary>
internal sealed unsafe class NativeBuffer
{
    /// <summary>A page: cache lines and vectors never straddle, and panels begin at the same set of the cache.</summary>
    private const int Alignment = 4096;

    private void* memory;
    private nuint size;

    ~NativeBuffer() => NativeMemory.AlignedFree(memory);

    /// <summary>At least <paramref name="bytes"/> bytes, of undefined content, valid until the next call.</summary>
    public void* Ensure(nuint bytes)
    {
        if (bytes <= size)
            return memory;
        NativeMemory.AlignedFree(memory);
        memory = null;
        size = 0;
        nuint rounded = (bytes + Alignment - 1) & ~(nuint)(Alignment - 1);
        memory = NativeMemory.AlignedAlloc(rounded, Alignment);
        size = rounded;
        return memory;
    }
}
