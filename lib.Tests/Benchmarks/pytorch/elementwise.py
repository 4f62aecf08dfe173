# The twin of ../Workloads/Elementwise.cs.
import torch

from timing import call

N = 10_000_000
x, y, result = torch.randn(N), torch.randn(N), torch.empty(N)
for name, function, arrays in (("exp", lambda: torch.exp(x, out=result), 2), ("sigmoid", lambda: torch.sigmoid(x, out=result), 2),
                               ("tanh", lambda: torch.tanh(x, out=result), 2), ("add", lambda: torch.add(x, y, out=result), 3)):
    call(name + " 10 M", function, 4e-9 * arrays * N, "GB/s")
