# The twin of ../Workloads/ConvVae.cs.
import torch
import torch.nn.functional as F
from torch import nn

from timing import training

BATCH = 128


class ConvVae(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = nn.Sequential(nn.Conv2d(1, 32, 4, 2, 1), nn.ReLU(), nn.Conv2d(32, 64, 4, 2, 1), nn.ReLU(), nn.Flatten())
        self.mu = nn.Linear(64 * 49, 16)
        self.logvar = nn.Linear(64 * 49, 16)
        self.from_latent = nn.Linear(16, 64 * 49)
        self.decoder = nn.Sequential(nn.ConvTranspose2d(64, 32, 4, 2, 1), nn.ReLU(), nn.ConvTranspose2d(32, 1, 4, 2, 1))

    def decode(self, z):
        return self.decoder(F.relu(self.from_latent(z)).view(-1, 64, 7, 7))

    def forward(self, x):
        h = self.encoder(x)
        mu, logvar = self.mu(h), self.logvar(h)
        z = mu + torch.exp(0.5 * logvar) * torch.randn_like(mu)
        return self.decode(z), mu, logvar


def main():
    model = ConvVae()
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    batches = [torch.rand(BATCH, 1, 28, 28) for _ in range(8)]

    def step(i):
        x = batches[i % 8]
        optimizer.zero_grad(set_to_none=True)
        logits, mu, logvar = model(x)
        reconstruction = F.binary_cross_entropy_with_logits(logits, x, reduction="sum")
        kl = -0.5 * (1 + logvar - mu.pow(2) - logvar.exp()).sum()
        loss = (reconstruction + kl) / BATCH
        loss.backward()
        optimizer.step()
        return loss

    training("conv_vae", step)


if __name__ == "__main__":
    main()
