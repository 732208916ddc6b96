"""The notebook of the documentation runs."""

import pathlib

import nbclient
import nbformat

NOTEBOOK = pathlib.Path(__file__).resolve().parents[1] / "notebooks/torsion-profile.ipynb"


def test_the_notebook_runs_and_draws(folder):
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    nbclient.NotebookClient(notebook, timeout=280, resources={"metadata": {"path": str(folder)}}).execute()
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert any("image/png" in output.get("data", {}) for output in outputs)
    assert any("('success', None)" in output.get("data", {}).get("text/plain", "") for output in outputs)
    assert (folder / "propanol.offxml").read_text().count("<Proper ") > 100
