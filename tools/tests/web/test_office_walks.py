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
        self.wrong(anna, 422, "Prima confronta il codice")
        anna.locator("input[name=compared]").check()
        self.send_and_sign(anna, "operatrice o operatore")
        self.assertIn("waits for confirmation", self.member("Nora Neri di Borgo")[0]["state"])
        self.not_yet(nora, "Nora Neri")
        self.click(anna, "main a[href*='/members/proposals/']", "un’altra persona dell")
        self.assertEqual(anna.locator("main form").count(), 0)
        self.refused("member", "confirm", signer="anna", code="approval.same-person")
        self.refused("member", "confirm", signer="olga", code="role")

        self.confirm("bruno", "Nuovo membro")
        enrolled = self.member("Nora Neri di Borgo")[0]
        self.assertEqual((enrolled["roles"], len(enrolled["keys"])), (["operator"], 1))
        self.sign_in(nora, "Nora Neri")
        nora.wait_for_url(re.compile("/families"))
        self.note(nora, "Famiglie")
        self.go(nora, "/devices")

        # She loses the device, and makes a key on another one.
        bruno = self.person("bruno")
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
        other.wait_for_url(re.compile("/families"))

        # The key of the lost one goes, and with it the way in.
        self.go(bruno, f"/members/{enrolled['id']}")
        self.click(bruno, "main a[href*='/keys/']")
        self.send_and_sign(bruno)
        self.confirm("anna", "da togliere")
        self.assertEqual(len(self.member("Nora Neri di Borgo")[0]["keys"]), 1)
        self.assertNotEqual(self.member("Nora Neri di Borgo")[0]["keys"], enrolled["keys"])
        nora.goto("/families")
        self.assertIn("/sign-in", nora.url)
        self.not_yet(nora, "Nora Neri")

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
        self.assertEqual((promised["outstanding"], promised["received"]), (20_000, 0))
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


