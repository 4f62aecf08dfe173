namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>yₒ = x₁ᵀ·Wₒ·x₂ + bₒ; initial values are PyTorch's, uniform on ±1/√in1_features.</summary>
            public static Bilinear Bilinear(
                long in1_features, long in2_features, long out_features, bool hasBias = true, Device? device = null, ScalarType? dtype = null)
            {
                if (in1_features <= 0) throw Guard.Error($"Bilinear: in1_features must be positive, got {in1_features}.");
                var bound = 1 / Math.Sqrt(in1_features);
                using var weight = init.uniform_(empty(new[] { out_features, in1_features, in2_features }, dtype, device), -bound, bound);
                using var bias = hasBias ? init.uniform_(empty(new[] { out_features }, dtype, device), -bound, bound) : null;
                return new(new Parameter(weight), bias is null ? null : new Parameter(bias));
            }

            public static partial class functional
            {
                /// <summary>yₒ = x₁ᵀ·Wₒ·x₂ + bₒ.</summary>
                /// <param name="input1">[*, in1]</param>
                /// <param name="input2">[*, in2], of the same leading sizes.</param>
                /// <param name="weight">[out, in1, in2]</param>
                /// <param name="bias">[out], or null.</param>
                /// <returns>[*, out]</returns>
                public static Tensor bilinear(Tensor input1, Tensor input2, Tensor weight, Tensor? bias = null)
                {
                    var (a, b, w) = (input1.Impl.Sizes, input2.Impl.Sizes, weight.Impl.Sizes);
                    if (w.Length != 3 || a.Length == 0 || a.Length != b.Length || !a.AsSpan(..^1).SequenceEqual(b.AsSpan(..^1)) || a[^1] != w[1] || b[^1] != w[2])
                        throw Guard.Error($"bilinear: inputs {Guard.Shape(a)} and {Guard.Shape(b)} do not fit weight {Guard.Shape(w)}: expected [*, in1], [*, in2] and [out, in1, in2].");
                    // x₁ᵀW of all outputs in one product, then one small product with x₂ each.
                    var left = input1.reshape(-1, w[1]).mm(weight.permute(1, 0, 2).reshape(w[1], w[0] * w[2])).reshape(-1, w[0], w[2]);
                    var y = left.bmm(input2.reshape(-1, w[2], 1)).reshape([.. a[..^1], w[0]]);
                    return bias is null ? y : y + bias;
                }
            }
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;

    /// <summary>A product of two inputs with a learned matrix per output.</summary>
    public sealed class Bilinear : nn.Module<Tensor, Tensor, Tensor>
    {
        internal Bilinear(Parameter weight, Parameter? bias) : base(nameof(Bilinear))
        {
            (this.weight, this.bias) = (weight, bias);
            (out_features, in1_features, in2_features) = (weight.Impl.Sizes[0], weight.Impl.Sizes[1], weight.Impl.Sizes[2]);
            register_parameter(nameof(weight), weight);
            register_parameter(nameof(bias), bias);
        }

        /// <summary>[out, in1, in2]</summary>
        public Parameter weight { get; set; }

        /// <summary>[out], or null.</summary>
        public Parameter? bias { get; set; }

        public long in1_features { get; set; }

        public long in2_features { get; set; }

        public long out_features { get; set; }

        public override Tensor forward(Tensor input1, Tensor input2) => nn.functional.bilinear(input1, input2, weight, bias);
    }
}
