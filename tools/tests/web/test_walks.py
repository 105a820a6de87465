"""One story for each role, in a real browser: reading, signing, and what must not happen."""

import re
import sqlite3
import unittest

from browser import TELEPHONE, BrowserCase


class Walks(BrowserCase):
    def test_a_member_of_the_committee_approves_with_the_keyboard_alone(self):
        page = self.open("carla")
        self.assertTrue(page.url.endswith("/decisions"), page.url)
        self.look(page, "decisions")
        page.locator("tr", has_text="2026/21").get_by_role("link").first.focus()
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile("/grants/.*/decide"))
        page.locator("input[name=verdict]").first.focus()
        page.keyboard.press("Space")
        self.look(page, "decide")
        while page.evaluate("document.activeElement.type") != "submit":
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_selector(".signing button")
        self.look(page, "draft")
        shown = page.inner_text("main")
        self.assertIn("90,00", shown)
        self.assertIn("Famiglia Bianchi", shown)
        self.assertRegex(shown, "([0-9a-f]{4} ){15}[0-9a-f]{4}")
        for _ in range(60):
            if page.evaluate("document.activeElement.matches('.signing > button')"):
                break
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile("/grants/[^/]*$"))
        self.assertIn("Carla", page.inner_text("main"))
        steps = self.server.mastro("grant", "show", "2026/21", "--json")
        self.assertIn("grant.approved", steps)

    def test_the_command_line_shows_the_same_fingerprint(self):
        page = self.open("dario")
        page.locator("tr", has_text="2026/21").get_by_role("link").first.click()
        page.wait_for_selector("main form")
        page.locator("main form input[value=approve]").check()
        page.locator("main form button[type=submit]").click()
        page.wait_for_selector(".signing button")
        page.get_by_text("Che cosa si firma esattamente").click()
        payload = page.locator(".signing pre").inner_text()
        draft = self.server.folder / "draft.json"
        draft.write_text(payload)
        told = self.server.mastro("draft", "digest", draft)
        digest = page.locator(".digest code").inner_text()
        self.assertIn(digest, told)

    def test_a_family_sees_its_month_on_a_telephone_and_without_a_script(self):
        for language, size in (("it", TELEPHONE), ("ar", TELEPHONE), ("en", TELEPHONE)):
            page = self.open("rosa", size, language)
            self.assertTrue(page.url.endswith("/me"), page.url)
            for path in ("/me", "/me/plan", "/me/tell", "/me/documents"):
                page.goto(path)
                self.look(page, f"family{path.replace('/', '-')}-{language}")
                self.assertEqual(page.get_attribute("html", "lang"), language)
        bare = self.without_script("rosa", TELEPHONE)
        for path in ("/me", "/me/plan", "/me/tell", "/me/documents"):
            self.assertEqual(bare.goto(path).status, 200)
            self.assertTrue(bare.inner_text("main").strip())

    def test_another_familys_page_is_no_page(self):
        page = self.open("rosa")
        for path in ("/families", "/decisions", "/office", "/log", "/coaching", "/members"):
            self.assertIn(page.goto(path).status, (403, 404), path)
        self.trouble.clear()

    def test_the_educator_finds_her_families(self):
        page = self.open("elsa")
        self.assertTrue(page.url.endswith("/coaching"), page.url)
        self.look(page, "coaching")
        page.locator("main a[href^='/coaching/']").first.click()
        self.look(page, "case")

    def test_administrators_and_treasurers_find_their_pages(self):
        for name, paths in {
            "anna": ("/office", "/bank", "/families", "/cases", "/contributions", "/funds", "/funds/casa", "/members",
                     "/policies", "/bodies", "/periods", "/reports", "/devices"),
            "tito": ("/office", "/payments", "/receipts", "/bank"),
        }.items():
            for language in ("it", "en"):
                page = self.open(name, language=language)
                for path in paths:
                    self.assertEqual(page.goto(path).status, 200, path)
                    self.look(page, f"{name}{path.replace('/', '-')}-{language}")

    def test_hosts_and_creditors_find_their_pages(self):
        for name, path in (("hugo", "/host"), ("lara", "/creditor")):
            page = self.open(name, TELEPHONE)
            self.assertTrue(page.url.endswith(path), page.url)
            self.look(page, name)

    def test_anybody_sees_what_the_fund_does(self):
        for language in ("it", "en"):
            page = self.open(language=language)
            page.goto("/")
            self.look(page, f"public-{language}")
        bare = self.open(script=False)
        self.assertEqual(bare.goto("/").status, 200)
        self.assertIn("Fondo Casa", bare.inner_text("main"))
        self.assertEqual(bare.goto("/office").url, self.server.address + "/sign-in?then=/office")

    def test_no_page_asks_for_words_that_its_language_lacks(self):
        page = self.open("anna")
        for path in ("/office", "/members", "/log", "/audit/exceptions", "/audit/verify", "/reports/impact"):
            page.goto(path)
        missing = re.findall("phrase missing.*", (self.server.folder / "server.log").read_text())
        self.assertEqual(missing, [])


class AuditorsBrowser(BrowserCase):
    """The auditor's own browser computes the log again, and finds what somebody has changed, by its position."""

    def verify(self):
        page = self.open("ugo")
        page.goto("/audit/verify")
        page.fill("textarea[name=checkpoint]", self.kept)
        page.locator("main form button[type=submit]").click()
        page.wait_for_selector("[data-island=verify] .message")
        self.look(page, f"verify-{len(self.kept)}")
        return page.inner_text("[data-island=verify]")

    def test_a_sound_ledger_then_a_tampered_one(self):
        self.kept = self.server.mastro("checkpoint")
        told = self.verify()
        self.assertIn("Integro", told)
        position = 40
        self.server.stop()
        database = sqlite3.connect(self.server.folder / "ledger" / "ledger.db")
        triggers = database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in triggers:
            database.execute(f'DROP TRIGGER "{name}"')
        payload = database.execute("SELECT payload FROM entries WHERE position = ?", (position,)).fetchone()[0]
        changed = re.sub(r'"effective":"20\d\d', '"effective":"2019', payload)
        self.assertNotEqual(changed, payload)
        database.execute("UPDATE entries SET payload = ? WHERE position = ?", (changed, position))
        database.commit()
        database.close()
        self.server.start()
        self.kept = ""
        told = self.verify()
        self.assertIn(f"posizione {position}.", told)
        self.assertIn("La firma non corrisponde", told)
        self.trouble.clear()


if __name__ == "__main__":
    unittest.main()
