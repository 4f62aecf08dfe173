#!/usr/bin/env python3
"""Writes Golden/spectral-norm.json: PyTorch's spectral normalisation from a seed, for SpectralNormTests.cs.

    python3 make_spectral_goldens.py

Needs a build of PyTorch without MKL, whose normals are those of its own generator.
"""
import json
import os

import torch
import torch.nn as nn
from torch.nn.utils.parametrizations import spectral_norm

assert not torch.backends.mkl.is_available()
HERE = os.path.dirname(os.path.abspath(__file__))


def run(layer, x):
    """The outputs of two training steps and one evaluation, and the gradient of the second step's sum of squares."""
    torch.manual_seed(5)
    layer = spectral_norm(layer())
    first = layer(x)
    second = layer(x)
    (gradient,) = torch.autograd.grad(second.square().sum(), [layer.parametrizations.weight.original])
    layer.eval()
    third = layer(x)
    weight = layer.weight.reshape(layer.weight.shape[0], -1)
    return {
        "first": first.reshape(-1).tolist(), "second": second.reshape(-1).tolist(), "third": third.reshape(-1).tolist(),
        "gradient": gradient.reshape(-1).tolist(), "sigma": float(torch.linalg.matrix_norm(weight, 2)),
    }


out = {
    "torch": torch.__version__,
    "linear": run(lambda: nn.Linear(5, 4), torch.arange(10, dtype=torch.float32).reshape(2, 5) / 10),
    "convolution": run(lambda: nn.Conv2d(2, 3, 3, padding=1), torch.arange(32, dtype=torch.float32).reshape(1, 2, 4, 4) / 32),
}
with open(os.path.join(HERE, "Golden", "spectral-norm.json"), "w") as f:
    json.dump(out, f, separators=(",", ":"))
    f.write("\n")
