"""Writes distributions.json: densities, moments and seeded samples of PyTorch's distributions. Made with PyTorch 1.13.

Run:  python3 make_distribution_goldens.py
"""
import json
import math
import pathlib

import torch
import torch.distributions as D

D.Distribution.set_default_validate_args(False)  # densities outside the support as well
NAMES = {torch.float32: "Float32", torch.float64: "Float64", torch.int64: "Int64", torch.bool: "Bool"}


def number(x):
    if isinstance(x, bool):
        return int(x)
    if isinstance(x, float) and not math.isfinite(x):
        return "NaN" if math.isnan(x) else "Infinity" if x > 0 else "-Infinity"
    return x


def dump(x):
    x = x.detach()
    return [NAMES[x.dtype], list(x.shape), [number(v) for v in x.reshape(-1).tolist()]]


reals = [-30.0, -1.5, -0.1, 0.0, 0.3, 1.0, 2.5, 40.0]
positives = [1e-6, 0.1, 0.5, 1.0, 2.5, 40.0]
units = [1e-6, 0.1, 0.5, 0.9, 1 - 1e-6]
counts = [0.0, 1.0, 2.0, 5.0]
loc, scale = [[0.0], [-1.5], [2.0]], [0.5, 3.0]          # broadcast to [3, 2]
shape1, shape2 = [[0.3], [1.0], [4.5]], [0.7, 2.0]
simplex = [[0.1, 0.2, 0.7], [0.98, 0.01, 0.01]]
onehot = [[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]]
weights = [[0.2, 0.3, 0.5], [4.0, 1.0, 0.0]]             # neither normalised nor all positive
logits3 = [[0.5, -1.0, 2.0], [30.0, 0.0, -3.0]]
tril = [[1.5, 0.0], [-0.7, 0.4]]
cov = [[2.25, -1.05], [-1.05, 0.65]]

