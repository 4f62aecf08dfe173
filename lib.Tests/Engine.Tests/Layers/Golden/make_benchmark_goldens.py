#!/usr/bin/env python3
"""Writes benchmarks.json: the first fifty losses of the VAEs of lib.Tests/Benchmarks at their full size, from seed 0, as PyTorch computes them.

    python3 make_benchmark_goldens.py

Normal numbers depend on whether PyTorch was built with MKL; this must be run with a build without it.
"""
import json
import os

import torch
import torch.nn as nn
import torch.nn.functional as F

torch.set_num_threads(1)
assert not torch.backends.mkl.is_available()
BATCH, STEPS = 128, 50


class MlpVae(nn.Module):
    shape = (784,)

    def __init__(self):
        super().__init__()
        self.hidden, self.mu, self.logvar = nn.Linear(784, 400), nn.Linear(400, 20), nn.Linear(400, 20)
        self.from_latent, self.logits = nn.Linear(20, 400), nn.Linear(400, 784)

    def encode(self, x):
        return F.relu(self.hidden(x))

    def decode(self, z):
        return self.logits(F.relu(self.from_latent(z)))


class ConvVae(nn.Module):
    shape = (1, 28, 28)

    def __init__(self):
        super().__init__()
        self.c1, self.c2 = nn.Conv2d(1, 32, 4, 2, 1), nn.Conv2d(32, 64, 4, 2, 1)
        self.mu, self.logvar, self.from_latent = nn.Linear(3136, 16), nn.Linear(3136, 16), nn.Linear(16, 3136)
        self.t1, self.t2 = nn.ConvTranspose2d(64, 32, 4, 2, 1), nn.ConvTranspose2d(32, 1, 4, 2, 1)

    def encode(self, x):
        return F.relu(self.c2(F.relu(self.c1(x)))).flatten(1)

    def decode(self, z):
        return self.t2(F.relu(self.t1(F.relu(self.from_latent(z)).view(-1, 64, 7, 7))))


def losses(kind):
    torch.manual_seed(0)
    model = kind()
    adam = torch.optim.Adam(model.parameters())
    batches = [torch.rand(BATCH, *kind.shape) for _ in range(8)]
    result = []
    for step in range(STEPS):
        x = batches[step % 8]
        adam.zero_grad(set_to_none=True)
        h = model.encode(x)
        mu, logvar = model.mu(h), model.logvar(h)
        logits = model.decode(mu + torch.exp(0.5 * logvar) * torch.randn_like(mu))
        loss = (F.binary_cross_entropy_with_logits(logits, x, reduction="sum") - 0.5 * (1 + logvar - mu.pow(2) - logvar.exp()).sum()) / BATCH
        loss.backward()
        adam.step()
        result.append(float("%.9g" % loss.item()))
    return result


with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "benchmarks.json"), "w") as file:
    json.dump({"torch": torch.__version__, "mlp_vae": losses(MlpVae), "conv_vae": losses(ConvVae)}, file, separators=(",", ":"))
    file.write("\n")
