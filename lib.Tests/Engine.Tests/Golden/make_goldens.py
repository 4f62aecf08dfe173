#!/usr/bin/env python3
"""Writes forward.json, operations.json, random.json and training.json: what PyTorch computes, for the tests beside this file.

    python3 make_goldens.py

The tests read the files only. Every key here has a delegate of the same key in ForwardOperations.cs, MoreOperations*.cs or RandomStreams.cs, and a test
fails when either side lacks one. "error" stands for an operation that PyTorch refuses. Normals and bernoulli_ depend on whether
PyTorch was built with MKL; this must be run with a build without it (torch.backends.mkl.is_available() is False).
"""
import json
import os
import warnings

import torch
import torch.nn as nn
import torch.nn.functional as F

warnings.filterwarnings("ignore")
torch.set_num_threads(1)
HERE = os.path.dirname(os.path.abspath(__file__))
NAMES = {torch.float32: "Float32", torch.float64: "Float64", torch.int64: "Int64", torch.int32: "Int32", torch.int16: "Int16",
         torch.int8: "Int8", torch.uint8: "Byte", torch.bool: "Bool"}
TYPES = {name: dtype for dtype, name in NAMES.items()}


def number(x, dtype):
    if dtype == torch.bool:
        return int(x)
    if not dtype.is_floating_point:
        return x
    if x != x:
        return "NaN"
    if x in (float("inf"), float("-inf")):
        return "Infinity" if x > 0 else "-Infinity"
    return float("%.9g" % x) if dtype == torch.float32 else x


def dump(t):
    """type, shape, values in row-major order"""
    t = t.detach()
    return [NAMES[t.dtype], list(t.shape), [number(x, t.dtype) for x in t.reshape(-1).tolist()]]


def attempt(f, *inputs):
    try:
        result = f(*inputs)
    except (RuntimeError, IndexError, TypeError, ZeroDivisionError, ValueError):
        return "error"
    return [dump(t) for t in (result if isinstance(result, (tuple, list)) else [result])]


def write(name, content):
    content = {"torch": torch.__version__, **content}
    with open(os.path.join(HERE, name), "w") as file:
        text = json.dumps(content, separators=(",", ":"), allow_nan=False)
        file.write(text.replace('],"', '],\n"') + "\n")


# ---------------------------------------------------------------- operands
nan, inf = float("nan"), float("inf")
torch.manual_seed(20)
BASE = {
    "special": torch.tensor([nan, inf, -inf, 0.0, -0.0, 1e-8, -1e-8, 1e-4, -1e-4, 0.5, -0.5, 1, -1, 2, -2, 3.75, -3.75, 25, -25, 88, -88, 105, -105, 1e20]),
    "m": torch.randn(3, 4),
    "d": torch.randn(2, 5, dtype=torch.float64),
    "s": torch.tensor(0.75),
    "e": torch.empty(0, 3),
    "v": torch.randn(4),
    "c": torch.randn(3, 1),
    "cube": torch.randn(2, 3, 4),
    "i": torch.tensor([[3, -2, 0], [7, 5, -8]]),
    "b": torch.tensor([[0, 200, 3], [255, 1, 90]], dtype=torch.uint8),
    "t": torch.tensor([[True, False, True], [False, False, True]]),
    "holes": torch.tensor([[1.5, nan, -2, inf], [nan, nan, 0, 3], [-inf, 2, 2, -1]]),
    "one": torch.tensor([2.5]),
    "ties": torch.tensor([[1.0, 3, 3], [2, 2, 2], [-1, -1, -5]]),
    "floor": torch.tensor([[-inf, -inf], [inf, 1], [0, -inf], [1000, 999], [-1000, -1001]]),
}
FIRST = list(BASE)
VIEWS = {
    "m.T": ("m", lambda x: x.t()),
    "v.rows": ("v", lambda x: x.expand(3, 4)),
    "cube.step": ("cube", lambda x: x[:, 1:, ::2]),
    "cube.turn": ("cube", lambda x: x.permute(2, 0, 1)),
    "i.T": ("i", lambda x: x.t()),
}


def operand(name):
    if name in VIEWS:
        base, view = VIEWS[name]
        return view(BASE[base])
    return BASE[name]


UNARY = {
    "exp": torch.exp, "log": torch.log, "log2": torch.log2, "log10": torch.log10, "log1p": torch.log1p, "expm1": torch.expm1,
    "sqrt": torch.sqrt, "rsqrt": torch.rsqrt, "reciprocal": torch.reciprocal, "sigmoid": torch.sigmoid, "sin": torch.sin, "cos": torch.cos,
    "tan": torch.tan, "tanh": torch.tanh, "sinh": torch.sinh, "cosh": torch.cosh, "atan": torch.atan, "abs": torch.abs, "sign": torch.sign,
    "square": torch.square, "floor": torch.floor, "ceil": torch.ceil, "trunc": torch.trunc, "neg": torch.neg, "relu": torch.relu,
    "leaky_relu(0.1)": lambda x: F.leaky_relu(x, 0.1), "softplus": F.softplus, "softplus(2,5)": lambda x: F.softplus(x, 2, 5), "silu": F.silu,
    "clamp(-1,1)": lambda x: torch.clamp(x, -1, 1), "clamp(min=0.5)": lambda x: torch.clamp(x, min=0.5), "clamp(max=0)": lambda x: torch.clamp(x, max=0),
    "clamp(2,-2)": lambda x: torch.clamp(x, 2, -2),
    "pow(2)": lambda x: x.pow(2), "pow(3)": lambda x: x.pow(3), "pow(0)": lambda x: x.pow(0), "pow(-1)": lambda x: x.pow(-1), "pow(0.5)": lambda x: x.pow(0.5),
    "pow(-2)": lambda x: x.pow(-2), "pow(1.5)": lambda x: x.pow(1.5), "pow(-0.5)": lambda x: x.pow(-0.5), "pow(7)": lambda x: x.pow(7),
    "isnan": torch.isnan, "isinf": torch.isinf, "isfinite": torch.isfinite, "logical_not": torch.logical_not,
    "x+1": lambda x: x + 1, "x+0.5": lambda x: x + 0.5, "1-x": lambda x: 1 - x, "x-2": lambda x: x - 2, "x*3": lambda x: x * 3, "x*1.5": lambda x: x * 1.5, "x/2": lambda x: x / 2,
    "2/x": lambda x: 2 / x, "x+true": lambda x: x + True, "x>0": lambda x: x > 0, "x==0.5": lambda x: x == 0.5, "x<=1": lambda x: x <= 1, "x!=0": lambda x: x != 0,
    "div(2,floor)": lambda x: torch.div(x, 2, rounding_mode="floor"), "div(3,trunc)": lambda x: torch.div(x, 3, rounding_mode="trunc"),
    "masked_fill(>0,9)": lambda x: x.masked_fill(x > 0, 9), "double": lambda x: x.double(), "bool": lambda x: x.bool(), "nonzero": torch.nonzero,
}
INPUTS = ["special", "m.T", "d", "s", "e", "v.rows", "cube.step", "i", "b", "t"]

