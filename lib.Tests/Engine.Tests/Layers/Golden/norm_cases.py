# Normalisation and dropout; read by make_layer_goldens.py.
case("batch_norm: training", [(3, 2, 2, 3), (2,), (2,)], lambda x, w, b: F.batch_norm(x, None, None, w, b, True))
case("batch_norm: features", [(5, 3), (3,), (3,)], lambda x, w, b: F.batch_norm(x, None, None, w, b, True, 0.1, 0.01))
case("batch_norm: plain", [(4, 2, 3)], lambda x: F.batch_norm(x, None, None, training=True))
case("batch_norm: evaluation", [(3, 2, 2, 2), (2,), (2,)], lambda x, w, b: F.batch_norm(x, torch.tensor([0.5, -1.0], dtype=D), torch.tensor([2.0, 0.25], dtype=D), w, b))
case("layer_norm: last dimension", [(3, 2, 5), (5,), (5,)], lambda x, w, b: F.layer_norm(x, (5,), w, b))
case("layer_norm: two dimensions, plain", [(3, 2, 4)], lambda x: F.layer_norm(x, (2, 4)))
case("layer_norm: scale only", [(3, 4), (4,)], lambda x, w: F.layer_norm(x, (4,), w, None, 0.1))
case("group_norm: affine", [(2, 4, 3, 2), (4,), (4,)], lambda x, w, b: F.group_norm(x, 2, w, b))
case("group_norm: plain", [(3, 4)], lambda x: F.group_norm(x, 2, eps=0.01))
case("instance_norm: affine", [(2, 3, 2, 3), (3,), (3,)], lambda x, w, b: F.instance_norm(x, weight=w, bias=b))
case("instance_norm: signals", [(2, 3, 4)], lambda x: F.instance_norm(x))
for name in ("dropout", "dropout1d", "dropout2d"):
    case(name + ": evaluation", [(2, 2, 3, 2)[:4 if name == "dropout2d" else 3]], lambda x: x.clone())

INIT["BatchNorm2d(3)"] = lambda: nn.BatchNorm2d(3)
INIT["BatchNorm1d(3,affine=False)"] = lambda: nn.BatchNorm1d(3, affine=False)
INIT["InstanceNorm2d(3,affine=True,track=True)"] = lambda: nn.InstanceNorm2d(3, affine=True, track_running_stats=True)
INIT["LayerNorm([2,3])"] = lambda: nn.LayerNorm([2, 3])
INIT["GroupNorm(2,4)"] = lambda: nn.GroupNorm(2, 4)


def tracked(make, shape):
    """Two batches in training, then one in evaluation: the state after them, and the three results."""
    torch.manual_seed(0)
    layer, results = make(), []
    for i in range(3):
        layer.train(i < 2)
        results.append(dump(layer(given(shape, i + 1).float()), "%.8g"))
    return {"results": results, "state": [[n, dump(p, "%.8g")] for n, p in layer.state_dict().items()]}


STATEFUL = {
    "BatchNorm1d": tracked(lambda: nn.BatchNorm1d(3, momentum=0.3), (5, 3)),
    "BatchNorm2d": tracked(lambda: nn.BatchNorm2d(2), (3, 2, 2, 3)),
    "BatchNorm2d, average": tracked(lambda: nn.BatchNorm2d(2, momentum=None), (3, 2, 2, 3)),
    "BatchNorm1d, untracked": tracked(lambda: nn.BatchNorm1d(3, track_running_stats=False), (5, 3, 2)),
    "InstanceNorm2d, tracked": tracked(lambda: nn.InstanceNorm2d(2, affine=True, track_running_stats=True), (3, 2, 2, 3)),
    "InstanceNorm1d": tracked(lambda: nn.InstanceNorm1d(2), (2, 3)),
}


def dropped(f, shape):
    torch.manual_seed(11)
    x = given(shape, 1).float().requires_grad_()
    y = f(x)
    y.sum().backward()
    return [dump(y, "%.9g"), dump(x.grad, "%.9g"), dump(torch.rand(1), "%.9g")]


DROPOUT = {
    "dropout": dropped(lambda x: F.dropout(x, 0.3), (4, 7)),
    "dropout of everything": dropped(lambda x: F.dropout(x, 1.0), (2, 3)),
    "dropout of nothing": dropped(lambda x: F.dropout(x, 0.0), (2, 3)),
    "Dropout": dropped(lambda x: nn.Dropout(0.5)(x), (3, 5)),
    "Dropout2d": dropped(lambda x: nn.Dropout2d(0.4)(x), (3, 4, 2, 2)),
    "dropout1d": dropped(lambda x: F.dropout1d(x, 0.4), (3, 4, 2)),
}
write("norm.json", {"stateful": STATEFUL, "dropout": DROPOUT})
