#!/usr/bin/env python3
"""Writes linalg.json: what PyTorch's linear algebra computes, for LinearAlgebraGoldenTests.cs.

    python3 make_linalg_goldens.py

A case is its operands' names and the results, or "error". Vectors of a decomposition have arbitrary signs: they are squared, or multiplied
together. Every key has a delegate of the same key in LinearAlgebraGoldenTests.cs.
"""
import json
import os

import torch

L = torch.linalg
NAMES = {torch.float32: "Float32", torch.float64: "Float64", torch.int64: "Int64", torch.int32: "Int32", torch.bool: "Bool"}
torch.manual_seed(7)
D = torch.float64


def hilbert(n):
    i = torch.arange(n, dtype=D)
    return 1 / (i.unsqueeze(1) + i + 1)


BASE = {
    "a": torch.randn(3, 3, dtype=D), "f": torch.randn(3, 3), "batch": torch.randn(2, 1, 3, 3, dtype=D), "one": torch.tensor([[2.5]], dtype=D),
    "none": torch.zeros(0, 0, dtype=D), "nobatch": torch.zeros(0, 3, 3), "tall": torch.randn(5, 3, dtype=D), "wide": torch.randn(2, 3, 5),
    "norows": torch.zeros(0, 3, dtype=D), "nocolumns": torch.zeros(3, 0, dtype=D),
    "b": torch.randn(3, 2, dtype=D), "bf": torch.randn(3, 2), "bb": torch.randn(4, 3, 2, dtype=D), "v": torch.randn(3, dtype=D), "vb": torch.randn(5, dtype=D), "b5": torch.randn(5, 2, dtype=D),
    "singular": torch.tensor([[1.0, 2, 3], [2, 4, 6], [1, 1, 1]], dtype=D), "zero": torch.zeros(3, 3, dtype=D), "hilbert": hilbert(6), "hf": hilbert(4).float(),
    "diagonal": torch.diag(torch.tensor([3.0, 0, -2, 1e-20], dtype=D)), "cube": torch.randn(2, 3, 4, dtype=D), "nan": torch.tensor([[1.0, float("nan")], [2, 3]]),
    "ints": torch.tensor([[1, 2], [3, 4]]), "number": torch.tensor(2.0), "big": torch.randn(3, 3, dtype=D) * 1e160, "x3": torch.randn(4, 3), "y3": torch.randn(1, 3), "t": torch.randn(2, 3, 6, dtype=D), "t6": torch.randn(2, 3, dtype=D),
}
OPERANDS = {**BASE, "aT": BASE["a"].mT, "tallT": BASE["tall"].mT, "spd": BASE["a"] @ BASE["a"].mT + torch.eye(3, dtype=D), "spds": BASE["batch"] @ BASE["batch"].mT + torch.eye(3, dtype=D)}
SQUARE = ["a", "f", "batch", "one", "none", "nobatch", "singular", "zero", "hilbert", "hf", "aT", "tall", "v", "number", "ints"]
ANY = ["a", "f", "batch", "one", "tall", "wide", "singular", "zero", "hilbert", "diagonal", "tallT", "norows", "nocolumns", "nobatch"]
SYMMETRIC = ["spd", "spds", "hilbert", "hf", "one", "none", "nobatch", "diagonal", "tall", "a"]
SYSTEMS = [("a", "b"), ("f", "bf"), ("batch", "bb"), ("a", "v"), ("aT", "b"), ("hilbert", "hilbert"), ("none", "none"), ("singular", "b"), ("a", "bf"), ("a", "b5"), ("tall", "b5"), ("spds", "v")]
inf = float("inf")


def first(s):
    return min(s.U.shape[-1], s.Vh.shape[-1])