BINARY = {
    "add": torch.add, "sub": torch.sub, "mul": torch.mul, "div": torch.div, "maximum": torch.maximum, "minimum": torch.minimum, "pow": torch.pow,
    "div(floor)": lambda x, y: torch.div(x, y, rounding_mode="floor"), "div(trunc)": lambda x, y: torch.div(x, y, rounding_mode="trunc"),
    "add(alpha=2)": lambda x, y: torch.add(x, y, alpha=2), "eq": torch.eq, "ne": torch.ne, "lt": torch.lt, "le": torch.le, "gt": torch.gt, "ge": torch.ge,
    "logical_and": torch.logical_and, "logical_or": torch.logical_or, "logical_xor": torch.logical_xor,
    "where(x>0)": lambda x, y: torch.where(x > 0, x, y), "isclose": lambda x, y: torch.isclose(x, y, 0.5, 0.1),
}
PAIRS = [("m", "v"), ("m", "c"), ("m", "s"), ("c", "v"), ("m.T", "c"), ("s", "s"), ("e", "one"), ("special", "one"), ("special", "s"), ("holes", "v"), ("cube", "m"),
         ("i", "i"), ("d", "s"), ("s", "d"), ("b", "i"), ("t", "t"), ("i", "t"), ("i", "s"), ("m", "i"), ("cube.turn", "one"), ("special", "special")]

DIMS = [("0", 0, False), ("-1,keep", -1, True), ("1", 1, False)]
REDUCED = {}
for label, dim, keep in DIMS:
    REDUCED["sum(%s)" % label] = lambda x, d=dim, k=keep: torch.sum(x, d, k)
    REDUCED["mean(%s)" % label] = lambda x, d=dim, k=keep: torch.mean(x, d, k)
    REDUCED["var(%s)" % label] = lambda x, d=dim, k=keep: torch.var(x, d, True, k)
    REDUCED["std(%s,biased)" % label] = lambda x, d=dim, k=keep: torch.std(x, d, False, k)
    REDUCED["max(%s)" % label] = lambda x, d=dim, k=keep: tuple(torch.max(x, d, k))
    REDUCED["min(%s)" % label] = lambda x, d=dim, k=keep: tuple(torch.min(x, d, k))
    REDUCED["amax(%s)" % label] = lambda x, d=dim, k=keep: torch.amax(x, d, k)
    REDUCED["amin(%s)" % label] = lambda x, d=dim, k=keep: torch.amin(x, d, k)
    REDUCED["argmax(%s)" % label] = lambda x, d=dim, k=keep: torch.argmax(x, d, k)
    REDUCED["argmin(%s)" % label] = lambda x, d=dim, k=keep: torch.argmin(x, d, k)
    REDUCED["any(%s)" % label] = lambda x, d=dim, k=keep: torch.any(x, d, k)
    REDUCED["all(%s)" % label] = lambda x, d=dim, k=keep: torch.all(x, d, k)
    REDUCED["logsumexp(%s)" % label] = lambda x, d=dim, k=keep: torch.logsumexp(x, d, k)
for label, dim in (("0", 0), ("-1", -1)):
    REDUCED["softmax(%s)" % label] = lambda x, d=dim: torch.softmax(x, d)
    REDUCED["log_softmax(%s)" % label] = lambda x, d=dim: torch.log_softmax(x, d)
REDUCED.update({
    "sum": torch.sum, "mean": torch.mean, "var": torch.var, "std": torch.std, "var(biased)": lambda x: torch.var(x, unbiased=False), "max": torch.max, "min": torch.min,
    "argmax": torch.argmax, "argmin": torch.argmin, "any": torch.any, "all": torch.all, "sum(0,1)": lambda x: torch.sum(x, (0, 1)), "mean(0,2,keep)": lambda x: torch.mean(x, (0, 2), True),
    "sum(float64)": lambda x: torch.sum(x, dtype=torch.float64), "sum([])": lambda x: torch.sum(x, ()), "mean([])": lambda x: torch.mean(x, ()), "sum(5)": lambda x: torch.sum(x, 5),
})
REDUCED_INPUTS = ["m.T", "d", "s", "e", "v.rows", "cube.turn", "i", "b", "t", "holes", "one", "ties", "floor"]

