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

    /// <summary>What one object writes, another of the same type reads.</summary>
    public static void Copy(Action<BinaryWriter> save, Action<BinaryReader> load)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        save(writer);
        bytes.Position = 0;
        using var reader = new BinaryReader(bytes);
        load(reader);
    }
}
