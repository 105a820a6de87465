"""The stories of families and of those beside them: educator, household, host, creditor, landlord, and anybody.

Each step is signed in the browser and checked on the command line, and what must not happen is tried.
"""

import re
import unittest

from browser import TELEPHONE
from story import StoryCase


class Families(StoryCase):
    """Finding things of the demonstration by the names that people give them."""

    def id_of(self, *words):
        return self.told(*words)["id"]

    @staticmethod
    def button(page):
        return page.locator("main form[method=post] button[type=submit]:visible").last

    def choose(self, page, name, value):
        page.locator(f"main input[name={name}][value='{value}']").check()

    def is_no_page(self, page, *paths):
        """Neither shown nor told apart from what does not exist."""
        for path in paths:
            self.assertIn(page.goto(path).status, (403, 404), path)
            self.forgive(403)
            self.forgive(404)


class Educators(Families):
    """Elsa sits down with Rosa Bruni once more."""

    TOPICS = ("people", "income", "home", "daily", "care", "debts", "envelopes")

    def budget(self):
        return self.told("budget", "show", "H-3")

    def test_a_snapshot_then_what_can_be_promised(self):
        family = self.id_of("household", "show", "H-3")
        before = self.budget()
        case = f"/coaching/{family}"
        page = self.person("elsa")
        self.click(page, f"main a[href='{case}']")
        self.go(page, f"{case}/snapshot/people")
        page.fill("input[name=members]", "2")
        page.fill("input[name=liquid]", "250,00")
        self.send(page)
        self.assertTrue(page.url.endswith("/income"), page.url)
        # What is wrong is told beside its field; the rest stays, and waits in the vault until it is signed.
        page.fill("input[name=income-0-amount]", "12x")
        page.fill("input[name=income-1-name]", "Aiuto di una sorella con un nome molto lungo")
        self.wrong(page, 422)
        self.assertTrue(page.locator("#f-income-0-amount-fault").is_visible())
        page.fill("input[name=income-0-amount]", "1.200,00")
        page.select_option("select[name=income-1-source]", "family-help")
        page.check("input[name=income-1-amount-unknown]")
        self.choose(page, "then", "family")
        self.send(page)
        self.assertTrue(page.url.endswith(case), page.url)
        self.assertEqual(self.budget()["sheet"], before["sheet"], "nothing is told before it is signed")

        self.go(page, f"{case}/snapshot/income")
        self.assertEqual(page.input_value("input[name=income-0-amount]"), "1.200,00")
        self.assertTrue(page.is_checked("input[name=income-1-amount-unknown]"), "“don't know” is an answer")
        # A box that somebody has unticked stays so where something else is wrong.
        page.uncheck("input[name=income-1-amount-unknown]")
        self.wrong(page, 422)
        page.check("input[name=income-1-amount-unknown]")
        for topic in self.TOPICS[1:]:
            self.assertTrue(page.url.split("?")[0].endswith(topic), page.url)
            self.send(page)
            if "asks=1" in page.url:
                self.send(page)
        self.assertTrue(page.url.endswith("/summary"), page.url)
        self.assertIn("Aiuto di una sorella", page.inner_text("main"))
        self.send_and_sign(page)
        sheet = self.budget()["sheet"]
        self.assertIn("1200.00", str(sheet["income"]))
        self.refused("budget", "confirm", "H-3", signer="elsa", code="role")
        self.assertFalse(page.locator(f"main a[href='{case}/assess']").count(), "nobody confirmed it yet")
        self.server.mastro("budget", "confirm", "H-3", signer="rosa")

        self.go(page, f"{case}/assess")
        self.send_and_sign(page)
        now = self.told("capacity", "show", "H-3")
        self.assertNotEqual(now["assessment"], before["assessments"][-1]["id"])
        self.go(page, f"{case}/capacity")
        written = f"{now['capacity'] / 100:.2f}".replace(".", ",")
        self.assertIn(written, page.inner_text("main"))
        self.assertIn("C_static", page.inner_text("main"))
        self.is_no_page(page, "/office", "/payments", f"/families/{family}", "/coaching/01ARZ3NDEKTSV4RRFFQ69G5FAV")
        self.see_without_script(
            "elsa", "/coaching", case, f"{case}/snapshot/people", f"{case}/capacity", f"{case}/scenarios",
            f"{case}/months/2026-09", "/labs")

    def test_scenarios_a_month_and_a_laboratory(self):
        family = self.id_of("household", "show", "H-3")
        case = f"/coaching/{family}"
        page = self.person("elsa")
        self.go(page, f"{case}/scenarios")
        self.click(page, f"main a[href='{case}/scenarios/new']")
        page.fill("input[name=name]", "hours-cut")
        self.wrong(page, 422)
        page.select_option("select[name=change-0-line]", "income:Stipendio")
        page.fill("input[name=change-0-value]", "40")
        page.fill("input[name=change-0-from]", "2027-03")
        self.send(page, "hours-cut")
        self.assertGreaterEqual(page.locator("main svg").count(), 1)

        self.go(page, f"{case}/months/2026-10")
        self.wrong(page, 422)
        page.locator("main input[name=nextStep]").first.check()
        self.send_and_sign(page)
        self.assertIn("2026-10", [check["month"] for check in self.budget()["checks"]])
        self.refused("budget", "check", "H-3", "2026-10", "--next-step", "keep-going", signer="elsa", code="month")

        lab = self.told("lab", "list")[0]["id"]
        self.go(page, "/labs")
        self.click(page, f"main a[href='/labs/{lab}']")
        self.go(page, f"/labs/{lab}/room")
        self.assertEqual(page.locator("header.site").count(), 0, "the wall shows the exercise alone")
        for part in ("budget", "questions", "solution"):
            self.click(page, page.locator(f"main a[href='/labs/{lab}/room?part={part}']"))
        self.assertNotIn("Bruni", page.inner_text("body"))
        page.set_viewport_size({"width": 1920, "height": 1080})
        self.note(page)


