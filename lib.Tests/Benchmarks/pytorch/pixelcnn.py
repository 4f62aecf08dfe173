# The twin of ../Workloads/PixelCnn.cs.
import torch
import torch.nn.functional as F
from torch import nn

from timing import training

CHANNELS = 64


class MaskedConvolution(nn.Module):
    def __init__(self, inputs, size, sees_itself):
        super().__init__()
        self.padding = size // 2
        self.convolution = nn.Conv2d(inputs, CHANNELS, size, padding=self.padding)
        mask = torch.ones_like(self.convolution.weight)
        mask[:, :, self.padding, self.padding + sees_itself:] = 0
        mask[:, :, self.padding + 1:] = 0
        self.register_buffer("mask", mask)

    def forward(self, x):
        return F.conv2d(x, self.convolution.weight * self.mask, self.convolution.bias, padding=self.padding)


layers = [MaskedConvolution(1, 7, False), nn.ReLU()]
for _ in range(6):
    layers += [MaskedConvolution(CHANNELS, 3, True), nn.ReLU()]
model = nn.Sequential(*layers, nn.Conv2d(CHANNELS, 1, 1))
optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
batches = [(torch.rand(64, 1, 28, 28) < 0.3).float() for _ in range(8)]


def step(i):
    x = batches[i % 8]
    optimizer.zero_grad(set_to_none=True)
    loss = F.binary_cross_entropy_with_logits(model(x), x)
    loss.backward()
    optimizer.step()
    return loss


training("pixelcnn", step)
