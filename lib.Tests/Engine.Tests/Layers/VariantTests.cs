using System.Runtime.InteropServices;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.Tests.Layers;

public sealed class VariantTests
{
    [Fact]
    public void Modules_call_the_functions_of_their_name()
    {
        using var scope = NewDisposeScope();
        var (x, y, z, signs) = (randn(3, 4), randn(3, 4), randn(3, 4), tensor([1f, -1, 1]));
        var images = randn(2, 4, 6, 6);
        TensorAssert.Close(F.celu(x, 0.5), nn.CELU(0.5).call(x));
        TensorAssert.Close(F.rrelu(x, 0.1, 0.2), nn.RReLU(0.1, 0.2).call(x));
        TensorAssert.Close(F.threshold(x, 0.1, 2), nn.Threshold(0.1, 2).call(x));
        TensorAssert.Close(F.hardsigmoid(x), nn.Hardsigmoid().call(x));
        TensorAssert.Close(F.hardswish(x), nn.Hardswish().call(x));
        TensorAssert.Close(F.logsigmoid(x), nn.LogSigmoid().call(x));
        TensorAssert.Close(F.glu(x, 1), nn.GLU().call(x));
        TensorAssert.Close(F.softsign(x), nn.Softsign().call(x));
        TensorAssert.Close(F.hardshrink(x, 0.2), nn.Hardshrink(0.2).call(x));
        TensorAssert.Close(F.softshrink(x, 0.2), nn.Softshrink(0.2).call(x));
        TensorAssert.Close(F.tanhshrink(x), nn.Tanhshrink().call(x));
        TensorAssert.Close(F.softmin(x, 0), nn.Softmin(0).call(x));
        TensorAssert.Close(F.softmax2d(images), nn.Softmax2d().call(images));
        TensorAssert.Close(images.channel_shuffle(2), nn.ChannelShuffle(2).call(images));
        TensorAssert.Close(F.pixel_unshuffle(images, 3), nn.PixelUnshuffle(3).call(images));
        TensorAssert.Close(F.local_response_norm(images, 3), nn.LocalResponseNorm(3).call(images));

        TensorAssert.Close(F.soft_margin_loss(x, y.sign()), nn.SoftMarginLoss().call(x, y.sign()));
        TensorAssert.Close(F.margin_ranking_loss(x, y, z.sign(), 0.2), nn.MarginRankingLoss(0.2).call(x, y, z.sign()));
        TensorAssert.Close(F.cosine_embedding_loss(x, y, signs, 0.2), nn.CosineEmbeddingLoss(0.2).call(x, y, signs));
        TensorAssert.Close(F.multi_margin_loss(x, tensor([0L, 1, 2]), 2, 0.5), nn.MultiMarginLoss(2, 0.5).call(x, tensor([0L, 1, 2])));
        TensorAssert.Close(F.multi_label_margin_loss(x, zeros(3, 4, int64)), nn.MultiLabelMarginLoss().call(x, zeros(3, 4, int64)));
        TensorAssert.Close(F.multilabel_soft_margin_loss(x, ones(3, 4)), nn.MultiLabelSoftMarginLoss().call(x, ones(3, 4)));
        TensorAssert.Close(F.pairwise_distance(x, y, 1, 0.1, true), nn.PairwiseDistance(1, 0.1, true).call(x, y));
        TensorAssert.Close(F.triplet_margin_with_distance_loss(x, y, z, margin: 2), nn.TripletMarginWithDistanceLoss(margin: 2).call(x, y, z));

        TensorAssert.Close(F.adaptive_max_pool2d(images, [2, 3]), nn.AdaptiveMaxPool2d([2, 3]).call(images));
        TensorAssert.Close(F.adaptive_max_pool1d(images[0], 2), nn.AdaptiveMaxPool1d(2).call(images[0]));
        TensorAssert.Close(F.lp_pool2d(images, 2, [2]), nn.LPPool2d(2, 2).call(images));
        TensorAssert.Close(F.lp_pool1d(images[0], 2, 2), nn.LPPool1d(2, 2).call(images[0]));
        TensorAssert.Close(F.pad(images, [1, 2, 3, 4], value: 5), nn.ConstantPad2d((1, 2, 3, 4), 5).call(images));
        TensorAssert.Close(F.pad(x, [1, 2], value: 5), nn.ConstantPad1d((1, 2), 5).call(x));
        TensorAssert.Close(F.pad(x, [1, 2], PaddingModes.Reflect), nn.ReflectionPad1d((1, 2)).call(x));
        TensorAssert.Close(F.pad(x, [2, 2], PaddingModes.Replicate), nn.ReplicationPad1d(2).call(x));
    }

    [Fact]
    public void Unpooling_puts_the_maxima_back_where_they_were()
    {
        using var scope = NewDisposeScope();
        var images = rand(2, 3, 4, 7);
        var (values, indices) = nn.MaxPool2d(2).forward_with_indices(images);
        var back = nn.MaxUnpool2d(2).call(values, indices, [4, 7]);
        Assert.Equal(images.shape, back.shape);
        TensorAssert.Close(images.where(back != 0, zeros_like(images)), back);
        Assert.Equal(values.numel(), (back != 0).sum().item<long>());
        var (ends, places) = nn.MaxPool1d(3).forward_with_indices(images[0]);
        TensorAssert.Close(ends, nn.MaxUnpool1d(3).call(ends, places).gather(-1, places));
    }