class Caseworkers(StoryCase):
    """Who asks, and who decides."""

    def test_an_operator_registers_a_family_and_asks_for_a_grant(self):
        olga = self.person("olga")
        self.click(olga, olga.get_by_role("navigation").get_by_role("link", name="Famiglie", exact=True))
        olga.fill("input[name=search]", "Costa")
        self.send(olga, "Nessuno si chiama così")
        self.click(olga, "main a[href='/families/new']")
        olga.fill("input[name=name-1]", "Nadia Costa")
        olga.select_option("select[name=relation-1]", "reference")
        olga.fill("input[name=tax-1]", "CSTNDA80A41F205")
        olga.fill("input[name=municipality]", "Roma")
        olga.fill("input[name=number]", "H-77")
        self.wrong(olga, 422, "codice catastale")
        olga.fill("input[name=municipality]", "H501")
        self.wrong(olga, 422)
        olga.fill("input[name=tax-1]", "")
        self.send_and_sign(olga, "Registrazione di un nucleo familiare")
        self.assertRegex(olga.url, "/families/[0-9A-Z]{26}$")
        family = [one for one in self.told("household", "list") if one.get("fileNumber") == "H-77"]
        self.assertEqual(len(family), 1)

        # A grant, first against the rules.
        self.click(olga, "main a[href$='/grant']")
        olga.fill("input[name=amount]", "150,00")
        olga.select_option("select[name=purse]", "casa/housing")
        olga.select_option("select[name=purpose]", "food")
        olga.select_option("select[name=payee]", label="Luce e Gas Valle S.p.A.")
        olga.fill("input[name=number]", "2026/77")
        self.wrong(olga, 422, "aiuto alimentare")
        olga.select_option("select[name=purpose]", "arrears")
        shown = self.send_and_sign(olga, "150,00")
        self.assertIn("Nadia Costa", shown)
        grant = self.grant("2026/77")
        self.assertEqual((grant["state"], grant["amount"]), ("requested", 15_000))
        self.go(olga, f"/grants/{grant['id']}/decide")
        olga.locator("input[value=approve]").check()
        self.wrong(olga, 422, "persona")
        self.refused("grant", "approve", "2026/77", signer="olga", code="approval.same-person")
        self.refused("grant", "pay", "2026/77", "--account", "main", signer="tito", code="grant")
        self.see_without_script(
            "olga", "/families", "/families/new", f"/families/{family[0]['id']}", f"/families/{family[0]['id']}/grant",
            f"/grants/{grant['id']}", "/cases")

    def test_help_for_the_same_need_is_told_before_it_is_asked_for(self):
        self.server.mastro(
            "consent", "give", "H-3", "--bodies", "caritas", "--scopes", "budget,instruments,overlaps,record",
            "--until", "2099-12-31", signer="rosa")
        piero = self.person("piero")
        self.click(piero, piero.get_by_role("navigation").get_by_role("link", name="Famiglie", exact=True))
        piero.fill("input[name=search]", "bruni")
        self.send(piero, "Rosa Bruni")
        self.click(piero, piero.locator("main td a, main th a", has_text="Bruni"))
        self.click(piero, "main a[href$='/grant']", "Altri enti")
        piero.fill("input[name=amount]", "80")
        piero.select_option("select[name=purse]", "casa/housing")
        piero.select_option("select[name=purpose]", "arrears")
        piero.select_option("select[name=payee]", label="Luce e Gas Valle S.p.A.")
        self.send_and_sign(piero, "stesso bisogno")
        self.assertEqual(self.told("grant", "list")[-1]["amount"], 8_000)

        pia = self.person("pia")
        # A loan: the schedule that would come of it is shown first.
        self.go(pia, "/families")
        self.click(pia, pia.get_by_role("link", name="H-1", exact=True))
        self.click(pia, "main a[href$='/loan']")
        pia.fill("input[name=amount]", "20000")
        pia.fill("input[name=instalments]", "12")
        pia.locator("input[name=pack]").first.check()
        pia.select_option("select[name=purse]", "credito/loans")
        pia.select_option("select[name=purpose]", "rent-deposit")
        pia.select_option("select[name=payee]", label="Lara Blu")
        pia.fill("input[name=number]", "L-78")
        self.send(pia, "Che cosa ne verrebbe")
        self.wrong(pia, 422)
        pia.fill("input[name=amount]", "600")
        self.send(pia, "Che cosa ne verrebbe")
        self.send_and_sign(pia, "600,00")
        loan = next(one for one in self.told("loan", "list") if one.get("fileNumber") == "L-78")
        self.assertEqual(loan["state"], "applied")

    def test_the_committee_approves_twice_and_refuses_with_a_reason(self):
        large, other = self.ask("700.00", "2026/80"), self.ask("45.00", "2026/81")
        carla = self.person("carla")
        self.click(carla, f"main a[href='/grants/{large}/decide']", "700,00")
        self.wrong(carla, 422)
        carla.locator("input[value=approve]").check()
        self.send_and_sign(carla, "700,00")
        self.go(carla, "/decisions")
        self.assertEqual(carla.locator(f"main a[href='/grants/{large}/decide']").count(), 0)
        self.go(carla, f"/grants/{large}/decide")
        carla.locator("input[value=approve]").check()
        self.wrong(carla, 422, "persona")
        self.refused("grant", "approve", "2026/80", signer="carla", code="approval.same-person")
        self.assertEqual(self.grant("2026/80")["state"], "requested")

        dario = self.person("dario")
        self.click(dario, f"main a[href='/grants/{large}/decide']")
        dario.locator("input[value=approve]").check()
        self.send_and_sign(dario)
        self.assertEqual(self.grant("2026/80")["state"], "approved")
        self.go(dario, "/decisions")
        self.click(dario, f"main a[href='/grants/{other}/decide']", "45,00")
        dario.locator("input[value=refuse]").check()
        self.wrong(dario, 422, "perché")
        dario.select_option("select[name=reason]", index=1)
        self.send_and_sign(dario, "Motivo")
        self.assertEqual(self.grant("2026/81")["state"], "refused")
        self.assertEqual(self.kinds(f"grant/{other}"), ["grant.requested", "grant.refused"])
        self.see_without_script("dario", "/decisions", f"/grants/{large}", f"/grants/{other}")