# key: class, arguments by TorchSharp's names, values
CASES = {
    "Normal": (dict(loc=loc, scale=scale), reals),
    "LogNormal": (dict(loc=loc, scale=scale), positives),
    "HalfNormal": (dict(scale=scale), reals),
    "Cauchy": (dict(loc=loc, scale=scale), reals),
    "HalfCauchy": (dict(scale=scale), reals),
    "Laplace": (dict(loc=loc, scale=scale), reals),
    "Uniform": (dict(low=[[-1.0], [0.0]], high=[0.3, 2.5]), reals),
    "Exponential": (dict(rate=[0.2, 1.0, 5.0]), positives),
    "Gumbel": (dict(loc=loc, scale=scale), reals),
    "Pareto": (dict(scale=[[0.5], [1.0]], alpha=[0.7, 1.5, 4.0]), [1.0, 2.5, 40.0]),
    "Weibull": (dict(scale=scale, concentration=[[0.5], [1.0], [2.5]]), positives),
    "Kumaraswamy": (dict(concentration1=shape1, concentration0=shape2), units),
    "Gamma": (dict(concentration=shape1, rate=[0.5, 3.0]), positives),
    "Chi2": (dict(df=[0.5, 1.0, 7.0]), positives),
    "Beta": (dict(concentration1=shape1, concentration0=shape2), units),
    "Dirichlet": (dict(concentration=[[0.5, 1.0, 4.0], [0.3, 0.2, 0.9], [7.0, 2.0, 3.0]]), [simplex[0]] * 3),
    "FisherSnedecor": (dict(df1=[[1.0], [3.0]], df2=[1.5, 3.0, 8.0]), positives),
    "MultivariateNormal tril": (dict(loc=[[0.0, 1.0], [2.0, -1.0]], scale_tril=tril), [[0.3, 0.4], [-20.0, 5.0]]),
    "MultivariateNormal cov": (dict(loc=[0.0, 1.0], covariance_matrix=[cov, [[1.0, 0.0], [0.0, 4.0]]]), [[0.3, 0.4], [-2.0, 5.0]]),
    "MultivariateNormal precision": (dict(loc=[0.0, 1.0], precision_matrix=cov), [[0.3, 0.4], [-2.0, 5.0], [0.0, 1.0]]),
    "Bernoulli probs": (dict(probs=[0.0, 0.2, 0.5, 1.0]), [0.0, 1.0]),
    "Bernoulli logits": (dict(logits=[-40.0, -0.5, 0.0, 3.0]), [0.0, 1.0]),
    "Geometric probs": (dict(probs=[0.05, 0.5, 1.0]), counts),
    "Geometric logits": (dict(logits=[-3.0, 0.0, 2.0]), counts),
    "Binomial probs": (dict(total_count=5.0, probs=[0.0, 0.2, 0.5, 0.97]), counts),
    "Binomial logits": (dict(total_count=[[5.0], [9.0]], logits=[-2.0, 0.0, 30.0]), counts),
    "NegativeBinomial probs": (dict(total_count=[[0.5], [5.0]], probs=[0.0, 0.2, 0.9]), counts),
    "NegativeBinomial logits": (dict(total_count=3.0, logits=[-2.0, 0.0, 1.5]), counts),
    "Poisson": (dict(rate=[0.0, 0.3, 4.0, 50.0]), counts),
    "Categorical probs": (dict(probs=weights), [0.0, 2.0]),
    "Categorical logits": (dict(logits=logits3), [0.0, 1.0]),
    "OneHotCategorical probs": (dict(probs=weights), onehot),
    "OneHotCategorical logits": (dict(logits=logits3), onehot),
    "Multinomial probs": (dict(total_count=4, probs=weights), [[1.0, 1.0, 2.0], [3.0, 1.0, 0.0]]),
    "Multinomial logits": (dict(total_count=4, logits=logits3), [[1.0, 1.0, 2.0], [3.0, 1.0, 0.0]]),
    "LogitRelaxedBernoulli probs": (dict(temperature=0.7, probs=[0.1, 0.5, 0.99]), [-3.0, 0.0, 4.0]),
    "LogitRelaxedBernoulli logits": (dict(temperature=2.0, logits=[-3.0, 0.0, 2.0]), [-3.0, 0.0, 4.0]),
    "RelaxedBernoulli probs": (dict(temperature=0.7, probs=[0.1, 0.5, 0.99]), [0.01, 0.5, 0.9]),
    "RelaxedBernoulli logits": (dict(temperature=2.0, logits=[-3.0, 0.0, 2.0]), [0.01, 0.5, 0.9]),
    "RelaxedOneHotCategorical probs": (dict(temperature=0.7, probs=[[0.2, 0.3, 0.5], [4.0, 1.0, 0.1]]), simplex),
    "RelaxedOneHotCategorical logits": (dict(temperature=2.0, logits=[[0.5, -1.0, 2.0], [3.0, 0.0, -3.0]]), simplex),
    "ExpRelaxedCategorical logits": (dict(temperature=0.5, logits=[[0.5, -1.0, 2.0], [3.0, 0.0, -3.0]]), [[-1.0, -2.0, -3.0], [-0.5, -1.0, -4.0]]),
}
RELAXED = {"LogitRelaxedBernoulli": D.relaxed_bernoulli.LogitRelaxedBernoulli, "ExpRelaxedCategorical": D.relaxed_categorical.ExpRelaxedCategorical}


def make(key, dtype, grad=False):
    kind = key.split()[0]
    args = {n: v if isinstance(v, int) else torch.tensor(v, dtype=dtype, requires_grad=grad) for n, v in CASES[key][0].items()}
    return RELAXED.get(kind) or getattr(D, kind), args


def leaves(args):
    return [a for a in args.values() if isinstance(a, torch.Tensor)]


def attempt(out, name, f):
    try:
        out[name] = dump(f())
    except NotImplementedError:
        pass


