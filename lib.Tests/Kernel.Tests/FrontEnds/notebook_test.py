"""nbclient runs a notebook in its folder and prints the outputs of its code cells, one line of JSON each.

usage: notebook_test.py NOTEBOOK [CODE]

CODE becomes a cell, put where papermill puts the parameters that it is given.
"""

import json
import os
import sys

import nbformat
from nbclient import NotebookClient

notebook = nbformat.read(sys.argv[1], as_version=4)
if len(sys.argv) > 2:
    tagged = [i for i, cell in enumerate(notebook.cells) if "parameters" in cell.metadata.get("tags", [])]
    injected = nbformat.v4.new_code_cell(sys.argv[2], metadata={"tags": ["injected-parameters"]})
    notebook.cells.insert(tagged[0] + 1 if tagged else 0, injected)
resources = {"metadata": {"path": os.path.dirname(os.path.abspath(sys.argv[1]))}}
NotebookClient(notebook, kernel_name=os.environ["KERNEL_NAME"], timeout=120, resources=resources).execute()
nbformat.validate(notebook)
for cell in notebook.cells:
    if cell.cell_type == "code":
        print(json.dumps([output.get("text") or output.get("data", {}).get("text/plain") for output in cell.outputs]))
