namespace TorchSharp.Memory;

/// <summary>How many hold an object that must be given back as soon as nobody does. Starts at one; any thread may count.</summary>
internal struct ReferenceCount()
{
    private int _count = 1;

    /// <summary>Whether there is exactly one holder.</summary>
    public readonly bool IsExclusive => Volatile.Read(in _count) == 1;

    public void Retain() => Interlocked.Increment(ref _count);

    /// <summary>A new reference, unless the last one has just gone.</summary>
    public bool TryRetain()
    {
        while (true)
        {
            var seen = Volatile.Read(ref _count);
            if (seen == 0) return false;
            if (Interlocked.CompareExchange(ref _count, seen + 1, seen) == seen) return true;
        }
    }

    /// <summary>Gives a reference up; true for the last one.</summary>
    public bool Release() => Interlocked.Decrement(ref _count) == 0;
}
