namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>x for x &gt; 0, else w·x with a learned w, one for all or one per channel; see <see cref="functional.prelu"/>.</summary>
            public static PReLU PReLU(long num_parameters, double init = 0.25, Device? device = null, ScalarType? dtype = null) => new(num_parameters, init, device, dtype);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;

    /// <summary>x for x &gt; 0, else w·x with a learned w.</summary>
    public sealed class PReLU : nn.Module<Tensor, Tensor>
    {
        internal PReLU(long num_parameters, double init, Device? device, ScalarType? dtype) : base(nameof(PReLU))
        {
            (this.num_parameters, this.init) = (num_parameters, init);
            using var w = full(new[] { num_parameters }, init, dtype ?? get_default_dtype(), device);
            register_parameter(nameof(weight), weight = new Parameter(w));
        }

        public long num_parameters { get; }

        public double init { get; }

        public Parameter weight { get; set; }

        public override Tensor forward(Tensor tensor) => nn.functional.prelu(tensor, weight);
    }
}