def case(key):
    cls, args = make(key, torch.float64)
    d = cls(**args, validate_args=False)
    values = torch.tensor(CASES[key][1], dtype=torch.float64)
    if not d.event_shape:
        values = values.reshape([-1] + [1] * len(d.batch_shape))
    probs = torch.tensor(units, dtype=torch.float64).reshape([-1] + [1] * len(d.batch_shape))
    out = {}
    attempt(out, "log_prob", lambda: d.log_prob(values))
    attempt(out, "cdf", lambda: d.cdf(values))
    attempt(out, "icdf", lambda: d.icdf(probs))
    attempt(out, "entropy", lambda: d.entropy())
    attempt(out, "enumerate_support", lambda: d.enumerate_support())
    attempt(out, "enumerate_support once", lambda: d.enumerate_support(False))
    for moment in ("mean", "variance", "stddev", "mode"):
        attempt(out, moment, lambda: getattr(d, moment))
    samples = {}
    for dtype in (torch.float32, torch.float64):
        cls, a = make(key, dtype)
        torch.manual_seed(7)
        samples[NAMES[dtype]] = [dump(cls(**a, validate_args=False).sample((11,))), dump(torch.rand(1))]
    cls, args = make(key, torch.float64, grad=True)
    d = cls(**args, validate_args=False)
    grads = {}
    if d.has_rsample:
        torch.manual_seed(3)
        x = d.rsample((5,))
        weights = torch.arange(1, x.numel() + 1, dtype=x.dtype).reshape(x.shape) / x.numel()
        (x * weights).sum().backward()
        grads["rsample"] = [dump(torch.zeros_like(a) if a.grad is None else a.grad) for a in leaves(args)]
    # Of the density at values inside the support, where it is finite.
    cls, args = make(key, torch.float64, grad=True)
    logp = cls(**args, validate_args=False).log_prob(values)
    logp[logp.detach().isfinite()].sum().backward()
    if all(a.grad is None or a.grad.isfinite().all() for a in leaves(args)):
        grads["log_prob"] = [dump(torch.zeros_like(a) if a.grad is None else a.grad) for a in leaves(args)]
    arguments = {n: v if isinstance(v, int) else dump(torch.tensor(v, dtype=torch.float64)) for n, v in CASES[key][0].items()}
    return dict(arguments=arguments, values=dump(values), results=out, samples=samples, gradients=grads,
                batch_shape=list(d.batch_shape), event_shape=list(d.event_shape))


x = torch.tensor([[0.2, -1.0, 3.0], [0.7, 0.0, -20.0]], dtype=torch.float64)
p = torch.tensor([[0.2, 0.9, 3.0], [0.7, 1e-3, 20.0]], dtype=torch.float64)
T = D.transforms
TRANSFORMS = {
    "exp": (T.ExpTransform(), x),
    "power": (T.PowerTransform(torch.tensor([0.5, -2.0, 3.0], dtype=torch.float64)), p),
    "sigmoid": (T.SigmoidTransform(), x),
    "softplus": (T.SoftplusTransform(), p),
    "tanh": (T.TanhTransform(), x[:1]),
    "affine": (T.AffineTransform(1.5, -2.0), x),
    "affine vector": (T.AffineTransform(torch.tensor([1.0, 2.0, 3.0], dtype=torch.float64), torch.tensor([-0.5, 2.0, 3.0], dtype=torch.float64), event_dim=1), x),
    "compose": (T.ComposeTransform([T.AffineTransform(0.5, 2.0), T.SigmoidTransform(), T.AffineTransform(0.0, 3.0, event_dim=1)]), x),
    "inverse": (T.ComposeTransform([T.AffineTransform(0.5, 2.0), T.ExpTransform()]).inv, p),
    "independent": (T.IndependentTransform(T.ExpTransform(), 1), x),
    "reshape": (T.ReshapeTransform((3,), (3, 1)), x),
}


def transform(t, x):
    y = t(x)
    out = dict(x=dump(x), forward=dump(y), inverse=dump(t.inv(y)), jacobian=dump(t.log_abs_det_jacobian(x, y)),
               event_dims=[t.domain.event_dim, t.codomain.event_dim])
    return out