class Treasurers(StoryCase):
    """What others have decided is paid, and what the bank says is recorded."""

    def paper(self):
        paper = self.server.folder / "paper.txt"
        paper.write_text("signed on paper\n")
        return paper

    def test_a_grant_and_a_tranche_are_paid(self):
        mastro = self.server.mastro
        mastro("grant", "request", "61.00", "--from", "casa/housing", "--purpose", "emergency", "--for",
               "Famiglia Marchetti", "--payee", "Luce e Gas Valle S.p.A.", "--file-number", "2026/90", signer="olga")
        mastro("grant", "approve", "2026/90", signer="carla")
        mastro("loan", "apply", "300.00", "--instalments", "6", "--pack", "social", "--from", "credito/loans",
               "--purpose", "rent-deposit", "--for", "Giulia Ferri", "--payee", "Lara Blu", "--file-number", "L-90",
               signer="olga")
        mastro("loan", "approve", "L-90", "--rate", "0", signer="carla")
        mastro("loan", "approve", "L-90", signer="dario")
        mastro("loan", "accept", "L-90", "--attest-for", "Giulia Ferri", "--document", self.paper(), signer="pia")

        tito = self.person("tito")
        self.click(tito, tito.get_by_role("navigation").get_by_role("link", name="Pagamenti da fare"), "2026/90")
        self.click(tito, tito.locator("tr", has_text="2026/90").get_by_role("link", name="Paga"), "61,00")
        self.wrong(tito, 422)
        tito.select_option("select[name=account]", "main")
        self.send_and_sign(tito, "Luce e Gas Valle")
        grant = next(one for one in self.told("grant", "list") if one.get("fileNumber") == "2026/90")
        self.assertEqual(grant["state"], "paid")
        self.refused("grant", "pay", "2026/90", "--account", "main", signer="tito", code="grant")

        self.click(tito, tito.locator("tr", has_text="L-90").get_by_role("link", name="Paga"), "300,00")
        tito.fill("input[name=amount]", "301")
        tito.select_option("select[name=account]", "credit")
        self.wrong(tito, 422)
        tito.fill("input[name=amount]", "300")
        self.send_and_sign(tito, "300,00")
        loan = next(one for one in self.told("loan", "list") if one.get("fileNumber") == "L-90")
        self.assertEqual((loan["state"], loan["outstanding"]), ("running", 30_000))
        self.assertIn("Nulla ti aspetta", tito.inner_text("main"))
        self.assertIn(self.person("olga").goto("/payments").status, (403, 404))
        self.forgive(403)

    def test_a_landlords_claim_is_judged_and_paid_by_a_fourth_person(self):
        self.server.mastro("guarantee", "notify", "G-1", "--letter", self.paper(), signer="olga")
        self.server.mastro("guarantee", "reply", "G-1", "asks-for-plan", "--attest-for", "Sami Haddad", "--document",
                           self.paper(), signer="olga")
        dario = self.person("dario")
        self.click(dario, dario.locator("main tr", has_text="G-1").get_by_role("link"))
        dario.locator("input[value=approve]").check()
        self.send_and_sign(dario, "400,00")
        self.refused("guarantee", "pay", "G-1", "--account", "credit", signer="dario", code="role")
        tito = self.person("tito")
        self.go(tito, "/payments")
        self.click(tito, tito.locator("tr", has_text="G-1").get_by_role("link", name="Paga"), "400,00")
        tito.select_option("select[name=account]", "credit")
        self.send_and_sign(tito, "400,00")
        stream = next(one["id"] for one in self.told("guarantee", "list") if one.get("fileNumber") == "G-1")
        steps = self.told("log", f"guarantee/{stream}")[-5:]
        self.assertEqual(
            [step["kind"] for step in steps],
            ["guarantee.claimed", "guarantee.tenant-notified", "guarantee.tenant-replied", "guarantee.claim-accepted",
             "guarantee.paid"])
        self.see_without_script("tito", "/payments", f"/guarantees/{stream}", "/receipts")

    def test_a_statement_is_taken_in_and_matched_with_the_keyboard(self):
        tito = self.person("tito")
        self.click(tito, tito.get_by_role("navigation").get_by_role("link", name="Movimenti bancari"))
        self.click(tito, "main a[href='/bank/statements/new']")
        tito.select_option("select[name=account]", "credit")
        tito.set_input_files("input[name=file]", {"name": "x.csv", "mimeType": "text/csv", "buffer": b"nothing"})
        self.wrong(tito, 422)
        tito.set_input_files("input[name=file]", ROOT / "ledger-specs/statements/samples/fund-poste.csv")
        self.send(tito, "9 righe nuove")
        self.click(tito, "main a[href='/bank']")
        self.assertEqual(len(self.told("bank", "inbox", "--account", "credit")), 9)

        # By the keyboard alone: a hundred euros are the instalment of a loan.
        before = self.owed("A-102")
        tito.locator("tr", has_text="Circolo La Libert").get_by_role("link").focus()
        with tito.expect_navigation():
            tito.keyboard.press("Enter")
        self.note(tito)
        choice = tito.locator("label", has_text="Gallo")
        self.reach(tito, "document.activeElement.name === 'choice'")
        for _ in range(12):
            if tito.evaluate("document.activeElement.closest('label, div').innerText").find("Gallo") >= 0:
                break
            tito.keyboard.press("ArrowDown")
        tito.keyboard.press("Space")
        self.assertIn("Gallo", choice.first.inner_text())
        with tito.expect_navigation():
            tito.keyboard.press("Enter")
        tito.wait_for_selector(".signing > button")
        self.note(tito)
        self.reach(tito, "document.activeElement.matches('.signing > button')")
        tito.keyboard.press("Enter")
        tito.wait_for_url(re.compile("/bank/lines/"))
        self.note(tito)
        self.assertEqual(before - self.owed("A-102"), 10_000)
        self.assertEqual(len(self.told("bank", "inbox", "--account", "credit")), 8)

        # The page has gone on to the next line; a cost of the bank needs one more answer.
        self.go(tito, "/bank")
        self.click(tito, tito.locator("tr", has_text="IMPOSTA DI BOLLO").get_by_role("link"))
        self.click(tito, "main a[href$='/cost']")
        self.wrong(tito, 422)
        tito.locator("input[name=nature]").first.check()
        tito.select_option("select[name=fund]", "credito")
        self.send_and_sign(tito, "8,33")
        self.assertEqual(len(self.told("bank", "inbox", "--account", "credit")), 7)
        self.see_without_script("tito", "/bank", "/bank/statements/new", "/bank/accounts/credit/reconcile")

        # A repayment that no statement has brought yet.
        before = self.owed("L-1")
        self.go(tito, "/receipts")
        self.click(tito, tito.locator("tr", has_text="L-1").get_by_role("link"))
        tito.fill("input[name=amount]", "-5")
        tito.select_option("select[name=account]", "credit")
        self.wrong(tito, 422)
        tito.fill("input[name=amount]", "96,99")
        self.send_and_sign(tito, "96,99")
        self.assertLess(self.owed("L-1"), before)

    def reach(self, page, condition):
        """Goes on with the tabulator until the condition holds."""
        for _ in range(80):
            if page.evaluate(condition):
                return
            page.keyboard.press("Tab")
        self.fail(f"the keyboard does not reach where {condition}")

    def owed(self, number):
        return next(one["outstanding"] for one in self.told("loan", "list") if one.get("fileNumber") == number)


