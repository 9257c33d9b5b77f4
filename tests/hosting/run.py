"""Serve the built site with a real nginx and exactly the configuration that the build wrote, and walk it in Chromium.

    make test-hosting               build the site, then this
    python tests/hosting/run.py FOLDER    try a site that is built already

nginx is installed where that may be done (Debian or Ubuntu, as root). Where there is none, this says so and ends well.
"""

from __future__ import annotations

import gzip
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Error, sync_playwright

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "browser")]

from chromium import start  # noqa: E402
from journeys import EVERY_JOURNEY, one_of_each, tool_pages, use_everything  # noqa: E402
from serving import header_rules  # noqa: E402
from watching import Watch  # noqa: E402

CONFIGURATION = """\
{user}
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
events {{ worker_connections 256; }}
http {{
  include {types};
  default_type application/octet-stream;
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{plain};
    listen 127.0.0.1:{secure} ssl;
    ssl_certificate {folder}/certificate.pem;
    ssl_certificate_key {folder}/key.pem;
    server_name localhost;
    root {site};
    include {site}/hosting/nginx.conf;
  }}
}}
"""


def find_nginx() -> str | None:
    """Return nginx, installed first if this is Debian or Ubuntu and we may; None where there is none to be had."""
    path = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin"
    found = shutil.which("nginx", path=path)
    if found or os.getuid() != 0 or not shutil.which("apt-get"):
        return found
    print("· Installing nginx with apt")
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "stdin": subprocess.DEVNULL}
    subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)
    command = ["apt-get", "install", "-qq", "-y", "--no-install-recommends", "nginx-light"]
    subprocess.run(command, check=False, env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"}, **quiet)
    return shutil.which("nginx", path=path)


def built_site(folder: Path) -> Path:
    """Return the site to try: the one that was named, or one built now."""
    if len(sys.argv) > 1:
        return Path(sys.argv[1]).resolve()
    print("· Building the site")
    command = [str(Path(sys.executable).parent / "pack"), "build", "--root", str(ROOT), "--to", str(folder / "site")]
    if subprocess.run(command, check=False, stdout=subprocess.DEVNULL).returncode:
        sys.exit("pack build stopped; run it alone to see why.")
    return folder / "site"


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as asking:
        asking.bind(("127.0.0.1", 0))
        return int(asking.getsockname()[1])


@contextmanager
def nginx(program: str, site: Path, folder: Path) -> Iterator[tuple[str, str, Callable[[], None]]]:
    """Serve the site while the block runs; yield its plain and its secure address, and what stops it before the end."""
    subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost"]
    keys = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "certificate.pem")]
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *subject, *keys]
    subprocess.run(command, check=True, capture_output=True)
    said = subprocess.run([program, "-V"], capture_output=True, text=True, check=True).stderr
    where = next(part.split("=")[1] for part in said.split() if part.startswith("--conf-path="))
    plain, secure = free_port(), free_port()
    values = {"user": "user root;" if os.getuid() == 0 else "", "types": Path(where).parent / "mime.types"}
    text = CONFIGURATION.format(folder=folder, site=site, plain=plain, secure=secure, **values)
    (folder / "nginx.conf").write_text(text, encoding="utf-8")
    run = [program, "-p", str(folder), "-c", str(folder / "nginx.conf")]
    checked = subprocess.run([*run, "-t"], capture_output=True, text=True, check=False)
    if checked.returncode:
        sys.exit(f"nginx refuses the configuration:\n{checked.stderr}")
    with subprocess.Popen(run, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            for _ in range(100):
                with socket.socket() as asking:
                    if asking.connect_ex(("127.0.0.1", plain)) == 0:
                        break
                time.sleep(0.05)

            def stop() -> None:
                process.terminate()
                process.wait()

            yield f"http://127.0.0.1:{plain}/", f"https://127.0.0.1:{secure}/", stop
        finally:
            process.terminate()


def fetch(url: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Return the status, the headers and the body of an answer, whatever the status."""
    request = urllib.request.Request(url, headers=headers)  # noqa: S310
    try:
        with urllib.request.urlopen(request) as answer:  # noqa: S310
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers), error.read()


def check_headers(url: str, site: Path) -> Iterator[str]:
    """Yield what is wrong with the answers: headers, packing, tags, hidden files."""
    promised = dict(header_rules((site / "_headers").read_text(encoding="utf-8"))[0][1])
    hashed = next(path for path in sorted(site.glob("assets/pack.*.css")))
    paths = {"": 200, "items/14/": 200, "sw.js": 200, "offline.zip": 200, "no-such-page/": 404}
    paths[hashed.relative_to(site).as_posix()] = 200
    paths |= {
        f.relative_to(site).as_posix(): 200
        for kind in ("docx", "ris", "json")
        for f in list(site.rglob(f"*.{kind}"))[:1]
    }
    for path, expected in paths.items():
        status, headers, body = fetch(url + path)
        if status != expected:
            yield f"/{path}: status {status}, not {expected}"
        yield from (
            f"/{path}: {name} is {headers.get(name)}" for name, value in promised.items() if headers.get(name) != value
        )
        rule = "public, max-age=31536000, immutable" if path.endswith(".css") else "no-cache"
        if headers.get("Cache-Control") != rule:
            yield f"/{path}: Cache-Control is {headers.get('Cache-Control')}, not {rule}"
        if not headers.get("Content-Type") or "octet-stream" in headers["Content-Type"]:
            yield f"/{path}: Content-Type is {headers.get('Content-Type')}"
        if expected == 404 and b"This page is not here" not in body:
            yield f"/{path}: the page for lost visitors does not show"
    for path in ("items/14/", "assets/search.js", hashed.relative_to(site).as_posix()):
        found = path if (site / path).exists() else next(site.glob("assets/search.*.js")).relative_to(site).as_posix()
        _, headers, body = fetch(url + found, **{"Accept-Encoding": "gzip"})
        if headers.get("Content-Encoding") != "gzip" or len(gzip.decompress(body)) <= len(body):
            yield f"/{found}: not packed on the way"
        status, _, body = fetch(url + found, **{"If-None-Match": headers.get("ETag", ""), "Accept-Encoding": "gzip"})
        if (status, body) != (304, b""):
            yield f"/{found}: sent again though it had not changed ({status}, {len(body)} bytes)"
    for path in ("_headers", ".htaccess", "web.config", "hosting/nginx.conf"):
        if fetch(url + path)[0] != 404:
            yield f"/{path}: a file for hosts can be fetched"


EXPECTED = (
    ("no-such-page", "the server responded with a status of 404"),
    ("Service Worker registration blocked by Playwright",),  # check_saving lets it work
)
"""What the console may say: that the page which is asked for in vain is not there, and that no worker may run yet."""


def check_pages(browser: Browser, url: str, site: Path) -> Iterator[str]:
    """Yield what the browser says while it walks: journeys, tools, and a page of every kind."""
    context = browser.new_context(base_url=url, service_workers="block", reduced_motion="reduce")
    watch = Watch(context, url)
    page = context.new_page()
    for journey in EVERY_JOURNEY:
        journey(page)
    for path in tool_pages(site):
        if not use_everything(page, path):
            yield f"{path}: there is nothing to press"
    for path in one_of_each(site):
        page.goto(path)
    yield from (line for line in watch.complaints if not any(all(part in line for part in e) for e in EXPECTED))
    yield from (f"asked for {address}" for address in watch.elsewhere)
    yield from (f"cookie {cookie['name']}" for cookie in context.cookies())
    context.close()


def check_saving(browser: Browser, url: str, stop: Callable[[], None]) -> Iterator[str]:
    """Yield what is wrong with saving over https, where the first visit saves the site unasked.

    Then the server is stopped: a page that was never visited opens, and search answers there.
    """
    context = browser.new_context(base_url=url, service_workers="allow", ignore_https_errors=True)
    watch = Watch(context, url)
    page = context.new_page()
    page.goto("")
    page.get_by_text("Saved for offline (").wait_for(timeout=120_000)
    if page.evaluate("Object.keys(localStorage).length"):
        yield "https: something is kept in local storage after one visit"
    stop()
    try:
        page.goto("items/20/")
        if "20" not in page.locator("h1").inner_text():
            yield "https, no network: items/20/ shows another page"
        page.locator("#q").fill("carers")
        first = page.locator("#found [role=option]").first
        first.wait_for(timeout=20_000)
        first.click()
        page.wait_for_url("**/items/14/")
        if "14" not in page.locator("h1").inner_text():
            yield "https, no network: the first result shows another page"
    except Error as problem:
        yield f"https, no network: {problem}"
    ours = (line for line in watch.complaints if "sw.js" not in line)  # the look for a new version fails, as it must
    yield from (f"https: {line}" for line in ours)
    context.close()


def main() -> None:
    """Try everything, print what is wrong, and end with 1 if anything is."""
    program = find_nginx()
    if program is None:
        print("Skipped: there is no nginx here, and none could be installed (that needs Debian or Ubuntu, and root).")
        return
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        folder = Path(place)
        site = built_site(folder)
        with nginx(program, site, folder) as (plain, secure, stop):
            print(f"· {program} serves {site} with its own headers")
            browser = start(playwright, "--ignore-certificate-errors")
            wrong = [*check_headers(plain, site), *check_pages(browser, plain, site)]
            wrong += check_saving(browser, secure, stop)
            browser.close()
            wrong += [
                f"nginx: {line}"
                for line in (folder / "error.log").read_text().splitlines()
                if not ("/no-such-page/" in line and "No such file or directory" in line)
            ]
    print("\n".join(wrong) if wrong else "Hosting: headers, journeys, tools and the saved copy are as they should be.")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
