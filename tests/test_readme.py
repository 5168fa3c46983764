"""The README is true: its commands run and give what stands below them, and it names every verb.

`python tests/test_readme.py` writes anew what stands below the commands.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from detente.cli import app
from detente.codebook.frames import CODEBOOK, load_frames
from detente.codebook.scopes import load_scopes
from detente.reading.checking import check_examples

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
CONSOLE = re.compile(r"(?<=```console\n).*?(?=```\n)", re.DOTALL)
SCRIPT = re.compile(r"(?<=```python\n)(?P<code>.*?)(?P<between>```\n\n```text\n)(?P<given>.*?)(?=```\n)", re.DOTALL)
EXPLAINED = re.compile(r"(?<=detente explain mackerel.duckdb )\w+")
EXAMPLE = re.compile(r"(?<=```toml\n)\[\[example\]\]\n.*?(?=```\n)", re.DOTALL)

OF_SHELLS = {"|", "||", "&&", ">", "2>&1"}
OF_TERMINALS = ("COLUMNS", "NO_COLOR", "FORCE_COLOR")


def shown(block: str) -> Iterator[tuple[str, str]]:
    """Each command of a console block, and what stands below it."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield command, output


def said_by(folder: Path, *command: str) -> str:
    """What a program says on standard output, run in a folder."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    given = {k: v for k, v in os.environ.items() if k not in OF_TERMINALS}
    done = subprocess.run(
        command,
        cwd=folder,
        env=given | {"PATH": path, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def said(folder: Path, command: str) -> str:
    """What a command says, without the blanks that end its lines. One of ours alone runs in this process, where the
    models are loaded; in company it goes through a shell, as the program that is installed."""
    name, *words = shlex.split(command)
    if name != "detente" or not set(words).isdisjoint(OF_SHELLS):
        output = said_by(folder, "sh", "-c", command)
    else:
        with contextlib.chdir(folder):
            done = CliRunner(env=dict.fromkeys(OF_TERMINALS)).invoke(app, words)
        assert done.exit_code == 0, done.output
        output = done.stdout
    lines = [line.rstrip() for line in output.splitlines()]
    return "\n".join(lines).strip("\n") + "\n"


def threat(folder: Path) -> str:
    """The id, cut as tables show it, of the threat that the README explains."""
    ask = "detente show events --type THREATEN --record mackerel.duckdb --json"
    (entry,) = json.loads(said(folder, ask))
    return str(entry["id"])[:8]


def run_again(text: str, folder: Path) -> str:
    """The text with the commands of its console blocks, and its script, run anew in their order."""
    shutil.copytree(ROOT / "docs" / "example", folder / "docs" / "example")

    def console(found: re.Match[str]) -> str:
        return "\n".join(answered(command) for command, _ in shown(found.group()))

    def answered(command: str) -> str:
        command = EXPLAINED.sub(lambda _: threat(folder), command)
        return f"$ {command}\n{said(folder, command)}"

    def script(found: re.Match[str]) -> str:
        code = (ROOT / "docs" / "example" / "ask.py").read_text(encoding="utf-8")
        output = said(folder, f"{shlex.quote(sys.executable)} docs/example/ask.py")
        return f"{code}{found['between']}{output}"

    return SCRIPT.sub(script, CONSOLE.sub(console, text))


@pytest.fixture(scope="module")
def readme() -> str:
    return README.read_text(encoding="utf-8")


def test_commands_and_script_give_what_the_readme_shows(readme: str, tmp_path: Path) -> None:
    assert run_again(readme, tmp_path) == readme


def test_its_example_for_the_codebook_is_taken_and_read(readme: str, tmp_path: Path) -> None:
    # Added to the file that the README names, it must load with the rest and give the expected reading.
    shutil.copytree(CODEBOOK / "en", tmp_path / "en")
    (example,) = EXAMPLE.findall(readme)
    path = tmp_path / "en" / "events" / "RETREAT.toml"
    path.write_text(path.read_text(encoding="utf-8") + "\n" + example, encoding="utf-8")
    frames, before = load_frames("en", folder=tmp_path), load_frames("en")
    assert len(frames.examples) == len(before.examples) + 1
    alone = replace(frames, examples=tuple(e for e in frames.examples if e not in before.examples))
    (added,) = check_examples(alone, load_scopes("en"))
    assert (added.type_right, added.status_right) == (True, True)


def test_it_names_every_verb(readme: str) -> None:
    verbs = typer.main.get_command(app).list_commands(None)  # type: ignore[attr-defined,arg-type]
    assert verbs
    assert [verb for verb in verbs if f"`detente {verb}`" not in readme] == []


def test_files_that_it_links_to_are_there(readme: str) -> None:
    links = re.findall(r"\]\(((?!https?:)[^)#]+)\)", readme)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.parametrize("ending", ["detente demo", "pytest"])
def test_set_up_is_one_line_from_a_bare_python(readme: str, ending: str) -> None:
    lines = [line for line in readme.splitlines() if line.startswith("python3 -m venv") and line.endswith(ending)]
    assert len(lines) == 1


def rewrite() -> None:
    """Writes the README anew."""
    with tempfile.TemporaryDirectory() as folder:
        README.write_text(run_again(README.read_text(encoding="utf-8"), Path(folder)), encoding="utf-8")


if __name__ == "__main__":
    rewrite()
