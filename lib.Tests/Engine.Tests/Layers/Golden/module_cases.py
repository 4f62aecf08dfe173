# Whole modules from seed 7 in single precision: results, and gradients of Σₖ resultₖ · given(shape, 9 + k) by inputs and parameters, which are
# also their initial values. Read by make_layer_goldens.py, written to modules.json.
MODULES = {}


def module(key, make, shapes, call=lambda m, *x: m(*x)):
    assert key not in MODULES, key
    MODULES[key] = (make, shapes, call)


def flat(y):
    return [t for part in y for t in flat(part)] if isinstance(y, (tuple, list)) else [] if y is None else [y]


module("LSTM", lambda: nn.LSTM(3, 11), [(4, 5, 3)])
module("LSTM, initial states", lambda: nn.LSTM(3, 4), [(4, 5, 3), (1, 5, 4), (1, 5, 4)], lambda m, x, h, c: m(x, (h, c)))
module("LSTM, all options", lambda: nn.LSTM(3, 4, 2, batch_first=True, bidirectional=True), [(5, 4, 3), (4, 5, 4), (4, 5, 4)], lambda m, x, h, c: m(x, (h, c)))
module("LSTM, without bias", lambda: nn.LSTM(3, 8, bias=False), [(4, 2, 3)])
module("LSTM, one sequence", lambda: nn.LSTM(3, 5, 2), [(4, 3)])
module("LSTM, dropout", lambda: nn.LSTM(3, 5, 3, dropout=0.4), [(4, 2, 3)])
module("GRU", lambda: nn.GRU(3, 11), [(4, 5, 3)])
module("GRU, all options", lambda: nn.GRU(3, 4, 2, batch_first=True, bidirectional=True), [(5, 4, 3), (4, 5, 4)])
module("GRU, without bias", lambda: nn.GRU(3, 5, bias=False), [(4, 2, 3)])
module("RNN", lambda: nn.RNN(3, 11), [(4, 5, 3)])
module("RNN, all options", lambda: nn.RNN(3, 4, 2, nonlinearity="relu", batch_first=True, bidirectional=True), [(5, 4, 3), (4, 5, 4)])
module("LSTMCell", lambda: nn.LSTMCell(3, 5), [(2, 3)])
module("LSTMCell, states", lambda: nn.LSTMCell(3, 5, bias=False), [(3,), (5,), (5,)], lambda m, x, h, c: m(x, (h, c)))
module("GRUCell", lambda: nn.GRUCell(3, 5), [(2, 3), (2, 5)])
module("RNNCell", lambda: nn.RNNCell(3, 5, nonlinearity="relu"), [(2, 3), (2, 5)])
module("RNNCell, tanh", lambda: nn.RNNCell(3, 5), [(3,)])

module("Bilinear", lambda: nn.Bilinear(3, 4, 5), [(2, 6, 3), (2, 6, 4)])
module("Bilinear, without bias", lambda: nn.Bilinear(3, 4, 2, bias=False), [(3,), (4,)])

BAGS = torch.tensor([1, 3, 3, 0, 4, 1, 2]), torch.tensor([0, 3, 3])
for mode in ("sum", "mean", "max"):
    module("EmbeddingBag, " + mode, lambda mode=mode: nn.EmbeddingBag(5, 3, mode=mode), [], lambda m: m(*BAGS))
module("EmbeddingBag, rows", lambda: nn.EmbeddingBag(5, 3), [], lambda m: m(torch.tensor([[1, 3], [0, 0], [4, 2]])))
module("EmbeddingBag, padding", lambda: nn.EmbeddingBag(5, 3, padding_idx=3), [], lambda m: m(*BAGS))
module("EmbeddingBag, last offset", lambda: nn.EmbeddingBag(5, 3, mode="sum", include_last_offset=True), [], lambda m: m(BAGS[0], torch.tensor([0, 2, 7])))
module("EmbeddingBag, weights", lambda: nn.EmbeddingBag(5, 3, mode="sum"), [(7,)], lambda m, w: m(*BAGS, per_sample_weights=w))

