using static TorchSharp.torch;

namespace Course.Lectures;

/// <summary>What follows Wx + b in a layer.</summary>
/// <param name="Name">"sigmoid".</param>
/// <param name="Of">s(a).</param>
/// <param name="Slope">s′, as a function of the output z = s(a).</param>
/// <param name="OfTensor">s for the engine, which differentiates it by itself.</param>
internal sealed record LayerActivation(string Name, Func<double, double> Of, Func<double, double> Slope, Func<Tensor, Tensor> OfTensor)
{
    public static LayerActivation Sigmoid { get; } = new("sigmoid", a => 1 / (1 + Math.Exp(-a)), z => z * (1 - z), a => a.sigmoid());

    public static LayerActivation Tanh { get; } = new("tanh", Math.Tanh, z => 1 - z * z, a => a.tanh());
}
