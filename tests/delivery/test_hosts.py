"""One policy, written for each kind of host; read back, they all say the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from fnmatch import fnmatchcase

import pytest
from lxml import etree

from macros.delivery.hosts import host_files
from macros.delivery.kinds import FOR_HOSTS, TYPES
from macros.delivery.policy import ASK_FIRST, FOR_EVER, NOT_IN_META, Policy, cache_rule, unique

POLICY = Policy(("'sha256-abc='",))
FILES = ("index.html", "assets/pack.0123abcd.css", "assets/data.js", "assets/main.0123abcd.min.css")
FILES += ("404.html", "items/14/index.html", "sw.js", "assets/lib/deep/a.js", "offline.zip", "items/14/14.docx")
HOSTS = host_files(POLICY, FILES, "/crt/")


def test_the_policy_allows_nothing_inline_and_nothing_from_elsewhere() -> None:
    """No unsafe word, no other host, no wildcard; what is not named is forbidden."""
    policy = POLICY.content_security()
    assert policy.startswith("default-src 'none'; script-src 'self' 'sha256-abc='; style-src 'self';")
    assert not re.search(r"unsafe|https?:|\*|\bblob:", policy)


def test_the_meta_tag_says_what_the_header_says() -> None:
    """The tag holds the header's policy, less the directives that browsers ignore there."""
    header = POLICY.content_security().split("; ")
    assert [part for part in header if part.split()[0] not in NOT_IN_META] == POLICY.meta().split("; ")
    assert [part.split()[0] for part in header if part not in POLICY.meta().split("; ")] == list(NOT_IN_META)


def test_a_page_in_a_folder_may_use_files_and_nothing_else() -> None:
    """Opened from a folder, files are allowed by their scheme, and still no network."""
    policy = POLICY.meta(folder=True)
    assert "script-src 'self' file: 'sha256-abc='" in policy
    assert "default-src 'none'" in policy
    assert "http" not in policy


def _pages_host() -> dict[str, str]:
    block = HOSTS["_headers"].partition("/*\n")[2]
    lines = re.match(r"(?:  .*\n)*", block)
    assert lines
    return dict(line.strip().split(": ", 1) for line in lines[0].splitlines())


def _nginx() -> dict[str, str]:
    return dict(re.findall(r'^add_header ([\w-]+) "(.*)" always;$', HOSTS["hosting/nginx.conf"], re.MULTILINE))


def _apache() -> dict[str, str]:
    found = re.findall(r'^  Header always set ([\w-]+) "(.*)"$', HOSTS[".htaccess"], re.MULTILINE)
    return {name: value for name, value in found if name != "Cache-Control"}


def _iis() -> dict[str, str]:
    tree = etree.fromstring(HOSTS["web.config"].encode())
    path = "./system.webServer/httpProtocol/customHeaders/add"
    found = {entry.attrib["name"]: entry.attrib["value"] for entry in tree.findall(path)}
    assert found.pop("Cache-Control") == ASK_FIRST
    return found


@pytest.mark.parametrize("read", [_pages_host, _nginx, _apache, _iis])
def test_every_host_file_says_the_same(read: object) -> None:
    """Each file, read back in the words of its host, gives exactly the policy's headers."""
    assert callable(read)
    assert read() == POLICY.headers()


@pytest.mark.parametrize(
    "header",
    [
        "Content-Security-Policy",
        "Strict-Transport-Security",
        "X-Content-Type-Options",
        "Referrer-Policy",
        "Permissions-Policy",
        "Cross-Origin-Opener-Policy",
    ],
)
def test_no_promised_header_is_missing(header: str) -> None:
    """The headers that the issue names are all there, and none is empty."""
    assert POLICY.headers()[header]


def test_only_files_with_a_hash_in_their_name_are_kept_for_ever() -> None:
    """A name with a hash may be kept; pages, and scripts that other scripts load by name, are asked for each time."""
    assert [path for path in FILES if cache_rule(path) == FOR_EVER] == [FILES[1], FILES[3]]
    tree = etree.fromstring(HOSTS["web.config"].encode())
    assert sorted(place.attrib["path"] for place in tree.findall("location")) == sorted([FILES[1], FILES[3]])


def _rules_of_pages_host() -> list[tuple[str, str]]:
    blocks = re.findall(r"^/(.*)\n((?:  .*\n)*)", HOSTS["_headers"], re.MULTILINE)
    return [(place, rule) for place, lines in blocks for rule in re.findall(r"  Cache-Control: (.*)", lines)]


def _cache_of_pages_host(path: str) -> str:
    found = [rule for place, rule in _rules_of_pages_host() if fnmatchcase(path.removesuffix("index.html"), place)]
    return ", ".join(found)  # such hosts join what several blocks say


