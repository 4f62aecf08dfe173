# The twin of ../Workloads/Gemm.cs.
import torch

from timing import call

for n in (512, 1024, 2048):
    a, b, c = torch.randn(n, n), torch.randn(n, n), torch.empty(n, n)
    call("gemm %d" % n, lambda: torch.mm(a, b, out=c), 2e-9 * n ** 3, "GFLOP/s")