class Household(Families):
    """Rosa at her telephone."""

    size = TELEPHONE

    def test_she_agrees_tells_and_decides_who_sees_what(self):
        family = self.id_of("household", "show", "H-3")
        self.server.mastro("plan", "open", "--household", "H-3", "--debt", "Lara Blu:utility:40.00:tier=2",
                           "--file-number", "P-9", signer="olga")
        self.server.mastro("plan", "propose", "P-9", "--monthly", "5.00", "--first", "2026-12-05", signer="olga")
        page = self.person("rosa")
        self.assertTrue(page.url.endswith("/me"), page.url)
        plan = self.id_of("plan", "show", "P-9")
        self.click(page, f"main a[href^='/me/plans/{plan}/answer']", "40,00")
        self.wrong(page, 422)
        self.choose(page, "answer", "yes")
        self.send_and_sign(page, "40,00")
        self.assertIn("plan.accepted", self.kinds(f"plan/{plan}"))
        self.refused("plan", "activate", "P-9", signer="olga", code="plan")
        self.go(page, "/me/plan")

        self.go(page, "/me/documents")
        self.click(page, "main a[href^='/me/consents/new']")
        self.wrong(page, 422)
        self.choose(page, "bodies", "comune")
        self.choose(page, "scopes", "instruments")
        self.send_and_sign(page, "Comune di Borgo Sereno")
        given = [consent for consent in self.told("consent", "list", "H-3") if "comune" in consent["bodies"]]
        self.assertEqual([consent["scopes"] for consent in given], [["instruments"]])
        self.click(page, f"main a[href^='/me/consents/{given[0]['id']}/withdraw']")
        self.send_and_sign(page)
        self.assertEqual(
            [consent for consent in self.told("consent", "list", "H-3")
             if "comune" in consent["bodies"] and not consent["over"]], [])

        # Elsa reads her budget; her own page says so.
        looked = page.inner_text("main").count("Elsa Galli")
        self.go(self.person("elsa"), f"/coaching/{family}/capacity")
        self.go(page, "/me/documents")
        self.assertGreater(page.inner_text("main").count("Elsa Galli"), looked)

        self.go(page, "/me/tell")
        self.choose(page, "reason", "hours-cut" if page.locator("input[value=hours-cut]").count() else "illness")
        self.send_and_sign(page)
        self.assertIn("budget.circumstance-changed", self.kinds(f"budget/{family}"))
        self.assertTrue(page.locator("main .message.done").count(), "it says what was told")
        self.is_no_page(
            page, f"/families/{family}", f"/coaching/{family}", f"/plans/{plan}", "/creditor", "/host", "/log",
            "/me/plans/01ARZ3NDEKTSV4RRFFQ69G5FAV/answer", f"/me?family={self.id_of('household', 'show', 'H-1')}")
        self.see_without_script("rosa", "/me", "/me/plan", "/me/tell", "/me/documents", "/me/consents/new")

        # The same in Arabic, from right to left; what is signed is signed in Italian.
        for path in ("/me", "/me/plan", "/me/budget", "/me/tell", "/me/documents", "/me/consents/new"):
            self.go(page, path + "?lang=ar")
            said = page.evaluate("[document.documentElement.lang, document.documentElement.dir]")
            self.assertEqual(said, ["ar", "rtl"])
            self.assertRegex(page.inner_text("h1"), "[\u0600-\u06ff]")
            for text in page.locator("nav.main a").all_inner_texts():
                self.assertRegex(text, "[\u0600-\u06ff]")


