#!/usr/bin/env python3
"""Writes layers.json, init.json, conv_vae.json and, by the *_cases.py beside it, others: what PyTorch computes, for the tests of the layers.

    python3 make_layer_goldens.py

CASES: operations on inputs that both sides make by the same rule (see `given`). Recorded are the shapes of the inputs, the result, and the
gradients of Σ result · given(result.shape, 9) by every floating input. Every key has a delegate of the same key in the *Cases.cs files
above this folder. INIT: parameters of freshly made layers from seed 7, and a random number drawn after them.
"""
import json
import math
import os
import warnings

import torch
import torch.nn as nn
import torch.nn.functional as F

warnings.filterwarnings("ignore")
torch.set_num_threads(1)
HERE = os.path.dirname(os.path.abspath(__file__))
D = torch.float64


def given(shape, seed):
    """61 different values on (-2, 2), exactly representable, in an order without a short period along rows."""
    i = torch.arange(math.prod(shape), dtype=torch.int64)
    return (((i * 37 + seed * 11) % 61 - 30).to(D) / 16 + 0.015625).reshape(shape)


def dump(t, digits="%.10g"):
    t = t.detach()
    return [list(t.shape), [float(digits % x) for x in t.double().flatten().tolist()]]


def write(name, value):
    with open(os.path.join(HERE, name), "w") as file:
        file.write("{\n" + ",\n".join(json.dumps(k) + ": " + json.dumps(v, separators=(",", ":")) for k, v in value.items()) + "\n}\n")


CASES = {}


def case(key, shapes, f):
    assert key not in CASES, key
    CASES[key] = (shapes, f)


# ---------------------------------------------------------------- convolutions
X, W, B = (2, 2, 5, 4), (3, 2, 3, 2), (3,)
case("conv2d: plain", [X, W], lambda x, w: F.conv2d(x, w))
case("conv2d: bias", [X, W, B], lambda x, w, b: F.conv2d(x, w, b))
case("conv2d: same size", [(2, 2, 4, 5), (2, 2, 3, 3), (2,)], lambda x, w, b: F.conv2d(x, w, b, padding=1))
case("conv2d: strides", [X, W, B], lambda x, w, b: F.conv2d(x, w, b, stride=(2, 1), padding=(1, 2)))
case("conv2d: dilation", [(1, 2, 6, 5), (2, 2, 2, 2), (2,)], lambda x, w, b: F.conv2d(x, w, b, stride=2, padding=1, dilation=(3, 2)))
case("conv2d: wide padding", [(1, 1, 3, 3), (2, 1, 2, 2)], lambda x, w: F.conv2d(x, w, padding=3))
case("conv2d: groups", [(2, 4, 3, 4), (6, 2, 2, 2), (6,)], lambda x, w, b: F.conv2d(x, w, b, padding=1, groups=2))
case("conv2d: one channel per group", [(2, 3, 4, 4), (3, 1, 3, 3)], lambda x, w: F.conv2d(x, w, stride=2, padding=1, groups=3))
case("conv2d: 1x1", [(2, 3, 3, 4), (2, 3, 1, 1), (2,)], lambda x, w, b: F.conv2d(x, w, b))
case("conv2d: 1x1 with stride", [(2, 3, 3, 4), (2, 3, 1, 1), (2,)], lambda x, w, b: F.conv2d(x, w, b, stride=2))
case("conv2d: one image", [(2, 4, 4), (3, 2, 2, 2), (3,)], lambda x, w, b: F.conv2d(x, w, b, padding=1))
case("conv2d: many small images", [(17, 1, 2, 3), (2, 1, 2, 2), (2,)], lambda x, w, b: F.conv2d(x, w, b, padding=1))
case("conv2d: many small images with stride", [(17, 1, 3, 3), (2, 1, 2, 2), (2,)], lambda x, w, b: F.conv2d(x, w, b, stride=2, padding=1))
case("conv2d_padding: same", [X, W, B], lambda x, w, b: F.conv2d(x, w, b, padding="same"))
case("conv2d_padding: same with dilation", [(1, 1, 5, 6), (1, 1, 3, 3)], lambda x, w: F.conv2d(x, w, padding="same", dilation=(1, 2)))
case("conv2d_padding: valid", [X, W], lambda x, w: F.conv2d(x, w, padding="valid", stride=2))
case("conv1d: plain", [(2, 2, 7), (3, 2, 3), (3,)], lambda x, w, b: F.conv1d(x, w, b))
case("conv1d: all options", [(2, 4, 9), (4, 2, 3), (4,)], lambda x, w, b: F.conv1d(x, w, b, 2, 2, 2, 2))
case("conv1d: one signal", [(2, 7), (3, 2, 3)], lambda x, w: F.conv1d(x, w))
case("conv1d_padding: same", [(2, 2, 7), (3, 2, 4), (3,)], lambda x, w, b: F.conv1d(x, w, b, padding="same"))
case("conv_transpose2d: plain", [(2, 3, 3, 2), W, (2,)], lambda x, w, b: F.conv_transpose2d(x, w, b))
case("conv_transpose2d: strides", [(2, 3, 3, 2), W, (2,)], lambda x, w, b: F.conv_transpose2d(x, w, b, stride=(2, 3), padding=(1, 0), output_padding=(1, 2)))
case("conv_transpose2d: 4x4 doubles", [(2, 2, 3, 3), (2, 2, 4, 4), (2,)], lambda x, w, b: F.conv_transpose2d(x, w, b, 2, 1))
case("conv_transpose2d: dilation and output padding", [(1, 2, 3, 3), (2, 1, 2, 2)], lambda x, w: F.conv_transpose2d(x, w, None, 1, 1, 1, 1, (2, 3)))
case("conv_transpose2d: groups", [(2, 4, 3, 2), (4, 3, 2, 2), (6,)], lambda x, w, b: F.conv_transpose2d(x, w, b, stride=2, groups=2))
case("conv_transpose2d: 1x1", [(2, 3, 3, 2), (3, 2, 1, 1), (2,)], lambda x, w, b: F.conv_transpose2d(x, w, b))
case("conv_transpose2d: one map", [(3, 3, 2), W], lambda x, w: F.conv_transpose2d(x, w, padding=1))
case("conv_transpose2d: many small maps", [(17, 2, 2, 2), (2, 1, 2, 2), (1,)], lambda x, w, b: F.conv_transpose2d(x, w, b, stride=2))
case("conv_transpose1d: all options", [(2, 4, 4), (4, 2, 3), (4,)], lambda x, w, b: F.conv_transpose1d(x, w, b, 3, 1, 2, 2, 2))

