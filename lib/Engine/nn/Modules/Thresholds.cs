namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>x for x &gt; threshold, else value.</summary>
            public static Threshold Threshold(double threshold, double value, bool inplace = false) => new(threshold, value, inplace);

            /// <summary>x for x &gt; 0, else α(e^(x/α) − 1) (Barron 2017).</summary>
            public static CELU CELU(double alpha = 1, bool inplace = false) => new(alpha, inplace);

            /// <summary>x for x &gt; 0, else x times the mean of lower and upper: the randomized ReLU of Xu et al. (2015) as TorchSharp evaluates it.</summary>
            public static RReLU RReLU(double lower = 1.0 / 8, double upper = 1.0 / 3, bool inplace = false) => new(lower, upper, inplace);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;

    /// <summary>x for x &gt; threshold, else value.</summary>
    public sealed class Threshold : nn.Module<Tensor, Tensor>
    {
        internal Threshold(double threshold, double value, bool inplace) : base(nameof(Threshold)) => (this.threshold, this.value, this.inplace) = (threshold, value, inplace);

        public double threshold { get; set; }

        public double value { get; set; }

        public bool inplace { get; set; }

        public override Tensor forward(Tensor tensor) => nn.functional.threshold(tensor, threshold, value, inplace);
    }

    /// <summary>x for x &gt; 0, else α(e^(x/α) − 1) (Barron 2017).</summary>
    public sealed class CELU : nn.Module<Tensor, Tensor>
    {
        internal CELU(double alpha, bool inplace) : base(nameof(CELU)) => (this.alpha, this.inplace) = (alpha, inplace);

        public double alpha { get; set; }

        public bool inplace { get; set; }

        public override Tensor forward(Tensor tensor) => nn.functional.celu(tensor, alpha, inplace);
    }

    /// <summary>x for x &gt; 0, else x times the mean of lower and upper: the randomized ReLU of Xu et al. (2015) as TorchSharp evaluates it.</summary>
    public sealed class RReLU : nn.Module<Tensor, Tensor>
    {
        internal RReLU(double lower, double upper, bool inplace) : base(nameof(RReLU)) => (this.lower, this.upper, this.inplace) = (lower, upper, inplace);

        public double lower { get; set; }

        public double upper { get; set; }

        public bool inplace { get; set; }

        public override Tensor forward(Tensor tensor) => nn.functional.rrelu(tensor, lower, upper, inplace);
    }
}
