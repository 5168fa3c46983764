"""What tests put in the way of reading processes: a reader that ends or hangs on reports with certain words.

Put first on the path of a program (`PYTHONPATH`) as `sitecustomize`, it lies in wait for the reader to be loaded.
"""

from __future__ import annotations

from pathlib import Path

SITE = """
import os, sys, time
from importlib.abc import MetaPathFinder
from importlib.machinery import PathFinder

class Poison(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name != "detente.reading.reader":
            return None
        spec = PathFinder.find_spec(name, path)
        run = spec.loader.exec_module
        def exec_module(module):
            run(module)
            whole = module.read_reports
            def read_reports(reports, **given):
                reports = list(reports)
                for report in reports:
                    if "POISON-DIES" in report.text:
                        os._exit(9)
                    if "POISON-HANGS" in report.text:
                        time.sleep(600)
                    if "POISON-ONCE" in report.text and not os.path.exists(os.environ["POISON_MARK"]):
                        open(os.environ["POISON_MARK"], "x").close()
                        os._exit(9)
                return whole(reports, **given)
            module.read_reports = read_reports
        spec.loader.exec_module = exec_module
        return spec

sys.meta_path.insert(0, Poison())
"""


def lay_poison(folder: Path) -> Path:
    """Writes the `sitecustomize` into a folder, which belongs on the path; the folder."""
    folder.mkdir(exist_ok=True)
    (folder / "sitecustomize.py").write_text(SITE, encoding="utf-8")
    return folder
