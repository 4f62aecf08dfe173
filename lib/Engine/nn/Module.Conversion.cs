using TorchSharp.Modules;

namespace TorchSharp;

// Other types and devices.
public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>
            /// Converts parameters, their gradients and floating buffers, here and below. They stay the same objects, so that
            /// optimizers go on training them.
            /// </summary>
            protected internal virtual Module _to(ScalarType dtype, bool non_blocking)
            {
                if (!dtype.IsFloating() && Enum.IsDefined(dtype) && dtype is not (ScalarType.Float16 or ScalarType.BFloat16))
                    throw new ArgumentException($"nn.Module.to only accepts floating point types, got {dtype}.", nameof(dtype));
                foreach (var child in children()) child._to(dtype, non_blocking);
                foreach (var (_, parameter) in _parameterList) Convert(parameter, dtype);
                foreach (var (_, buffer, _) in _bufferList)
                    if (buffer.is_floating_point()) Convert(buffer, dtype);
                return this;
            }

            protected internal virtual Module _to(Device device, ScalarType dtype, bool non_blocking)
            {
                RequireCpu(device);
                return _to(dtype, non_blocking);
            }

            /// <summary>The engine has one device: everything is there already, or the request is refused.</summary>
            protected internal virtual Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking)
            {
                RequireCpu(new Device(deviceType, deviceIndex));
                return this;
            }

            /// <summary>To the type and device of a tensor.</summary>
            public Module _to(Tensor other, bool non_blocking) => _to(other.device, other.dtype, non_blocking);

            private static void Convert(Tensor tensor, ScalarType dtype)
            {
                if (tensor.dtype == dtype) return;
                using var mode = no_grad();
                using var values = tensor.to(dtype);
                using var gradient = tensor.GradInPlace?.to(dtype);
                var converted = values.Impl.Alias();
                if (tensor.requires_grad) converted.RequireAutograd().RequiresGrad = true;
                tensor.StandFor(converted);
                if (gradient is not null) tensor.grad = gradient;
            }
        }
    }
}

/// <summary>Conversions that return the module in its own type, so that they can follow its constructor.</summary>
public static class ModuleExtensionMethods
{
    /// <summary>Converts parameters and floating buffers in place.</summary>
    /// <param name="module">The module.</param>
    /// <param name="type">A floating type.</param>
    /// <param name="non_blocking">Without meaning on the CPU.</param>
    public static T to<T>(this T module, torch.ScalarType type, bool non_blocking = false) where T : torch.nn.Module => (T)module._to(type, non_blocking);

    public static T to<T>(this T module, torch.Device device, torch.ScalarType type, bool non_blocking = false) where T : torch.nn.Module =>
        (T)module._to(device, type, non_blocking);

    public static T to<T>(this T module, torch.Device device, bool non_blocking = false) where T : torch.nn.Module =>
        (T)module._to(device.type, device.index, non_blocking);

    public static T to<T>(this T module, DeviceType deviceType, int deviceIndex = -1, bool non_blocking = false) where T : torch.nn.Module =>
        (T)module._to(deviceType, deviceIndex, non_blocking);

    public static T to<T>(this T module, string device, bool non_blocking = false) where T : torch.nn.Module =>
        module.to(new torch.Device(device), non_blocking);

    public static T to<T>(this T module, torch.Tensor other, bool non_blocking = false) where T : torch.nn.Module => (T)module._to(other, non_blocking);

    public static T cpu<T>(this T module, bool non_blocking = false) where T : torch.nn.Module => (T)module._to(DeviceType.CPU, -1, non_blocking);

    public static T cuda<T>(this T module, int deviceIndex = -1, bool non_blocking = false) where T : torch.nn.Module =>
        (T)module._to(DeviceType.CUDA, deviceIndex, non_blocking);

    public static T @float<T>(this T module, bool non_blocking = false) where T : torch.nn.Module => module.to(torch.ScalarType.Float32, non_blocking);

    public static T @double<T>(this T module, bool non_blocking = false) where T : torch.nn.Module => module.to(torch.ScalarType.Float64, non_blocking);

    public static T half<T>(this T module, bool non_blocking = false) where T : torch.nn.Module => module.to(torch.ScalarType.Float16, non_blocking);
}