OTHER = {
    "mm": (lambda x, y: x.mm(y), [("m", "m.T"), ("m.T", "m"), ("i", "i.T"), ("m", "m"), ("e", "m")]),
    "matmul": (torch.matmul, [("m", "v"), ("v", "m.T"), ("v", "v"), ("cube", "m.T"), ("cube", "v"), ("cube.turn", "cube.turn"), ("cube", "cube"), ("s", "m"), ("m", "d"), ("e", "m")]),
    "bmm(self,selfT)": (lambda x: x.bmm(x.transpose(1, 2)), [("cube",), ("cube.turn",), ("m",)]),
    "dot": (torch.dot, [("v", "v"), ("v", "one"), ("m", "v")]),
    "outer": (torch.outer, [("v", "one"), ("v", "v")]),
    "addmm": (lambda x, y: torch.addmm(x.mm(y), x, y, beta=0.5, alpha=2), [("m", "m.T")]),
    "linear": (lambda x, w: F.linear(x, w), [("m", "m"), ("cube", "m"), ("v", "m"), ("m", "cube")]),
    "cat(0)": (lambda x, y: torch.cat([x, y], 0), [("m", "m"), ("m", "v.rows"), ("i", "b"), ("e", "ties"), ("m", "c"), ("v", "one"), ("s", "s")]),
    "cat(-1)": (lambda x, y: torch.cat([x, y], -1), [("m", "c"), ("cube", "cube.step"), ("i", "t")]),
    "stack(1)": (lambda x, y: torch.stack([x, y], 1), [("m", "v.rows"), ("s", "s"), ("m", "c")]),
    "stack(-1)": (lambda x, y: torch.stack([x, y], -1), [("m", "m"), ("v", "v")]),
    "split(2,1)": (lambda x: x.split(2, 1), [("m",), ("cube",), ("i",)]),
    "split([1,2],0)": (lambda x: x.split([1, 2], 0), [("m",), ("i",)]),
    "chunk(3,-1)": (lambda x: x.chunk(3, -1), [("m",), ("cube",), ("one",)]),
    "unbind(0)": (lambda x: x.unbind(0), [("m",), ("i.T",)]),
    "repeat(2,1,3)": (lambda x: x.repeat(2, 1, 3), [("m",), ("v",), ("m.T",), ("e",)]),
    "gather(1)": (lambda x: x.gather(1, torch.tensor([[0, 2], [1, 1], [3, 0]])), [("m",), ("holes",), ("v.rows",)]),
    "gather(0)": (lambda x: x.gather(0, torch.tensor([[1, 0, 1]])), [("i",), ("t",), ("ties",)]),
    "gather(0,0-d)": (lambda x: x.gather(0, torch.tensor(0)), [("s",)]),
    "scatter_add(1)": (lambda x: x.scatter_add(1, torch.tensor([[0, 2, 2], [1, 1, 0]]), x * 2), [("i",)]),
    "scatter_add(0)": (lambda x: x.scatter_add(0, torch.tensor([[2, 0, 0, 1]]), torch.ones(2, 5)), [("m",), ("m.T",)]),
    "index_select(0)": (lambda x: x.index_select(0, torch.tensor([1, 1, 0])), [("m",), ("m.T",), ("i",), ("s",), ("e",)]),
    "index_select(-1)": (lambda x: x.index_select(-1, torch.tensor([2, 0])), [("m",), ("cube.step",), ("v.rows",)]),
    "index_add(0)": (lambda x: x.index_add(0, torch.tensor([2, 0, 2]), torch.ones(3, 4), alpha=2), [("m",), ("v.rows",)]),
    "x[-1]": (lambda x: x[-1], [("m",), ("cube.turn",), ("v",), ("s",), ("e",)]),
    "x[1,:,::2]": (lambda x: x[1, :, ::2], [("cube",), ("cube.turn",)]),
    "x[...,None,1]": (lambda x: x[..., None, 1], [("cube",), ("m.T",), ("v",)]),
    "x[-100:2]": (lambda x: x[-100:2], [("m",), ("v",), ("e",)]),
    "x[3:1]": (lambda x: x[3:1], [("m",), ("v",)]),
    "x[[2,0,-1]]": (lambda x: x[torch.tensor([2, 0, -1])], [("m",), ("v.rows",), ("i",)]),
    "x[:,[[1,0]]]": (lambda x: x[:, torch.tensor([[1, 0]])], [("m",), ("cube",)]),
    "x[[0,1],:,[2,1]]": (lambda x: x[torch.tensor([0, 1]), :, torch.tensor([2, 1])], [("cube",), ("cube.turn",)]),
    "x[0,:,[2,1]]": (lambda x: x[0, :, torch.tensor([2, 1])], [("cube",), ("cube.turn",)]),
    "x[x>0]": (lambda x: x[x > 0], [("m",), ("m.T",), ("i",), ("e",), ("holes",)]),
    "masked_select(>0)": (lambda x: x.masked_select(x > 0), [("cube.turn",), ("s",)]),
    "select(-1,0)": (lambda x: x.select(-1, 0), [("m",), ("s",)]),
    "narrow(1,1,2)": (lambda x: x.narrow(1, 1, 2), [("m",), ("i",), ("v",)]),
    "permute(1,-1,0)": (lambda x: x.permute(1, -1, 0), [("cube",), ("m",)]),
    "reshape(-1,2)": (lambda x: x.reshape(-1, 2), [("m.T",), ("i",), ("d",), ("s",), ("e",)]),
    "reshape(0,-1)": (lambda x: x.reshape(0, -1), [("e",)]),
    "view(2,-1)": (lambda x: x.view(2, -1), [("m",), ("m.T",), ("cube.step",)]),
    "flatten(1)": (lambda x: x.flatten(1), [("cube.turn",), ("m",), ("v",)]),
    "flatten": (lambda x: x.flatten(), [("cube.step",), ("s",)]),
    "unflatten(-1,[2,-1])": (lambda x: x.unflatten(-1, [2, 2]), [("m",)]),
    "squeeze": (lambda x: x.squeeze(), [("c",), ("one",), ("m",), ("s",)]),
    "squeeze(-1)": (lambda x: x.squeeze(-1), [("c",), ("m",), ("s",)]),
    "unsqueeze(-1)": (lambda x: x.unsqueeze(-1), [("m.T",), ("s",)]),
    "expand(2,-1,4)": (lambda x: x.expand(2, -1, 4), [("c",), ("m",), ("v",), ("ties",)]),
    "as_strided": (lambda x: x.as_strided((2, 3), (1, 4), 1), [("m",), ("v",)]),
    "transpose(0,-1)": (lambda x: x.transpose(0, -1), [("cube",), ("v",), ("s",)]),
    "T": (lambda x: x.permute(*range(x.dim() - 1, -1, -1)), [("cube",), ("m.T",)]),
    "mse_loss": (lambda x, y: F.mse_loss(x, y), [("m", "v.rows")]),
    "mse_loss(sum)": (lambda x, y: F.mse_loss(x, y, reduction="sum"), [("m", "v.rows")]),
    "bce_logits": (lambda x: F.binary_cross_entropy_with_logits(x, torch.full_like(x, 0.25)), [("m",), ("v.rows",), ("special",)]),
    "bce_logits(none)": (lambda x: F.binary_cross_entropy_with_logits(x, torch.full_like(x, 0.25), reduction="none"), [("m.T",), ("special",), ("s",), ("e",)]),
    "bce_logits(pos_weight)": (lambda x: F.binary_cross_entropy_with_logits(x, torch.full_like(x, 0.25), weight=torch.full_like(x, 2), pos_weight=torch.tensor([1.0, 2, 3, 4]), reduction="none"), [("m",)]),
    "bce(none)": (lambda x: F.binary_cross_entropy(x.clamp(0, 1), torch.full_like(x, 0.25), reduction="none"), [("m",), ("special",)]),
    "lerp": (lambda x, y: torch.lerp(x, y, torch.full_like(x, 0.3)), [("m", "v.rows")]),
    "addcmul": (lambda x, y: x.addcmul(x, y, value=0.5), [("m", "v.rows"), ("m", "v")]),
    "addcdiv": (lambda x, y: x.addcdiv(x, y, value=0.5), [("m", "v.rows")]),
    "arange": (lambda x: (torch.arange(5), torch.arange(1, 2, 0.3), torch.arange(4, -3, -2), torch.arange(2.5)), [("s",)]),
    "linspace": (lambda x: (torch.linspace(0, 1, 7), torch.linspace(-3, 3, 1), torch.linspace(0, 1, 0), torch.linspace(2, -2, 6, dtype=torch.float64)), [("s",)]),
    "eye": (lambda x: (torch.eye(3), torch.eye(2, 4), torch.eye(3, 1, dtype=torch.int64)), [("s",)]),
    "casts": (lambda x: (torch.tensor([-1.5, 2.9, 3e9, -3e9], dtype=torch.float64).long(), torch.tensor([-1.5, 2.9, 0.0]).int(), torch.tensor([300, -1, 127]).to(torch.uint8), torch.tensor([300, -129]).to(torch.int8), torch.tensor([-1.5, 300.7, 2.9]).to(torch.uint8)), [("s",)]),
    "x[0]=v": (lambda x, v: assigned(x, v, 0), [("m", "v"), ("m", "s"), ("m", "m")]),
    "x[0]=v[None]": (lambda x, v: assigned(x, v[None], 0), [("m", "v")]),
    "x[:,1:3]=s": (lambda x, v: assigned(x, v, (slice(None), slice(1, 3))), [("m", "s"), ("i", "s"), ("m.T", "s")]),
    "x[x>0]=s": (lambda x, v: assigned(x, v, x > 0), [("m", "s"), ("m.T", "s")]),
    "x[[2,0]]=v": (lambda x, v: assigned(x, v, torch.tensor([2, 0])), [("m", "v"), ("m", "m")]),
}


def assigned(x, value, at):
    y = x.clone()
    y[at] = value
    return y