# ---------------------------------------------------------------- padding
PADS = {"constant": "constant", "reflect": "reflect", "replicate": "replicate", "circular": "circular"}
for mode in PADS:
    case("pad: " + mode, [(2, 3, 4)], lambda x, mode=mode: F.pad(x, (2, 1), mode))
    case("pad: " + mode + ", two dimensions", [(1, 2, 3, 4)], lambda x, mode=mode: F.pad(x, (2, 1, 0, 2), mode))
case("pad: a number", [(2, 3)], lambda x: F.pad(x, (1, 0, 2, 1), value=1.5))
case("pad: cut off", [(3, 4)], lambda x: F.pad(x, (-1, 2, 1, -1)))

INIT = {
    "Conv1d(3,4,5)": lambda: nn.Conv1d(3, 4, 5),
    "Conv2d(2,4,3)": lambda: nn.Conv2d(2, 4, 3),
    "Conv2d(4,6,(2,3),groups=2)": lambda: nn.Conv2d(4, 6, (2, 3), groups=2),
    "Conv2d(2,3,2,bias=False)": lambda: nn.Conv2d(2, 3, 2, bias=False),
    "ConvTranspose1d(2,3,4)": lambda: nn.ConvTranspose1d(2, 3, 4),
    "ConvTranspose2d(4,6,(3,2),groups=2)": lambda: nn.ConvTranspose2d(4, 6, (3, 2), groups=2),
}

# more families register themselves here
for family in sorted(f for f in os.listdir(HERE) if f.endswith("_cases.py")):
    exec(compile(open(os.path.join(HERE, family)).read(), family, "exec"))


def cases():
    result = {}
    for key, (shapes, f) in CASES.items():
        torch.manual_seed(3)
        x = [given(s, i + 1).requires_grad_() for i, s in enumerate(shapes)]
        y = f(*x)
        (y * given(tuple(y.shape), 9)).sum().backward()
        result[key] = {"shapes": [list(s) for s in shapes], "result": dump(y), "gradients": [dump(t.grad if t.grad is not None else torch.zeros_like(t)) for t in x]}
    return result


def init():
    result = {}
    for key, make in INIT.items():
        torch.manual_seed(7)
        layer = make()
        result[key] = [[name, dump(p, "%.9g")] for name, p in layer.state_dict().items()] + [["then", dump(torch.rand(1), "%.9g")]]
    return result


class Vae(nn.Module):
    """A small convolutional VAE: two strided convolutions down, two transposed ones up."""

    def __init__(self):
        super().__init__()
        self.c1, self.c2 = nn.Conv2d(1, 8, 4, 2, 1), nn.Conv2d(8, 16, 4, 2, 1)
        self.mu, self.logvar, self.fc = nn.Linear(784, 8), nn.Linear(784, 8), nn.Linear(8, 784)
        self.t1, self.t2 = nn.ConvTranspose2d(16, 8, 4, 2, 1), nn.ConvTranspose2d(8, 1, 4, 2, 1)

    def forward(self, x):
        h = F.relu(self.c2(F.relu(self.c1(x)))).flatten(1)
        mu, logvar = self.mu(h), self.logvar(h)
        z = mu + torch.exp(0.5 * logvar) * torch.randn_like(mu)
        return self.t2(F.relu(self.t1(F.relu(self.fc(z)).view(-1, 16, 7, 7)))), mu, logvar


def vae(batch=16, steps=50):
    torch.manual_seed(0)
    model = Vae()
    adam = torch.optim.Adam(model.parameters(), lr=1e-3)
    data = [torch.rand(batch, 1, 28, 28) for _ in range(4)]
    losses = []
    for step in range(steps):
        x = data[step % 4]
        adam.zero_grad(set_to_none=True)
        logits, mu, logvar = model(x)
        bce = F.binary_cross_entropy_with_logits(logits, x, reduction="sum")
        kl = -0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp())
        loss = (bce + kl) / batch
        loss.backward()
        adam.step()
        losses.append(float("%.9g" % loss.item()))
    return losses


write("layers.json", cases())
write("init.json", init())
write("conv_vae.json", {"losses": vae()})
