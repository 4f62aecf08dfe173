"""Writes pca.json: scikit-learn's PCA of three data sets, with whitening and log-likelihoods, and SciPy's angles between subspaces; with MNIST, the
error of its reconstructions from 32 numbers. Made with scikit-learn 1.2.1, SciPy 1.10.1, NumPy 1.24.

Run:  COURSE_DATASETS=... python3 make_pca_goldens.py
"""
import gzip
import json
import os
import pathlib

import numpy as np
from scipy.linalg import subspace_angles
from sklearn.decomposition import PCA

rng = np.random.default_rng(0)


def correlated():
    """More rows than columns, far from the origin, columns of very different scale."""
    return rng.normal(size=(60, 5)) @ rng.normal(size=(5, 5)) * [1, 30, 0.1, 5, 2] + [100, -7, 0, 3, 1000]


def decaying():
    """A spectrum that falls fast and then lies flat: a few factors and noise."""
    factors = rng.normal(size=(120, 6)) * 3.0 ** -np.arange(6)
    return factors @ np.linalg.qr(rng.normal(size=(30, 6)))[0].T + 1e-3 * rng.normal(size=(120, 30))


def wide():
    """More columns than rows: centred, these have rank 11."""
    return rng.normal(size=(12, 25)) * np.linspace(3, 0.5, 25)


def golden(x, k):
    x = np.round(x, 9)
    pca = PCA(svd_solver="full").fit(x)
    rank = min(x.shape[0] - 1, x.shape[1])
    few = PCA(k, svd_solver="full").fit(x)
    white = PCA(k, svd_solver="full", whiten=True).fit(x)
    result = {
        "x": x, "k": k, "mean": pca.mean_, "components": pca.components_[:rank], "explainedVariance": pca.explained_variance_[:rank],
        "explainedVarianceRatio": pca.explained_variance_ratio_[:rank], "codes": few.transform(x[:4]),
        "reconstructions": few.inverse_transform(few.transform(x[:4])), "whitened": white.transform(x[:4]),
        "noiseVariance": few.noise_variance_, "score": few.score(x), "logLikelihoods": few.score_samples(x[:4]),
    }
    # scikit-learn takes n - 1 everywhere; the maximum of the likelihood has n.
    few.explained_variance_ *= (len(x) - 1) / len(x)
    few.noise_variance_ *= (len(x) - 1) / len(x)
    # The mean of the discarded variances is over D - k in the likelihood, but over min(N, D) - k in scikit-learn.
    few.noise_variance_ *= (min(x.shape) - k) / (x.shape[1] - k)
    return {**result, "maximumLikelihood": few.score(x), "maximumLikelihoodNoise": few.noise_variance_}


def mnist(name, n):
    with gzip.open(pathlib.Path(os.environ["COURSE_DATASETS"], "mnist", name)) as file:
        return np.frombuffer(file.read(), np.uint8, offset=16).reshape(n, 784) / 255.0


def angles():
    a, b = rng.normal(size=(9, 3)), rng.normal(size=(9, 4))
    near = a + 1e-9 * rng.normal(size=(9, 3))
    return [{"a": a, "b": other, "angles": np.sort(subspace_angles(a, other))} for other in (b, near)]


goldens = {"correlated": golden(correlated(), 2), "decaying": golden(decaying(), 6), "wide": golden(wide(), 4), "angles": angles()}
if "COURSE_DATASETS" in os.environ:
    pca = PCA(32, svd_solver="full").fit(mnist("train-images-idx3-ubyte.gz", 60000))
    test = mnist("t10k-images-idx3-ubyte.gz", 10000)
    errors = (test - pca.inverse_transform(pca.transform(test))) ** 2
    goldens["mnist"] = {"k": 32, "meanSquaredError": errors.mean(), "explained": pca.explained_variance_ratio_.sum(),
                        "explainedVariance": pca.explained_variance_}
path = pathlib.Path(__file__).with_name("pca.json")
path.write_text(json.dumps(goldens, default=lambda value: value.tolist()).replace('], "', '],\n"').replace('}, "', '},\n"') + "\n")
