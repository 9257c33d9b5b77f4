"""Run the engines that turn pages into a site. All three read the same mkdocs.yml."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

from macros.made import made_at

ENGINES = ("mkdocs", "properdocs", "zensical")

HOST = "127.0.0.1"
"""Where a site is served: this machine alone."""

PREPARED = "PACK_PREPARED"
"""Set in the environment of an engine when the pages were written a moment ago: they are not written twice."""


def build_site(root: Path, engine: str, target: Path) -> int:
    """Build the site of a project into ``target`` and return the engine's exit code. Pages must be written already."""
    if engine == "zensical":
        return _zensical(root, target)
    return _run(root, [_program(engine), "build", "--clean", "--site-dir", str(target.resolve())])


def serve_site(root: Path, port: int) -> int:
    """Serve the site with live reload until interrupted, and return MkDocs' exit code."""
    command = [_program("mkdocs"), "serve", "--livereload", "--no-strict", "--dev-addr", f"{HOST}:{port}"]
    try:
        return subprocess.run(command, cwd=root, env=_environment(root), check=False).returncode
    except KeyboardInterrupt:
        return 0


def taken(port: int) -> str:
    """Say why a port of this machine cannot be listened on, or nothing."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server does: one that just ended is free
        try:
            probe.bind((HOST, port))
        except PermissionError:
            return "is kept for the system"
        except OSError:
            return "is in use"
    return ""


def free_port(after: int) -> int:
    """Return the next port that can be listened on."""
    return next((port for port in range(max(after, 1023) + 1, 65536) if not taken(port)), 8000)


def _zensical(root: Path, target: Path) -> int:
    """Give Zensical a copy of the settings that names another folder for the site: it has no option for that.

    Nor may it be strict: it takes every icon of the theme's sprite (``<use href="#i-clock">``) for a missing anchor.
    What it would find is found by ``macros.links`` in the built site.
    """
    site = root / ".cache" / "zensical-site"
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    ours = f"site_dir: {json.dumps(site.relative_to(root).as_posix())}\nstrict: false\n"
    with tempfile.NamedTemporaryFile("w", suffix=".yml", dir=root, prefix=".zensical-", encoding="utf-8") as file:
        file.write(settings + "\n" + ours)
        file.flush()
        command = [_program("zensical"), "build", "--clean", "--config-file", file.name]
        code = _run(root, command)
    if code == 0:
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(site, target)
        for terms in target.rglob("LICENSE"):  # hosts guess a type by the ending
            terms.rename(terms.with_suffix(".txt"))
    return code


def _run(root: Path, command: list[str]) -> int:
    """Run an engine, pass on what it says but for its small talk, and return its exit code.

    MkDocs' own ``--quiet`` would hide the warnings that end a strict build as well. Zensical, with its hundreds of
    false ones, is heard only when it stops.
    """
    heard: list[str] = []
    with subprocess.Popen(
        command,
        cwd=root,
        env=_environment(root) | {PREPARED: "1"},
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        for line in process.stdout or ():
            if command[0].endswith("zensical"):
                heard.append(line)
            elif line.strip() and not line.startswith(("INFO", "DEBUG")):
                print(line, end="", flush=True)
    if process.returncode:
        print("".join(heard), end="", flush=True)
    return process.returncode


def _program(name: str) -> str:
    """Return the engine that is installed beside this Python, so that no other is picked up from the PATH."""
    return str(Path(sys.executable).parent / name)


def _environment(root: Path) -> dict[str, str]:
    """Engines date pages by this moment, not by the clock, so that the same commit gives the same bytes."""
    made = made_at(root)
    dated = {"SOURCE_DATE_EPOCH": str(int(made.timestamp()))} if made else {}
    return os.environ | {"NO_MKDOCS_2_WARNING": "1"} | dated
