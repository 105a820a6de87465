"""A role's whole story: page after page as a person goes, each looked at, each step signed in the browser.

Every page is looked at in its size; at the end the same pages are opened without a script.
"""

import json
import re

from browser import DESK, BrowserCase


class StoryCase(BrowserCase):
    """Going, clicking and filling in as people do, with an eye on every page."""

    size = DESK
    looked_at = set()

    def setUp(self):
        self.count = 0

    def person(self, name):
        """Somebody at their first page."""
        page = self.open(name, self.size)
        self.note(page)
        return page

    def note(self, page, said=None):
        """Looks at a page, and takes its picture where asked."""
        page.wait_for_load_state("load")
        self.count += 1
        place = re.sub("[0-9A-Z]{26}|[0-9a-f]{64}", "x", page.url.removeprefix(self.server.address)).split("?")[0]
        size = "desk" if self.size == DESK else "telephone"
        name = f"{self._testMethodName[5:30]}-{size}-{self.count:02}{place.replace('/', '-')}"
        # The same page with the same parts need not be asked by axe again, which takes the most time of all.
        parts = page.evaluate("Array.from(document.querySelectorAll('main :is(h1, h2, form, table, .message, .fault)'))"
                              ".map(part => part.tagName + part.className)")
        looked = (size, place, *parts)
        self.look(page, name, axe=looked not in StoryCase.looked_at)
        StoryCase.looked_at.add(looked)
        if said:
            self.assertIn(said, page.inner_text("main"))

    def go(self, page, path):
        self.assertEqual(page.goto(path).status, 200, path)
        self.note(page)

    def click(self, page, locator, said=None, looks=True):
        """Follows a link or sends a form, and looks at what comes."""
        found = page.locator(locator).first if isinstance(locator, str) else locator.first
        with page.expect_navigation():
            found.click()
        if looks:
            self.note(page, said)

    def send(self, page, said=None):
        """Sends the page's form."""
        self.click(page, self.button(page), said)

    @staticmethod
    def button(page):
        return page.locator("main form button[type=submit]").last

    def wrong(self, page, status, *said):
        """Sends the page's form, which comes back with what is wrong and with everything that was typed."""
        typed = self.typed(page)
        # Some browsers check nothing by themselves.
        page.evaluate("for (const form of document.querySelectorAll('main form')) form.noValidate = true")
        with page.expect_navigation() as answer:
            self.button(page).click()
        self.assertEqual(answer.value.status, status)
        self.forgive(status)
        self.note(page)
        for text in said:
            self.assertIn(text, page.inner_text("main"))
        self.assertTrue(page.locator("main .message.fault, main p.fault").count(), "nothing says what is wrong")
        self.assertEqual(self.typed(page), typed, "something that was typed is lost")

    @staticmethod
    def typed(page):
        return page.evaluate("""() => Array.from(document.querySelectorAll(
            'main form input:not([type=hidden]):not([type=file]), main form select, main form textarea'))
            .map(field => [field.name, ['checkbox', 'radio'].includes(field.type) ? field.checked : field.value])
        """)

    def forgive(self, status):
        """The browser's own line about an answer that was meant."""
        self.trouble[:] = [line for line in self.trouble if f"status of {status}" not in line]

    def sign(self, page, said=None):
        """Reads the draft and signs it; gives what was shown."""
        page.wait_for_selector(".signing > button")
        self.note(page)
        shown = page.inner_text("main")
        self.assertRegex(shown, "([0-9a-f]{4} ){15}[0-9a-f]{4}")
        page.click(".signing > button")
        page.wait_for_url(lambda url: "/drafts/" not in url)
        self.note(page)
        if said:
            self.assertIn(said, shown)
        return shown

    def send_and_sign(self, page, said=None):
        self.click(page, self.button(page), looks=False)
        return self.sign(page, said)

    def told(self, *words):
        """What the command line tells about the served ledger."""
        return json.loads(self.server.mastro(*words, "--json"))

    def kinds(self, stream):
        """The kinds of a stream's entries, in their order."""
        return [step["kind"] for step in self.told("log", stream)]

    def refused(self, *words, signer, code):
        """The command line refuses as well, with the same code."""
        said = self.server.mastro_refused(*words, signer=signer)
        self.assertIn(code, said)

    def see_without_script(self, name, *paths):
        """The pages of a story show their heading and their content where no script runs, in whichever size."""
        if self.size != DESK:
            return
        page = self.without_script(name, self.size)
        for path in paths:
            self.assertEqual(page.goto(path).status, 200, path)
            self.assertTrue(page.inner_text("h1").strip(), path)
            self.assertGreater(len(page.inner_text("main").strip()), 20, path)

    def grant(self, number):
        """A grant as the command line lists it."""
        return next(one for one in self.told("grant", "list") if one.get("fileNumber") == number)

    def ask(self, amount, number):
        """Olga asks for a grant on the command line; gives its id."""
        self.server.mastro(
            "grant", "request", amount, "--from", "casa/housing", "--purpose", "emergency", "--for", "Famiglia Bianchi",
            "--file-number", number, signer="olga")
        return self.grant(number)["id"]
