# The small VAE's training step in PyTorch, the peer of MlpVae.cs: same shapes, same seed, same loss.
# Prints one line of JSON: fastest and median step in milliseconds, CPU time per wall time, first loss.
import json
import statistics
import sys
import time

import torch
import torch.nn.functional as F

torch.set_num_threads(int(sys.argv[1]) if len(sys.argv) > 1 else 2)
steps = int(sys.argv[2]) if len(sys.argv) > 2 else 300
torch.manual_seed(0)


class Vae(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder_hidden = torch.nn.Linear(784, 400)
        self.encoder_mu = torch.nn.Linear(400, 20)
        self.encoder_logvar = torch.nn.Linear(400, 20)
        self.decoder_hidden = torch.nn.Linear(20, 400)
        self.decoder_logits = torch.nn.Linear(400, 784)

    def forward(self, x):
        h = F.relu(self.encoder_hidden(x))
        mu, logvar = self.encoder_mu(h), self.encoder_logvar(h)
        z = mu + torch.exp(0.5 * logvar) * torch.randn_like(mu)
        return self.decoder_logits(F.relu(self.decoder_hidden(z))), mu, logvar


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
    return loss.item()


first = step(0)
for i in range(1, 30):
    step(i)
times = []
cpu, wall = time.process_time(), time.perf_counter()
for i in range(steps):
    start = time.perf_counter()
    step(i)
    times.append((time.perf_counter() - start) * 1e3)
cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
print(json.dumps({"min": min(times), "median": statistics.median(times), "cpuPerWall": cpu / wall, "firstLoss": first,
                  "engine": "PyTorch " + torch.__version__}))
