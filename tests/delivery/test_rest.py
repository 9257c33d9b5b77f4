"""The service worker's list, facts in pages, files for programs, settings, and the date of a build."""

from __future__ import annotations

import json
import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from markupsafe import Markup

from macros.delivery.facts import HERE, UP, UnknownFactError, fill
from macros.delivery.kinds import strangers
from macros.delivery.settings import Settings
from macros.delivery.wellknown import well_known
from macros.delivery.worker import worker
from macros.made import made_at

SITE = {
    "index.html": b"home",
    "items/14/index.html": b"14",
    "404.html": b"lost",
    "assets/a.js": b"a()",
    "assets/icon.png": b"png",
    "files/a.docx": b"PK",
}


def test_the_worker_saves_pages_styles_and_scripts() -> None:
    """Pages are listed by the address that browsers ask for; documents are not saved, nor pictures but the first."""
    made = worker(SITE, {"index.html", "assets/icon.png"}, "index.html")
    (name,) = [name for name in made.files if name.endswith(".json")]
    listed = json.loads(made.files[name])
    assert [entry[0] for entry in listed] == ["assets/a.js", "assets/icon.png", "", "items/14/"]
    assert [entry[0] for entry in listed if entry[3]] == ["assets/icon.png", ""]
    assert f'"{made.version}"' in made.files["sw.js"]
    assert name in made.files["sw.js"]
    assert not re.search(r"%[A-Z]+%", made.files["sw.js"])


def test_the_version_changes_with_the_site_alone() -> None:
    """Two builds of the same site have one version; any changed page gives another."""
    first = worker(SITE, set(), "index.html").version
    assert worker(dict(reversed(SITE.items())), set(), "index.html").version == first
    assert worker(SITE | {"index.html": b"changed"}, set(), "index.html").version != first
    assert worker(SITE | {"files/a.docx": b"changed"}, set(), "index.html").version == first


def test_facts_fill_their_places() -> None:
    """A fact goes where the page asks for it, escaped unless it is markup, and with the way up to the top."""
    page = '<p><code data-fact="size">soon</code> <b class="x" data-fact="link"></b></p>'
    link = Markup('<a href="{}a.zip">a</a>').format(UP)
    filled = fill("about/offline/index.html", page, {"size": "1 < 2", "link": link})
    assert filled == (
        '<p><code data-fact="size">1 &lt; 2</code> <b class="x" data-fact="link"><a href="../../a.zip">a</a></b></p>'
    )


def test_a_fact_may_name_the_page_itself() -> None:
    """The way from the top of the site down to the page stands where a fact asks for it."""
    filled = fill("about/x/index.html", '<b data-fact="at"></b>', {"at": Markup(", at https://a.org/") + HERE})
    assert filled == '<b data-fact="at">, at https://a.org/about/x/</b>'


def test_an_unknown_fact_stops_the_build() -> None:
    """A misspelt fact names the page, itself and the known ones."""
    with pytest.raises(UnknownFactError, match=r"about/x\.html: the fact 'sise' is not known; these are: link, size\."):
        fill("about/x.html", '<b data-fact="sise"></b>', {"size": "", "link": ""})


def test_files_for_programs_need_an_address_and_a_date() -> None:
    """security.txt is written only where its address and date are known, and expires within a year of the date."""
    made = datetime(2026, 11, 22, tzinfo=UTC)
    assert list(well_known(Settings("A"), made)) == ["robots.txt"]
    assert list(well_known(Settings("A", "https://a.org"), None)) == ["robots.txt"]
    text = well_known(Settings("A", "https://a.org/x"), made)[".well-known/security.txt"]
    assert "Contact: https://a.org/x/about/contact/\n" in text
    assert "Expires: 2027-10-18T00:00:00Z\n" in text
    assert "Canonical: https://a.org/x/.well-known/security.txt\n" in text
    assert "Sitemap: https://a.org/x/sitemap.xml" in well_known(Settings("A", "https://a.org/x"), made)["robots.txt"]
    without = well_known(Settings("A", "https://a.org/x"), made, has_map=False)["robots.txt"]
    assert "Sitemap" not in without + well_known(Settings("A"), made)["robots.txt"]


def test_files_that_may_not_be_published_are_named() -> None:
    """A kind of file that is not on the list is a stranger; files for hosts are not."""
    assert strangers(["a.html", "b/setup.exe", "_headers", ".htaccess", "c.map", "no-extension"]) == [
        "b/setup.exe",
        "c.map",
        "no-extension",
    ]


def test_settings_are_read_without_running_anything(tmp_path: Path) -> None:
    """The tags that mkdocs.yml may hold make no objects here."""
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Crise & Résolution\nsite_url: https://a.org/crt/\nx: !!python/object/apply:os.system ['exit 3']\n",
        encoding="utf-8",
    )
    settings = Settings.of(tmp_path)
    assert (settings.name, settings.address, settings.base) == ("Crise & Résolution", "https://a.org/crt", "/crt/")
    assert settings.slug == "crise-resolution"
    assert Settings("A").base == "/"


def test_a_build_is_dated_by_its_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH comes first, then the last commit; without either there is no date, and never the clock's."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    assert made_at(tmp_path) == datetime(2001, 9, 9, 1, 46, 40, tzinfo=UTC)
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert made_at(tmp_path) is None
    dated = {"GIT_COMMITTER_DATE": "2026-11-22T10:00:00Z", "GIT_AUTHOR_DATE": "2026-11-22T10:00:00Z"}
    for name, value in dated.items():
        monkeypatch.setenv(name, value)
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", "-C", str(tmp_path), *who, "commit", "-q", "--allow-empty", "-m", "x"], check=True)
    assert made_at(tmp_path) == datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
