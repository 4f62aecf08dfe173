"""nbclient runs a notebook (its path is the argument) and prints the outputs of its code cells, one line of JSON each."""

import json
import os
import sys

import nbformat
from nbclient import NotebookClient

notebook = nbformat.read(sys.argv[1], as_version=4)
NotebookClient(notebook, kernel_name=os.environ["KERNEL_NAME"], timeout=120).execute()
nbformat.validate(notebook)
for cell in notebook.cells:
    if cell.cell_type == "code":
        print(json.dumps([output.get("text") or output.get("data", {}).get("text/plain") for output in cell.outputs]))