def forward():
    cases = {}

    def add(key, f, *names):
        cases.setdefault(key, []).append([list(names), attempt(f, *map(operand, names))])

    for key, f in UNARY.items():
        for name in INPUTS:
            add(key, f, name)
    for key, f in BINARY.items():
        for pair in PAIRS:
            add("x,y:" + key, f, *pair)
    for key, f in REDUCED.items():
        for name in REDUCED_INPUTS:
            add(key, f, name)
    for key, (f, inputs) in OTHER.items():
        for names in inputs:
            add(key, f, *names)

    kinds = ["Bool", "Byte", "Int8", "Int16", "Int32", "Int64", "Float32", "Float64"]
    promotion = []
    for a in kinds:
        for b in kinds:
            for da in (0, 1):
                for db in (0, 1):
                    x, y = torch.ones([2] * da, dtype=TYPES[a]), torch.ones([2] * db, dtype=TYPES[b])
                    promotion.append([a, da, b, db, NAMES[torch.result_type(x, y)], NAMES[torch.true_divide(x, y).dtype]])
    scalars = [[a, NAMES[(torch.ones(2, dtype=TYPES[a]) * 3).dtype], NAMES[(torch.ones(2, dtype=TYPES[a]) * 1.5).dtype], NAMES[(torch.ones(2, dtype=TYPES[a]) / 2).dtype]] for a in kinds]
    write("forward.json", {"operands": {k: dump(BASE[k]) for k in FIRST}, "cases": cases, "promotion": promotion, "scalars": scalars})


# ---------------------------------------------------------------- more operations
BASE.update({
    "positive": torch.tensor([0.1, 0.7, 1, 1.4616321, 2, 3.5, 11.9, 40, 1000], dtype=torch.float64), "far": torch.tensor([-30.0, -9.5, -5, -3, 3, 5, 40]),
    "zeros": torch.tensor([[0.0, 0, 2, 2, 1], [3, 0, 0, 2, 1], [0, 0, 2, 2, 1]]), "small": torch.tensor([[1, 0, 2], [3, 1, 0]]),
})
VIEWS["special.back"] = ("special", lambda x: x.flip(0))
VIEWS["special.rest"] = ("special", lambda x: x[1:])  # PyTorch's NaN is positive, C#'s is not
A = lambda *x: torch.tensor(x)
NEAR = ["m", "m.T", "cube.turn", "v", "s", "e", "i", "t", "holes"]


def each(names):
    return [(name,) for name in names]


SHAPES = {
    "flip(0)": (lambda x: x.flip(0), each(NEAR)), "flip(0,-1)": (lambda x: x.flip(0, -1), each(["m", "cube.turn", "i", "v"])), "flip()": (lambda x: x.flip(()), each(["m", "s"])),
    "fliplr": (torch.fliplr, each(["m", "v", "i"])), "flipud": (torch.flipud, each(["m", "v", "s"])),
    "roll(2)": (lambda x: x.roll(2), each(NEAR)), "roll(-5,1)": (lambda x: x.roll(-5, 1), each(NEAR)), "roll([1,-1],[0,1])": (lambda x: x.roll((1, -1), (0, 1)), each(["m", "cube", "i"])),
    "rot90": (lambda x: torch.rot90(x), each(["m", "cube", "v", "i"])), "rot90(-1,[1,2])": (lambda x: torch.rot90(x, -1, (1, 2)), each(["cube", "cube.turn"])), "rot90(2)": (lambda x: torch.rot90(x, 2), each(["m"])),
    "movedim(0,-1)": (lambda x: x.movedim(0, -1), each(["m", "cube", "s"])), "movedim([0,1],[2,0])": (lambda x: x.movedim((0, 1), (2, 0)), each(["cube", "m"])),
    "swapaxes(0,1)": (lambda x: x.swapaxes(0, 1), each(["m", "v"])), "tile(2,1)": (lambda x: x.tile(2, 1), each(["m", "v", "cube", "s"])), "tile(3)": (lambda x: x.tile(3), each(["m", "s"])),
    "diagonal": (torch.diagonal, each(["m", "cube", "i.T", "v", "e"])), "diagonal(1,-2,-1)": (lambda x: x.diagonal(1, -2, -1), each(["m", "cube", "cube.turn"])), "diagonal(-2)": (lambda x: x.diagonal(-2), each(["m", "i"])),
    "diagonal(9)": (lambda x: x.diagonal(9), each(["m"])), "diag": (torch.diag, each(["m", "v", "i", "cube", "s"])), "diag(-1)": (lambda x: torch.diag(x, -1), each(["m", "v"])),
    "diag_embed": (torch.diag_embed, each(["m", "v", "i", "s"])), "diag_embed(1,0,2)": (lambda x: torch.diag_embed(x, 1, 0, 2), each(["m"])), "diagflat(1)": (lambda x: torch.diagflat(x, 1), each(["m", "s"])),
    "trace": (torch.trace, each(["m", "i", "v", "m.T"])),
    "tril": (torch.tril, each(["m", "cube.turn", "i", "t", "v", "holes"])), "tril(-1)": (lambda x: x.tril(-1), each(["m"])), "triu(1)": (lambda x: x.triu(1), each(["m", "cube", "i", "e"])),
    "tril_(1)": (lambda x: x.clone().tril_(1), each(["m"])), "tril_indices": (lambda x: (torch.tril_indices(3, 4, 1), torch.triu_indices(3, 4, -1)), each(["s"])),
    "diagonal_scatter": (lambda x: x.diagonal_scatter(torch.full((2,), 9.0), 2), each(["m", "m.T"])), "select_scatter": (lambda x: x.select_scatter(torch.arange(3.0), 1, -1), each(["m", "cube"])),
    "slice_scatter": (lambda x: x.slice_scatter(torch.zeros(3, 2), 1, 0, 4, 2), each(["m", "m.T"])),
    "repeat_interleave(2)": (lambda x: x.repeat_interleave(2), each(NEAR)), "repeat_interleave(2,0)": (lambda x: x.repeat_interleave(2, 0), each(["m", "cube.turn", "i"])),
    "repeat_interleave([0,2,1],0)": (lambda x: x.repeat_interleave(A(0, 2, 1), 0), each(["m", "v"])),
    "unfold(1,2,1)": (lambda x: x.unfold(1, 2, 1), each(["m", "cube.turn", "i", "v"])), "unfold(0,2,3)": (lambda x: x.unfold(0, 2, 3), each(["v", "m.T", "s"])),
    "atleast": (lambda x: (torch.atleast_1d(x), torch.atleast_2d(x), torch.atleast_3d(x)), each(["s", "v", "m", "cube"])),
    "tensor_split(3,-1)": (lambda x: x.tensor_split(3, -1), each(["m", "cube", "v", "s"])), "tensor_split([1,3],-1)": (lambda x: x.tensor_split((1, 3), -1), each(["m", "v", "i"])),
    "hsplit(2)": (lambda x: x.hsplit(2), each(["m", "v", "i", "s"])), "vsplit([1])": (lambda x: x.vsplit([1]), each(["m", "v"])), "dsplit(2)": (lambda x: x.dsplit(2), each(["cube", "m"])),
    "hstack": (lambda x, y: torch.hstack((x, y)), [("m", "c"), ("v", "one"), ("s", "one"), ("m", "cube")]), "vstack": (lambda x, y: torch.vstack((x, y)), [("m", "v"), ("v", "v"), ("s", "s"), ("m", "one")]),
    "dstack": (lambda x, y: torch.dstack((x, y)), [("m", "m"), ("v", "v"), ("s", "s")]), "column_stack": (lambda x, y: torch.column_stack((x, y)), [("v", "v"), ("s", "one"), ("m", "c")]),
    "block_diag": (lambda x, y: torch.block_diag(x, y), [("m", "v"), ("s", "c"), ("i", "m"), ("cube", "m")]),
    "meshgrid": (lambda x, y: torch.meshgrid(x, y, indexing="ij"), [("v", "one"), ("s", "v"), ("m", "v")]), "meshgrid(xy)": (lambda x, y: torch.meshgrid(x, y, indexing="xy"), [("v", "one")]),
    "cartesian_prod": (lambda x, y: torch.cartesian_prod(x, y), [("v", "one")]), "broadcast_tensors": (lambda x, y: torch.broadcast_tensors(x, y), [("m", "v"), ("c", "v"), ("m", "d")]),
    "logspace": (lambda x: (torch.logspace(-1, 2, 4), torch.logspace(0, 3, 4, 2)), each(["s"])),
    "take": (lambda x: x.take(A(0, -1, 2)), each(["m", "m.T", "i", "v", "s"])), "take_along_dim(argmax)": (lambda x: torch.take_along_dim(x, x.argmax(1, keepdim=True), 1), each(["m", "cube"])),
    "take_along_dim": (lambda x: torch.take_along_dim(x, A(1, 0)), each(["m"])),
    "scatter": (lambda x: x.scatter(1, A(0, 2, 2, 1)[None], torch.arange(12.0).reshape(3, 4)), each(["m", "cube", "d"])), "scatter(0)": (lambda x: x.scatter(0, A(2, 0, 0, 1)[None], torch.ones(2, 5)), each(["m", "m.T"])),
    "scatter_": (lambda x: x.clone().scatter_(0, A(1, 1, 0, 2)[None], torch.ones(1, 4)), each(["m"])),
    "masked_scatter": (lambda x: x.masked_scatter(x > 0, torch.arange(12.0)), each(["m", "m.T", "v"])), "masked_scatter(few)": (lambda x: x.masked_scatter(x < 9, torch.arange(2.0)), each(["m"])),
    "index_copy": (lambda x: x.index_copy(0, A(2, 0), torch.zeros(2, 4)), each(["m", "v"])), "index_fill": (lambda x: x.index_fill(1, A(0, 2), 5), each(["m", "i", "cube.turn", "v"])),
    "index_put(accumulate)": (lambda x: x.clone().index_put_((A(0, 0, 1), A(1, 1, 2)), torch.arange(3.0), accumulate=True), each(["m"])), "index_put": (lambda x: x.clone().index_put_((A(0, 2),), torch.tensor(7.0)), each(["m"])),
    "transpose_": (lambda x: x.clone().transpose_(0, 1), each(["m", "cube"])), "squeeze_": (lambda x: x.clone().squeeze_(), each(["c"])), "unsqueeze_": (lambda x: x.clone().unsqueeze_(-1), each(["m"])),
}

