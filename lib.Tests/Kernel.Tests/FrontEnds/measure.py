"""Prints how fast a kernel is beside Debian's ipykernel: both started anew in every round, and asked in turn.

usage: measure.py KERNEL [ROUNDS]
"""

import statistics
import sys
import time
from queue import Empty

from jupyter_client.manager import KernelManager

PEER = "python3"
TRIVIAL = {PEER: "x = 1", "default": "var x = 1;"}
TIMEOUT = 60
# Nobody runs two hundred cells in the first second; a kernel may use the time.
PAUSE = 8
CELLS = 200
# A neighbour on the machine that comes and goes shall meet both.
IN_TURN = 20


class Kernel:
    """A kernel just started: seconds to its kernel_info_reply, and from there to the end of its first cell."""

    def __init__(self, name):
        self.code = TRIVIAL.get(name, TRIVIAL["default"])
        self.manager = KernelManager(kernel_name=name)
        started = time.perf_counter()
        self.manager.start_kernel()
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.kernel_info()
        self.client.get_shell_msg(timeout=TIMEOUT)
        self.info = time.perf_counter() - started
        # What was published while the subscription was on its way is lost, so the first cell waits for it.
        while True:
            try:
                self.client.get_iopub_msg(timeout=0.1)
                break
            except Empty:
                self.client.kernel_info()
                self.client.get_shell_msg(timeout=TIMEOUT)
        self.first = self.run()
        for _ in range(3):
            self.run()
        self.cells = []

    @property
    def warm(self):
        return statistics.median(self.cells)

    def run(self):
        begun = time.perf_counter()
        request = self.client.execute(self.code)
        self.client.get_shell_msg(timeout=TIMEOUT)
        while True:
            message = self.client.get_iopub_msg(timeout=TIMEOUT)
            if message["parent_header"].get("msg_id") == request and message["content"].get("execution_state") == "idle":
                return time.perf_counter() - begun

    def stop(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel()


def measure(names):
    """A round: one kernel of each name."""
    kernels = [Kernel(name) for name in names]
    time.sleep(PAUSE)
    while len(kernels[-1].cells) < CELLS:
        for kernel in kernels:
            kernel.cells += [kernel.run() for _ in range(IN_TURN)]
    for kernel in kernels:
        kernel.stop()
    return kernels


def main():
    name = sys.argv[1]
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    pairs = []
    for i in range(rounds):
        pairs.append(measure([name, PEER]) if i % 2 == 0 else measure([PEER, name])[::-1])
    for what, time_of in (
        ("start to kernel_info_reply", lambda kernel: kernel.info),
        ("first cell", lambda kernel: kernel.first),
        ("warm trivial cell", lambda kernel: kernel.warm),
    ):
        ours, theirs = ([1000 * time_of(pair[i]) for pair in pairs] for i in (0, 1))
        ratios = sorted(a / b for a, b in zip(ours, theirs))
        print(
            f"{what:28} {statistics.median(ours):8.1f} ms   ipykernel {statistics.median(theirs):8.1f} ms   "
            f"ratio {statistics.median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})"
        )


main()
