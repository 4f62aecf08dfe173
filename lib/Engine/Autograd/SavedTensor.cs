namespace TorchSharp.Autograd;

using static torch;

/// <summary>A value that a backward formula needs, with the version it had; reading it after an in-place write is an error.</summary>
internal readonly struct SavedTensor
{
    private readonly TensorImpl? _impl;
    private readonly int _version;
    private readonly bool _isOutput;
    private readonly int _outputIndex;

    /// <summary>Saves an input of the operation.</summary>
    public SavedTensor(Tensor input)
    {
        _impl = input.Impl.Autograd?.View is null ? input.Impl.Retain() : WithoutBase(input);
        _version = _impl.Storage.Version;
    }

    /// <summary>Saves a result of the operation: only its memory, because result and node would otherwise keep each other alive.</summary>
    public SavedTensor(Tensor output, int outputIndex)
    {
        _impl = output.Impl.Alias();
        _version = _impl.Storage.Version;
        _isOutput = true;
        _outputIndex = outputIndex;
    }

    /// <summary>A view would hold its base, and a base that is written in place later would hold, by way of the graph, this node.</summary>
    private static TensorImpl WithoutBase(Tensor view)
    {
        var alias = view.Impl.Alias();
        if (Tape.EdgeTo(view) is { Node: not null } edge) alias.RequireAutograd().SetGradFn(edge.Node, edge.Index);
        return alias;
    }

    public void Release() => _impl?.Release();

    /// <summary>A new handle on the value, connected to the graph as the original was.</summary>
    public Tensor Unpack(Node owner)
    {
        var impl = _impl!;
        if (impl.Storage.Version != _version)
            throw Guard.Error(
                $"One of the variables needed for gradient computation has been modified by an inplace operation: {impl.Type} {Guard.Shape(impl.Sizes)}, " +
                $"needed by {owner.Name}, is at version {impl.Storage.Version}; expected version {_version}.");
        if (!_isOutput) return new Tensor(impl.Retain());
        var alias = impl.Alias();
        alias.RequireAutograd().SetGradFn(owner.Retain(), _outputIndex);
        return new Tensor(alias);
    }
}