WIDE = ["special", "m.T", "v.rows", "d", "s", "e", "i", "b", "t"]
ELEMENTWISE = {name: (getattr(torch, name), each(WIDE)) for name in (
    "asin", "acos", "asinh", "acosh", "atanh", "erf", "erfc", "erfinv", "lgamma", "digamma", "logit", "frac", "round", "exp2", "sinc", "nan_to_num", "sgn",
    "deg2rad", "rad2deg", "isposinf", "isneginf", "bitwise_not", "positive")}
ELEMENTWISE.update({
    "logit(0.1)": (lambda x: torch.logit(x, 0.1), each(WIDE)), "round(1)": (lambda x: torch.round(x, decimals=1), each(["m.T", "d", "s"])), "round(-1)": (lambda x: torch.round(x, decimals=-1), each(["special"])),
    "nan_to_num(1,2,3)": (lambda x: torch.nan_to_num(x, 1.0, 2.0, 3.0), each(["special", "i"])), "polygamma(1)": (lambda x: torch.polygamma(1, x), each(["m", "d", "s", "positive"])),
    "polygamma(2)": (lambda x: torch.polygamma(2, x), each(["positive"])), "mvlgamma(2)": (lambda x: torch.mvlgamma(x, 2), each(["positive"])), "xlogy(2)": (lambda x: torch.xlogy(x, 2), each(["special", "i"])),
    "elu": (lambda x: F.elu(x), each(["special", "m.T", "d", "i"])), "elu(0.5)": (lambda x: F.elu(x, 0.5), each(["m"])), "selu": (torch.selu, each(["special", "m.T", "d"])), "celu(2)": (lambda x: torch.celu(x, 2.0), each(["special", "m.T", "d"])),
    "gelu": (F.gelu, each(["m.T", "d", "far", "e"])), "hardsigmoid": (F.hardsigmoid, each(["special", "m.T", "d"])), "hardswish": (F.hardswish, each(["m.T", "d", "far"])),
    "relu6": (F.relu6, each(["special", "m.T"])), "hardtanh": (lambda x: F.hardtanh(x, -0.5, 0.75), each(["special", "m.T"])), "log_sigmoid": (F.logsigmoid, each(["special", "m.T", "d"])),
    "threshold": (lambda x: F.threshold(x, 0.1, 20), each(["special", "m.T"])), "glu": (lambda x: F.glu(x), each(["m", "cube", "v", "i"])), "prelu": (lambda x: F.prelu(x, torch.tensor([0.1, 0.2, 0.3, 0.4])), each(["m", "cube"])),
    "fmod(2)": (lambda x: torch.fmod(x, 2), each(WIDE)), "fmod(-1.5)": (lambda x: torch.fmod(x, -1.5), each(WIDE)), "remainder(3)": (lambda x: torch.remainder(x, 3), each(WIDE)), "x%-1.5": (lambda x: x % -1.5, each(WIDE)),
    "floor_divide(2)": (lambda x: torch.floor_divide(x, 2), each(WIDE)), "signbit": (torch.signbit, each(["special.rest", "m.T", "i", "b"])), "erf_": (lambda x: x.clone().erf_(), each(["m"])), "clamp_min_": (lambda x: x.clone().clamp_min_(0), each(["m", "i"])),
})
PAIRED = [("m", "v"), ("m", "c"), ("m.T", "m.T"), ("special", "s"), ("special", "special.back"), ("d", "s"), ("i", "b"), ("i", "i"), ("i", "s"), ("t", "i"), ("t", "t"), ("b", "b"), ("m", "cube"), ("e", "s"), ("m", "i")]
PAIRWISE = {name: (getattr(torch, name), PAIRED) for name in (
    "atan2", "fmod", "remainder", "floor_divide", "hypot", "logaddexp", "logaddexp2", "xlogy", "fmin", "fmax", "bitwise_and", "bitwise_or", "bitwise_xor", "heaviside", "float_power", "ldexp")}
