namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>x for x &gt; 0, else α(eˣ − 1) (Clevert et al. 2015).</summary>
            public static Tensor elu(Tensor x, double alpha, bool inplace = false) => Place(x, x => x.elu(alpha), inplace);

            /// <summary>1.0507… · elu with α = 1.6733…, which keeps mean 0 and variance 1 (Klambauer et al. 2017).</summary>
            public static Tensor selu(Tensor x, bool inplace = false) => Place(x, static x => x.selu(), inplace);

            /// <summary>x·Φ(x), Φ the standard normal distribution function (Hendrycks and Gimpel 2016).</summary>
            public static Tensor gelu(Tensor x) => gelu(x, Modules.GELU.Approximate.none);

            /// <inheritdoc cref="gelu(Tensor)"/>
            public static Tensor gelu(Tensor x, bool inplace) => gelu(x, Modules.GELU.Approximate.none, inplace);

            /// <summary>x·Φ(x), or its approximation; see <see cref="Tensor.gelu(Modules.GELU.Approximate)"/>.</summary>
            public static Tensor gelu(Tensor x, Modules.GELU.Approximate approximate, bool inplace = false)
            {
                RequireFloating("gelu", x);
                return Place(x, x => x.gelu(approximate), inplace);
            }

            /// <summary>x cut off at min_val and max_val; its gradient is 0 from there on.</summary>
            public static Tensor hardtanh(Tensor x, double min_val = -1, double max_val = 1, bool inplace = false)
            {
                if (!(min_val <= max_val)) throw Guard.Error($"hardtanh: min_val {min_val} must not be larger than max_val {max_val}.");
                return Place(x, x => x.hardtanh(min_val, max_val), inplace);
            }

            /// <summary>min(max(x, 0), 6)</summary>
            public static Tensor relu6(Tensor x, bool inplace = false) => hardtanh(x, 0, 6, inplace);

            /// <summary>x·tanh(log(1 + eˣ)) (Misra 2019).</summary>
            public static Tensor mish(Tensor x, bool inplace = false) => Place(x, x => x * x.softplus().tanh(), inplace);

            /// <summary>x for x &gt; 0, else w·x with one w for all or one per channel of [N, C, …] (He et al. 2015).</summary>
            public static Tensor prelu(Tensor input, Tensor weight) => input.prelu(weight);

            /// <summary>In place, the function works on a copy: what it saves for backward must survive the write.</summary>
            private static Tensor Place(Tensor x, Func<Tensor, Tensor> function, bool inplace) => inplace ? x.copy_(function(x.clone())) : function(x);
        }
    }
}
