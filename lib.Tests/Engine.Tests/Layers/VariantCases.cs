using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.Tests.Layers;

/// <summary>The rows of variant_cases.py.</summary>
internal static class VariantCases
{
    public static readonly Dictionary<string, Func<Tensor[], Tensor>> ByKey = new()
    {
        ["celu: alpha"] = x => F.celu(x[0], 0.5),
        ["rrelu: evaluation"] = x => F.rrelu(x[0], 0.1, 0.4),
        ["threshold: value"] = x => F.threshold(x[0], 0.3, -1.5),
        ["hardsigmoid: plain"] = x => F.hardsigmoid(x[0] * 3),
        ["hardswish: plain"] = x => F.hardswish(x[0] * 3),
        ["logsigmoid: plain"] = x => F.logsigmoid(x[0] * 9),
        ["glu: halves"] = x => F.glu(x[0]),
        ["softsign: plain"] = x => F.softsign(x[0]),
        ["hardshrink: plain"] = x => F.hardshrink(x[0], 0.7),
        ["softshrink: plain"] = x => F.softshrink(x[0], 0.7),
        ["tanhshrink: plain"] = x => F.tanhshrink(x[0]),
        ["softmin: rows"] = x => F.softmin(x[0], 1),
        ["softmax2d: channels"] = x => F.softmax2d(x[0]),
        ["channel_shuffle: two groups"] = x => x[0].channel_shuffle(2),
        ["alpha_dropout: evaluation"] = x => F.alpha_dropout(x[0]),
        ["feature_alpha_dropout: evaluation"] = x => F.feature_alpha_dropout(x[0]),
        ["local_response_norm: three channels"] = x => F.local_response_norm(x[0], 3, 0.5, 0.75, 1.5),
        ["local_response_norm: even size, images"] = x => F.local_response_norm(x[0], 2, 1),

        ["soft_margin_loss: mean"] = x => F.soft_margin_loss(x[0], Signs(x[0])),
        ["margin_ranking_loss: margin"] = x => F.margin_ranking_loss(x[0], x[1] * 1.3, Signs(x[0]), 0.4),
        ["cosine_embedding_loss: margin"] = x => F.cosine_embedding_loss(x[0], x[1], Signs(x[0])[.., 3], 0.1, nn.Reduction.Sum),
        ["multi_margin_loss: linear"] = x => F.multi_margin_loss(x[0] * 1.3, tensor([1L, 0, 3])),
        ["multi_margin_loss: squared, weights"] = x => F.multi_margin_loss(x[0] * 1.3, tensor([1L, 0, 3]), 2, 0.6, Weights(x[0]), nn.Reduction.None),
        ["multi_margin_loss: one input"] = x => F.multi_margin_loss(x[0] * 1.3, tensor(2L)),
        ["multi_label_margin_loss: rows"] = x =>
            F.multi_label_margin_loss(x[0] * 1.3, tensor(new long[,] { { 3, 0, -1, 1 }, { -1, 2, 1, 0 }, { 0, 1, 2, 3 } }), nn.Reduction.None),
        ["multi_label_margin_loss: one input"] = x => F.multi_label_margin_loss(x[0] * 1.3, tensor([1L, -1, -1, 2])),
        ["multilabel_soft_margin_loss: weights"] = x => F.multilabel_soft_margin_loss(x[0], (Signs(x[0]) + 1) / 2, Weights(x[0])),
        ["pairwise_distance: Euclidean"] = x => F.pairwise_distance(x[0], x[1]),
        ["pairwise_distance: cubic, kept"] = x => F.pairwise_distance(x[0], x[1] * 0.9 - 0.3, 3, 1e-3, true),
        ["triplet_margin_with_distance_loss: plain"] = x => F.triplet_margin_with_distance_loss(x[0], x[1], x[2], margin: 2),
        ["triplet_margin_with_distance_loss: swapped"] = x =>
            F.triplet_margin_with_distance_loss(x[0], x[1], x[2], (a, b) => (a - b).square().sum(1L), 9, true, nn.Reduction.Sum),

        ["adaptive_max_pool1d: uneven"] = x => F.adaptive_max_pool1d(x[0], 3),
        ["adaptive_max_pool1d_with_indices: indices"] = x => Places(F.adaptive_max_pool1d_with_indices(x[0], 3), x[0]),
        ["adaptive_max_pool2d: uneven"] = x => F.adaptive_max_pool2d(x[0], [3, 4]),
        ["adaptive_max_pool2d_with_indices: indices"] = x => Places(F.adaptive_max_pool2d_with_indices(x[0], [2, 3]), x[0]),
        ["max_unpool1d: strided"] = x => F.max_unpool1d(x[0], tensor(new long[,,] { { { 0, 2, 5 }, { 1, 3, 4 } }, { { 1, 2, 4 }, { 0, 3, 5 } } }), 2),
        ["max_unpool1d: longer"] = x => F.max_unpool1d(x[0], tensor(new long[,] { { 0, 3, 6 } }), 2, output_size: [7]),
        ["max_unpool2d: overlapping"] = x =>
            F.max_unpool2d(x[0], tensor(new long[,,,] { { { { 0, 5 }, { 10, 12 } }, { { 6, 2 }, { 9, 15 } } } }), [2], [2]),
        ["lp_pool1d: squares"] = x => F.lp_pool1d(x[0], 2, 3, 2),
        ["lp_pool2d: squares, rounding up"] = x => F.lp_pool2d(x[0], 2, [2, 3], ceil_mode: true),
        ["lp_pool2d: cubes"] = x => F.lp_pool2d(x[0].abs(), 3, 2),

        ["scaled_dot_product_attention: plain"] = x => F.scaled_dot_product_attention(x[0], x[1], x[2]),
        ["scaled_dot_product_attention: causal"] = x => F.scaled_dot_product_attention(x[0], x[1], x[2], is_casual: true),
        ["scaled_dot_product_attention: truth values"] = x =>
            F.scaled_dot_product_attention(x[0], x[1], x[2], tensor(new[,] { { true, false, true }, { false, true, true } })),
        ["scaled_dot_product_attention: added mask"] = x => F.scaled_dot_product_attention(x[0], x[1], x[2], x[3]),
        ["bilinear: bias"] = x => F.bilinear(x[0], x[1], x[2], x[3]),
    };

    private static Tensor Signs(Tensor like) => tensor(new double[,] { { 1, -1, 1, -1 }, { 1, 1, -1, -1 }, { -1, 1, 1, 1 } }).to(like.dtype);

    private static Tensor Weights(Tensor like) => tensor([0.5, 1, 2, 0.25]).to(like.dtype);

    private static Tensor Places((Tensor Values, Tensor Indices) pooled, Tensor like) => pooled.Indices.to(like.dtype) + 0 * like.sum();
}
