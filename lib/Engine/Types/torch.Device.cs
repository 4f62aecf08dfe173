using System.Globalization;

namespace TorchSharp;

/// <summary>Kinds of device, with PyTorch's codes.</summary>
public enum DeviceType
{
    CPU = 0,
    CUDA = 1,
    MKLDNN = 2,
    OPENGL = 3,
    OPENCL = 4,
    IDEEP = 5,
    HIP = 6,
    FPGA = 7,
    MSNPU = 8,
    XLA = 9,
    MPS = 13,
    META = 14,
}

public static partial class torch
{
    /// <summary>Where a tensor lives. The embedded engine computes on the CPU only.</summary>
    public class Device
    {
        /// <param name="description"><c>"cpu"</c>, <c>"cuda"</c> or <c>"cuda:1"</c>.</param>
        public Device(string description)
        {
            var parts = description.Split(':');
            type = Enum.TryParse<DeviceType>(parts[0], ignoreCase: true, out var parsed)
                ? parsed
                : throw new ArgumentException($"'{description}' is no device; use cpu, cuda or cuda:N.", nameof(description));
            index = parts.Length == 2 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var i)
                ? i
                : parts.Length == 1 ? -1 : throw new ArgumentException($"'{description}' is no device; use cpu, cuda or cuda:N.", nameof(description));
        }

        public Device(string deviceType, int index = -1) : this(deviceType) => this.index = index;

        public Device(DeviceType deviceType, int index = -1)
        {
            type = deviceType;
            this.index = index;
        }

        public Device(int index) : this(DeviceType.CUDA, index)
        {
        }

        /// <summary>Kind of device.</summary>
        public DeviceType type { get; } = DeviceType.CPU;

        /// <summary>Number of the device among its kind; −1 means the current one.</summary>
        public int index { get; } = -1;

        /// <inheritdoc/>
        public override string ToString() => type.ToString().ToLowerInvariant() + (index >= 0 ? ":" + index : "");

        public static implicit operator Device(string description) => new(description);
    }

    public static Device CPU = new(DeviceType.CPU);

    /// <summary>Refuses devices that the embedded engine does not have.</summary>
    internal static void RequireCpu(Device? device)
    {
        if (device is not null && device.type != DeviceType.CPU)
            throw Guard.Error($"Device {device} is not available in the embedded engine; build with -p:TorchBackend=TorchSharp-cuda to train on a GPU.");
    }

    /// <summary>Makes a device usable and returns it; without an argument the default one.</summary>
    public static Device InitializeDevice(Device? device)
    {
        RequireCpu(device);
        return device ?? CPU;
    }

    public static class cuda
    {
        /// <summary>Always false: the embedded engine has no GPU code.</summary>
        public static bool is_available() => false;

        public static bool is_cudnn_available() => false;

        public static int device_count() => 0;

        public static void manual_seed(long seed)
        {
        }

        public static void manual_seed_all(long seed)
        {
        }

        public static void synchronize(Device? device = null)
        {
        }
    }

    public static bool cuda_is_available() => false;
}
