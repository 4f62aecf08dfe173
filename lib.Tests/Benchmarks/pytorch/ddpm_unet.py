# The twin of ../Workloads/DdpmUnet.cs.
import math

import torch
import torch.nn.functional as F
from torch import nn

from timing import training

BATCH, STEPS, BASE, MULTIPLIERS, TIME_FEATURES, GROUPS, BLOCKS_PER_LEVEL = 64, 1000, 32, (1, 2, 2), 128, 8, 2


def sinusoids(t):
    frequencies = torch.exp(-math.log(10000) * torch.arange(BASE // 2).float() / (BASE // 2))
    angles = t.float()[:, None] * frequencies
    return torch.cat([angles.sin(), angles.cos()], 1)


class Residual(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.norm1, self.convolution1 = nn.GroupNorm(GROUPS, inputs), nn.Conv2d(inputs, outputs, 3, 1, 1)
        self.time = nn.Linear(TIME_FEATURES, outputs)
        self.norm2, self.convolution2 = nn.GroupNorm(GROUPS, outputs), nn.Conv2d(outputs, outputs, 3, 1, 1)
        self.shortcut = nn.Identity() if inputs == outputs else nn.Conv2d(inputs, outputs, 1)

    def forward(self, x, features):
        h = self.convolution1(F.silu(self.norm1(x))) + self.time(features)[:, :, None, None]
        return self.shortcut(x) + self.convolution2(F.silu(self.norm2(h)))


class Attention(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.norm, self.qkv, self.output = nn.GroupNorm(GROUPS, channels), nn.Conv2d(channels, 3 * channels, 1), nn.Conv2d(channels, channels, 1)

    def forward(self, x):
        n, c, h, w = x.shape
        q, k, v = self.qkv(self.norm(x)).view(n, 3, c, h * w).unbind(1)
        weights = torch.softmax(torch.bmm(q.transpose(1, 2), k) * c ** -0.5, -1)
        return x + self.output(torch.bmm(v, weights.transpose(1, 2)).view(n, c, h, w))


class Block(nn.Module):
    def __init__(self, inputs, outputs, attends):
        super().__init__()
        self.residual = Residual(inputs, outputs)
        self.attention = Attention(outputs) if attends else nn.Identity()

    def forward(self, x, features):
        return self.attention(self.residual(x, features))


class UNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.time = nn.Sequential(nn.Linear(BASE, TIME_FEATURES), nn.SiLU(), nn.Linear(TIME_FEATURES, TIME_FEATURES), nn.SiLU())
        self.input = nn.Conv2d(1, BASE, 3, 1, 1)
        self.down, self.up = nn.ModuleList(), nn.ModuleList()
        channels, skips, last = BASE, [BASE], len(MULTIPLIERS) - 1
        for level, multiplier in enumerate(MULTIPLIERS):
            for _ in range(BLOCKS_PER_LEVEL):
                self.down.append(Block(channels, BASE * multiplier, level == last))
                channels = BASE * multiplier
                skips.append(channels)
            if level < last:
                self.down.append(nn.Conv2d(channels, channels, 3, 2, 1))
                skips.append(channels)
        self.middle1, self.middle2 = Block(channels, channels, True), Block(channels, channels, False)
        for level, multiplier in reversed(list(enumerate(MULTIPLIERS))):
            for _ in range(BLOCKS_PER_LEVEL + 1):
                self.up.append(Block(channels + skips.pop(), BASE * multiplier, level == last))
                channels = BASE * multiplier
            if level > 0:
                self.up.append(nn.Conv2d(channels, channels, 3, 1, 1))
        self.norm, self.output = nn.GroupNorm(GROUPS, channels), nn.Conv2d(channels, 1, 3, 1, 1)

    def forward(self, x, t):
        features = self.time(sinusoids(t))
        h = self.input(x)
        skips = [h]
        for layer in self.down:
            h = layer(h, features) if isinstance(layer, Block) else layer(h)
            skips.append(h)
        h = self.middle2(self.middle1(h, features), features)
        for layer in self.up:
            if isinstance(layer, Block):
                h = layer(torch.cat([h, skips.pop()], 1), features)
            else:
                h = layer(F.interpolate(h, scale_factor=2.0, mode="nearest"))
        return self.output(F.silu(self.norm(h)))


model = UNet()
optimizer = torch.optim.Adam(model.parameters(), lr=2e-4)
signal = torch.cumprod(1 - torch.linspace(1e-4, 0.02, STEPS), 0)
batches = [F.pad(torch.rand(BATCH, 1, 28, 28) * 2 - 1, (2, 2, 2, 2), value=-1.0) for _ in range(8)]


def step(i):
    x = batches[i % 8]
    t = torch.randint(0, STEPS, (BATCH,))
    noise = torch.randn_like(x)
    kept = signal[t].view(-1, 1, 1, 1)
    optimizer.zero_grad(set_to_none=True)
    loss = F.mse_loss(model(kept.sqrt() * x + (1 - kept).sqrt() * noise, t), noise)
    loss.backward()
    optimizer.step()
    return loss


training("ddpm_unet", step)
