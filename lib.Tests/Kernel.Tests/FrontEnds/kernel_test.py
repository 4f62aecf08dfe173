"""Jupyter's own test suite for kernels (python3-jupyter-kernel-test) against this one. The kernel's name is in $KERNEL_NAME."""

import os
import unittest

import jupyter_kernel_test


class CSharpKernelTests(jupyter_kernel_test.KernelTests):
    kernel_name = os.environ["KERNEL_NAME"]
    language_name = "C#"
    file_extension = ".cs"

    code_hello_world = 'Console.WriteLine("hello, world");'
    code_stderr = 'Console.Error.WriteLine("trouble");'
    code_generate_error = 'throw new InvalidOperationException("no luck");'
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": '"a" + "b"', "result": "ab"},
    ]
    code_display_data = [
        {"code": 'display(HTML("<b>bold</b>"));', "mime": "text/html"},
        {"code": '"**bold**".DisplayAs("text/markdown");', "mime": "text/markdown"},
    ]
    completion_samples = [{"text": "Console.Wri"}, {"text": "Math."}]
    supported_history_operations = ("tail", "range", "search")
    code_history_pattern = "6 ? 7"


if __name__ == "__main__":
    unittest.main()
