"""Writes probability.json: densities, entropies and the like of scipy.stats, divergences of torch.distributions.

Made with SciPy 1.10.1 and PyTorch 1.13.

Run:  python3 make_probability_goldens.py
"""
import json
import pathlib

import numpy as np
import scipy.integrate
import scipy.stats as st
import torch
import torch.distributions as D

MEAN = [0.5, -1.0, 2.0]
COVARIANCE = [[2.0, 0.6, -0.3], [0.6, 1.0, 0.2], [-0.3, 0.2, 0.5]]
OTHER_MEAN = [0.0, 0.0, 1.0]
OTHER_COVARIANCE = [[1.0, -0.2, 0.0], [-0.2, 3.0, 0.4], [0.0, 0.4, 0.7]]


def t(values):
    return torch.tensor(values, dtype=torch.float64)


def gaussian(mean, variance):
    law = st.norm(mean, np.sqrt(variance))
    xs, ps = [-7.5, -1.0, 0.0, 0.3, 6.0, 25.0], [1e-12, 0.025, 0.5, 0.9, 1 - 1e-9]
    return {"mean": mean, "variance": variance, "x": xs, "log_prob": law.logpdf(xs).tolist(), "cdf": law.cdf(xs).tolist(),
            "p": ps, "quantile": law.ppf(ps).tolist(), "entropy": float(law.entropy())}


def beta(a, b):
    law = st.beta(a, b)
    xs = [0.001, 0.2, 0.5, 0.97]
    return {"alpha": a, "beta": b, "x": xs, "log_prob": law.logpdf(xs).tolist(), "mean": float(law.mean()), "variance": float(law.var()),
            "entropy": float(law.entropy())}


def conditional(mean, covariance, given, values):
    """By the precision matrix, another road than the one under test."""
    precision = np.linalg.inv(covariance)
    others = [i for i in range(len(mean)) if i not in given]
    left = np.linalg.inv(precision[np.ix_(others, others)])
    shift = precision[np.ix_(others, given)] @ (np.array(values) - np.array(mean)[given])
    return {"given": given, "values": values, "mean": (np.array(mean)[others] - left @ shift).tolist(), "covariance": left.tolist()}


def mixture():
    weights, means, variances = [0.3, 0.7], [-2.0, 1.5], [0.5, 1.2]

    def density(x):
        return sum(w * st.norm.pdf(x, m, np.sqrt(v)) for w, m, v in zip(weights, means, variances))

    xs = [-9.0, -2.0, 0.0, 4.0]
    entropy = -scipy.integrate.quad(lambda x: density(x) * np.log(density(x)), -15, 15, points=[-2, 1.5], epsabs=1e-12, limit=500)[0]
    return {"weights": weights, "means": means, "variances": variances, "x": xs, "log_prob": [float(np.log(density(x))) for x in xs], "entropy": entropy}


law = st.multivariate_normal(MEAN, COVARIANCE)
points = [[0.0, 0.0, 0.0], [0.5, -1.0, 2.0], [3.0, 1.0, -1.0]]
p, q = D.MultivariateNormal(t(MEAN), t(COVARIANCE)), D.MultivariateNormal(t(OTHER_MEAN), t(OTHER_COVARIANCE))
eigenvalues, eigenvectors = np.linalg.eigh(np.array(COVARIANCE))
joint = np.array([[0.10, 0.05, 0.15], [0.20, 0.40, 0.10]])
golden = {
    "gaussians": [gaussian(0.0, 1.0), gaussian(6.0, 16.0), gaussian(-1.5, 0.04)],
    "betas": [beta(2.0, 5.0), beta(0.5, 0.5), beta(30.0, 3.5)],
    "mixture": mixture(),
    "multivariate": {
        "mean": MEAN, "covariance": COVARIANCE, "x": points, "log_prob": law.logpdf(points).tolist(), "entropy": float(law.entropy()),
        "determinant": float(np.linalg.det(COVARIANCE)), "precision": np.linalg.inv(COVARIANCE).tolist(),
        "deviations": np.sqrt(eigenvalues)[::-1].tolist(), "longest": eigenvectors[:, -1].tolist(),
        "conditional": [conditional(MEAN, COVARIANCE, [1], [0.7]), conditional(MEAN, COVARIANCE, [2, 0], [1.0, -2.0])],
        "other_mean": OTHER_MEAN, "other_covariance": OTHER_COVARIANCE,
        "kl": D.kl_divergence(p, q).item(), "reverse_kl": D.kl_divergence(q, p).item(),
    },
    "kl": [
        {"p": [m1, v1], "q": [m2, v2], "kl": D.kl_divergence(D.Normal(t(m1), t(v1 ** 0.5)), D.Normal(t(m2), t(v2 ** 0.5))).item()}
        for m1, v1, m2, v2 in [(6.0, 16.0, 0.0, 1.0), (0.0, 1.0, 6.0, 16.0), (0.0, 1.0, 0.0, 2.0), (0.0, 2.0, 0.0, 1.0), (1.0, 0.01, -1.0, 3.0)]
    ],
    "categorical": {"p": [0.1, 0.2, 0.7], "q": [0.3, 0.3, 0.4], "entropy": float(st.entropy([0.1, 0.2, 0.7])),
                    "kl": float(st.entropy([0.1, 0.2, 0.7], [0.3, 0.3, 0.4]))},
    "joint": {"p": joint.tolist(), "mutual_information": float(st.entropy(joint.ravel(), np.outer(joint.sum(1), joint.sum(0)).ravel()))},
    "beta_kl": D.kl_divergence(D.Beta(t(2.0), t(5.0)), D.Beta(t(3.0), t(2.5))).item(),
}
pathlib.Path(__file__).with_name("probability.json").write_text(json.dumps(golden, indent=1) + "\n")
