"""Writes optimizers.json: paths of PyTorch's optimizers and rates of its schedules. Made with PyTorch 1.13.

Run:  python3 make_optimizer_goldens.py
"""
import json
import pathlib

import torch

S = torch.optim.lr_scheduler
START = [-1.5, -0.2, 0.0, 0.7, 3.0]


def curve(x):
    return (x.pow(4) / 4 - 2 * x + (5 * x).sin()).sum()


def rosenbrock(x):
    return (100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2).sum()


def path(kind, options, loss=curve, start=START, steps=20):
    x = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    optimizer = getattr(torch.optim, kind)([x], **options)
    losses = []

    def closure():
        optimizer.zero_grad()
        value = loss(x)
        value.backward()
        return value

    points = []
    for _ in range(steps):
        losses.append(optimizer.step(closure).item())
        points.append(x.tolist())
    out = dict(points=points, losses=losses)
    if kind == "ASGD":
        out["average"] = optimizer.state[x]["ax"].tolist()
    return out


PATHS = {
    "Rprop": path("Rprop", {}),
    "Rprop maximize": path("Rprop", dict(lr=0.05, etas=(0.4, 1.5), step_sizes=(1e-3, 0.2), maximize=True)),
    "ASGD": path("ASGD", dict(lr=0.02)),
    "ASGD averaging": path("ASGD", dict(lr=0.02, lambd=0.01, alpha=0.6, t0=4.0, weight_decay=0.1)),
    "LBFGS": path("LBFGS", dict(lr=0.3)),
    "LBFGS Rosenbrock": path("LBFGS", dict(lr=0.8, max_iter=3, history_size=5), rosenbrock, [-1.2, 1.0]),
    "LBFGS few evaluations": path("LBFGS", dict(lr=0.5, max_iter=8, max_eval=3), rosenbrock, [-1.2, 1.0]),
}


def groups(momenta=(0.9, 0.5)):
    return torch.optim.SGD([dict(params=[torch.zeros(1, requires_grad=True)], lr=rate, momentum=m) for rate, m in zip((0.1, 0.4), momenta)], 0.1)


def rates(make, optimizer=None, steps=16, kind=None):
    optimizer = optimizer or groups()
    scheduler = make(optimizer)
    out = []
    measured = [3, 2, 2, 2, 2, 1.9, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1]
    for i in range(steps):
        out.append([g[k] if k == "lr" else g["betas"][0] if "betas" in g else g[k] for g in optimizer.param_groups for k in ("lr", "momentum")])
        optimizer.step()
        scheduler.step(*([measured[i]] if isinstance(scheduler, S.ReduceLROnPlateau) else []))
    return out


def adam():
    return torch.optim.Adam([dict(params=[torch.zeros(1, requires_grad=True)], lr=rate) for rate in (0.1, 0.4)])


SCHEDULES = {
    "ConstantLR": lambda o: S.ConstantLR(o, 0.25, 4),
    "PolynomialLR": lambda o: S.PolynomialLR(o, 7, 2.0),
    "MultiplicativeLR": lambda o: S.MultiplicativeLR(o, lambda epoch: 1 - 0.01 * epoch),
    "MultiplicativeLR groups": lambda o: S.MultiplicativeLR(o, [lambda epoch: 0.9, lambda epoch: 0.5 + 0.01 * epoch]),
    "LambdaLR groups": lambda o: S.LambdaLR(o, [lambda epoch: 0.9 ** epoch, lambda epoch: 1 / (1 + epoch)]),
    "CyclicLR": lambda o: S.CyclicLR(o, 0.01, 0.1, 3),
    "CyclicLR triangular2": lambda o: S.CyclicLR(o, [0.01, 0.02], [0.1, 0.3], 3, 2, "triangular2", base_momentum=[0.7, 0.6], max_momentum=[0.95, 0.8]),
    "CyclicLR exp_range": lambda o: S.CyclicLR(o, 0.01, 0.1, 2, 4, "exp_range", 0.95, cycle_momentum=False),
    "CyclicLR function": lambda o: S.CyclicLR(o, 0.01, 0.1, 3, scale_fn=lambda x: 1 / (1 + x), scale_mode="iterations"),
    "OneCycleLR groups": lambda o: S.OneCycleLR(o, [0.4, 0.8], 17, base_momentum=[0.7, 0.6], max_momentum=[0.95, 0.8]),
    "ReduceLROnPlateau groups": lambda o: S.ReduceLROnPlateau(o, "min", 0.5, 1, 0.01, "abs", 2, [0.06, 0.01]),
    "ReduceLROnPlateau max": lambda o: S.ReduceLROnPlateau(o, "max", 0.1, 2, 0.1),
    "ChainedLR": lambda o: S.ChainedScheduler([S.ConstantLR(o, 0.1, 3), S.ExponentialLR(o, 0.9)]),
    "SequentialLR": lambda o: S.SequentialLR(o, [S.ConstantLR(o, 0.1, 3), S.ExponentialLR(o, 0.9), S.StepLR(o, 2, 0.5)], [4, 9]),
}
schedules = {key: rates(make) for key, make in SCHEDULES.items()}
adam_schedules = {"OneCycleLR Adam": [row for row in rates(lambda o: S.OneCycleLR(o, 0.4, 17), adam())]}


def write(**sections):
    lines = [json.dumps(name) + ":{\n" + ",\n".join(json.dumps(key) + ":" + json.dumps(value, separators=(",", ":")) for key, value in section.items()) + "}"
             for name, section in sections.items()]
    pathlib.Path(__file__).with_name("optimizers.json").write_text("{" + ",\n".join(lines) + "}\n")


write(paths=PATHS, schedules=schedules, adam_schedules=adam_schedules)
