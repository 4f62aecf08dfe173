using TorchSharp.Formats;

namespace TorchSharp;

// A tensor as bytes in a stream or a file.
public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Writes the elements of a contiguous tensor, little-endian, without type and shape.</summary>
        /// <param name="stream">Where to.</param>
        /// <param name="bufferSize">Bytes a write.</param>
        public void WriteBytesToStream(Stream stream, int bufferSize = 1024) => ForEachPortion(bufferSize, portion => stream.Write(portion));

        /// <summary>Overwrites the elements of a contiguous tensor with what <see cref="WriteBytesToStream"/> wrote. It goes past autograd.</summary>
        /// <param name="stream">Where from.</param>
        /// <param name="bufferSize">Bytes a read.</param>
        /// <exception cref="EndOfStreamException">The stream has fewer bytes.</exception>
        public void ReadBytesFromStream(Stream stream, int bufferSize = 1024)
        {
            ForEachPortion(bufferSize, portion => stream.ReadExactly(portion));
            Impl.Storage.BumpVersion();
        }

        private unsafe void ForEachPortion(int size, PortionAction act)
        {
            if (!Impl.IsContiguous)
                throw Guard.Error($"A tensor of shape {Guard.Shape(Impl.Sizes)} and strides {Guard.Shape(Impl.Strides)} is not contiguous; call contiguous() first.");
            var bytes = Impl.Count * Impl.Type.Size();
            for (long at = 0; at < bytes; at += size) act(new Span<byte>(Impl.Data + at, (int)Math.Min(size, bytes - at)));
            GC.KeepAlive(this);
        }

        private delegate void PortionAction(Span<byte> portion);

        /// <summary>Reads a tensor that <see cref="TensorExtensionMethods.Save(Tensor, BinaryWriter)"/> wrote.</summary>
        /// <exception cref="InvalidDataException">What is there is no tensor, or not all of one.</exception>
        public static Tensor Load(BinaryReader reader) => TensorRecord.Read(reader);

        public static Tensor Load(Stream stream)
        {
            using var reader = new BinaryReader(stream, System.Text.Encoding.UTF8, leaveOpen: true);
            return Load(reader);
        }

        public static Tensor Load(string location)
        {
            using var stream = File.OpenRead(location);
            return Load(stream);
        }
    }
}

public static partial class TensorExtensionMethods
{
    /// <summary>Writes type, shape and elements in TorchSharp's format.</summary>
    public static void Save(this torch.Tensor tensor, BinaryWriter writer) => TensorRecord.Write(writer, tensor);

    public static void Save(this torch.Tensor tensor, Stream stream)
    {
        using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        tensor.Save(writer);
    }

    /// <summary>The same into a file; an older file stays until the new one is complete.</summary>
    public static void Save(this torch.Tensor tensor, string location) => AtomicFile.Write(location, tensor.Save);

    /// <summary>Overwrites a tensor with a saved one of the same type and shape.</summary>
    /// <param name="tensor">The tensor to overwrite.</param>
    /// <param name="reader">Stands before a saved tensor.</param>
    /// <param name="skip">Goes past the saved tensor instead.</param>
    public static void Load(this torch.Tensor tensor, BinaryReader reader, bool skip = false)
    {
        if (skip)
        {
            TensorRecord.Skip(reader);
            return;
        }
        using var loaded = TensorRecord.Read(reader);
        TensorRecord.RequireFit(loaded, tensor);
        using var mode = torch.no_grad();
        tensor.copy_(loaded);
    }

    /// <summary>Reads into a tensor, or, where there is none yet, makes it.</summary>
    public static void Load(ref torch.Tensor? tensor, BinaryReader reader, bool skip = false)
    {
        if (tensor is null) tensor = Load(reader, skip);
        else tensor.Load(reader, skip);
    }

    /// <summary>Reads a new tensor; one that is skipped is made of zeros.</summary>
    public static torch.Tensor Load(BinaryReader reader, bool skip = false)
    {
        var tensor = TensorRecord.Read(reader);
        return skip ? tensor.zero_() : tensor;
    }
}
