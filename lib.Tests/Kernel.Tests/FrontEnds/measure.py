"""Prints how fast a kernel is beside Debian's ipykernel, both in turn in the same run.

usage: measure.py KERNEL [ROUNDS]
"""

import statistics
import sys
import time
from queue import Empty

from jupyter_client.manager import KernelManager

TRIVIAL = {"python3": "x = 1", "default": "var x = 1;"}
TIMEOUT = 60
# Nobody runs two hundred cells in the first second; a kernel may use the time.
PAUSE = 8


def measure(name):
    """Seconds to the kernel_info_reply, from there to the end of the first cell, and of a warm trivial cell: median of 200, after a pause for reading."""
    code = TRIVIAL.get(name, TRIVIAL["default"])
    manager = KernelManager(kernel_name=name)
    started = time.perf_counter()
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    client.kernel_info()
    client.get_shell_msg(timeout=TIMEOUT)
    info = time.perf_counter() - started

    def run():
        begun = time.perf_counter()
        request = client.execute(code)
        client.get_shell_msg(timeout=TIMEOUT)
        while True:
            message = client.get_iopub_msg(timeout=TIMEOUT)
            if message["parent_header"].get("msg_id") == request and message["content"].get("execution_state") == "idle":
                return time.perf_counter() - begun

    # What was published while the subscription was on its way is lost, so the first cell waits for it.
    while True:
        try:
            client.get_iopub_msg(timeout=0.1)
            break
        except Empty:
            client.kernel_info()
            client.get_shell_msg(timeout=TIMEOUT)
    first = run()
    for _ in range(3):
        run()
    time.sleep(PAUSE)
    warm = statistics.median(run() for _ in range(200))
    client.stop_channels()
    manager.shutdown_kernel()
    return info, first, warm


name = sys.argv[1]
rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
ours, theirs = [], []
for _ in range(rounds):
    ours.append(measure(name))
    theirs.append(measure("python3"))
for what, index in (("start to kernel_info_reply", 0), ("first cell", 1), ("warm trivial cell", 2)):
    a, b = (statistics.median(round[index] for round in kernel) for kernel in (ours, theirs))
    print(f"{what:28} {1000 * a:8.1f} ms   ipykernel {1000 * b:8.1f} ms   ratio {a / b:.2f}")
