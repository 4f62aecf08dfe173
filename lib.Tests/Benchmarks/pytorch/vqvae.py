# The twin of ../Workloads/VqVae.cs.
import torch
import torch.nn.functional as F
from torch import nn

from timing import training

CODES, DIMENSIONS = 512, 64


class Residual(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.ReLU(), nn.Conv2d(64, 32, 3, 1, 1), nn.ReLU(), nn.Conv2d(32, 64, 1))

    def forward(self, x):
        return x + self.net(x)


class Quantizer(nn.Module):
    def __init__(self):
        super().__init__()
        self.codebook = nn.Embedding(CODES, DIMENSIONS)
        nn.init.uniform_(self.codebook.weight, -1 / CODES, 1 / CODES)

    def forward(self, z):
        flat = z.permute(0, 2, 3, 1).reshape(-1, DIMENSIONS)
        weight = self.codebook.weight
        distance = flat.pow(2).sum(1, keepdim=True) - 2 * flat @ weight.t() + weight.pow(2).sum(1)
        nearest = self.codebook(distance.argmin(1))
        loss = F.mse_loss(nearest, flat.detach()) + 0.25 * F.mse_loss(flat, nearest.detach())
        passed = flat + (nearest - flat).detach()
        return passed.view(z.shape[0], 7, 7, DIMENSIONS).permute(0, 3, 1, 2).contiguous(), loss


class VqVae(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = nn.Sequential(nn.Conv2d(1, 32, 4, 2, 1), nn.ReLU(), nn.Conv2d(32, 64, 4, 2, 1), nn.ReLU(),
                                     nn.Conv2d(64, 64, 3, 1, 1), Residual(), Residual(), nn.ReLU())
        self.quantizer = Quantizer()
        self.decoder = nn.Sequential(nn.Conv2d(64, 64, 3, 1, 1), Residual(), Residual(), nn.ReLU(),
                                     nn.ConvTranspose2d(64, 32, 4, 2, 1), nn.ReLU(), nn.ConvTranspose2d(32, 1, 4, 2, 1))

    def forward(self, x):
        quantized, loss = self.quantizer(self.encoder(x))
        return self.decoder(quantized), loss


model = VqVae()
optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
batches = [torch.rand(128, 1, 28, 28) for _ in range(8)]


def step(i):
    x = batches[i % 8]
    optimizer.zero_grad(set_to_none=True)
    reconstruction, code_loss = model(x)
    loss = F.mse_loss(reconstruction, x) + code_loss
    loss.backward()
    optimizer.step()
    return loss


training("vqvae", step)
