"""Write the policy in the words of each kind of host. Every file says the same; a test reads them back and compares."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from textwrap import dedent, indent

from macros.delivery.kinds import FOR_HOSTS, TEXT, TYPES
from macros.delivery.policy import ASK_FIRST, FOR_EVER, HASHED_NAME, Policy, cache_places, cache_rule

_APACHE_NAME = HASHED_NAME.replace("(?:", "(")
_OLD_NAMES = {"application/javascript", "text/xml"}
"""What older servers call scripts and XML: those have to be packed under that name too."""

_UNKNOWN_TO_NGINX = (".bib", ".csv", ".ics", ".ris", ".webmanifest")
_COMPRESSED = sorted(({TYPES[end] for end in TEXT} | _OLD_NAMES) - {"text/html"})  # nginx packs html unasked


def host_files(policy: Policy, paths: Iterable[str], base: str) -> dict[str, str]:
    """Return the header files by their path in the site: ``paths`` are its files, ``base`` is where it is served."""
    paths = sorted(set(paths) - FOR_HOSTS)
    hashed = [path for path in paths if cache_rule(path) == FOR_EVER]
    return {
        "_headers": _pages_host(policy, paths),
        ".htaccess": _apache(policy, base),
        "web.config": _iis(policy, hashed),
        "hosting/nginx.conf": _nginx(policy, base),
    }


_HIDDEN_BY_IIS = frozenset({"web.config"})
"""Hidden there already: IIS stops with an error where the same name is added twice."""


def _names_for_hosts() -> list[str]:
    """Return the bare names of the files for hosts, which no reader may fetch."""
    return sorted(path.rsplit("/", 1)[-1] for path in FOR_HOSTS)


def _pages_host(policy: Policy, paths: list[str]) -> str:
    """For Netlify, Cloudflare Pages and the like. Where two blocks match, both count: only one names a cache."""
    lines = ["/*"] + [f"  {name}: {value}" for name, value in policy.headers().items()]
    for place, rule in cache_places(paths).items():
        lines += [f"/{place}", f"  Cache-Control: {rule}"]
    return "\n".join(lines) + "\n"


def _nginx(policy: Policy, base: str) -> str:
    hidden = "|".join(re.escape(path) for path in sorted(FOR_HOSTS))
    headers = "\n".join(f'add_header {name} "{value}" always;' for name, value in policy.headers().items())
    return (
        dedent("""\
        # For nginx: put this inside the server block that serves the site.
        #   include /path/to/site/hosting/nginx.conf;
        # An add_header inside a location would switch all of these off there: put further ones here instead.

        index index.html;
        error_page 404 %s404.html;
        charset utf-8;
        charset_types %s;
        gzip on;
        gzip_vary on;
        gzip_min_length 512;
        gzip_types %s;

        set $pack_cache "%s";
        if ($uri ~ "%s") { set $pack_cache "%s"; }
        add_header Cache-Control $pack_cache always;
        """)
        % (base, " ".join(_COMPRESSED), " ".join(_COMPRESSED), ASK_FIRST, HASHED_NAME, FOR_EVER)
        + headers
        + f"\n\nlocation ~ ^{base}({hidden})$ {{ return 404; }}\n"
        + "".join(f"location ~ \\{end}$ {{ default_type {TYPES[end]}; }}\n" for end in _UNKNOWN_TO_NGINX)
    )


def _apache(policy: Policy, base: str) -> str:
    hidden = "|".join(re.escape(name) for name in _names_for_hosts())
    headers = "\n".join(f'Header always set {name} "{value}"' for name, value in policy.headers().items())
    types = "\n".join(f"AddType {kind} {end}" for end, kind in TYPES.items())
    return dedent("""\
        # For Apache 2.4 with mod_headers, mod_mime and mod_deflate. The server has to say: AllowOverride All
        DirectoryIndex index.html
        ErrorDocument 404 %s404.html
        Options -Indexes
        AddDefaultCharset utf-8
        %s
        <IfModule mod_headers.c>
        %s
          Header always set Cache-Control "%s"
          <FilesMatch "%s">
            Header always set Cache-Control "%s"
          </FilesMatch>
        </IfModule>
        <IfModule mod_deflate.c>
          AddOutputFilterByType DEFLATE text/html %s
        </IfModule>
        <FilesMatch "^(%s)$">
          Require all denied
        </FilesMatch>
        """) % (base, types, indent(headers, "  "), ASK_FIRST, _APACHE_NAME, FOR_EVER, " ".join(_COMPRESSED), hidden)


def _iis(policy: Policy, hashed: list[str]) -> str:
    """For IIS. Its rules go by path, so each file with a hash in its name is named; all else is asked for each time."""
    everywhere = policy.headers()
    headers = "\n".join(f'        <add name="{name}" value="{escape(value)}" />' for name, value in everywhere.items())
    types = "\n".join(
        f'      <remove fileExtension="{end}" />\n'
        f'      <mimeMap fileExtension="{end}" mimeType="{_with_charset(end)}" />'
        for end in TYPES
    )
    hidden = "\n".join(f'      <add segment="{name}" />' for name in _names_for_hosts() if name not in _HIDDEN_BY_IIS)
    lasting = "".join(
        f'  <location path="{escape(path)}">\n    <system.webServer><httpProtocol><customHeaders>\n'
        f'      <remove name="Cache-Control" />\n      <add name="Cache-Control" value="{FOR_EVER}" />\n'
        "    </customHeaders></httpProtocol></system.webServer>\n  </location>\n"
        for path in hashed
    )
    return f"""\
<?xml version="1.0" encoding="UTF-8"?>
<!-- For IIS 8 and later. -->
<configuration>
  <system.webServer>
    <httpProtocol>
      <customHeaders>
        <remove name="X-Powered-By" />
        <add name="Cache-Control" value="{ASK_FIRST}" />
{headers}
      </customHeaders>
    </httpProtocol>
    <staticContent>
{types}
    </staticContent>
    <defaultDocument><files><clear /><add value="index.html" /></files></defaultDocument>
    <directoryBrowse enabled="false" />
    <urlCompression doStaticCompression="true" />
    <httpErrors existingResponse="Auto" errorMode="Custom">
      <remove statusCode="404" />
      <error statusCode="404" path="404.html" responseMode="File" />
    </httpErrors>
    <security><requestFiltering><hiddenSegments>
{hidden}
    </hiddenSegments></requestFiltering></security>
  </system.webServer>
{lasting}</configuration>
"""


def _with_charset(end: str) -> str:
    return f"{TYPES[end]}; charset=utf-8" if end in TEXT else TYPES[end]
