# Less common activations, losses, pooling and products; read by make_layer_goldens.py.
case("celu: alpha", [(3, 4)], lambda x: F.celu(x, 0.5))
case("rrelu: evaluation", [(3, 4)], lambda x: F.rrelu(x, 0.1, 0.4))
case("threshold: value", [(3, 4)], lambda x: F.threshold(x, 0.3, -1.5))
case("hardsigmoid: plain", [(3, 4)], lambda x: F.relu6(x * 3 + 3) / 6)  # the gradient of F.hardsigmoid holds 1/6 in single precision
case("hardswish: plain", [(3, 4)], lambda x: F.hardswish(x * 3))
case("logsigmoid: plain", [(3, 4)], lambda x: F.logsigmoid(x * 9))
case("glu: halves", [(3, 4)], lambda x: F.glu(x))
case("softsign: plain", [(3, 4)], lambda x: F.softsign(x))
case("hardshrink: plain", [(3, 4)], lambda x: F.hardshrink(x, 0.7))
case("softshrink: plain", [(3, 4)], lambda x: F.softshrink(x, 0.7))
case("tanhshrink: plain", [(3, 4)], lambda x: F.tanhshrink(x))
case("softmin: rows", [(3, 4)], lambda x: F.softmin(x, 1))
case("softmax2d: channels", [(2, 3, 2, 2)], lambda x: nn.Softmax2d()(x))
case("channel_shuffle: two groups", [(2, 6, 2)], lambda x: x.reshape(2, 2, 3, 2).transpose(1, 2).reshape(2, 6, 2))
for name in ("alpha_dropout", "feature_alpha_dropout"):
    case(name + ": evaluation", [(2, 3, 2)], lambda x: x.clone())
case("local_response_norm: three channels", [(2, 5, 3)], lambda x: F.local_response_norm(x, 3, 0.5, 0.75, 1.5))
case("local_response_norm: even size, images", [(1, 4, 2, 2)], lambda x: F.local_response_norm(x, 2, 1.0))

SIGNS = torch.tensor([[1, -1, 1, -1], [1, 1, -1, -1], [-1, 1, 1, 1]], dtype=D)
case("soft_margin_loss: mean", [(3, 4)], lambda x: F.soft_margin_loss(x, SIGNS))
case("margin_ranking_loss: margin", [(3, 4), (3, 4)], lambda x, y: F.margin_ranking_loss(x, y * 1.3, SIGNS, 0.4))
case("cosine_embedding_loss: margin", [(3, 4), (3, 4)], lambda x, y: F.cosine_embedding_loss(x, y, SIGNS[:, 3], 0.1, reduction="sum"))
case("multi_margin_loss: linear", [(3, 4)], lambda x: F.multi_margin_loss(x * 1.3, torch.tensor([1, 0, 3])))
case("multi_margin_loss: squared, weights", [(3, 4)], lambda x: F.multi_margin_loss(x * 1.3, torch.tensor([1, 0, 3]), 2, 0.6, torch.tensor([0.5, 1, 2, 0.25], dtype=D), reduction="none"))
case("multi_margin_loss: one input", [(4,)], lambda x: F.multi_margin_loss(x * 1.3, torch.tensor(2)))
case("multi_label_margin_loss: rows", [(3, 4)], lambda x: F.multilabel_margin_loss(x * 1.3, torch.tensor([[3, 0, -1, 1], [-1, 2, 1, 0], [0, 1, 2, 3]]), reduction="none"))
case("multi_label_margin_loss: one input", [(4,)], lambda x: F.multilabel_margin_loss(x * 1.3, torch.tensor([1, -1, -1, 2])))
case("multilabel_soft_margin_loss: weights", [(3, 4)], lambda x: F.multilabel_soft_margin_loss(x, (SIGNS + 1) / 2, torch.tensor([0.5, 1, 2, 0.25], dtype=D)))
case("pairwise_distance: Euclidean", [(3, 4), (3, 4)], lambda x, y: F.pairwise_distance(x, y))
case("pairwise_distance: cubic, kept", [(3, 4), (3, 4)], lambda x, y: F.pairwise_distance(x, y * 0.9 - 0.3, 3, 1e-3, True))
case("triplet_margin_with_distance_loss: plain", [(3, 4), (3, 4), (3, 4)], lambda x, y, z: F.triplet_margin_with_distance_loss(x, y, z, margin=2.0))
case("triplet_margin_with_distance_loss: swapped", [(3, 4), (3, 4), (3, 4)], lambda x, y, z: F.triplet_margin_with_distance_loss(x, y, z, distance_function=lambda a, b: (a - b).square().sum(1), margin=9.0, swap=True, reduction="sum"))

case("adaptive_max_pool1d: uneven", [(2, 2, 7)], lambda x: F.adaptive_max_pool1d(x, 3))
case("adaptive_max_pool1d_with_indices: indices", [(2, 2, 7)], lambda x: F.adaptive_max_pool1d(x, 3, return_indices=True)[1].to(D) + 0 * x.sum())
case("adaptive_max_pool2d: uneven", [(2, 2, 5, 7)], lambda x: F.adaptive_max_pool2d(x, (3, 4)))
case("adaptive_max_pool2d_with_indices: indices", [(2, 5, 7)], lambda x: F.adaptive_max_pool2d(x, (2, 3), return_indices=True)[1].to(D) + 0 * x.sum())
case("max_unpool1d: strided", [(2, 2, 3)], lambda x: F.max_unpool1d(x, torch.tensor([[[0, 2, 5], [1, 3, 4]], [[1, 2, 4], [0, 3, 5]]]), 2))
case("max_unpool1d: longer", [(1, 3)], lambda x: F.max_unpool1d(x, torch.tensor([[0, 3, 6]]), 2, output_size=(7,)))
case("max_unpool2d: overlapping", [(1, 2, 2, 2)], lambda x: F.max_unpool2d(x, torch.tensor([[[[0, 5], [10, 12]], [[6, 2], [9, 15]]]]), 2, 2))
case("lp_pool1d: squares", [(2, 2, 7)], lambda x: F.lp_pool1d(x, 2, 3, 2))
case("lp_pool2d: squares, rounding up", [(2, 2, 5, 4)], lambda x: F.lp_pool2d(x, 2, (2, 3), ceil_mode=True))
case("lp_pool2d: cubes", [(1, 2, 4, 4)], lambda x: F.lp_pool2d(x.abs(), 3, 2))


def attention(q, k, v, mask=0.0):
    return torch.softmax(q @ k.transpose(-1, -2) / math.sqrt(q.shape[-1]) + mask, -1) @ v


case("scaled_dot_product_attention: plain", [(2, 3, 4), (2, 5, 4), (2, 5, 2)], attention)
case("scaled_dot_product_attention: causal", [(3, 4), (4, 4), (4, 2)], lambda q, k, v: attention(q, k, v, torch.full((3, 4), -math.inf, dtype=D).triu(1)))
case("scaled_dot_product_attention: truth values", [(2, 2, 4), (2, 3, 4), (2, 3, 2)], lambda q, k, v: attention(q, k, v, torch.tensor([[0, -math.inf, 0], [-math.inf, 0, 0]], dtype=D)))
case("scaled_dot_product_attention: added mask", [(2, 2, 4), (2, 3, 4), (2, 3, 2), (2, 3)], attention)
case("bilinear: bias", [(2, 2, 3), (2, 2, 4), (2, 3, 4), (2,)], lambda x, y, w, b: F.bilinear(x, y, w, b))
