using TorchSharp.Modules;

namespace TorchSharp;

using static torch;

/// <summary>An optimizer's running values in a saved state: whether there is one, and its bytes.</summary>
internal static class StateBytes
{
    public static void Write(BinaryWriter writer, Tensor? value)
    {
        writer.Write(value is not null);
        if (value is null) return;
        using var dense = value.contiguous();
        writer.Write(dense.bytes);
    }

    public static void Read(BinaryReader reader, Parameter parameter, ref Tensor? value)
    {
        if (!reader.ReadBoolean())
        {
            value?.Dispose();
            value = null;
            return;
        }
        value ??= zeros_like(parameter).DetachFromDisposeScope();
        reader.BaseStream.ReadExactly(value.bytes);
    }
}
