"""One policy, written for each kind of host; read back, they all say the same."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from macros.delivery.hosts import host_files
from macros.delivery.kinds import TYPES
from macros.delivery.policy import ASK_FIRST, FOR_EVER, NOT_IN_META, Policy, cache_rule, unique

POLICY = Policy(("'sha256-abc='",))
FILES = ("index.html", "assets/pack.0123abcd.css", "assets/data.js", "assets/main.0123abcd.min.css")
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
    assert re.findall(r"^/(assets/.*)\n  Cache-Control: (.*)$", HOSTS["_headers"], re.MULTILINE) == [
        (FILES[3], FOR_EVER),
        (FILES[1], FOR_EVER),
    ]
    tree = etree.fromstring(HOSTS["web.config"].encode())
    assert sorted(place.attrib["path"] for place in tree.findall("location")) == sorted([FILES[1], FILES[3]])


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