    [Fact]
    public void A_ParameterDict_keeps_names_and_order()
    {
        using var scope = NewDisposeScope();
        var (a, b, c) = (new Parameter(ones(1)), new Parameter(ones(2)), new Parameter(ones(3)));
        using var dictionary = nn.ParameterDict(("b", b), ("a", a));
        dictionary["c"] = c;
        Assert.Equal(["b", "a", "c"], dictionary.state_dict().Keys);
        Assert.Same(a, dictionary["a"]);
        Assert.Equal(("a", a), dictionary[1]);
        Assert.True(dictionary.Remove("b"));
        Assert.False(dictionary.ContainsKey("b"));
        dictionary.Insert(0, ("b", b));
        dictionary["a"] = c;
        Assert.Equal(["b", "a", "c"], dictionary.keys());
        Assert.Equal([b, c, c], dictionary.values());
        Assert.Contains("'d'", Assert.Throws<KeyNotFoundException>(() => dictionary["d"]).Message);
        dictionary.Clear();
        Assert.Empty(dictionary.parameters());
    }

    [Fact]
    public void A_bag_without_members_is_zero_and_a_frozen_one_is_not_trained()
    {
        using var scope = NewDisposeScope();
        using var bags = nn.EmbeddingBag_from_pretrained(ones(3, 2), mode: EmbeddingBagMode.Max);
        TensorAssert.Equal([1, 1, 0, 0], bags.call(tensor([0L, 2]), tensor([0L, 2])));
        Assert.False(bags.weight.requires_grad);
    }

    [Fact]
    public void Queries_see_nothing_that_a_mask_excludes()
    {
        using var scope = NewDisposeScope();
        using var attention = nn.MultiheadAttention(4, 2);
        var x = rand(3, 1, 4);
        var (causal, weights) = attention.call(x, x, x, attn_mask: ones(3, 3, ScalarType.Bool).triu(1));
        TensorAssert.Close(zeros(3), weights[0].triu(1).sum(1L));
        TensorAssert.Close(causal[0], attention.call(x[..1], x[..1], x[..1]).Item1[0]);
        Assert.Null(attention.call(x, x, x, need_weights: false).Item2);
    }

    [Fact]
    public void Copies_of_a_layer_start_equal_and_learn_apart()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.TransformerEncoderLayer(4, 2, 8);
        using var encoder = nn.TransformerEncoder(layer, 2);
        var state = encoder.state_dict();
        TensorAssert.Equal(TensorAssert.Values(state["layers.0.linear1.weight"]), state["layers.1.linear1.weight"]);
        using (no_grad()) state["layers.0.linear1.weight"].zero_();
        Assert.NotEqual(TensorAssert.Values(state["layers.0.linear1.weight"]), TensorAssert.Values(state["layers.1.linear1.weight"]));
    }

    [Fact]
    public void Mistakes_are_named_with_their_values()
    {
        using var scope = NewDisposeScope();
        Says("embedded_dim 6 must be divisible by num_heads 4", () => nn.MultiheadAttention(6, 4));
        Says("a query [L, N, 4]", () => nn.MultiheadAttention(4, 2).call(rand(3, 4), rand(3, 4), rand(3, 4)));
        Says("attn_mask of shape [3, 2] or [2, 3, 2], got [2, 3]", () => nn.MultiheadAttention(4, 2).call(rand(3, 1, 4), rand(2, 1, 4), rand(2, 1, 4), attn_mask: zeros(2, 3)));
        Says("key_padding_mask of shape [1, 2], got [2, 1]", () => nn.MultiheadAttention(4, 2).call(rand(3, 1, 4), rand(2, 1, 4), rand(2, 1, 4), zeros(2, 1)));
        Says("got [3, 4], [2, 5] and [2, 5]", () => F.scaled_dot_product_attention(rand(3, 4), rand(2, 5), rand(2, 5)));
        Says("either a mask or is_casual", () => F.scaled_dot_product_attention(rand(3, 4), rand(3, 4), rand(3, 4), zeros(3, 3), is_casual: true));
        Says("[2, 3] and [2, 4] do not fit weight [1, 3, 5]", () => F.bilinear(rand(2, 3), rand(2, 4), rand(1, 3, 5)));
        Says("indices from 0 to 5 are not all in 0 … 2", () => nn.EmbeddingBag(3, 2).call(tensor([0L, 5]), tensor([0L])));
        Says("without offsets", () => nn.EmbeddingBag(3, 2).call(tensor([0L, 1])));
        Says("offsets must rise from 0 to at most 2, got [0, 3]", () => nn.EmbeddingBag(3, 2).call(tensor([0L, 1]), tensor([0L, 3])));
        Says("need mode Sum", () => nn.EmbeddingBag(3, 2).call(tensor([0L, 1]), tensor([0L]), ones(2)));
        Says("classes from 1 to 4 are not all in 0 … 3", () => F.multi_margin_loss(rand(2, 4), tensor([1L, 4])));
        Says("[2, 4] and [2, 3]", () => F.multi_label_margin_loss(rand(2, 4), zeros(2, 3, int64)));
        Says("[1, 3, 2] and 0", () => F.local_response_norm(rand(1, 3, 2), 0));
        Says("C a multiple of 2, got [1, 3, 2]", () => rand(1, 3, 2).channel_shuffle(2));
        Says("output_size [9] is not less than one stride from [4]", () => F.max_unpool1d(rand(1, 2), zeros(1, 2, int64), 2, output_size: [9]));
        Says("lambda must not be negative, got -1", () => F.softshrink(rand(2), -1));
        Says("lower 2 must not be larger than upper 1", () => F.rrelu(rand(2), 2, 1));
        Says("needs at least one layer, got num_layers 0", () => nn.TransformerEncoder(nn.TransformerEncoderLayer(4, 2, 8), 0));
    }

    private static void Says(string part, Action mistake) => Assert.Contains(part, Assert.ThrowsAny<ExternalException>(mistake).Message);
}
