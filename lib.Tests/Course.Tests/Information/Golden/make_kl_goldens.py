"""Writes kl.json: Kullback-Leibler divergences of PyTorch's torch.distributions.kl. Made with PyTorch 1.13.

Run:  python3 make_kl_goldens.py
"""
import json
import math
import pathlib

import torch
import torch.distributions as D


def t(*values):
    return torch.tensor(values, dtype=torch.float64)


# Two batches of each kind: p is taken from the first, q from the second.
LAWS = {
    "Normal": lambda i: D.Normal(*((t(0.7, -3.0), t(1.3, 0.2)), (t(-0.4, 2.0), t(2.0, 0.7)))[i]),
    "LogNormal": lambda i: D.LogNormal(*((t(0.7, -3.0), t(1.3, 0.2)), (t(-0.4, 2.0), t(2.0, 0.7)))[i]),
    "HalfNormal": lambda i: D.HalfNormal((t(1.3, 0.2), t(2.0, 0.7))[i]),
    "Cauchy": lambda i: D.Cauchy(*((t(0.7, -3.0), t(1.3, 0.2)), (t(-0.4, 2.0), t(2.0, 0.7)))[i]),
    "Laplace": lambda i: D.Laplace(*((t(0.7, -3.0), t(1.3, 0.2)), (t(-0.4, 2.0), t(2.0, 0.7)))[i]),
    "Gumbel": lambda i: D.Gumbel(*((t(0.7, -1.0), t(1.3, 0.2)), (t(-0.4, 2.0), t(2.0, 0.7)))[i]),
    "Exponential": lambda i: D.Exponential((t(1.7, 0.3), t(0.5, 4.0))[i]),
    "Gamma": lambda i: D.Gamma(*((t(2.5, 0.6), t(1.2, 3.0)), (t(1.5, 4.0), t(0.5, 2.0)))[i]),
    "Beta": lambda i: D.Beta(*((t(1.5, 4.0), t(2.5, 0.8)), (t(0.7, 2.0), t(1.1, 3.0)))[i]),
    "Uniform": lambda i: D.Uniform(*((t(0.2, 0.3), t(0.9, 1.5)), (t(0.1, -2.0), t(0.95, 3.0)))[i]),
    "Pareto": lambda i: D.Pareto(*((t(0.4, 1.0), t(4.5, 6.0)), (t(0.15, 2.0), t(0.7, 2.0)))[i]),
    "Bernoulli": lambda i: D.Bernoulli((t(0.2, 1.0), t(0.7, 0.5))[i]),
    "Binomial": lambda i: D.Binomial(*((t(5.0, 7.0), t(0.2, 0.9)), (t(5.0, 6.0), t(0.7, 0.5)))[i]),
    "Geometric": lambda i: D.Geometric((t(0.2, 0.9), t(0.7, 0.5))[i]),
    "Poisson": lambda i: D.Poisson((t(0.3, 5.0), t(2.0, 4.0))[i]),
    "Categorical": lambda i: D.Categorical((torch.stack([t(0.1, 0.2, 0.7), t(0.5, 0.5, 0.0)]), torch.stack([t(0.3, 0.3, 0.4), t(0.2, 0.0, 0.8)]))[i]),
    "OneHotCategorical": lambda i: D.OneHotCategorical((torch.stack([t(0.1, 0.2, 0.7), t(0.5, 0.5, 0.0)]), torch.stack([t(0.3, 0.3, 0.4), t(0.2, 0.2, 0.6)]))[i]),
    "Dirichlet": lambda i: D.Dirichlet((torch.stack([t(0.5, 1.0, 4.0), t(7.0, 2.0, 3.0)]), torch.stack([t(1.5, 2.0, 0.3), t(1.0, 1.0, 1.0)]))[i]),
}


def number(x):
    return x if math.isfinite(x) else "Infinity" if x > 0 else "NaN"


golden = {}
for p in LAWS:
    for q in LAWS:
        try:
            golden[f"{p} {q}"] = [number(x) for x in D.kl_divergence(LAWS[p](0), LAWS[q](1)).tolist()]
        except NotImplementedError:
            pass
P = D.MultivariateNormal(t(0.0, 1.0), scale_tril=torch.stack([t(1.5, 0.0), t(-0.7, 0.4)]))
Q = D.MultivariateNormal(torch.stack([t(2.0, -1.0), t(0.0, 1.0)]), scale_tril=torch.stack([t(0.8, 0.0), t(0.3, 2.0)]))
golden["MultivariateNormal"] = D.kl_divergence(P, Q).tolist()
lines = [json.dumps(key) + ":" + json.dumps(value) for key, value in golden.items()]
pathlib.Path(__file__).with_name("kl.json").write_text("{" + ",\n".join(lines) + "}\n")