class Auditors(StoryCase):
    def test_the_log_an_entry_the_past_the_exceptions_and_who_read_what(self):
        pia = self.person("pia")
        self.go(pia, "/families/" + self.told("household", "list")[0]["id"])
        ugo = self.person("ugo")
        self.assertTrue(ugo.url.endswith("/log"), ugo.url)
        self.click(ugo, "main a[href='/log/162']")
        shown = ugo.inner_text("main")
        entry = next(step for step in self.told("log", "--most", "500") if step["position"] == 162)
        self.assertIn(entry["id"], shown)
        self.assertNotIn("Tito", shown)
        self.go(ugo, "/audit/balances")
        ugo.fill("input[name=day], input[name=date], input[type=date]", "2026-10-12")
        self.send(ugo, "480,00")
        self.go(ugo, "/audit/exceptions")
        self.go(ugo, "/audit/access")
        self.go(ugo, "/reports")
        for path in ("/families", "/office", "/payments"):
            self.assertIn(ugo.goto(path).status, (403, 404), path)
        self.forgive(403)
        self.forgive(404)
        self.see_without_script(
            "ugo", "/log", "/log/162", "/audit/balances", "/audit/exceptions", "/audit/access", "/reports")


class LostAnswers(StoryCase):
    """What was signed is recorded once, whatever happens to the server, and somebody else's step is told."""

    SUBMISSIONS = "**/api/v1/submissions"

    def draft(self, number, amount="35.00", name="carla"):
        """Somebody of the committee has the approval of a new grant before them, ready to be signed."""
        grant = self.ask(amount, number)
        page = self.open(name, self.size)
        page.goto(f"/grants/{grant}/decide")
        page.locator("input[value=approve]").check()
        self.click(page, self.button(page), looks=False)
        page.wait_for_selector(".signing > button")
        return grant, page

    def recorded_once(self, grant, page):
        self.assertEqual(self.kinds(f"grant/{grant}"), ["grant.requested", "grant.approved"])
        count = "async path => (await (await import(path)).waiting()).length"
        kept = page.evaluate(count, self.asset(page, "keys.js"))
        self.assertEqual(kept, 0)

    @staticmethod
    def asset(page, name):
        return page.locator("link[rel=stylesheet]").get_attribute("href").replace("site.css", name)

    def sign_in_again(self, page, name):
        page.wait_for_url(re.compile("/sign-in"))
        page.get_by_role("button", name=f"Entra come {name}").click()

    def test_killed_after_it_was_recorded_and_the_page_is_opened_again(self):
        grant, page = self.draft("2026/61")
        draft = page.url

        def cut(route):
            self.assertEqual(route.fetch().status, 201)
            self.server.kill()
            route.abort()

        page.route(self.SUBMISSIONS, cut, times=1)
        page.click(".signing > button")
        page.wait_for_selector(".signing .message.warning")
        self.assertIn("La tua firma è conservata", page.inner_text(".signing"))
        page.close()
        self.server.start()
        self.trouble.clear()
        again = page.context.new_page()
        again.goto(draft)
        self.sign_in_again(again, "carla")
        again.wait_for_selector("[data-island=outbox] .message.done")
        self.note(again, "è registrato")
        self.recorded_once(grant, again)
        self.click(again, "[data-island=outbox] a", "Carla")

    def test_killed_before_it_was_recorded_and_the_page_is_left_open(self):
        grant, page = self.draft("2026/62")

        def cut(route):
            self.server.kill()
            route.abort()

        page.route(self.SUBMISSIONS, cut, times=1)
        page.click(".signing > button")
        page.wait_for_selector(".signing .message.warning")
        self.server.start()
        self.assertEqual(self.kinds(f"grant/{grant}"), ["grant.requested"])
        page.wait_for_url(re.compile("/grants/[^/]*$"))
        self.trouble.clear()
        self.note(page, "Carla")
        self.recorded_once(grant, page)

    def test_killed_before_it_was_recorded_and_another_page_is_opened(self):
        grant, page = self.draft("2026/63")

        def cut(route):
            self.server.kill()
            route.abort()

        page.route(self.SUBMISSIONS, cut, times=1)
        page.click(".signing > button")
        page.wait_for_selector(".signing .message.warning")
        page.close()
        self.server.start()
        again = page.context.new_page()
        again.goto("/decisions")
        self.sign_in_again(again, "carla")
        again.wait_for_selector("[data-island=outbox] .message.done")
        self.trouble.clear()
        self.note(again, "è registrato")
        self.recorded_once(grant, again)

    def test_what_is_refused_by_then_is_told_and_not_sent_again(self):
        grant, page = self.draft("2026/64")
        page.route(self.SUBMISSIONS, lambda route: (self.server.kill(), route.abort()), times=1)
        page.click(".signing > button")
        page.wait_for_selector(".signing .message.warning")
        page.close()
        self.server.mastro("grant", "withdraw", "2026/64", signer="olga")
        self.server.start()
        again = page.context.new_page()
        again.goto("/decisions")
        self.sign_in_again(again, "carla")
        again.wait_for_selector("[data-island=outbox] .message.fault")
        self.trouble.clear()
        self.note(again, "non è stato registrato")
        self.assertEqual(self.kinds(f"grant/{grant}"), ["grant.requested", "grant.withdrawn"])
        self.go(again, "/decisions")
        self.assertEqual(again.locator("[data-island=outbox] .message").count(), 0)

    def test_somebody_was_faster_and_the_draft_is_written_anew(self):
        grant, page = self.draft("2026/65", amount="650.00")
        self.server.mastro("grant", "approve", "2026/65", signer="dario")
        page.click(".signing > button")
        page.wait_for_selector("#content > .message.warning")
        page.wait_for_selector(".signing > .message.warning")
        self.forgive(409)
        self.assertIn("Dario", page.inner_text("#content > .message.warning"))
        self.assertIn("qui è stato registrato altro", page.inner_text("#content > .message.warning"))
        self.sign(page, "650,00")
        self.assertEqual(self.kinds(f"grant/{grant}"), ["grant.requested", "grant.approved", "grant.approved"])

    def test_somebody_was_faster_and_nothing_is_left_to_be_signed(self):
        grant, page = self.draft("2026/66")
        self.server.mastro("grant", "withdraw", "2026/66", signer="olga")
        page.click(".signing > button")
        page.wait_for_selector("h1:text-is('Questo non si può più firmare')")
        self.forgive(409)
        self.forgive(422)
        self.note(page, "Olga")
        self.assertEqual(page.locator(".signing > button").count(), 0)
        self.assertEqual(self.kinds(f"grant/{grant}"), ["grant.requested", "grant.withdrawn"])


class AdministratorsOnATelephone(Administrators):
    size = TELEPHONE


class CaseworkersOnATelephone(Caseworkers):
    size = TELEPHONE


class TreasurersOnATelephone(Treasurers):
    size = TELEPHONE


class AuditorsOnATelephone(Auditors):
    size = TELEPHONE


if __name__ == "__main__":
    unittest.main()
