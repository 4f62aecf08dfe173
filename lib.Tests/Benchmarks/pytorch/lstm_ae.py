# The twin of ../Workloads/LstmAe.cs.
import torch
import torch.nn.functional as F
from torch import nn

from timing import training

BATCH, ROWS, COLUMNS, HIDDEN = 128, 28, 28, 128


class LstmAutoencoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = nn.LSTM(COLUMNS, HIDDEN, batch_first=True)
        self.decoder = nn.LSTM(COLUMNS, HIDDEN, batch_first=True)
        self.output = nn.Linear(HIDDEN, COLUMNS)

    def forward(self, x):
        _, state = self.encoder(x)
        shifted = torch.cat([torch.zeros_like(x[:, :1]), x[:, :-1]], 1)
        return self.output(self.decoder(shifted, state)[0])


model = LstmAutoencoder()
optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
batches = [torch.rand(BATCH, ROWS, COLUMNS) for _ in range(8)]


def step(i):
    x = batches[i % 8]
    optimizer.zero_grad(set_to_none=True)
    loss = F.mse_loss(model(x), x)
    loss.backward()
    optimizer.step()
    return loss


training("lstm_ae", step)
