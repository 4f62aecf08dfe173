# The twin of ../Workloads/Latency.cs.
import time

BEGIN = time.perf_counter()
import torch  # noqa: E402

assert (torch.ones(2, 3) + 1).sum().item() == 12
FIRST = (time.perf_counter() - BEGIN) * 1e3

import conv_vae  # noqa: E402
import dcgan  # noqa: E402
import mlp_vae  # noqa: E402
from timing import call, report  # noqa: E402

report("first operation", [FIRST], 1)
mlp, convolutional, generator = mlp_vae.Vae().eval(), conv_vae.ConvVae().eval(), dcgan.make_generator().eval()
for n in (64, 1):
    x, z20, z16, z100 = torch.rand(n, 784), torch.randn(n, 20), torch.randn(n, 16), torch.randn(n, 100, 1, 1)
    call("mlp_vae decode, batch %d" % n, lambda: torch.sigmoid(mlp.decode(z20)))
    call("mlp_vae encode and decode, batch %d" % n, lambda: torch.sigmoid(mlp(x)[0]))
    call("conv_vae decode, batch %d" % n, lambda: torch.sigmoid(convolutional.decode(z16)))
    call("dcgan generator, batch %d" % n, lambda: generator(z100))
