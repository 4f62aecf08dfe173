"""jupyter-console in a terminal of its own: cells, an error, an interrupt with Ctrl-C, a question. The kernel's name is in $KERNEL_NAME."""

import os
import sys

import pexpect

console = pexpect.spawn(
    "jupyter-console",
    ["--kernel", os.environ["KERNEL_NAME"], "--simple-prompt", "--ZMQTerminalInteractiveShell.kernel_timeout=60"],
    encoding="utf-8",
    timeout=60,
    echo=False,
    env={**os.environ, "TERM": "dumb", "PROMPT_TOOLKIT_NO_CPR": "1"},
)


def step(code, *expected):
    """Sends a line once the console asks for one, and waits for what it shows."""
    console.expect(r"In \[\d+\]: ")
    console.sendline(code)
    for text in expected:
        console.expect_exact(text)


try:
    step("var x = 20; x + 1", "Out[1]:", "21")
    step('Console.WriteLine("a" + "b");', "ab")
    step("int y = z;", "CS0103")
    step('Console.WriteLine("on" + "!"); while (true) { }', "on!")
    console.sendintr()
    console.expect_exact("nterrupted")
    step('Console.Write("name?"); var name = Console.ReadLine();', "name?")
    console.sendline("Ada")
    step('"hello " + name + " " + x', "hello Ada 20")
    console.expect(r"In \[\d+\]: ")
    console.sendeof()
    if console.expect([r"exit.*\?", pexpect.EOF]) == 0:
        console.sendline("y")
        console.expect(pexpect.EOF)
except (pexpect.EOF, pexpect.TIMEOUT) as error:
    sys.exit(str(error))
print("passed")
