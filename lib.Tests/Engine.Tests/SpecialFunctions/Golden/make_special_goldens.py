#!/usr/bin/env python3
"""Writes special.json: PyTorch's special functions at ordinary and extreme places, for SpecialFunctionTests.cs.

    python3 make_special_goldens.py

A case is its operands' names and the results. Every key has a delegate of the same key in SpecialFunctionTests.cs.
"""
import json
import os

import torch

S = torch.special
D = torch.float64
NAMES = {torch.float32: "Float32", torch.float64: "Float64", torch.int64: "Int64", torch.int32: "Int32"}
nan, inf = float("nan"), float("inf")
X = torch.tensor([nan, inf, -inf, 0.0, -0.0, 1e-10, 1e-3, -1e-3, 0.1, -0.4, 0.5, 0.9, -0.9, 1, -1, 1.5, 2, -2, 3.7, -3.7, 7.9, 8.1, 12, -12, 25, 31, -31, 45, 100, -100, 600, 709], dtype=D)
OPERANDS = {
    "x": X, "xf": X.float(), "p": torch.tensor([nan, -0.1, 0, 1e-300, 1e-30, 1e-8, 0.001, 0.019, 0.021, 0.2, 0.4999, 0.5, 0.7, 0.97, 0.99, 0.9999999, 1, 1.2], dtype=D),
    "pf": torch.tensor([0.0, 1e-30, 0.01, 0.3, 0.5, 0.8, 0.999, 1]), "scalar": torch.tensor(0.7, dtype=D), "empty": torch.empty(0, 2),
    "a": torch.tensor([0.0, 1e-3, 0.3, 1, 2.5, 7, 11, 13, 40, 300, 1e4, -1], dtype=D).unsqueeze(1), "b": torch.tensor([0.0, 1e-5, 0.2, 1, 3, 8, 12.5, 39, 60, 310, 9.9e3, 1.02e4, inf, nan, -1], dtype=D),
    "s": torch.tensor([0.5, 1, 1.1, 2, 3.5, 10, 40], dtype=D).unsqueeze(1), "q": torch.tensor([0.1, 1, 2.5, 30, 1e4, -0.5, -3, 0], dtype=D),
    "w": torch.tensor([-1.0, -0.5, 0, 1e-12, 3, inf, nan], dtype=D), "m": torch.tensor([[3.0, 4, 0], [0.1, 0.2, 0], [1, 1, 1]]), "ints": torch.tensor([1, 2, 5]), "v": torch.tensor([3, 1, 2, 9]), "none": torch.empty(0), "cube": (torch.arange(24) * 0.7).sin().reshape(2, 3, 4).double(),
}
WINDOWS = [torch.bartlett_window, torch.blackman_window, torch.hamming_window, torch.hann_window, lambda n, periodic, dtype: torch.kaiser_window(n, periodic, 6.5, dtype=dtype)]
ONE = ["x", "xf", "scalar", "empty", "ints"]
CASES = {
    "entr": (ONE, S.entr), "erfcx": (ONE, S.erfcx), "i0": (ONE, lambda x: S.i0(x.clamp(-700, 700))), "i0e": (ONE, S.i0e), "i1": (ONE, lambda x: S.i1(x.clamp(-700, 700))), "i1e": (ONE, S.i1e),
    "k0": (["xf", "scalar", "x"], S.modified_bessel_k0), "k1": (["xf", "scalar", "x"], S.modified_bessel_k1), "k0e": (["xf", "scalar", "x"], S.scaled_modified_bessel_k0), "k1e": (["xf", "scalar", "x"], S.scaled_modified_bessel_k1),
    "ndtr": (["x", "scalar", "empty"], S.ndtr), "ndtri": (["p", "pf"], S.ndtri), "spherical_bessel_j0": (["scalar", "w"], S.spherical_bessel_j0),
    "gammainc": ([("a", "b")], S.gammainc), "gammaincc": ([("a", "b")], S.gammaincc), "zeta": ([("s", "q")], S.zeta), "xlog1py": ([("x", "w"), ("w", "w")], lambda x, y: S.xlog1py(x.unsqueeze(-1), y)),
    "aliases": (["scalar", "pf"], lambda x: (S.digamma(x), S.psi(x), S.erf(x), S.erfc(x), S.erfinv(x), S.exp2(x), S.expit(x), S.expm1(x), S.gammaln(x), S.logit(x), S.multigammaln(x + 2, 2), S.polygamma(1, x), S.sinc(x))),
    "softmax": (["m"], lambda x: (S.softmax(x, 1), S.log_softmax(x, 0, dtype=D))),
    "frexp": (["x", "xf"], lambda x: tuple(torch.frexp(x[3:]))), "nextafter": ([("xf", "xf"), ("x", "x")], lambda x, y: (torch.nextafter(x, y.flip(0)), torch.nextafter(x, -y))),
    "renorm": (["m"], lambda x: (torch.renorm(x, 2, 0, 1), torch.renorm(x, 1, 1, 2))), "argwhere": (["m", "v", "none"], torch.argwhere),
    "where": (["m", "v", "none"], lambda x: tuple(torch.where(x))), "spreads": (["cube"], lambda x: (x.var((0, 1)), x.std((0, 1, 2), False), *torch.var_mean(x, (0, 2), False, keepdim=True), *torch.std_mean(x, (0, 2)))),
    "windows": (["none"], lambda _: tuple(f(n, periodic, dtype=D) for f in WINDOWS for n, periodic in ((7, True), (8, False), (1, True), (0, True)))),
    "combinations": (["v", "none"], lambda x: (torch.combinations(x), torch.combinations(x, 3), torch.combinations(x, 2, True))), "combinations: too many": (["v"], lambda x: torch.combinations(x, 5)),
}


def number(x):
    return x if not isinstance(x, float) or abs(x) < inf else "NaN" if x != x else "Infinity" if x > 0 else "-Infinity"


def dump(t):
    return [NAMES[t.dtype], list(t.shape), [number(float("%.9g" % x) if t.dtype == torch.float32 else x) for x in t.reshape(-1).tolist()]]


def attempt(f, names):
    result = f(*(OPERANDS[name] for name in names))
    return [names, [dump(t) for t in (result if isinstance(result, tuple) else (result,))]]


if __name__ == "__main__":
    content = {
        "torch": torch.__version__,
        "operands": {name: dump(t) for name, t in OPERANDS.items()},
        "cases": {key: [attempt(f, [names] if isinstance(names, str) else list(names)) for names in operands] for key, (operands, f) in CASES.items()},
    }
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "special.json"), "w") as file:
        file.write(json.dumps(content, separators=(",", ":"), allow_nan=False).replace(']],"', ']],\n"') + "\n")
