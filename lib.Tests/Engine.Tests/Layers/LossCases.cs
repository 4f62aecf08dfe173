using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.Tests.Layers;

internal static class LossCases
{
    public static readonly Dictionary<string, Func<Tensor[], Tensor>> ByKey = new()
    {
        ["l1_loss: mean"] = x => F.l1_loss(x[0], x[1] * 0.3 + 0.13),
        ["smooth_l1_loss: beta"] = x => F.smooth_l1_loss(x[0], x[1] * 0.3 + 0.13, nn.Reduction.Sum, 0.7),
        ["huber_loss: delta"] = x => F.huber_loss(x[0], x[1] * 0.3 + 0.13, 0.6),
        ["mse_loss: summed"] = x => F.mse_loss(x[0], x[1], nn.Reduction.Sum),
        ["kl_div: logarithms"] = x => F.kl_div(F.log_softmax(x[0], 1), F.log_softmax(x[1], 1)),
        ["kl_div: probabilities"] = x => F.kl_div(F.log_softmax(x[0], 1), F.softmax(x[1], 1), false, nn.Reduction.Sum),
        ["kl_div: zeros in the target"] = x => F.kl_div(F.log_softmax(x[0], 1), Numbers(x[0], [0, 0.25, 0.75, 1, 0, 0]).reshape(2, 3), false),
        ["gaussian_nll_loss: full"] = x => F.gaussian_nll_loss(x[0], x[1], x[2].exp(), true),
        ["gaussian_nll_loss: one variance per row"] = x => F.gaussian_nll_loss(x[0], x[1], x[2].square(), eps: 0.5f, reduction: nn.Reduction.Sum),
        ["poisson_nll_loss: logarithms"] = x => F.poisson_nll_loss(x[0], x[1].exp()),
        ["poisson_nll_loss: full"] = x => F.poisson_nll_loss(x[0].exp(), x[1].square(), false, true, 0.25f),
        ["cosine_similarity: rows"] = x => F.cosine_similarity(x[0], x[1]),
        ["triplet_margin_loss: plain"] = x => F.triplet_margin_loss(x[0], x[1], x[2]),
        ["triplet_margin_loss: swapped, cubic"] = x => F.triplet_margin_loss(x[0], x[1], x[2], 3, 3, swap: true, reduction: nn.Reduction.Sum),
        ["hinge_embedding_loss: margin"] = x => F.hinge_embedding_loss(x[0], Numbers(x[0], [1, -1, 1, -1, -1, 1]), 0.8),
        ["nll_loss: plain"] = x => F.nll_loss(x[0], tensor([1L, 0, 3])),
        ["nll_loss: weights"] = x => F.nll_loss(x[0], tensor([1L, 0, 3]), Numbers(x[0], [0.5, 1, 2, 0.25])),
        ["nll_loss: images"] = x => F.nll_loss(x[0], tensor(new long[,] { { 1, 0 }, { 2, -100 } }), reduction: nn.Reduction.None),
        ["cross_entropy: classes"] = x => F.cross_entropy(x[0], tensor([1L, 0, 3])),
        ["cross_entropy: one input"] = x => F.cross_entropy(x[0], tensor(2L)),
        ["cross_entropy: ignored"] = x => F.cross_entropy(x[0], tensor([1L, 3, 3]), ignore_index: 1),
        ["cross_entropy: weights and smoothing"] = x => F.cross_entropy(x[0], tensor([1L, 0, 3]), Numbers(x[0], [0.5, 1, 2, 0.25]), label_smoothing: 0.2),
        ["cross_entropy: images, ignored and smoothed"] = x => F.cross_entropy(x[0], tensor(new long[,] { { 1, 0 }, { 2, -100 } }), reduction: nn.Reduction.Sum, label_smoothing: 0.1),
        ["cross_entropy: probabilities"] = x => F.cross_entropy(x[0], F.softmax(x[1], 1), Numbers(x[0], [0.5, 1, 2, 0.25]), label_smoothing: 0.3),
        ["cross_entropy: probabilities, not reduced"] = x => F.cross_entropy(x[0], F.softmax(x[1], 1), reduction: nn.Reduction.None),
    };

    /// <summary>A constant of the type of <paramref name="like"/>.</summary>
    private static Tensor Numbers(Tensor like, double[] values) => tensor(values).to(like.dtype);
}
