using System.Runtime.InteropServices;
using TorchSharp.RandomNumbers;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A source of random numbers. The default one serves every operation that is given none.</summary>
    public class Generator : IDisposable
    {
        private const int StateWords = 624;

        public Generator(ulong seed = 0, Device? device = null)
        {
            RequireCpu(device);
            this.device = CPU;
            Twister = new MersenneTwister(seed);
        }

        /// <summary>The one that <see cref="torch.manual_seed(long)"/> seeds.</summary>
        public static Generator Default { get; } = new(67280421310721); // PyTorch's default seed

        public Device device { get; }

        internal MersenneTwister Twister { get; private set; }

        public Generator manual_seed(long seed)
        {
            lock (this) Twister.Seed((ulong)seed);
            return this;
        }

        /// <summary>Seeds from the operating system's randomness and returns the seed.</summary>
        public long seed()
        {
            var seed = (long)(System.Security.Cryptography.RandomNumberGenerator.GetInt32(int.MaxValue));
            manual_seed(seed);
            return seed;
        }

        public long initial_seed() => (long)Twister.InitialSeed;

        /// <summary>Everything needed to continue the stream later: a Byte tensor.</summary>
        public Tensor get_state()
        {
            lock (this)
            {
                var bytes = new byte[8 + 4 + 1 + 8 + StateWords * 4];
                BitConverter.TryWriteBytes(bytes, Twister.InitialSeed);
                BitConverter.TryWriteBytes(bytes.AsSpan(8), Twister.Position);
                bytes[12] = Twister.SpareNormal is null ? (byte)0 : (byte)1;
                BitConverter.TryWriteBytes(bytes.AsSpan(13), Twister.SpareNormal ?? 0);
                MemoryMarshal.AsBytes(Twister.State).CopyTo(bytes.AsSpan(21));
                return tensor(bytes);
            }
        }

        public void set_state(Tensor value)
        {
            using var elements = value.data<byte>();
            var bytes = elements.ToArray();
            if (bytes.Length != 21 + StateWords * 4) throw Guard.Error($"A generator state has {21 + StateWords * 4} bytes, this tensor {bytes.Length}.");
            var restored = MersenneTwister.Restore(
                BitConverter.ToUInt64(bytes), MemoryMarshal.Cast<byte, uint>(bytes.AsSpan(21)), BitConverter.ToInt32(bytes, 8),
                bytes[12] == 0 ? null : BitConverter.ToDouble(bytes, 13));
            lock (this) Twister = restored;
        }

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
        }
    }

    /// <summary>Seeds the default generator: the same seed gives PyTorch's numbers.</summary>
    public static Generator manual_seed(long seed) => Generator.Default.manual_seed(seed);

    public static Tensor get_rng_state() => Generator.Default.get_state();

    public static void set_rng_state(Tensor new_state) => Generator.Default.set_state(new_state);

    /// <summary>The default generator's seed and state.</summary>
    public static class random
    {
        public static Generator manual_seed(long seed) => torch.manual_seed(seed);

        public static long seed() => Generator.Default.seed();

        public static long initial_seed() => Generator.Default.initial_seed();

        public static Tensor get_rng_state() => torch.get_rng_state();

        public static void set_rng_state(Tensor new_state) => torch.set_rng_state(new_state);
    }
}