PAIRWISE.update({
    "gcd": (torch.gcd, [("i", "i"), ("i", "b"), ("m", "m")]), "lcm": (torch.lcm, [("i", "i"), ("i", "b")]), "bitwise_left_shift": (torch.bitwise_left_shift, [("b", "small"), ("t", "t")]), "bitwise_right_shift": (torch.bitwise_right_shift, [("i", "small")]),
    "x,y:clamp(y,-y)": (lambda x, y: torch.clamp(x, y, -y), [("m", "v"), ("i", "i"), ("special", "special.back")]), "x,y:clamp(min=y)": (lambda x, y: torch.clamp(x, min=y), [("m", "c"), ("i", "s")]),
    "copysign": (torch.copysign, [("special.rest", "special.rest"), ("m", "v"), ("i", "s"), ("i", "i")]),
    "x&y|x^~y": (lambda x, y: x & y | x ^ ~y, [("i", "i"), ("t", "t"), ("i", "b")]),
})

LINES = ["m", "m.T", "cube.turn", "v", "s", "e", "i", "b", "t", "holes", "ties", "zeros"]
REDUCTIONS = {}
for name in ("cumsum", "cumprod", "cummax", "cummin", "logcumsumexp", "prod"):
    for dim in (0, -1):
        REDUCTIONS["%s(%d)" % (name, dim)] = (lambda x, n=name, d=dim: getattr(torch, n)(x, d), each(LINES))
REDUCTIONS.update({
    "prod": (torch.prod, each(LINES)), "nansum": (torch.nansum, each(["m", "holes", "i", "e"])), "nanmean": (torch.nanmean, each(["m", "holes"])), "nanmean(1,keep)": (lambda x: torch.nanmean(x, 1, True), each(["m", "holes"])),
    "norm": (torch.norm, each(["m", "d", "s", "e", "holes"])), "norm(1)": (lambda x: torch.norm(x, 1.0), each(["m", "s"])), "norm(inf)": (lambda x: torch.norm(x, inf), each(["m", "s"])), "norm(0)": (lambda x: torch.norm(x, 0.0), each(["zeros"])),
    "norm(3,1,keep)": (lambda x: torch.norm(x, 3.0, 1, True), each(["m", "cube.turn", "d"])), "dist": (lambda x, y: torch.dist(x, y), [("m", "v"), ("m", "m")]), "dist(1)": (lambda x, y: torch.dist(x, y, 1.0), [("m", "v")]),
    "var_mean": (torch.var_mean, each(["m", "d", "one"])), "var_mean(0)": (lambda x: torch.var_mean(x, 0), each(["m", "cube.turn"])), "std_mean(1,biased,keep)": (lambda x: torch.std_mean(x, 1, False, True), each(["m", "d"])),
    "count_nonzero": (torch.count_nonzero, each(["m", "i", "t", "zeros", "e"])), "count_nonzero(0)": (lambda x: torch.count_nonzero(x, 0), each(["i", "t"])), "aminmax": (lambda x: torch.aminmax(x), each(["m", "i", "holes", "e"])),
    "aminmax(1,keep)": (lambda x: torch.aminmax(x, dim=1, keepdim=True), each(["m", "i"])), "cov": (torch.cov, each(["m", "m.T", "v", "d"])), "cov(weights)": (lambda x: torch.cov(x, correction=0, fweights=A(1, 2, 3, 1), aweights=torch.tensor([0.5, 1, 2, 0.1])), each(["m"])),
    "corrcoef": (torch.corrcoef, each(["m", "v", "d"])),
    "diff": (torch.diff, each(LINES)), "diff(2,0)": (lambda x: torch.diff(x, 2, 0), each(["m", "i", "v", "t"])), "diff(prepend)": (lambda x: torch.diff(x, prepend=torch.zeros(3, 1)), each(["m"])),
    "trapezoid": (lambda x: torch.trapezoid(x), each(["m", "v", "one", "d"])), "trapezoid(0.5,0)": (lambda x: torch.trapezoid(x, dx=0.5, dim=0), each(["m"])), "trapezoid(x)": (lambda x: torch.trapezoid(x, torch.tensor([0.0, 1, 3, 4])), each(["m", "v"])),
    "cumulative_trapezoid": (lambda x: torch.cumulative_trapezoid(x), each(["m", "v"])), "cumulative_trapezoid(x)": (lambda x: torch.cumulative_trapezoid(x, torch.tensor([0.0, 1, 3, 4])), each(["m"])),
    "sort": (lambda x: torch.sort(x, stable=True), each(LINES)), "sort(0,descending)": (lambda x: torch.sort(x, dim=0, descending=True, stable=True), each(LINES)),
    "argsort(1)": (lambda x: torch.argsort(x, 1), each(["m", "i", "holes"])), "msort": (torch.msort, each(["m", "i"])), "topk(2)": (lambda x: x.topk(2), each(["m", "cube.turn", "i", "v", "s"])), "topk(1,0,smallest)": (lambda x: x.topk(1, 0, False), each(["m", "i", "s"])),
    "kthvalue(2,1)": (lambda x: x.kthvalue(2, 1), each(["m", "i", "v"])), "kthvalue(1,0,keep)": (lambda x: x.kthvalue(1, 0, True), each(["m", "s"])), "mode(1)": (lambda x: x.mode(1)[0], each(["m", "i", "ties"])),
    "median": (torch.median, each(["m", "v", "i", "holes", "s", "one"])), "nanmedian": (torch.nanmedian, each(["m", "holes", "i"])),
    "quantile": (lambda x: torch.quantile(x, torch.tensor([0.0, 0.25, 0.6, 1]), -1), each(["m", "v", "holes", "cube.turn"])),
    "quantile(0.3,0,keep)": (lambda x: torch.quantile(x, torch.tensor(0.3), 0, True), each(["m", "cube", "v"])), "nanquantile(0.3,1)": (lambda x: torch.nanquantile(x, torch.tensor(0.3), 1), each(["m", "holes"])),
    "unique": (lambda x: torch.unique(x, return_inverse=True, return_counts=True), each(["m", "i", "ties", "t", "zeros", "e"])), "unique(0)": (lambda x: torch.unique(x, return_inverse=True, return_counts=True, dim=0), each(["ties", "zeros"])),
    "unique_consecutive": (lambda x: torch.unique_consecutive(x, return_inverse=True, return_counts=True), each(["ties", "zeros", "v"])),
    "bincount": (lambda x: x.reshape(-1).bincount(), each(["small", "b", "i"])), "bincount(weights)": (lambda x: x.reshape(-1).bincount(torch.arange(6.0), 5), each(["small"])),
    "histc(4)": (lambda x: torch.histc(x, 4), each(["m", "v", "i"])), "histc(5,-1,1)": (lambda x: torch.histc(x, 5, -1, 1), each(["m", "d"])),
    "searchsorted": (lambda x: torch.searchsorted(torch.tensor([-1.0, 0, 0, 0.5, 2]), x), each(["m", "holes", "s", "zeros"])), "searchsorted(right)": (lambda x: torch.searchsorted(torch.tensor([-1.0, 0, 0, 0.5, 2]), x, right=True), each(["m", "zeros", "holes"])),
    "searchsorted(lines)": (lambda x, y: torch.searchsorted(torch.sort(x)[0], y), [("m", "m"), ("ties", "ties")]), "bucketize": (lambda x: torch.bucketize(x, torch.tensor([-1.0, 0, 1]), out_int32=True), each(["m", "i"])),
    "isin": (lambda x: torch.isin(x, torch.tensor([2.0, 3, -1])), each(["ties", "m"])), "isin(invert)": (lambda x: torch.isin(x, A(3, 5), invert=True), each(["i"])),
})
PRODUCTS = {
    "addmv": (lambda x, y: torch.addmv(torch.ones(3), x, y, beta=0.5, alpha=2), [("m", "v"), ("m", "s")]), "addr": (lambda x, y: torch.addr(torch.ones(4, 4), x, y, beta=0), [("v", "v")]),
    "baddbmm": (lambda x: torch.baddbmm(torch.ones(3, 3), x, x.transpose(1, 2), beta=2), each(["cube"])), "addbmm": (lambda x: torch.addbmm(torch.ones(3, 3), x, x.transpose(1, 2)), each(["cube"])),
    "inner": (torch.inner, [("m", "m"), ("m", "v"), ("cube", "v"), ("s", "m"), ("m", "c")]), "tensordot(1)": (lambda x, y: torch.tensordot(x, y, 1), [("m", "m.T"), ("cube", "v"), ("m", "m")]),
    "tensordot([1],[1])": (lambda x, y: torch.tensordot(x, y, ([1], [1])), [("m", "m"), ("m", "cube.turn")]), "kron": (torch.kron, [("m", "c"), ("v", "m"), ("i", "i"), ("s", "v")]),
    "matrix_power(5)": (lambda x: torch.matrix_power(x @ x.mT, 5), each(["m", "cube"])), "matrix_power(0)": (lambda x: torch.matrix_power(x @ x.mT, 0), each(["m", "cube"])),
    "cdist": (lambda x, y: torch.cdist(x, y), [("m", "m"), ("cube", "m"), ("m", "c")]), "cdist(1)": (lambda x, y: torch.cdist(x, y, 1.0), [("m", "cube")]),
    "einsum(ij,kj->ik)": (lambda x, y: torch.einsum("ij,kj->ik", x, y), [("m", "m"), ("m", "c"), ("m", "v")]), "einsum(ij,ij)": (lambda x, y: torch.einsum("ij,ij", x, y), [("m", "m")]), "einsum(bij,jk)": (lambda x, y: torch.einsum("bij,jk", x, y), [("cube", "m.T")]),
    "einsum(...i,i->...)": (lambda x, y: torch.einsum("...i,i->...", x, y), [("cube", "v"), ("m", "v"), ("v", "v")]), "einsum(i,j->ji)": (lambda x, y: torch.einsum("i,j->ji", x, y), [("v", "one")]), "einsum(bij,bkj->bik)": (lambda x, y: torch.einsum("bij,bkj->bik", x, y), [("cube", "cube")]),
    "einsum(ii->i)": (lambda x: torch.einsum("ii->i", x[:, :3]), each(["m"])), "einsum(ii)": (lambda x: torch.einsum("ii", x[:, :3]), each(["m"])), "einsum(ba)": (lambda x: torch.einsum("ba", x), each(["m", "cube"])), "einsum(bad)": (lambda x: torch.einsum("ij->ijk", x), each(["m"])),
    "einsum(three)": (lambda x, y: torch.einsum("ij,jk,kl->il", x, y, x), [("m", "m.T")]),
}


