using TorchSharp.Autograd;
using TorchSharp.Kernels;

namespace TorchSharp;

// Between types, into other tensors, and out to .NET.
public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The same values in another type; this tensor (another handle) if it already has it.</summary>
        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false)
        {
            Tensor result;
            if (type == dtype)
            {
                result = copy ? clone() : alias();
            }
            else
            {
                var converted = TensorImpl.Allocate(type, Impl.Sizes);
                Pointwise.Copy(Impl, converted);
                result = new Tensor(converted);
                var from = dtype;
                if (type.IsFloating() && Tape.Records(this)) Tape.Record("ToCopyBackward", result, [this], [], g => [g.Output.to(from)]);
            }
            if (disposeAfter) Dispose();
            return result;
        }

        public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false)
        {
            RequireCpu(device);
            return to(dtype, copy, disposeAfter);
        }

        public Tensor to(string device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) => to(new Device(device), copy, disposeAfter);

        public Tensor to(DeviceType deviceType, int deviceIndex = -1, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(new Device(deviceType, deviceIndex), copy, disposeAfter);

        public Tensor to(ScalarType type, Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false)
        {
            RequireCpu(device);
            return to(type, copy, disposeAfter);
        }

        /// <summary>To the type and device of another tensor.</summary>
        public Tensor to(Tensor other, bool non_blocking = false) => to(other.dtype, other.device);

        public Tensor to_type(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) => to(type, copy, disposeAfter);

        public Tensor type(ScalarType dtype) => to(dtype);

        public Tensor type_as(Tensor tensor) => to(tensor.dtype);

        public Tensor cpu() => alias();

        public Tensor cuda(Device? device = null, bool non_blocking = false)
        {
            RequireCpu(device ?? new Device(DeviceType.CUDA));
            return this;
        }

        public Tensor @float() => to(ScalarType.Float32);

        public Tensor @double() => to(ScalarType.Float64);

        public Tensor @long() => to(ScalarType.Int64);

        public Tensor @int() => to(ScalarType.Int32);

        public Tensor @short() => to(ScalarType.Int16);

        public Tensor @byte() => to(ScalarType.Byte);

        public Tensor @char() => to(ScalarType.Int8);

        public Tensor @bool() => to(ScalarType.Bool);

        /// <summary>Overwrites this tensor with another one's values, converted and broadcast.</summary>
        public Tensor copy_(Tensor source, bool nonBlocking = false)
        {
            if (!Shapes.Shape.IsBroadcastableTo(source.Impl.Sizes, Impl.Sizes))
                throw Guard.Error($"copy_: a source of shape {Guard.Shape(source.Impl.Sizes)} does not broadcast to {Guard.Shape(Impl.Sizes)}.");
            RequireWritable();
            var records = Tape.Records(this, source);
            var before = records ? EdgeOfOverwritten() : default;
            if (ReferenceEquals(source.Impl.Storage, Impl.Storage))
            {
                using var apart = source.detach().clone(); // they may overlap
                Pointwise.Copy(apart.Impl, Impl);
            }
            else
            {
                Pointwise.Copy(source.Impl, Impl);
            }
            GC.KeepAlive(source);
            Impl.Storage.BumpVersion();
            if (records)
                Tape.RecordInPlace("CopyBackward", this, before, [source], [], static g => [g.Needs(0) ? torch.zeros_like(g.Output) : null, g.Needs(1) ? g.Output : null]);
            return this;
        }

        /// <summary>Overwrites every element.</summary>
        public Tensor fill_(Scalar value)
        {
            RequireWritable();
            var records = Tape.Records(this);
            var before = records ? EdgeOfOverwritten() : default;
            Kernels.Fill.With(Impl, value);
            Impl.Storage.BumpVersion();
            if (records) Tape.RecordInPlace("FillBackward", this, before, [], [], static g => [g.Needs(0) ? torch.zeros_like(g.Output) : null]);
            return this;
        }

        /// <summary>The old value's place in the graph, which will receive zeros; a view's base takes care of that itself.</summary>
        private Edge EdgeOfOverwritten() => Impl.Autograd?.View is null ? Tape.EdgeTo(this) : default;

        public Tensor zero_() => fill_(0);

        /// <summary>The only element, as a .NET number of the tensor's own type.</summary>
        public T item<T>() where T : unmanaged
        {
            if (Impl.Count != 1) throw new ArgumentException($"item() needs a tensor of one element, this one has shape {Guard.Shape(Impl.Sizes)}.");
            if (ScalarTypes.Of<T>() != dtype) throw new ArgumentException($"item<{typeof(T).Name}>() on a tensor of {dtype}; use item<{NetName(dtype)}>() or convert with to().");
            return Read<T>();
        }

        /// <summary>The only element, whatever its type.</summary>
        public Scalar ToScalar() => dtype switch
        {
            ScalarType.Float32 => item<float>(),
            ScalarType.Float64 => item<double>(),
            ScalarType.Int64 => item<long>(),
            ScalarType.Int32 => item<int>(),
            ScalarType.Int16 => item<short>(),
            ScalarType.Int8 => item<sbyte>(),
            ScalarType.Byte => item<byte>(),
            ScalarType.Bool => item<bool>(),
            _ => throw Guard.Unsupported(dtype),
        };

        /// <summary>Access to the elements as .NET numbers of the tensor's own type.</summary>
        public Utils.TensorAccessor<T> data<T>() where T : unmanaged
        {
            if (ScalarTypes.Of<T>() != dtype) throw new ArgumentException($"data<{typeof(T).Name}>() on a tensor of {dtype}; use data<{NetName(dtype)}>().");
            return new Utils.TensorAccessor<T>(this);
        }

        /// <summary>The memory of a contiguous tensor. Writing to it goes past autograd.</summary>
        public unsafe Span<byte> bytes
        {
            get
            {
                if (!Impl.IsContiguous) throw Guard.Error("bytes needs a contiguous tensor; call contiguous() first.");
                return new Span<byte>(Impl.Data, checked((int)(Impl.Count * Impl.Type.Size())));
            }
            set
            {
                var own = bytes;
                if (value.Length != own.Length) throw new ArgumentException($"The tensor has {own.Length} bytes, {value.Length} were given.");
                value.CopyTo(own);
            }
        }

        internal unsafe T Read<T>(long element = 0) where T : unmanaged
        {
            var value = ((T*)Impl.Data)[element];
            GC.KeepAlive(this);
            return value;
        }

        private static string NetName(ScalarType type) => type switch
        {
            ScalarType.Float32 => "float",
            ScalarType.Float64 => "double",
            ScalarType.Int64 => "long",
            ScalarType.Int32 => "int",
            ScalarType.Int16 => "short",
            ScalarType.Int8 => "sbyte",
            ScalarType.Byte => "byte",
            _ => "bool",
        };

        public static explicit operator float(Tensor value) => value.ToSingle();
        public static explicit operator double(Tensor value) => value.ToDouble();
        public static explicit operator long(Tensor value) => value.ToInt64();
        public static explicit operator int(Tensor value) => value.ToInt32();
        public static explicit operator short(Tensor value) => value.ToInt16();
        public static explicit operator byte(Tensor value) => value.ToByte();
        public static explicit operator sbyte(Tensor value) => value.ToSByte();
        public static explicit operator bool(Tensor value) => value.ToBoolean();

        public static implicit operator Tensor(Scalar scalar) => Number(scalar);
        public static implicit operator Tensor(float value) => tensor(value);
        public static implicit operator Tensor(double value) => tensor(value);
        public static implicit operator Tensor(long value) => tensor(value);
        public static implicit operator Tensor(int value) => tensor(value);
        public static implicit operator Tensor(short value) => tensor(value);
        public static implicit operator Tensor(byte value) => tensor(value);
        public static implicit operator Tensor(sbyte value) => tensor(value);
        public static implicit operator Tensor(bool value) => tensor(value);
        public static implicit operator Tensor(float[] value) => tensor(value);
        public static implicit operator Tensor(double[] value) => tensor(value);
        public static implicit operator Tensor(long[] value) => tensor(value);
        public static implicit operator Tensor(int[] value) => tensor(value);
        public static implicit operator Tensor(short[] value) => tensor(value);
        public static implicit operator Tensor(byte[] value) => tensor(value);
        public static implicit operator Tensor(sbyte[] value) => tensor(value);
        public static implicit operator Tensor(bool[] value) => tensor(value);
    }
}

/// <summary>One-element tensors as .NET numbers.</summary>
public static partial class TensorExtensionMethods
{
    public static float ToSingle(this torch.Tensor value) => (float)value.ToScalar().AsDouble;
    public static double ToDouble(this torch.Tensor value) => value.ToScalar().AsDouble;
    public static long ToInt64(this torch.Tensor value) => value.ToScalar().AsInt64;
    public static int ToInt32(this torch.Tensor value) => (int)value.ToScalar().AsInt64;
    public static short ToInt16(this torch.Tensor value) => (short)value.ToScalar().AsInt64;
    public static byte ToByte(this torch.Tensor value) => (byte)value.ToScalar().AsInt64;
    public static sbyte ToSByte(this torch.Tensor value) => (sbyte)value.ToScalar().AsInt64;
    public static bool ToBoolean(this torch.Tensor value) => value.ToScalar().AsDouble != 0;

    /// <summary>Number of elements of a shape.</summary>
    public static long TotalSize(this IEnumerable<long> shape) => Shapes.Shape.Count(shape.ToArray());

    /// <summary>Bytes per element.</summary>
    public static int ElementSize(this torch.ScalarType type) => type.Size();
}
