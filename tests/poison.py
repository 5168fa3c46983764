"""What tests put in the way of reading processes: a reader that ends, hangs or waits on reports with certain words.

Put first on the path of a program (`PYTHONPATH`) as `sitecustomize`, it lies in wait for the reader to be loaded. What
it does on POISON-ONCE and POISON-ASKS hangs on the files of the folder that POISON_FOLDER names.
"""

from __future__ import annotations

from pathlib import Path

SITE = """
import os, signal, sys, time
from importlib.abc import MetaPathFinder
from importlib.machinery import PathFinder

folder, parent = os.environ.get("POISON_FOLDER", ""), os.getppid()

def claimed(name, new):
    try:
        os.rename(os.path.join(folder, name), os.path.join(folder, new))
    except FileNotFoundError:
        return False
    return True

def ask():
    if claimed("kill", f"killed-{parent}"):
        os.kill(parent, signal.SIGKILL)
        os._exit(9)
    if os.path.exists(os.path.join(folder, "hold")):
        open(os.path.join(folder, f"held-{parent}"), "w").close()
        while os.path.exists(os.path.join(folder, "hold")):
            time.sleep(0.02)
            if os.getppid() != parent:
                os._exit(9)

def plain(reports, **given):
    from detente.model import Reading, Span
    return (Reading(report, passed_over=((Span(0, len(report.text)), "plain"),)) for report in reports)

class Poison(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name != "detente.reading.reader":
            return None
        spec = PathFinder.find_spec(name, path)
        run = spec.loader.exec_module
        def exec_module(module):
            if not os.environ.get("POISON_PLAIN"):
                run(module)
            whole = getattr(module, "read_reports", plain)
            def read_reports(reports, **given):
                reports = list(reports)
                for report in reports:
                    if "POISON-DIES" in report.text:
                        os._exit(9)
                    if "POISON-HANGS" in report.text:
                        time.sleep(600)
                    if "POISON-ONCE" in report.text and claimed("once", "done"):
                        os._exit(9)
                    if "POISON-ASKS" in report.text:
                        ask()
                return whole(reports, **given)
            module.read_reports = read_reports
        spec.loader.exec_module = exec_module
        return spec

sys.meta_path.insert(0, Poison())
"""
"""POISON-DIES ends the process, POISON-HANGS holds it up, POISON-ONCE ends the first one if the file `once` is there.
POISON-ASKS kills the program that the process reads for where the file `kill` is there (which is renamed to
`killed-PID`), and waits as long as the file `hold` is there (and says so by a file `held-PID`).

With POISON_PLAIN in the environment no models are loaded: a report that is read has all its text passed over."""


def lay_poison(folder: Path) -> Path:
    """Writes the `sitecustomize` into a folder, which belongs on the path; the folder."""
    folder.mkdir(exist_ok=True)
    (folder / "sitecustomize.py").write_text(SITE, encoding="utf-8")
    return folder
