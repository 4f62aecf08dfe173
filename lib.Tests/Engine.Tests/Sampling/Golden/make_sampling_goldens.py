#!/usr/bin/env python3
"""Writes sampling.json: the numbers that PyTorch's CPU generator gives for one seed, and gradients through them, for SamplingTests.cs.

    python3 make_sampling_goldens.py

Every key has a delegate of the same key in SamplingTests.cs. A case is a list of tensors, each as type, shape and values; the last is a
uniform number drawn afterwards, which shows that as many numbers of the stream were used.
"""
import json
import os

import torch

NAMES = {torch.float32: "Float32", torch.float64: "Float64", torch.int64: "Int64"}


def dump(t):
    t = t.detach()
    single = t.dtype == torch.float32
    return [NAMES[t.dtype], list(t.shape), [float("%.9g" % x) if single else x for x in t.reshape(-1).tolist()]]


def case(f):
    torch.manual_seed(42)
    result = f()
    return [dump(t) for t in (*(result if isinstance(result, tuple) else (result,)), torch.rand(1))]


def shapes(dtype):
    return torch.tensor([0.0, 1e-3, 0.05, 0.3, 0.9, 1, 1.5, 2.5, 7, 40, 1e3, 1e6], dtype=dtype).repeat(20)


def gamma_gradient(dtype):
    alpha = shapes(dtype)[2:12].clone().requires_grad_()
    x = torch._standard_gamma(alpha)
    x.sum().backward()
    return x, alpha.grad


def dirichlet_gradient():
    alpha = torch.tensor([[0.3, 1, 2.5], [4, 0.7, 12], [0.05, 0.1, 0.2], [30, 50, 20]], dtype=torch.float64)
    x = torch._sample_dirichlet(alpha)
    return x, torch._dirichlet_grad(x, alpha, alpha.sum(-1, True).expand_as(alpha).contiguous())


def counts(dtype):
    return torch.tensor([0, 1, 5, 20, 50, 200, 1000, 30, 12], dtype=dtype).repeat(40), torch.tensor([0.5, 0.3, 0.9, 0.5, 0.7, 0.02, 0.99, 0, 1], dtype=dtype).repeat(40)


RATES = torch.tensor([0, 0.1, 1, 4.5, 9.9, 10, 33, 1e3, 1e6])
CASES = {
    "gamma": lambda: torch._standard_gamma(shapes(torch.float64)),
    "gamma: single": lambda: torch._standard_gamma(shapes(torch.float32)),
    "gamma: gradient": lambda: gamma_gradient(torch.float64),
    "gamma: transposed": lambda: torch._standard_gamma(torch.tensor([[0.5, 2, 3], [4, 5, 6]]).t()),
    "gamma: empty": lambda: torch._standard_gamma(torch.ones(0, 3)),
    "dirichlet": lambda: torch._sample_dirichlet(torch.tensor([[0.3, 1, 2.5], [4, 0.7, 12], [1e-3, 1e-3, 1e-3]]).repeat(5, 1)),
    "dirichlet: gradient": dirichlet_gradient,
    "poisson": lambda: torch.poisson(RATES.repeat(40)),
    "poisson: double": lambda: torch.poisson(RATES.double().reshape(3, 3)),
    "poisson: 0-d": lambda: torch.poisson(torch.tensor(3.0)),
    "binomial": lambda: torch.binomial(*counts(torch.float32)),
    "binomial: double": lambda: torch.binomial(*counts(torch.float64)),
    "geometric_": lambda: torch.empty(50).geometric_(0.2),
    "geometric_: integers": lambda: torch.empty(5, 2, dtype=torch.int64).geometric_(0.7),
    "random_": lambda: torch.empty(20).random_(-3, 9),
    "random_: integers": lambda: torch.empty(4, 3, dtype=torch.int64).random_(5, 2**45),
    "bernoulli_": lambda: torch.empty(2, 6).bernoulli_(torch.linspace(0, 1, 6).repeat(2, 1)),
    "bernoulli_: broadcast": lambda: torch.empty(3, 4, dtype=torch.int64).bernoulli_(torch.tensor([[0.2], [0.5], [0.8]], dtype=torch.float64)),
    "randint_like": lambda: torch.randint_like(torch.empty(3, 3), 2, 7),
    "one at a time": lambda: (torch.rand(1), torch.randn(1), torch.randint(5, 500, (1,)), torch.randint(2, (1,)).float()),
}

if __name__ == "__main__":
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "sampling.json"), "w") as file:
        cases = {key: case(f) for key, f in CASES.items()}
        file.write(json.dumps({"torch": torch.__version__, "cases": cases}, separators=(",", ":")).replace(']]],"', ']]],\n"') + "\n")
