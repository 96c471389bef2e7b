"""Run every notebook in this folder and fail on the first error: python examples/run_notebooks.py [--store].

With --store the outputs are written into the notebooks.
"""

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient


def main() -> None:
    folder = Path(__file__).parent
    for path in sorted(folder.glob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        NotebookClient(notebook, timeout=900, resources={"metadata": {"path": str(folder)}}).execute()
        if "--store" in sys.argv[1:]:
            nbformat.write(notebook, path)
        print(f"{path.name}: {len(notebook.cells)} cells ran")


if __name__ == "__main__":
    main()
