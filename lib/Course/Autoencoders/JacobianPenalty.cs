using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Course.Autoencoders;

/// <summary>‖∂z/∂x‖²: how much a code moves when the item is moved a little (Rifai et al., <i>Contractive auto-encoders</i>, 2011).</summary>
public static class JacobianPenalty
{
    /// <summary>For any encoder, by differentiating it; the result can be differentiated once more.</summary>
    /// <param name="encode">[N, …] to [N, K]; must treat the items of a batch apart.</param>
    /// <param name="x">[N, …].</param>
    /// <returns>The squared Frobenius norm, averaged over the batch; a 0-d tensor ≥ 0.</returns>
    public static Tensor ByAutograd(Func<Tensor, Tensor> encode, Tensor x)
    {
        var input = x.detach().requires_grad_();
        var z = encode(input);
        // The sum over the batch has, for each item, the gradient of its own code alone.
        var rows = Enumerable.Range(0, (int)z.shape[1])
            .Select(k => autograd.grad([z[.., k].sum()], [input], create_graph: true)[0].square().sum());
        return rows.Aggregate((sum, row) => sum + row) / x.shape[0];
    }

    /// <summary>For one sigmoid layer z = σ(Wx + b): Σⱼ (zⱼ (1 − zⱼ))² Σᵢ Wⱼᵢ², without differentiating.</summary>
    /// <param name="layer">W [K, D].</param>
    /// <param name="z">Its outputs [N, K].</param>
    /// <returns>The squared Frobenius norm, averaged over the batch; a 0-d tensor ≥ 0.</returns>
    public static Tensor OfSigmoidLayer(Linear layer, Tensor z) =>
        ((z * (1 - z)).square() * layer.weight!.square().sum(1L)).sum() / z.shape[0];
}
