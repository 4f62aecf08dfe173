# The twin of ../Workloads/RealNvp2d.cs.
import math

import torch
from torch import nn

from timing import training

BATCH, HIDDEN, COUPLINGS = 512, 128, 8


class Coupling(nn.Module):
    def __init__(self, flip):
        super().__init__()
        self.flip = flip
        self.net = nn.Sequential(nn.Linear(1, HIDDEN), nn.ReLU(), nn.Linear(HIDDEN, HIDDEN), nn.ReLU(), nn.Linear(HIDDEN, 2))

    def forward(self, x):
        first, second = x.chunk(2, 1)
        kept, changed = (second, first) if self.flip else (first, second)
        scale, shift = self.net(kept).chunk(2, 1)
        scale = torch.tanh(scale)
        changed = changed * torch.exp(scale) + shift
        return torch.cat([changed, kept] if self.flip else [kept, changed], 1), scale.squeeze(1)


class RealNvp(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList(Coupling(i % 2 == 1) for i in range(COUPLINGS))

    def forward(self, x):
        volume = None
        for layer in self.layers:
            x, change = layer(x)
            volume = change if volume is None else volume + change
        return -0.5 * x.pow(2).sum(1) - math.log(2 * math.pi) + volume


model = RealNvp()
optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
angles = torch.rand(8, BATCH) * math.pi
batches = [torch.stack([a.cos(), a.sin()], 1) + 0.1 * torch.randn(BATCH, 2) for a in angles]


def step(i):
    optimizer.zero_grad(set_to_none=True)
    loss = -model(batches[i % 8]).mean()
    loss.backward()
    optimizer.step()
    return loss


training("realnvp2d", step)