class Hosts(Families):
    """Hugo of the town's offices, at his telephone."""

    size = TELEPHONE

    def test_hours_are_confirmed_and_others_agreements_are_no_page(self):
        paper = self.server.folder / "paper.txt"
        paper.write_text("signed")
        self.server.mastro("service", "insure", "S-1", "--certificate", paper, "--from", "2026-04-01", "--until",
                           "2026-12-31", "--date", "2026-04-20", signer="olga")
        for day in ("2026-11-07", "2026-11-14"):
            self.server.mastro("service", "perform", "S-1", "--day", day, "--from", "09:00", "--to", "11:30", "--task",
                               "green-care", "--date", day, signer="olga")
        self.server.mastro("service", "agree", "--household", "H-1", "--worker", "Marco Ferri", "--host", "caritas",
                           "--tasks", "green-care", "--from", "2026-11-01", "--until", "2026-12-31", "--file-number",
                           "S-9", signer="olga")
        own, other = self.id_of("service", "show", "S-1"), self.id_of("service", "show", "S-9")
        page = self.person("hugo")
        self.click(page, f"main a[href='/host/{own}/confirm']", "Marco Ferri")
        with page.expect_navigation():
            page.get_by_role("button").filter(has_text=re.compile("Tutto è giusto|Va tutto bene|giusto")).first.click()
        shown = self.sign(page)
        self.assertNotIn("credito", shown, "a host never learns which debt the hours repay")
        states = [session["state"] for session in self.told("service", "show", "S-1")["sessions"]]
        self.assertEqual(states, ["confirmed"] * 4)
        self.refused("service", "accept", "S-9", "--side", "host", signer="hugo", code="error[")
        self.go(page, f"/host/{own}")
        self.assertNotIn("€", page.inner_text("main"))
        self.is_no_page(page, f"/host/{other}", f"/host/{other}/confirm", f"/services/{own}", "/creditor", "/me")
        self.see_without_script("hugo", "/host", f"/host/{own}")


