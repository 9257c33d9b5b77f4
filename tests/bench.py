"""Time whole commands over several runs and print medians: ``make bench``.

    python tests/bench.py             all of it
    python tests/bench.py commands    the commands alone; also: weight, search

Everything but ``make setup`` runs on a copy of the project, so that a cold start can be shown too. These are figures,
not tests: a machine that is busy gives others, so its load is printed with them.
"""

from __future__ import annotations

import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
FEW, MANY = 3, 7
"""Runs of what takes seconds, and of what takes less."""

_INSIDE = """import sys, time; from pathlib import Path; {imports}
start = time.perf_counter(); {call}; print(time.perf_counter() - start)"""
_LOAD = _INSIDE.format(imports="from macros.memory import remember", call="remember(Path(sys.argv[1]))")
_CHECK = _INSIDE.format(imports="from macros.build import prepare", call="prepare(Path(sys.argv[1]), write=False)")


@dataclass(frozen=True)
class Timing:
    """One command and the seconds of its runs."""

    name: str
    runs: tuple[float, ...]
    budget: str = ""
    failed: str = ""

    @property
    def median(self) -> float:
        """The middle run."""
        return statistics.median(self.runs)

    @property
    def is_over(self) -> bool:
        """Whether the median is over the budget, if there is one."""
        return bool(self.budget and self.runs) and self.median > float(self.budget.removesuffix(" s"))


def timed(
    name: str,
    command: list[str],
    runs: int,
    *,
    before: Callable[[], None] | None = None,
    budget: str = "",
    inside: bool = False,
) -> Timing:
    """Run a command several times and return its seconds, or with ``inside`` those that it prints of a part of itself.

    A command that fails is not run again, and its own words are kept.
    """
    seconds = []
    for _ in range(runs):
        if before:
            before()
        start = time.perf_counter()
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
        whole = time.perf_counter() - start
        if done.returncode:
            said = f"{' '.join(command)} ended with {done.returncode}:\n{(done.stdout + done.stderr)[-3000:]}"
            return Timing(name, (), budget, said)
        seconds.append(float(done.stdout) if inside else whole)
    print(f"\r\033[K  {name}: {statistics.median(seconds):.2f} s", end="", flush=True, file=sys.stderr)
    return Timing(name, tuple(seconds), budget)


def copy_project(to: Path) -> Path:
    """Copy the files of the project that git knows or would take, and the browser libraries beside them."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    for path in filter(None, listed.split("\0")):
        if (ROOT / path).is_file():
            (to / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / path, to / path)
    (to / "node_modules").symlink_to(ROOT / "node_modules")
    return to


def commands(project: Path, folder: Path) -> Iterator[Timing]:
    """Time what an editor and a host run."""
    pack, python = str(BIN / "pack"), sys.executable

    def forget() -> None:
        shutil.rmtree(project / ".pack", ignore_errors=True)

    yield timed("python alone (the floor)", [python, "-c", "pass"], MANY)
    yield timed("make setup again (what make build adds)", ["make", "setup"], MANY, budget="2 s")
    build = [pack, "build", "--root", str(project), "--to", str(folder / "first")]
    yield timed("pack build, first (documents made anew)", build, 1, before=forget)
    load, check = [python, "-c", _LOAD, str(project)], [python, "-c", _CHECK, str(project)]
    yield timed("loading, without starting Python", load, MANY, inside=True)
    yield timed("loading and checking, the same, cold", check, MANY, before=forget, inside=True)
    yield timed("loading and checking, the same, again", check, MANY, budget="0.5 s", inside=True)
    yield timed("pack check, cold", [pack, "check", "--no-advice", "--root", str(project)], MANY, before=forget)
    yield timed("pack check", [pack, "check", "--no-advice", "--root", str(project)], MANY)
    for engine in ("mkdocs", "properdocs", "zensical"):
        build = [pack, "build", "--engine", engine, "--root", str(project), "--to", str(folder / engine)]
        yield timed(f"pack build --engine {engine}", build, FEW, budget="15 s" if engine == "mkdocs" else "")
    yield timed(
        "mkdocs build alone",
        [str(BIN / "mkdocs"), "build", "-q", "-f", str(project / "mkdocs.yml"), "-d", str(folder / "bare")],
        FEW,
    )


def show(timings: list[Timing]) -> str:
    """Return a table: median, fastest, slowest, and how many times the floor."""
    floor = timings[0].median if timings[0].runs else float("nan")
    lines = [f"  {'command':<42} {'runs':>4} {'median':>8} {'least':>8} {'most':>8} {'x floor':>8}  budget"]
    for timing in timings:
        if timing.failed:
            lines.append(f"  {timing.name:<42} failed")
            continue
        figures = (timing.median, min(timing.runs), max(timing.runs))
        seconds = " ".join(f"{figure:>6.2f} s" for figure in figures)
        lines.append(
            f"  {timing.name:<42} {len(timing.runs):>4} {seconds} {timing.median / floor:>8.0f}  {timing.budget}"
        )
    return "\n".join(lines)


def machine() -> str:
    """Return what the figures were taken on."""
    load = ", ".join(f"{figure:.1f}" for figure in os.getloadavg())
    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    return f"{system}, Python {platform.python_version()}, load {load}"


def follow(name: str, *command: str) -> list[str]:
    """Run another measurement to its end, printing as it goes; return that it failed, if it did."""
    done = subprocess.run([sys.executable, *command], check=False)
    return [] if done.returncode == 0 else [f"{name}: ended with {done.returncode}, see above"]


def main() -> int:
    """Print the parts that were asked for, or all, to the end; then what failed, and return 1 if anything did."""
    asked = sys.argv[1:] or ["commands", "weight", "search"]
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    failed = []
    print(machine(), flush=True)
    with tempfile.TemporaryDirectory(prefix="pack-bench-") as place:
        project = copy_project(Path(place) / "project")
        sites = Path(place) / "sites"
        if "commands" in asked:
            timings = list(commands(project, sites))
            print(show(timings), flush=True)
            failed += [timing.failed for timing in timings if timing.failed]
            failed += [f"{t.name}: {t.median:.2f} s, the budget is {t.budget}" for t in timings if t.is_over]
        if "weight" in asked:
            site = sites / "mkdocs"
            if not site.is_dir():
                failed += follow("build", "-m", "macros.cli", "build", "--root", str(project), "--to", str(site))
            failed += follow("weight", str(ROOT / "tests" / "weight.py"), str(site))
        if "search" in asked and (ROOT / "tests" / "search" / "bench.py").is_file():
            failed += follow("search", str(ROOT / "tests" / "search" / "bench.py"))
    if failed:
        print("\n".join(["Not as it should be:", *(f"  {line}" for line in failed)]), flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
