# The twin of ../Workloads/MlpVae.cs.
import torch
import torch.nn.functional as F

from timing import training


class Vae(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder_hidden = torch.nn.Linear(784, 400)
        self.encoder_mu = torch.nn.Linear(400, 20)
        self.encoder_logvar = torch.nn.Linear(400, 20)
        self.decoder_hidden = torch.nn.Linear(20, 400)
        self.decoder_logits = torch.nn.Linear(400, 784)

    def decode(self, z):
        return self.decoder_logits(F.relu(self.decoder_hidden(z)))

    def forward(self, x):
        h = F.relu(self.encoder_hidden(x))
        mu, logvar = self.encoder_mu(h), self.encoder_logvar(h)
        z = mu + torch.exp(0.5 * logvar) * torch.randn_like(mu)
        return self.decode(z), mu, logvar


def main():
    model = Vae()
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    batches = [torch.rand(128, 784) for _ in range(8)]

    def step(i):
        x = batches[i % 8]
        optimizer.zero_grad(set_to_none=True)
        logits, mu, logvar = model(x)
        reconstruction = F.binary_cross_entropy_with_logits(logits, x, reduction="sum") / 128
        kl = -0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp()) / 128
        loss = reconstruction + kl
        loss.backward()
        optimizer.step()
        return loss

    training("mlp_vae", step)


if __name__ == "__main__":
    main()
