"""The stories of administrators, operators, the committee, treasurers and auditors, signed in the browser.

Each step is checked on the command line, and what must not happen is tried: the same person twice, the wrong role.
"""

import json
import re
import unittest

from browser import TELEPHONE
from serving import ROOT
from story import StoryCase


class Administrators(StoryCase):
    """Two administrators, and a person with a new device."""

    def enrol(self, page, name=None):
        """Makes a key in this browser; gives the code that is read aloud."""
        if name:
            page.fill("input[name=name]", name)
        page.locator("[data-island=enrol] button").click()
        page.wait_for_selector(".fingerprint")
        self.note(page)
        code = page.inner_text(".fingerprint")
        self.assertRegex(code, "^([0-9a-f]{4} ){4}[0-9a-f]{4}$")
        return code

    def sign_in(self, page, name):
        page.goto("/sign-in")
        page.get_by_role("button", name=f"Entra come {name}").first.click()

    def not_yet(self, page, name):
        """A key that nobody has confirmed opens nothing."""
        self.sign_in(page, name)
        page.wait_for_selector(".message.fault")
        self.forgive(401)
        self.forgive(422)
        self.note(page)

    def member(self, name):
        return [member for member in self.told("member", "list") if member["name"] == name]

    def confirm(self, name, link):
        """The other administrator finds at their first page what waits, and signs it."""
        page = self.person(name)
        self.click(page, page.locator("main a[href*='/proposals/']", has_text=link))
        self.send_and_sign(page)
        return page

    def test_a_device_is_enrolled_lost_and_replaced(self):
        nora = self.open(size=self.size)
        nora.goto("/enrol")
        self.note(nora)
        code = self.enrol(nora, "Nora Neri")
        self.not_yet(nora, "Nora Neri")

        anna = self.person("anna")
        self.click(anna, anna.get_by_role("link", name="Nuovo dispositivo"), code)
        anna.locator("input[name=roles][value=operator]").check()
        anna.fill("input[name=name]", "Nora Neri di Borgo")
        self.wrong(anna, 422, "Confronta prima il codice")
        anna.locator("input[name=compared]").check()
        self.send_and_sign(anna, "operatrice o operatore")
        self.assertEqual(self.member("Nora Neri di Borgo"), [])
        self.not_yet(nora, "Nora Neri")
        self.click(anna, "main a[href*='/members/proposals/']", "un’altra persona dell’amministrazione")
        self.assertEqual(anna.locator("main form").count(), 0)
        self.refused("member", "confirm", signer="anna", code="chain.same-person")
        self.refused("member", "confirm", signer="olga", code="role")

        self.confirm("bruno", "Nuovo membro")
        enrolled = self.member("Nora Neri di Borgo")[0]
        self.assertEqual((enrolled["roles"], len(enrolled["keys"])), (["operator"], 1))
        self.sign_in(nora, "Nora Neri")
        nora.wait_for_url(re.compile("/decisions"))
        self.note(nora, "Decisioni")
        self.go(nora, "/devices")

        # She loses the device: its key goes, and with it her way in.
        bruno = self.person("bruno")
        self.go(bruno, f"/members/{enrolled['id']}")
        self.click(bruno, "main a[href*='/keys/']")
        self.send_and_sign(bruno)
        self.confirm("anna", "da togliere")
        self.assertEqual(self.member("Nora Neri di Borgo")[0]["keys"], [])
        nora.goto("/families")
        self.assertIn("/sign-in", nora.url)
        self.not_yet(nora, "Nora Neri")

        # A new one, for the same person.
        self.go(bruno, f"/members/{enrolled['id']}")
        address = re.search(r"http://\S+/enrol\?member=\S+", bruno.inner_text("main"))[0]
        other = self.open(size=self.size)
        other.goto(address)
        code = self.enrol(other, "Nora Neri")
        anna = self.person("anna")
        self.click(anna, anna.get_by_role("link", name="Nuovo dispositivo"), code)
        anna.locator("input[name=compared]").check()
        self.send_and_sign(anna)
        self.confirm("bruno", "Altro dispositivo")
        self.sign_in(other, "Nora Neri")
        other.wait_for_url(re.compile("/decisions"))
        self.assertEqual(len(self.member("Nora Neri di Borgo")[0]["keys"]), 1)

        # Her roles change, and what she sees with them.
        self.go(anna, f"/members/{enrolled['id']}")
        self.click(anna, "main a[href$='/roles']")
        anna.locator("input[name=roles][value=operator]").uncheck()
        self.wrong(anna, 422, "almeno un ruolo")
        anna.locator("input[name=roles][value=auditor]").check()
        self.send_and_sign(anna, "revisione")
        self.confirm("bruno", "Ruoli di un membro")
        self.assertEqual(self.member("Nora Neri di Borgo")[0]["roles"], ["auditor"])
        self.assertIn(other.goto("/families").status, (403, 404))
        self.forgive(403)
        self.go(other, "/home")
        self.see_without_script("anna", "/office", "/members", f"/members/{enrolled['id']}", "/enrol")

    def test_a_policy_is_changed_by_two(self):
        anna = self.person("anna")
        self.click(anna, anna.get_by_role("navigation").get_by_role("link", name="Regolamento"))
        policy = json.loads(anna.request.get("/policies/file").body())
        policy["version"] = "policy-4"
        policy["households"]["retentionDays"] = 45
        self.click(anna, "main a[href='/policies/new']")

        def choose(text):
            anna.set_input_files("input[name=file]", {
                "name": "policy.json", "mimeType": "application/json", "buffer": text.encode()})

        choose("{")
        self.wrong(anna, 400)
        choose(json.dumps(policy))
        shown = self.send_and_sign(anna)
        self.assertIn("policy-4", shown)
        self.assertEqual(self.told("policy", "show")["version"], "policy-3")
        self.click(anna, "main a[href^='/policies/0']", "45")
        self.assertEqual(anna.locator("main form").count(), 0)
        bruno = self.person("bruno")
        self.click(bruno, bruno.locator("main a", has_text="policy-4"), "Giorni di conservazione")
        self.send_and_sign(bruno)
        self.assertEqual(self.told("policy", "show")["households"]["retentionDays"], 45)
        self.go(bruno, "/policies")
        self.see_without_script("bruno", "/policies", "/policies/new")

    def test_a_fund_is_opened_and_a_promise_kept(self):
        anna = self.person("anna")
        self.click(anna, anna.get_by_role("navigation").get_by_role("link", name="Fondi"))
        self.click(anna, "main a[href='/funds/new']")
        anna.fill("input[name=title]", "Fondo Scuola")
        anna.fill("input[name=name]", "casa")
        anna.fill("input[name=restriction]", "libri")
        anna.locator("input[name=purposes][value=emergency]").check()
        self.wrong(anna, 422)
        anna.fill("input[name=name]", "scuola")
        self.send_and_sign(anna, "Fondo Scuola")
        self.assertEqual([row["restriction"] for row in self.told("fund", "show", "scuola")], ["free", "libri"])
        self.refused("fund", "open", "altro", "--title", "Altro", signer="tito", code="role")

        tito = self.person("tito")
        self.assertIn(tito.goto("/funds/new").status, (403, 404))
        self.forgive(403)
        self.go(tito, "/contributions")
        self.click(tito, "main a[href='/contributions/new']")
        tito.fill("input[name=amount]", "duecento")
        self.wrong(tito, 422, "Non è un importo")
        tito.fill("input[name=amount]", "200,00")
        tito.select_option("select[name=to]", "scuola/libri")
        tito.select_option("select[name=donor]", label="Lara Blu")
        self.send_and_sign(tito, "200,00")
        promised = self.told("contribution", "list")[-1]
        self.assertEqual(promised["state"], "open")
        self.click(tito, "main a[href$='/receive']")
        tito.fill("input[name=amount]", "250,00")
        tito.select_option("select[name=account]", "main")
        self.wrong(tito, 422)
        tito.fill("input[name=amount]", "200,00")
        self.send_and_sign(tito, "200,00")
        row = [row for row in self.told("fund", "show", "scuola") if row["restriction"] == "libri"][0]
        self.assertIn("200", json.dumps(row))
        self.go(tito, "/funds/scuola")
        self.see_without_script("tito", "/contributions", "/funds", "/funds/scuola", "/contributions/new")


class AdministratorsOnATelephone(Administrators):
    size = TELEPHONE


if __name__ == "__main__":
    unittest.main()
