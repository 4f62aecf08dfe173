namespace TorchSharp.Memory;

/// <summary>
/// The memory that a tensor and all its views share: reference counted, with the version counter that in-place operations
/// bump so that autograd notices when a value it saved was overwritten.
/// </summary>
internal sealed unsafe class Storage
{
    private readonly int _bucket;
    private ReferenceCount _references = new();
    private int _version;

    public Storage(long bytes)
    {
        Bytes = bytes;
        Data = NativeAllocator.Rent(bytes, out _bucket);
    }

    public byte* Data { get; private set; }

    public long Bytes { get; }

    /// <summary>Number of in-place writes so far.</summary>
    public int Version => Volatile.Read(ref _version);

    /// <summary>Whether one tensor alone looks at this memory.</summary>
    public bool IsExclusive => _references.IsExclusive;

    public void BumpVersion() => Interlocked.Increment(ref _version);

    public void Retain() => _references.Retain();

    public void Release()
    {
        if (!_references.Release()) return;
        var data = Data;
        Data = null;
        NativeAllocator.Return(data, _bucket);
    }
}
