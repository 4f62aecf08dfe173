"""Writes gaussian-mixture.json: Gaussian mixtures fitted by scikit-learn from given parameters. Made with scikit-learn 1.2.1.

Run:  python3 make_gaussian_mixture_goldens.py
"""
import json
import pathlib
import warnings

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.mixture import GaussianMixture

warnings.simplefilter("ignore", ConvergenceWarning)   # some runs are to end at max_iter
rng = np.random.default_rng(0)


def mixture(weights, means, factors, count):
    which = rng.choice(len(weights), size=count, p=weights)
    noise = rng.standard_normal((count, len(means[0])))
    return np.round(np.array([np.array(means)[k] + noise[i] @ np.array(factors)[k].T for i, k in enumerate(which)]), 6)


DATA = {
    # Three clouds in the plane, two of which overlap.
    "clouds": mixture([0.5, 0.3, 0.2], [[0, 0], [3, 1], [-1, 4]], [[[1, 0], [0.6, 0.5]], [[0.7, 0], [-0.5, 1]], [[0.4, 0], [0, 1.5]]], 240),
    # One dimension, away from the origin.
    "shifted": mixture([0.4, 0.6], [[98], [101]], [[[0.8]], [[1.2]]], 150),
    # Five dimensions of different scale.
    "stretched": mixture([0.25] * 4, rng.normal(0, 2, (4, 5)), [np.tril(rng.normal(0, 1, (5, 5))) + np.diag([2, 1, 0.5, 4, 0.1]) for _ in range(4)], 200),
}
COMPONENTS = {"clouds": 3, "shifted": 2, "stretched": 4}


def precisions(kind, variances, components):
    if kind == "spherical":
        return np.full(components, 1 / variances.mean())
    return np.tile(1 / variances, (components, 1)) if kind == "diag" else np.tile(np.diag(1 / variances), (components, 1, 1))


golden = []
for name, data in DATA.items():
    k = COMPONENTS[name]
    means, variances = data[:k], np.round(data.var(0), 6)
    for kind in ("full", "diag", "spherical"):
        for regularisation, tolerance, iterations in ((1e-6, 1e-3, 100), (0.05, 1e-9, 400), (1e-6, 0.0, 7)):
            if kind == "spherical":
                start = np.full(len(variances), variances.mean())
            else:
                start = variances
            fit = GaussianMixture(
                k, covariance_type=kind, reg_covar=regularisation, tol=tolerance, max_iter=iterations, weights_init=np.full(k, 1 / k), means_init=means,
                precisions_init=precisions(kind, variances, k), init_params="random", random_state=0).fit(data)
            golden.append({
                "data": name, "kind": kind, "regularisation": regularisation, "tolerance": tolerance, "maxIterations": iterations,
                "startMeans": means.tolist(), "startVariances": start.tolist(),
                "weights": fit.weights_.tolist(), "means": fit.means_.tolist(), "covariances": fit.covariances_.tolist(),
                "iterations": fit.n_iter_, "converged": bool(fit.converged_), "logLikelihood": fit.score(data), "bic": fit.bic(data),
                "responsibilities": fit.predict_proba(data)[:3].tolist(),
            })

path = pathlib.Path(__file__).with_name("gaussian-mixture.json")
path.write_text("{\"data\": " + json.dumps({name: data.tolist() for name, data in DATA.items()}) + ",\n\"fits\": [\n"
                + ",\n".join(json.dumps(fit) for fit in golden) + "\n]}\n")
