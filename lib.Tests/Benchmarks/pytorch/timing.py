"""Times steps of the PyTorch twins of ../Workloads and prints what ../Measurement.cs reads: one line of JSON per row.

    python3 mlp_vae.py [--threads 2] [--seconds 4] [--steps 2000]
"""
import argparse
import json
import resource
import statistics
import time

import torch

parser = argparse.ArgumentParser()
parser.add_argument("--threads", type=int, default=2)
parser.add_argument("--seconds", type=float, default=4)
parser.add_argument("--steps", type=int, default=2000)
budget = parser.parse_args()
torch.set_num_threads(budget.threads)
torch.manual_seed(0)

WARMUP_STEPS, WARMUP_SECONDS, FEWEST_STEPS = 5, 1.5, 5


def run(step):
    """Sorted times in milliseconds, processor time over wall time, the first value."""
    first, done, begin = step(0), 1, time.perf_counter()
    while done < WARMUP_STEPS or time.perf_counter() - begin < WARMUP_SECONDS:
        step(done)
        done += 1
    times, cpu, begin = [], time.process_time(), time.perf_counter()
    while len(times) < budget.steps and (len(times) < FEWEST_STEPS or time.perf_counter() - begin < budget.seconds):
        start = time.perf_counter()
        step(done + len(times))
        times.append((time.perf_counter() - start) * 1e3)
    return sorted(times), (time.process_time() - cpu) / (time.perf_counter() - begin), first


def report(row, times, used, **more):
    print(json.dumps({"row": row, "min": times[0], "median": statistics.median(times), "cpuPerWall": used,
                      "engine": "PyTorch " + torch.__version__, **more}), flush=True)


def training(row, step):
    """step(i) trains once and returns the loss."""
    times, used, first = run(lambda i: step(i).item())
    report(row, times, used, firstLoss=first, peakMegabytes=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def call(row, function, work=None, unit=None):
    """function() is timed without gradients; work in billions of units."""
    with torch.no_grad():
        times, used, _ = run(lambda i: function())
    report(row, times, used, work=work, rateUnit=unit)