class Creditors(Families):
    """Lara Blu, to whom money is owed; and a landlord with a guarantee."""

    size = TELEPHONE

    def test_a_creditor_accepts_their_part(self):
        self.server.mastro("plan", "open", "--household", "H-3", "--debt", "Lara Blu:utility:40.00:tier=2",
                           "--file-number", "P-9", signer="olga")
        self.server.mastro("plan", "propose", "P-9", "--monthly", "5.00", "--first", "2026-12-05", signer="olga")
        plan = self.id_of("plan", "show", "P-9")
        page = self.person("lara")
        self.click(page, f"main a[href^='/creditor/plans/{plan}/'][href$='/answer']", "40,00")
        self.wrong(page, 422)
        self.choose(page, "answer", "yes")
        self.send_and_sign(page, "40,00")
        self.assertIn("plan.accepted", self.kinds(f"plan/{plan}"))
        self.assertEqual(page.locator("main tbody tr").count() > 7, True, "the schedule, month by month")
        old = self.id_of("plan", "show", "P-1")
        self.go(page, "/creditor")
        self.click(page, f"main a[href^='/creditor/plans/{old}/']")
        told = page.inner_text("main")
        for secret in ("137,66", "7,66", "Condominio Aurora", "Luce e Gas"):
            self.assertNotIn(secret, told, "a creditor sees their own part alone")
        self.is_no_page(page, f"/plans/{plan}", f"/creditor/plans/{old}/2", "/me", "/log",
                        f"/creditor/guarantees/{self.id_of('guarantee', 'show', 'G-1')}")
        self.see_without_script("lara", "/creditor")

    def test_a_landlord_claims(self):
        guarantee = self.id_of("guarantee", "show", "G-1")
        self.enrol("ines", "Ines Sole", "creditor", "--party", "Immobiliare Sole S.r.l.")
        page = self.person("ines")
        self.click(page, f"main a[href='/creditor/guarantees/{guarantee}']")
        before = len(self.told("guarantee", "show", "G-1")["claims"])
        self.click(page, "main a[href$='/claim']", "500,00")
        self.wrong(page, 422)
        page.locator("main input.amount").first.fill("500,00")
        page.set_input_files("main input[name=evidence]", files=[
            {"name": "estratto.txt", "mimeType": "text/plain", "buffer": b"not paid"}])
        if page.locator("main input[name=notice]").count():
            page.fill("main input[name=notice-day]", "2026-11-02")
            page.set_input_files("main input[name=notice]", files=[
                {"name": "diffida.txt", "mimeType": "text/plain", "buffer": b"notice"}])
        self.send_and_sign(page, "500,00")
        self.assertEqual(len(self.told("guarantee", "show", "G-1")["claims"]), before + 1)
        claim = self.told("guarantee", "show", "G-1")["claims"][-1]
        self.assertEqual((claim["claimed"], claim["state"]), (50_000, "open"))
        self.refused("guarantee", "accept", "G-1", "--claim", claim["id"], signer="dario", code="error[")
        self.see_without_script("ines", "/creditor", f"/creditor/guarantees/{guarantee}")

    def enrol(self, key, name, role, *more):
        """Somebody whom the demonstration does not know; the server tells their link once it has begun anew."""
        self.server.new_key(key)
        self.server.mastro("member", "enrol", "--key", key, "--name", name, "--roles", role, *more, signer="anna")
        self.server.mastro("member", "confirm", signer="bruno")
        self.server.stop()
        self.server.start()


class Anybody(Families):
    """Somebody who has no key."""

    def test_what_came_in_and_what_it_did(self):
        page = self.open(size=self.size)
        self.go(page, "/")
        told = page.inner_text("main")
        self.assertIn("Fondo Casa", told)
        size = self.server.mastro("checkpoint").splitlines()[1]
        self.assertIn(size, told.replace(".", "").replace("\u00a0", ""))
        for name in ("Bruni", "Ferri", "Haddad", "Bianchi", "Lara Blu"):
            self.assertNotIn(name, told)
        self.assertIn("non mostrato", told, "the demonstration helps few: small groups are not told")
        self.assertNotRegex(told, r"\n[^\n]*\t[1-4]\t")
        page.set_viewport_size(TELEPHONE)
        self.note(page)
        answer = page.request.get("/checkpoint")
        self.assertEqual(answer.text().splitlines()[1], size)
        bare = self.open(script=False)
        self.assertEqual(bare.goto("/").status, 200)
        self.assertIn("Fondo Casa", bare.inner_text("main"))
        for path in ("/office", "/me", "/log", "/reports"):
            self.assertIn("/sign-in", bare.goto(path) and bare.url)


if __name__ == "__main__":
    unittest.main()