def operations():
    cases = {}
    for table in (SHAPES, ELEMENTWISE, PAIRWISE, REDUCTIONS, PRODUCTS):
        for key, (f, inputs) in table.items():
            cases[key] = [[list(names), attempt(f, *map(operand, names))] for names in inputs]
    write("operations.json", {"operands": {k: dump(t) for k, t in BASE.items() if k not in FIRST}, "cases": cases})


# ---------------------------------------------------------------- random streams
def linear_init(i, o):
    layer = nn.Linear(i, o)
    return layer.weight, layer.bias


STREAMS = {
    "multinomial(1)": lambda: torch.arange(1.0, 6).multinomial(1), "multinomial(3)": lambda: torch.arange(1.0, 6).multinomial(3), "multinomial(rows)": lambda: torch.arange(12.0).reshape(3, 4).multinomial(7, True), "multinomial(double)": lambda: torch.arange(5, dtype=torch.float64).multinomial(9, True),
    "exponential_(2)": lambda: torch.empty(6).exponential_(2), "exponential_(double)": lambda: torch.empty(3, dtype=torch.float64).exponential_(), "cauchy_(1,2)": lambda: torch.empty(5).cauchy_(1, 2), "log_normal_(0.5,0.2)": lambda: torch.empty(5).log_normal_(0.5, 0.2),
    "rand(5)": lambda: torch.rand(5), "rand(2,9)": lambda: torch.rand(2, 9), "rand(700) tail": lambda: torch.rand(700)[-6:], "rand(5,double)": lambda: torch.rand(5, dtype=torch.float64),
    "randn(1)": lambda: torch.randn(1), "randn(7)": lambda: torch.randn(7), "randn(15)": lambda: torch.randn(15), "randn(16)": lambda: torch.randn(16), "randn(4,8)": lambda: torch.randn(4, 8),
    "randn(21)": lambda: torch.randn(21), "randn(7,double)": lambda: torch.randn(7, dtype=torch.float64), "randn(16,double)": lambda: torch.randn(16, dtype=torch.float64),
    "randn(19,double)": lambda: torch.randn(19, dtype=torch.float64), "randn(3) twice": lambda: (torch.randn(3), torch.randn(3)), "randn(3) then (16) then (2)": lambda: (torch.randn(3), torch.randn(16), torch.randn(2)),
    "randn(0) then rand(2)": lambda: (torch.randn(0), torch.rand(2)),
    "randint(10,[8])": lambda: torch.randint(10, (8,)), "randint(-5,5,[2,3])": lambda: torch.randint(-5, 5, (2, 3)), "randint(2**40,[4])": lambda: torch.randint(2 ** 40, (4,)),
    "randint(7,[5],int32)": lambda: torch.randint(7, (5,), dtype=torch.int32), "randint(3,[4],float)": lambda: torch.randint(3, (4,), dtype=torch.float32),
    "randperm(1)": lambda: torch.randperm(1), "randperm(10)": lambda: torch.randperm(10), "randperm(33)": lambda: torch.randperm(33),
    "bernoulli": lambda: torch.bernoulli(torch.tensor([0.0, 0.1, 0.5, 0.9, 1.0, 0.3])), "bernoulli(double)": lambda: torch.bernoulli(torch.tensor([0.1, 0.5, 0.9, 0.3], dtype=torch.float64)),
    "bernoulli_(0.3)": lambda: torch.empty(9).bernoulli_(0.3), "bernoulli_(0.5,transposed)": lambda: torch.zeros(2, 5).t().bernoulli_(0.5).contiguous(),
    "normal(2,3,[5])": lambda: torch.normal(2.0, 3.0, (5,)), "normal(-1,0.5,[18])": lambda: torch.normal(-1.0, 0.5, (18,)),
    "normal(tensors)": lambda: torch.normal(torch.arange(4.0), torch.tensor([1.0, 0.5, 2.0, 0.0])), "normal_(1,2)": lambda: torch.empty(17).normal_(1, 2), "normal_(0,1,transposed)": lambda: torch.zeros(4, 5).t().normal_().contiguous(),
    "uniform_(-2,3)": lambda: torch.empty(6).uniform_(-2, 3), "uniform_(-2,3,double)": lambda: torch.empty(6, dtype=torch.float64).uniform_(-2, 3),
    "init.uniform_": lambda: nn.init.uniform_(torch.empty(2, 3), -0.5, 0.5), "init.normal_": lambda: nn.init.normal_(torch.empty(4, 5), 1, 0.1), "init.constant_": lambda: nn.init.constant_(torch.empty(2), 0.25),
    "init.xavier_uniform_": lambda: nn.init.xavier_uniform_(torch.empty(3, 5)), "init.xavier_normal_": lambda: nn.init.xavier_normal_(torch.empty(3, 5), 2), "init.xavier_uniform_(4-d)": lambda: nn.init.xavier_uniform_(torch.empty(2, 3, 2, 2)),
    "init.kaiming_uniform_": lambda: nn.init.kaiming_uniform_(torch.empty(3, 5)), "init.kaiming_normal_(fan_out,relu)": lambda: nn.init.kaiming_normal_(torch.empty(3, 5), mode="fan_out", nonlinearity="relu"),
    "Linear(5,3)": lambda: linear_init(5, 3), "Linear(3,1) then rand": lambda: linear_init(3, 1) + (torch.rand(2),), "rand_like then randn_like": lambda: (torch.rand_like(torch.zeros(2, 2)), torch.randn_like(torch.zeros(5, dtype=torch.float64))),
}


