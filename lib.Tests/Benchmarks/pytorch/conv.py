# The twin of ../Workloads/Conv.cs.
import torch
import torch.nn.functional as F

from timing import call

x = torch.randn(128, 64, 14, 14, requires_grad=True)
w3 = torch.randn(64, 64, 3, 3, requires_grad=True)
w4 = torch.randn(32, 64, 4, 4, requires_grad=True)
t4 = torch.randn(64, 32, 4, 4, requires_grad=True)
for name, weight, convolve, work in (
        ("conv 3×3", w3, lambda: F.conv2d(x, w3, padding=1), 2e-9 * 128 * 196 * 64 * 64 * 9),
        ("conv 4×4 stride 2", w4, lambda: F.conv2d(x, w4, stride=2, padding=1), 2e-9 * 128 * 49 * 64 * 32 * 16),
        ("transposed 4×4 stride 2", t4, lambda: F.conv_transpose2d(x, t4, stride=2, padding=1), 2e-9 * 128 * 196 * 64 * 32 * 16)):
    call(name, convolve, work, "GFLOP/s")
    y = convolve()
    gradient = torch.randn_like(y)
    call(name + " backward", lambda: torch.autograd.grad(y, (x, weight), gradient, retain_graph=True), 2 * work, "GFLOP/s")