MASK = torch.tensor([[False, True, False], [False, False, True], [True, False, False], [False, False, False]])
PADDING = torch.tensor([[False, False, True], [False, False, False]])
module("MultiheadAttention", lambda: nn.MultiheadAttention(6, 2), [(4, 2, 6), (3, 2, 6), (3, 2, 6)])
module("MultiheadAttention, masks", lambda: nn.MultiheadAttention(6, 3), [(4, 2, 6), (3, 2, 6)], lambda m, q, k: m(q, k, k, PADDING, True, MASK))
module("MultiheadAttention, added mask", lambda: nn.MultiheadAttention(6, 2, bias=False), [(4, 2, 6), (3, 2, 6), (4, 3)], lambda m, q, k, a: m(q, k, k, None, True, a))
module("MultiheadAttention, other widths", lambda: nn.MultiheadAttention(6, 2, kdim=5, vdim=3), [(4, 2, 6), (3, 2, 5), (3, 2, 3)])
module("MultiheadAttention, biases and zeros", lambda: nn.MultiheadAttention(6, 2, add_bias_kv=True, add_zero_attn=True), [(4, 2, 6), (3, 2, 6), (3, 2, 6)], lambda m, q, k, v: m(q, k, v, PADDING, True, MASK))
module("MultiheadAttention, dropout", lambda: nn.MultiheadAttention(6, 2, dropout=0.3), [(4, 2, 6), (3, 2, 6), (3, 2, 6)])

ENCODER = lambda: nn.TransformerEncoderLayer(6, 2, 10, dropout=0)
DECODER = lambda: nn.TransformerDecoderLayer(6, 2, 10, dropout=0)
SQUARE = torch.triu(torch.full((4, 4), float("-inf")), 1)
module("TransformerEncoderLayer", ENCODER, [(4, 2, 6)])
module("TransformerEncoderLayer, masks", lambda: nn.TransformerEncoderLayer(6, 2, 10, dropout=0, activation="gelu"), [(3, 2, 6)], lambda m, x: m(x, SQUARE[:3, :3], PADDING))
module("TransformerEncoderLayer, dropout", lambda: nn.TransformerEncoderLayer(6, 2, 10, dropout=0.2), [(4, 2, 6)])
module("TransformerEncoder", lambda: nn.TransformerEncoder(ENCODER(), 2), [(4, 2, 6)], lambda m, x: m(x, SQUARE))
module("TransformerDecoderLayer", DECODER, [(4, 2, 6), (3, 2, 6)], lambda m, x, y: m(x, y, SQUARE, MASK, None, PADDING))
module("TransformerDecoder", lambda: nn.TransformerDecoder(DECODER(), 2), [(4, 2, 6), (3, 2, 6)], lambda m, x, y: m(x, y, SQUARE))
module("Transformer", lambda: nn.Transformer(6, 2, 1, 2, 10, dropout=0), [(3, 2, 6), (4, 2, 6)], lambda m, x, y: m(x, y, None, SQUARE))

module("AlphaDropout", lambda: nn.AlphaDropout(0.4), [(3, 4)])
module("FeatureAlphaDropout", lambda: nn.FeatureAlphaDropout(0.4), [(3, 4, 2)])


def modules():
    result = {}
    for key, (make, shapes, call) in MODULES.items():
        torch.manual_seed(7)
        m = make()
        initial = [[name, dump(p, "%.9g")] for name, p in m.state_dict().items()]
        x = [given(s, i + 1).float().requires_grad_() for i, s in enumerate(shapes)]
        y = flat(call(m, *x))
        sum((t * given(tuple(t.shape), 9 + i).float()).sum() for i, t in enumerate(y)).backward()
        zeros = torch.zeros_like
        result[key] = {
            "shapes": [list(s) for s in shapes],
            "parameters": initial,
            "results": [dump(t, "%.8g") for t in y],
            "gradients": [dump(t.grad if t.grad is not None else zeros(t), "%.8g") for t in [*x, *m.parameters()]],
        }
    return result


write("modules.json", modules())