CASES = {
    "qr": (ANY, lambda x: tuple(L.qr(x))),
    "qr: complete": (ANY, lambda x: tuple(L.qr(x, "complete"))),
    "qr: r": (ANY, lambda x: L.qr(x, "r").R),
    "det": (SQUARE, L.det), "slogdet": (SQUARE, lambda x: tuple(L.slogdet(x))), "logdet": (SQUARE, torch.logdet),
    "inv": ([x for x in SQUARE if x != "hf"] + ["nan"], L.inv), "inv_ex": (["a", "batch", "nobatch"], lambda x: tuple(L.inv_ex(x))), "inv_ex: info": (["a", "zero"], lambda x: L.inv_ex(x).info),
    "solve": (SYSTEMS, L.solve), "solve: right": ([("a", "a"), ("batch", "a"), ("aT", "v")], lambda a, b: L.solve(a, b, left=False)),
    "solve_triangular": (SYSTEMS[:3] + [("aT", "b")], lambda a, b: L.solve_triangular(a, b, upper=True)),
    "solve_triangular: lower, ones": (SYSTEMS[:3], lambda a, b: L.solve_triangular(a, b, upper=False, unitriangular=True)),
    "solve_triangular: right": ([("a", "a"), ("batch", "spd")], lambda a, b: L.solve_triangular(a, b, upper=False, left=False)),
    "cholesky": (SYMMETRIC, L.cholesky), "cholesky: upper": (SYMMETRIC, lambda x: torch.cholesky(x, upper=True)),
    "cholesky_ex: info": (SYMMETRIC[:8] + ["a"], lambda x: L.cholesky_ex(x).info),
    "cholesky_solve": ([("b", "spd"), ("bb", "spds")], torch.cholesky_solve), "cholesky_inverse": (["spd", "spds", "one"], torch.cholesky_inverse),
    "eigh": (SYMMETRIC, lambda x: (L.eigh(x).eigenvalues, L.eigh(x).eigenvectors.square()) if x.shape[-1] != 4 else L.eigh(x).eigenvalues),
    "eigh: upper": (["a", "batch"], lambda x: (L.eigh(x, "U").eigenvalues, L.eigh(x, "U").eigenvectors.square())),
    "eigvalsh": (SYMMETRIC, L.eigvalsh),
    "svd": (["a", "f", "batch", "one", "hilbert"], lambda x: (L.svd(x).S, L.svd(x).U.square(), L.svd(x).Vh.square())),
    "svd: reduced": (["tall", "wide", "tallT"], lambda x: (L.svd(x, False).S, L.svd(x, False).U.square(), L.svd(x, False).Vh.square())),
    "svd: shapes": (ANY, lambda x: tuple(torch.tensor(y.shape) for y in L.svd(x))),
    "svdvals": (ANY + ["nan"], L.svdvals),
    "pinv": (ANY, L.pinv), "pinv: rtol": (["hilbert", "tall"], lambda x: L.pinv(x, rtol=1e-2)), "pinv: atol": (["hilbert", "tall"], lambda x: L.pinv(x, atol=0.1)),
    "pinv: hermitian": (["spd", "spds", "diagonal"], lambda x: L.pinv(x, hermitian=True)), "pinverse": (["tall", "wide"], torch.pinverse),
    "matrix_rank": (ANY, L.matrix_rank), "matrix_rank: atol": (["hilbert", "tall", "diagonal"], lambda x: L.matrix_rank(x, atol=0.1)),
    "matrix_rank: tensor": (["hilbert", "batch"], lambda x: L.matrix_rank(x, atol=torch.tensor(0.1, dtype=D), rtol=torch.tensor(0.3, dtype=D))), "matrix_rank: hermitian": (["spd", "diagonal"], lambda x: L.matrix_rank(x, hermitian=True)),
    "cond": (["a", "tall", "wide", "hilbert", "batch"], L.cond), "cond: 1": (["a", "singular", "batch"], lambda x: L.cond(x, 1)), "cond: -2": (["a", "tall"], lambda x: L.cond(x, -2)), "cond: fro": (["a"], lambda x: L.cond(x, "fro")), "cond: nuc": (["a"], lambda x: L.cond(x, "nuc")), "cond: -inf": (["a"], lambda x: L.cond(x, -inf)),
    "lstsq": ([("tall", "b5"), ("a", "b"), ("tall", "vb")], lambda a, b: (L.lstsq(a, b).solution, L.lstsq(a, b).rank)),
    "lstsq: residuals": ([("tall", "b5"), ("a", "b")], lambda a, b: L.lstsq(a, b).residuals), "lstsq: singular": ([("singular", "b"), ("zero", "b"), ("tallT", "b")], lambda a, b: (L.lstsq(a, b).solution, L.lstsq(a, b).rank)),
    "lu_factor": (["a", "f", "batch", "tall", "wide", "hilbert", "none"], lambda x: tuple(L.lu_factor(x))), "lu": (["a", "batch", "tall", "wide"], lambda x: tuple(L.lu(x))),
    "lu_solve": ([("a", "b"), ("batch", "bb")], lambda a, b: L.lu_solve(*L.lu_factor(a), b)), "lu_solve: adjoint, right": ([("a", "a")], lambda a, b: L.lu_solve(*L.lu_factor(a), b, left=False, adjoint=True)),
    "geqrf": (["a", "tall", "wide"], lambda x: tuple(torch.geqrf(x))), "householder_product": (["a", "tall"], lambda x: L.householder_product(*torch.geqrf(x))),
    "ormqr": ([("tall", "b5")], lambda x, y: (torch.ormqr(*torch.geqrf(x), y), torch.ormqr(*torch.geqrf(x), y.mT.contiguous(), False, True))),
    "matrix_norm": (ANY[:11] + ["v"], L.matrix_norm), "matrix_norm: 1": (ANY[:11], lambda x: L.matrix_norm(x, 1)), "matrix_norm: -1": (["a", "cube"], lambda x: L.matrix_norm(x, -1, (0, 1))),
    "matrix_norm: inf": (["a", "cube"], lambda x: L.matrix_norm(x, inf, (2, 0), True)), "matrix_norm: 2": (ANY[:11], lambda x: L.matrix_norm(x, 2)), "matrix_norm: -2": (["tall", "cube"], lambda x: L.matrix_norm(x, -2, (0, 2), True)), "matrix_norm: nuc": (["tall", "cube", "batch"], lambda x: L.matrix_norm(x, "nuc")),
    "norm": (["a", "v", "cube", "number"], L.norm), "norm: 1": (["a", "v", "cube"], lambda x: L.norm(x, 1)), "norm: dim": (["cube", "a"], lambda x: L.norm(x, 3.0, dim=1, keepdim=True)), "norm: dims": (["cube"], lambda x: L.norm(x, dim=(0, 2))), "norm: nuc": (["a"], lambda x: L.norm(x, "nuc")),
    "vector_norm": (["a", "cube", "number"], L.vector_norm), "vector_norm: 0": (["diagonal"], lambda x: L.vector_norm(x, 0)), "vector_norm: -inf": (["cube"], lambda x: L.vector_norm(x, -inf, (0, 2))), "vector_norm: 0.5": (["cube"], lambda x: L.vector_norm(x, 0.5, (1,))),
    "matrix_power: -3": (["a", "batch", "singular", "one"], lambda x: L.matrix_power(x, -3)), "matrix_power: 5": (["a", "f"], lambda x: L.matrix_power(x, 5)), "matrix_power: 0": (["batch"], lambda x: L.matrix_power(x, 0)),
    "matrix_exp": (["a", "f", "batch", "one", "none", "zero", "hilbert"], L.matrix_exp), "matrix_exp: large": (["a"], lambda x: L.matrix_exp(x * 8)),
    "multi_dot": ([("v", "a", "b"), ("a", "b"), ("tallT", "tall", "v"), ("one", "a")], lambda *x: L.multi_dot(x)),
    "tensorinv": (["t"], lambda x: L.tensorinv(x, 2)), "tensorsolve": ([("t", "t6")], L.tensorsolve),
    "vander": (["v", "b", "number"], L.vander), "vander: 5": (["v"], lambda x: L.vander(x, N=5)), "torch.vander": (["v", "a"], torch.vander), "torch.vander: rising": (["v"], lambda x: torch.vander(x, 2, True)),
    "vecdot": ([("x3", "y3"), ("b", "b")], L.vecdot), "cross": ([("x3", "y3"), ("x3", "x3"), ("b", "b")], L.cross), "cross: 0": ([("b", "b")], lambda x, y: L.cross(x, y.flip(0), dim=0)),
    "cov": (["b", "v", "x3"], torch.cov), "corrcoef": (["x3", "v"], torch.corrcoef),
}


def number(x):
    return x if not isinstance(x, float) or abs(x) < inf else "NaN" if x != x else "Infinity" if x > 0 else "-Infinity"


def dump(t):
    return [NAMES[t.dtype], list(t.shape), [number(float("%.9g" % x) if t.dtype == torch.float32 else int(x) if t.dtype == torch.bool else x) for x in t.reshape(-1).tolist()]]


def attempt(f, names):
    try:
        result = f(*(OPERANDS[name] for name in names))
    except (RuntimeError, IndexError, TypeError, ValueError):
        return [names, "error"]
    return [names, [dump(t) for t in (result if isinstance(result, tuple) else (result,))]]


if __name__ == "__main__":
    content = {
        "torch": torch.__version__,
        "operands": {name: dump(t) for name, t in OPERANDS.items()},
        "cases": {key: [attempt(f, [names] if isinstance(names, str) else list(names)) for names in operands] for key, (operands, f) in CASES.items()},
    }
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "linalg.json"), "w") as file:
        file.write(json.dumps(content, separators=(",", ":"), allow_nan=False).replace(']],"', ']],\n"') + "\n")