CONSTRAINTS = {
    "positive": (D.constraints.positive, [-1.0, 0.0, 2.0, math.nan]),
    "nonnegative": (D.constraints.nonnegative, [-1.0, 0.0, 2.0, math.nan]),
    "less_than": (D.constraints.less_than(1.0), [0.0, 1.0, 2.0]),
    "unit_interval": (D.constraints.unit_interval, [-0.1, 0.0, 0.5, 1.0, 1.1]),
    "half_open_interval": (D.constraints.half_open_interval(0.0, 1.0), [-0.1, 0.0, 0.5, 1.0, 1.1]),
    "boolean": (D.constraints.boolean, [0.0, 1.0, 0.5, 2.0]),
    "integer_interval": (D.constraints.integer_interval(1, 3), [0.0, 1.0, 1.5, 3.0, 4.0]),
    "nonnegative_integer": (D.constraints.nonnegative_integer, [-1.0, 0.0, 1.5, 3.0]),
    "real": (D.constraints.real, [math.nan, 1.0]),
    "real_vector": (D.constraints.real_vector, [[math.nan, 1.0], [0.0, 1.0]]),
    "simplex": (D.constraints.simplex, [[0.5, 0.5], [0.5, 0.6], [-0.5, 1.5]]),
    "one_hot": (D.constraints.one_hot, [[0.0, 1.0], [1.0, 1.0], [0.5, 0.5]]),
    "multinomial": (D.constraints.multinomial(4), [[1.0, 3.0], [1.0, 4.0], [-1.0, 2.0]]),
    "lower_triangular": (D.constraints.lower_triangular, [[[1.0, 0.0], [2.0, -1.0]], [[1.0, 1e-9], [2.0, 1.0]]]),
    "lower_cholesky": (D.constraints.lower_cholesky, [[[1.0, 0.0], [2.0, -1.0]], [[1.0, 0.0], [2.0, 1.0]]]),
    "corr_cholesky": (D.constraints.corr_cholesky, [[[1.0, 0.0], [0.6, 0.8]], [[1.0, 0.0], [0.6, 0.7]]]),
    "square": (D.constraints.square, [[1.0, 2.0], [3.0, 4.0]]),
    "symmetric": (D.constraints.symmetric, [[[1.0, 2.0], [2.0, 4.0]], [[1.0, 2.0], [2.1, 4.0]]]),
    "positive_definite": (D.constraints.positive_definite, [[[1.0, 0.5], [0.5, 1.0]], [[1.0, 2.0], [2.0, 1.0]]]),
    "positive_semidefinite": (D.constraints.positive_semidefinite, [[[1.0, 0.5], [0.5, 1.0]], [[1.0, 2.0], [2.0, 1.0]]]),
    "cat": (D.constraints.cat([D.constraints.positive, D.constraints.real], dim=0, lengths=[1, 2]), [-1.0, -1.0, 3.0]),
    "stack": (D.constraints.stack([D.constraints.positive, D.constraints.real], dim=0), [[-1.0, 2.0], [-1.0, 3.0]]),
}


def constraint(c, value):
    value = torch.tensor(value, dtype=torch.float64)
    return [dump(value), dump(c.check(value)), c.event_dim]


def write(**sections):
    """One line a case, so that a change shows as the cases it touches."""
    lines = [json.dumps(name) + ":{\n" + ",\n".join(json.dumps(key) + ":" + json.dumps(value, separators=(",", ":")) for key, value in section.items()) + "}"
             for name, section in sections.items()]
    pathlib.Path(__file__).with_name("distributions.json").write_text("{" + ",\n".join(lines) + "}\n")


write(distributions={key: case(key) for key in CASES},
      transforms={key: transform(*v) for key, v in TRANSFORMS.items()},
      constraints={key: constraint(*v) for key, v in CONSTRAINTS.items()})
