#!/usr/bin/env python3
"""Writes modules.json: initial values, clipped gradients and fused layers as PyTorch computes them, for ModuleGoldenTests.cs.

    python3 make_module_goldens.py

Needs a build of PyTorch without MKL (see make_goldens.py): normals depend on it.
"""
import json
import os

import torch
import torch.nn as nn

assert not torch.backends.mkl.is_available()
torch.set_num_threads(1)
HERE = os.path.dirname(os.path.abspath(__file__))
NAMES = {torch.float32: "Float32", torch.float64: "Float64"}


def golden(x):
    x = x.detach()
    return [NAMES[x.dtype], list(x.shape), x.reshape(-1).tolist()]


def initial(fill, *shape):
    torch.manual_seed(3)
    return golden(fill(torch.empty(*shape)))


def clipped(norm, p):
    net = nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 1))
    for i, parameter in enumerate(net.parameters()):
        parameter.grad = torch.arange(parameter.numel(), dtype=torch.float32).reshape(parameter.shape) - i
    total = nn.utils.clip_grad_norm_(net.parameters(), norm, p)
    return [float(total), golden(torch.cat([parameter.grad.reshape(-1) for parameter in net.parameters()]))]


out = {
    "torch": torch.__version__,
    "init": {
        "eye_": initial(nn.init.eye_, 3, 4),
        "dirac_ 3": initial(nn.init.dirac_, 3, 2, 4),
        "dirac_ 4": initial(nn.init.dirac_, 2, 3, 3, 3),
        "dirac_ 5": initial(nn.init.dirac_, 2, 2, 1, 3, 2),
        "orthogonal_": initial(nn.init.orthogonal_, 4, 3),
        "orthogonal_ wide": initial(lambda x: nn.init.orthogonal_(x, 1.5), 3, 2, 4),
        "sparse_": initial(lambda x: nn.init.sparse_(x, 0.3, 0.5), 5, 4),
        "trunc_normal_": initial(nn.init.trunc_normal_, 4, 5),
        "trunc_normal_ narrow": initial(lambda x: nn.init.trunc_normal_(x, 0.5, 2, -1, 0.75), 4, 5),
        "xavier_normal_": initial(lambda x: nn.init.xavier_normal_(x, 2), 3, 4, 2),
        "kaiming_normal_ fan_out": initial(lambda x: nn.init.kaiming_normal_(x, mode="fan_out", nonlinearity="relu"), 3, 4, 2),
    },
    "clip": {f"{norm} {p}": clipped(norm, p) for norm, p in ((1.0, 2.0), (100.0, 2.0), (2.0, 1.0), (0.5, float("inf")))},
}
with open(os.path.join(HERE, "modules.json"), "w") as f:
    json.dump(out, f, separators=(",", ":"))
    f.write("\n")
