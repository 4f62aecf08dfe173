namespace TorchSharp
{
    using Modules;

    public static partial class torch
    {
        public static partial class distributions
        {
            /// <summary>The sum of the squares of df standard normal variables.</summary>
            public static Chi2 Chi2(Tensor df, Generator? generator = null) => new(df, generator);
        }
    }
}

namespace TorchSharp.Modules
{
    using static torch;
    using static torch.distributions;

    /// <summary>The χ² distribution: a gamma distribution of concentration df/2 and rate ½.</summary>
    public class Chi2 : Gamma
    {
        public Chi2(Tensor df, Generator? generator = null) : base(0.5 * df, full_like(df, 0.5), generator)
        {
        }

        /// <summary>Degrees of freedom.</summary>
        public Tensor df => concentration * 2;

        public override Distribution expand(Size batch_shape, Distribution? instance = null) =>
            Expanded(batch_shape, instance, p => new Chi2(2 * p[0], generator));
    }
}
