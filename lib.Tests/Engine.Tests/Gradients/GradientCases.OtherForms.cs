using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Gradients;

internal static partial class GradientCases
{
    /// <summary>Overloads whose value does not come from the form in another row.</summary>
    private static IEnumerable<GradientCase> OtherForms() =>
    [
        Elementwise("gelu: approximate", x => x.gelu(GELU.Approximate.tanh)),
        One("renorm", x => x.renorm(2, 0, 1.5f), 2, 3),
        One("renorm: p = 1", x => x.renorm(1, 1, 3), 2, 3),
        One("var: tuple", x => x.var((0, 2)), 2, 3, 2),
        new("std_mean: tuple", x => [x[0].std_mean((0, 1)).std, x[0].std_mean((0, 1)).mean], Any(2, 3)),
    ];
}
