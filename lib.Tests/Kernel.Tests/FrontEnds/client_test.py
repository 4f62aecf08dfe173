"""What a front end built on jupyter_client and pyzmq does with a kernel: run cells, ask for input, interrupt, restart, shut down."""

import os
import sys
import time

from jupyter_client.manager import start_new_kernel

TIMEOUT = 60

manager, client = start_new_kernel(kernel_name=os.environ["KERNEL_NAME"])


def run(code, **options):
    """The reply's status and what was shown, as (type, text)."""
    shown = []

    def hook(message):
        content = message["content"]
        kind = message["msg_type"]
        if kind == "stream":
            shown.append((content["name"], content["text"]))
        elif kind in ("execute_result", "display_data"):
            shown.append((kind, content["data"]["text/plain"]))
        elif kind == "error":
            shown.append((kind, content["ename"]))

    reply = client.execute_interactive(code, timeout=TIMEOUT, output_hook=hook, **options)
    return reply["content"]["status"], shown


def check(actual, expected):
    if actual != expected:
        sys.exit(f"expected {expected}, got {actual}")


check(run("var x = 20; Console.WriteLine(x); x + 1"), ("ok", [("stdout", "20\n"), ("execute_result", "21")]))

# Input: execute_interactive hands the prompt to its hook, which answers on the stdin channel.
check(
    run("Console.ReadLine()", allow_stdin=True, stdin_hook=lambda message: client.input("typed")),
    ("ok", [("execute_result", "typed")]),
)

# An interrupt through the manager, which sends a message because the kernelspec asks for it.
request = client.execute("await System.Threading.Tasks.Task.Delay(-1);")
while client.get_iopub_msg(timeout=TIMEOUT)["msg_type"] != "execute_input":
    pass
manager.interrupt_kernel()
reply = client.get_shell_msg(timeout=TIMEOUT)
check((reply["parent_header"]["msg_id"], reply["content"]["status"]), (request, "error"))
while client.get_iopub_msg(timeout=TIMEOUT)["content"].get("execution_state") != "idle":
    pass
check(run("x"), ("ok", [("execute_result", "20")]))

if not client.is_alive() or not client.hb_channel.is_beating():
    sys.exit("the heart does not beat")

manager.restart_kernel()
client.wait_for_ready(timeout=TIMEOUT)
check(run("x")[0], "error")
check(run("1 + 1"), ("ok", [("execute_result", "2")]))

client.stop_channels()
manager.shutdown_kernel()
if manager.is_alive():
    sys.exit("the kernel survived its shutdown")
print("passed")