def random():
    result = {}
    for key, draw in STREAMS.items():
        result[key] = []
        for seed in (0, 1, 20230, 2 ** 33 + 5, -3):
            torch.manual_seed(seed)
            drawn = draw()
            result[key].append([seed, [dump(t) for t in (drawn if isinstance(drawn, tuple) else (drawn,))]])
    write("random.json", {"streams": result})


# ---------------------------------------------------------------- training
class VAE(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1, self.mu, self.logvar = nn.Linear(784, 400), nn.Linear(400, 20), nn.Linear(400, 20)
        self.fc3, self.fc4 = nn.Linear(20, 400), nn.Linear(400, 784)

    def forward(self, x):
        h = F.relu(self.fc1(x))
        mu, logvar = self.mu(h), self.logvar(h)
        z = mu + torch.exp(0.5 * logvar) * torch.randn_like(mu)
        return self.fc4(F.relu(self.fc3(z))), mu, logvar


def vae(batch=32, steps=50):
    torch.manual_seed(0)
    model = VAE()
    adam = torch.optim.Adam(model.parameters(), lr=1e-3)
    data = [torch.rand(batch, 784) for _ in range(4)]
    losses = []
    for step in range(steps):
        x = data[step % 4]
        adam.zero_grad(set_to_none=True)
        logits, mu, logvar = model(x)
        bce = F.binary_cross_entropy_with_logits(logits, x, reduction="sum")
        kl = -0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp())
        loss = (bce + kl) / batch
        loss.backward()
        adam.step()
        losses.append(float("%.9g" % loss.item()))
    return losses


ADAM = {
    "plain": {}, "weight decay": {"weight_decay": 0.1}, "amsgrad": {"amsgrad": True}, "maximize": {"maximize": True},
    "all": {"lr": 0.02, "betas": (0.8, 0.95), "eps": 1e-6, "weight_decay": 0.05, "amsgrad": True, "maximize": True},
}


OPTIMIZERS = {
    "SGD": ("SGD", {"lr": 0.01}), "SGD momentum": ("SGD", {"lr": 0.01, "momentum": 0.9, "dampening": 0.1, "weight_decay": 0.1}), "SGD nesterov": ("SGD", {"lr": 1e-4, "momentum": 0.8, "nesterov": True, "maximize": True}),
    "AdamW": ("AdamW", {"lr": 0.02, "weight_decay": 0.1}), "AdamW amsgrad": ("AdamW", {"lr": 0.02, "betas": (0.8, 0.9), "weight_decay": 0.1, "amsgrad": True, "maximize": True}), "Adamax": ("Adamax", {"lr": 0.02, "weight_decay": 0.1}),
    "NAdam": ("NAdam", {"lr": 0.02, "weight_decay": 0.1, "foreach": True}), "RAdam": ("RAdam", {"lr": 0.02, "weight_decay": 0.1}), "RMSProp": ("RMSprop", {"lr": 0.02}),
    "RMSProp centered": ("RMSprop", {"lr": 0.02, "alpha": 0.9, "momentum": 0.5, "centered": True, "weight_decay": 0.1}), "Adagrad": ("Adagrad", {"lr": 0.1, "lr_decay": 0.1, "weight_decay": 0.1, "initial_accumulator_value": 0.5}),
    "Adadelta": ("Adadelta", {"lr": 1.5, "rho": 0.8, "weight_decay": 0.1}),
}
S = torch.optim.lr_scheduler
SCHEDULERS = {
    "StepLR": lambda o: S.StepLR(o, 3, 0.5), "MultiStepLR": lambda o: S.MultiStepLR(o, [2, 5, 5], 0.3), "ExponentialLR": lambda o: S.ExponentialLR(o, 0.9), "CosineAnnealingLR": lambda o: S.CosineAnnealingLR(o, 5, 0.01),
    "LinearLR": lambda o: S.LinearLR(o, 0.25, 0.75, 6), "LambdaLR": lambda o: S.LambdaLR(o, lambda e: 1 / (1 + e)), "OneCycleLR": lambda o: S.OneCycleLR(o, 0.4, 13), "OneCycleLR linear": lambda o: S.OneCycleLR(o, 0.4, 13, pct_start=0.4, anneal_strategy="linear", three_phase=True),
    "ReduceLROnPlateau": lambda o: S.ReduceLROnPlateau(o, patience=1, cooldown=1, factor=0.5),
}


def schedule(make):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], 0.1, momentum=0.9)
    scheduler = make(optimizer)
    rates = []
    for epoch in range(12):
        rates.append([optimizer.param_groups[0]["lr"], optimizer.param_groups[0]["momentum"]])
        optimizer.step()
        scheduler.step(*([[3, 2, 2, 2, 2, 1.9, 2, 2, 2, 2, 2, 2][epoch]] if isinstance(scheduler, S.ReduceLROnPlateau) else []))
    return rates


def adam(options, dtype, kind="Adam"):
    """Minimises Σ (x⁴/4 − 2x + sin 5x) from fixed points; the trajectory of x."""
    x = torch.tensor([-1.5, -0.2, 0.0, 0.7, 3.0], dtype=dtype, requires_grad=True)
    optimizer = getattr(torch.optim, kind)([x], **options)
    path = []
    for _ in range(12):
        optimizer.zero_grad()
        (x.pow(4) / 4 - 2 * x + torch.sin(5 * x)).sum().backward()
        optimizer.step()
        path.append(dump(x))
    return path


def training():
    write("training.json", {"vae": vae(), "adam": {key: {NAMES[t]: adam(options, t) for t in (torch.float32, torch.float64)} for key, options in ADAM.items()},
                             "optimizers": {key: {NAMES[t]: adam(options, t, kind) for t in (torch.float32, torch.float64)} for key, (kind, options) in OPTIMIZERS.items()},
                             "schedules": {key: schedule(make) for key, make in SCHEDULERS.items()}})


forward()
operations()
random()
training()
