"""Debian's chromium, driven by playwright from PyPI; skips with a reason where one of them is missing.

Run by tools/web-tests in the folder of Python packages that tools/setup makes.
"""

import os
import pathlib
import shutil
import unittest

try:
    from axe_playwright_python.base import AXE_SCRIPT
    from playwright.sync_api import sync_playwright
except ImportError:
    AXE_SCRIPT = sync_playwright = None

from serving import Server

TELEPHONE = {"width": 320, "height": 640}
DESK = {"width": 1100, "height": 900}
PICTURES = os.environ.get("MASTRO_PICTURES")


def missing():
    """Why no browser can be driven here; empty where one can."""
    if sync_playwright is None:
        return "playwright is not installed (tools/setup test)"
    if shutil.which("chromium") is None:
        return "chromium is not installed (apt-get install chromium)"
    return ""


class BrowserCase(unittest.TestCase):
    """One server and one browser for the walks of a class."""

    @classmethod
    def setUpClass(cls):
        if missing():
            raise unittest.SkipTest(f"the pages go unwalked: {missing()}")
        # One address signs in more often here than people do.
        cls.server = Server(options=["--sign-ins-per-minute", "1000"])
        cls.driver = sync_playwright().start()
        cls.browser = cls.driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()
        cls.driver.stop()
        cls.server.stop()

    def open(self, name=None, size=DESK, language="it", script=True):
        """A page of a new browser, signed in with a key of the demonstration."""
        context = self.browser.new_context(
            viewport=size, locale=language, java_script_enabled=script, base_url=self.server.address)
        context.set_default_timeout(15_000)
        self.addCleanup(context.close)
        page = context.new_page()
        self.trouble = []
        page.on("console", lambda message: self.trouble.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.trouble.append(str(error)))
        if name:
            page.goto(self.server.links[name])
            page.wait_for_url(lambda url: "/demo" not in url)
        return page

    def without_script(self, name, size=DESK, language="it"):
        """The same session in a browser that runs no script: signing in is what needs one."""
        signed_in = self.open(name, size, language)
        context = self.browser.new_context(
            viewport=size, locale=language, java_script_enabled=False, base_url=self.server.address,
            storage_state=signed_in.context.storage_state())
        context.set_default_timeout(15_000)
        self.addCleanup(context.close)
        return context.new_page()

    def sign(self, page):
        """Reads the draft and signs it; gives what was shown."""
        page.wait_for_selector(".signing button")
        shown = page.inner_text("main")
        self.look(page)
        page.click(".signing button")
        page.wait_for_url(lambda url: "/drafts/" not in url)
        return shown

    def look(self, page, name=None, axe=True):
        """What every page must keep to: axe's rules, its width, no errors of scripts. Takes a picture where asked."""
        found = []
        if axe:
            page.evaluate(AXE_SCRIPT)
            found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        faults = [f"{rule['id']}: {rule['help']}: {rule['nodes'][0]['html'][:200]}" for rule in found]
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            faults.append(f"wider than the screen of {page.viewport_size['width']} px")
        if PICTURES and name:
            pathlib.Path(PICTURES).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)
        self.assertEqual(faults, [], f"{page.url} ({page.title()})")
        self.assertEqual(self.trouble, [], page.url)
