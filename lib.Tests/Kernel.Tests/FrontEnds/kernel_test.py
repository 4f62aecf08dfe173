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
    completion_samples = [
        {"text": "Console.Wri", "matches": {"Write", "WriteLine"}},
        {"text": "Math.Sq", "matches": {"Sqrt"}},
        {"text": "DayOfWeek.S", "matches": {"Saturday", "Sunday"}},
    ]
    complete_code_samples = ["1 + 1", "var x = 1;", "void F() { }", "#!time\nvar y = 2;"]
    incomplete_code_samples = ["for (int i = 0; i < 3; i++)\n{", "Console.WriteLine(", "class A\n{\n    void F()\n    {"]
    invalid_code_samples = ["int = 3;", "1 = = 2;", "var 1x = 2;"]
    code_inspect_sample = "Console.WriteLine"
    code_page_something = "#!help Math.Sqrt"
    code_clear_output = 'Console.WriteLine("gone soon"); clear_output();'
    supported_history_operations = ("tail", "range", "search")
    code_history_pattern = "6 ? 7"

    def execute_helper(self, *arguments, **options):
        """The suite's own, which gives every published message 0.1 s: less than a busy machine may need."""
        channel = self.kc.iopub_channel
        get_msg = channel.get_msg
        channel.get_msg = lambda timeout=None: get_msg(timeout=jupyter_kernel_test.TIMEOUT)
        try:
            return super().execute_helper(*arguments, **options)
        finally:
            del channel.get_msg


if __name__ == "__main__":
    unittest.main()