def _cache_of_nginx(path: str) -> str:
    text = HOSTS["hosting/nginx.conf"]
    first, found = (
        re.search(r'set \$pack_cache "(.*)";\nif', text),
        re.search(r'"(.*)"\) { set \$pack_cache "(.*)"', text),
    )
    assert first
    assert found
    assert "add_header Cache-Control $pack_cache always;\n" in text
    return found[2] if re.search(found[1], path) else first[1]


def _cache_of_apache(path: str) -> str:
    text = HOSTS[".htaccess"]
    first = re.search(r'^  Header always set Cache-Control "(.*)"$', text, re.MULTILINE)
    found = re.search(r'<FilesMatch "(.*)">\n    Header always set Cache-Control "(.*)"', text)
    assert first
    assert found
    return found[2] if re.search(found[1], path.rsplit("/", 1)[-1]) else first[1]


def _cache_of_iis(path: str) -> str:
    tree = etree.fromstring(HOSTS["web.config"].encode())
    everywhere = "./system.webServer/httpProtocol/customHeaders/add[@name='Cache-Control']"
    there = f"./location[@path='{path}']/{everywhere}"
    found = tree.find(there)
    if found is None:
        found = tree.find(everywhere)
    assert found is not None
    return found.attrib["value"]


@pytest.mark.parametrize("read", [_cache_of_pages_host, _cache_of_nginx, _cache_of_apache, _cache_of_iis])
@pytest.mark.parametrize("path", FILES)
def test_every_host_keeps_each_file_as_long(path: str, read: Callable[[str], str]) -> None:
    """Pages, the worker, documents, styles: each host, read in its own words, follows the one rule for keeping."""
    assert read(path) == cache_rule(path)


def test_a_folder_without_lasting_files_is_one_place() -> None:
    """Hosts that go by path limit how many places they read, so a folder is named as a whole where that will do."""
    assert [place for place, _ in _rules_of_pages_host()] == [
        "",
        "404.html",
        "assets/data.js",
        "assets/lib/*",
        "assets/main.0123abcd.min.css",
        "assets/pack.0123abcd.css",
        "items/*",
        "offline.zip",
        "sw.js",
    ]


def _hidden_by_nginx(path: str) -> bool:
    found = re.search(r"^location ~ (.*) \{ return 404; \}$", HOSTS["hosting/nginx.conf"], re.MULTILINE)
    assert found
    return bool(re.search(found[1], "/crt/" + path))


def _hidden_by_apache(path: str) -> bool:
    found = re.search(r'<FilesMatch "(.*)">\n  Require all denied', HOSTS[".htaccess"])
    assert found
    return bool(re.search(found[1], path.rsplit("/", 1)[-1]))


def _hidden_by_iis(path: str) -> bool:
    tree = etree.fromstring(HOSTS["web.config"].encode())
    named = {one.attrib["segment"] for one in tree.iterfind(".//hiddenSegments/add")}
    assert "web.config" not in named  # IIS hides it unasked, and stops where it is named twice
    return bool((named | {"web.config"}) & set(path.split("/")))


@pytest.mark.parametrize("is_hidden", [_hidden_by_nginx, _hidden_by_apache, _hidden_by_iis])
def test_every_host_hides_the_same_files(is_hidden: Callable[[str], bool]) -> None:
    """The files that configure a host are handed out by none that can be told, and nothing else is hidden."""
    assert [path for path in (*sorted(FOR_HOSTS), *FILES) if is_hidden(path)] == sorted(FOR_HOSTS)


def test_the_patterns_of_nginx_and_apache_mean_the_same() -> None:
    """The pattern that each host matches names with finds the same files as the one rule in Python."""
    nginx = re.search(r'if \(\$uri ~ "(.*)"\)', HOSTS["hosting/nginx.conf"])
    apache = re.search(r'<FilesMatch "(.*css.*)">', HOSTS[".htaccess"])
    assert nginx
    assert apache
    for pattern in (nginx[1], apache[1]):
        assert [path for path in FILES if re.search(pattern, path)] == [FILES[1], FILES[3]]


def test_hosts_know_every_kind_of_file() -> None:
    """Apache and IIS are told the media type of each kind of file that the site may hold."""
    for end, kind in TYPES.items():
        assert f"AddType {kind} {end}\n" in HOSTS[".htaccess"]
        assert f'mimeMap fileExtension="{end}" mimeType="{kind}' in HOSTS["web.config"]


def test_the_page_for_lost_visitors_is_named_under_the_path_of_the_site() -> None:
    """A site in a folder of a domain shows its own page for lost visitors."""
    assert "ErrorDocument 404 /crt/404.html\n" in HOSTS[".htaccess"]
    assert "error_page 404 /crt/404.html;\n" in HOSTS["hosting/nginx.conf"]


def test_hash_sources_are_sorted_and_named_once() -> None:
    """The same scripts in another order give the same header."""
    assert unique(["b", "a", "b"]) == ("a", "b")
