"""Watch what a browser says and asks for while a test uses the site."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, ConsoleMessage


class Watch:
    """Console messages, script errors, and requests that leave the site, of every page of one browser profile."""

    def __init__(self, context: BrowserContext, *allowed: str) -> None:
        self.complaints: list[str] = []
        self.elsewhere: list[str] = []
        self.requests: list[str] = []
        self._allowed = (*allowed, "data:", "blob:")
        context.on("console", self._said)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        context.on("request", lambda request: self._asked(request.url))

    def _said(self, message: ConsoleMessage) -> None:
        where = message.page.url if message.page else ""
        self.complaints.append(f"{where}: {message.type}: {message.text}")

    def _asked(self, url: str) -> None:
        self.requests.append(url)
        if not url.startswith(self._allowed):
            self.elsewhere.append(url)

    def assert_clean(self) -> None:
        """Fail if the console holds anything, or if anything was asked of another host."""
        assert not self.complaints, "\n".join(self.complaints)
        assert not self.elsewhere, "asked elsewhere:\n" + "\n".join(self.elsewhere)
