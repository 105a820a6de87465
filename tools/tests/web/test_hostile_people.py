"""Every role of the demonstration, trying to read and to write what is not theirs."""

import re
import sqlite3
import unittest

from asking import Page
from served_case import ServedCase

ID = re.compile("[0-9A-HJKMNP-TV-Z]{26}")
NOBODY = "01JZ0000000000000000000000"
OTHERS = ["rosa", "elsa", "lara", "ada", "hugo", "piero", "ugo"]
LISTS = ["grant", "voucher", "loan", "guarantee", "plan", "service", "household", "party", "contribution", "capital",
         "transfer", "member", "bank", "payment"]


def ulid(data):
    number = int.from_bytes(data, "big")
    return "".join("0123456789ABCDEFGHJKMNPQRSTVWXYZ"[number >> shift & 31] for shift in range(125, -1, -5))


class HostilePeople(ServedCase):
    def rows(self, person, noun):
        answer = person.get(f"/api/v1/{noun}?all=true&limit=500")
        return answer.json["items"] if answer.status == 200 else []

    def names(self):
        """Names that stand in the vault, as the fund's own people read them."""
        found = set()
        for noun in ["household", "party"]:
            found |= {row["name"] for row in self.rows(self.person("anna", program=True), noun) if "name" in row}
        return {name for name in found if len(name) > 3}

    def own_names(self, person):
        return {row["name"] for row in self.rows(person, "household") if "name" in row} | {person.me["name"]}

    def test_nobody_else_reads_names(self):
        names = self.names()
        self.assertGreater(len(names), 4)
        for name in OTHERS:
            person = self.person(name, program=True)
            own = " ".join(self.own_names(person))
            hidden = {hidden for hidden in names if hidden not in own and hidden.split()[-1] not in own}
            addresses = [f"/api/v1/{noun}?all=true&limit=500" for noun in LISTS]
            addresses += [f"/api/v1/reports/{report['name']}" for report in person.get("/api/v1/reports").json]
            addresses += ["/api/v1/entries?limit=500"]
            for address in addresses:
                text = person.get(address).text
                for hidden_name in hidden:
                    with self.subTest(person=name, address=address):
                        self.assertNotRegex(text, rf"\b{re.escape(hidden_name)}\b")

    def test_entries_of_others_are_not_there(self):
        anna = self.person("anna", program=True)
        size = self.log_size()
        for name in ["rosa", "elsa", "lara", "ada", "hugo", "tito", "carla"]:
            person = self.person(name, program=True)
            listed = {line["position"] for line in person.get("/api/v1/entries?limit=500").json["entries"]}
            self.assertLess(len(listed), size)
            for position in sorted(set(range(size)) - listed)[::7]:
                self.refused(person.get(f"/api/v1/entries/{position}"), 404, "entry.unknown")
            self.refused(person.get("/tile/entries/000.p/1"), 403, "role.wanting")
        self.assertEqual(len(anna.get("/api/v1/entries?limit=500").json["entries"]), min(size, 500))

    def test_pages_of_other_roles_are_closed(self):
        """Every page that anybody is shown, asked for by everybody: never an error, and open where the role says so."""
        closed = {"rosa": ["/office", "/families", "/cases", "/audit/access", "/log", "/members", "/bank", "/decisions",
                           "/payments", "/coaching", "/creditor", "/host"],
                  "lara": ["/office", "/families", "/audit/access", "/log", "/me", "/host", "/coaching", "/bank"],
                  "hugo": ["/office", "/families", "/audit/access", "/log", "/me", "/creditor", "/coaching"],
                  "elsa": ["/office", "/audit/access", "/bank", "/members", "/me", "/payments", "/policies/new"],
                  "ugo": ["/bank", "/members/new", "/payments", "/me", "/coaching", "/funds/new"],
                  "tito": ["/members/new", "/policies/new", "/coaching", "/me", "/audit/access"],
                  None: ["/office", "/families", "/log", "/audit/access", "/me", "/drafts/" + NOBODY, "/host"]}
        for name, paths in closed.items():
            for path in paths:
                with self.subTest(person=name, path=path):
                    answer = self.person(name).get(path)
                    self.assertIn(answer.status, [303] if name is None else [403, 404])

    PAGES = {"grant": ["/grants/{}", "/grants/{}/decide", "/grants/{}/withdraw", "/reversals/{}"],
             "loan": ["/loans/{}", "/loans/{}/pause", "/loans/{}/close", "/receipts/loans/{}", "/me/loans/{}"],
             "plan": ["/plans/{}", "/plans/{}/suspend", "/plans/{}/rent", "/creditor/plans/{}", "/me/plans/{}"],
             "guarantee": ["/guarantees/{}", "/guarantees/{}/release", "/creditor/guarantees/{}"],
             "service": ["/services/{}", "/services/{}/hours", "/host/{}", "/host/{}/hours", "/creditor/service/{}"],
             "household": ["/families/{}", "/families/{}/grant", "/coaching/{}", "/coaching/{}/plan",
                           "/coaching/{}/reserve"]}

    def test_pages_about_files_of_others_look_like_pages_about_nothing(self):
        anna = self.person("anna")
        tried = 0
        for name in ["piero", "elsa", "hugo", "ada", "lara", "rosa"]:
            person = self.person(name)
            for noun, paths in self.PAGES.items():
                ids = {row["id"] for row in self.rows(anna, noun)}
                hidden = sorted(other for other in ids if person.get(f"/api/v1/{noun}/{other}").status == 404)[:3]
                for path in paths:
                    for other in hidden:
                        # A body's educator may see a family's budget and not its instruments.
                        if name == "elsa" and path.startswith("/coaching") and person.get(path.format(other)).status == 200:
                            continue
                        pairs = [(person.get(path.format(other)), person.get(path.format(NOBODY)))]
                        sent = {"csrf": person.csrf}
                        pairs.append(tuple(person.submit_form(path.format(key), sent, csrf=False)
                                           for key in [other, NOBODY]))
                        for theirs, nobodys in pairs:
                            with self.subTest(person=name, path=path):
                                self.assertIn(theirs.status, [403, 404, 405])
                                self.assertEqual(theirs.status, nobodys.status)
                                self.assertEqual(theirs.text.replace(other, ""), nobodys.text.replace(NOBODY, ""))
                                tried += 1
        self.assertGreater(tried, 100)

    def pages(self, person, most=200):
        """The text of every page to which links lead."""
        seen, waiting, texts = set(), ["/home"], []
        while waiting and len(texts) < most:
            answer = person.get(waiting.pop(0))
            if answer.status == 303:
                waiting.append(answer.headers["location"])
            texts.append(answer.text)
            for link in Page(answer.text).links if answer.status == 200 else []:
                place = link.split("#")[0].split("?")[0]
                if link.startswith("/") and not link.startswith("/assets/") and place not in seen:
                    seen.add(place)
                    waiting.append(link)
        return texts

    def test_a_family_sees_its_own_pages_alone(self):
        anna, rosa = self.person("anna"), self.person("rosa")
        own = {row["id"] for row in self.rows(rosa, "household")}
        others = {row["id"] for row in self.rows(anna, "household")} - own
        texts = self.pages(rosa)
        self.assertGreater(len(texts), 5)
        for text in texts:
            for other in others:
                self.assertNotIn(other, text)

    def reads(self):
        """Pairs of a family and who has read something of it, as the vault keeps them."""
        with sqlite3.connect(f"file:{self.server.folder}/ledger/vault.db?mode=ro", uri=True) as vault:
            rows = vault.execute("SELECT household, member FROM household_reads").fetchall()
        return {(ulid(household), ulid(member)) for household, member in rows}

    def test_whoever_is_shown_a_family_stands_in_its_access_log(self):
        anna = self.person("anna")
        families = {row["id"] for row in self.rows(anna, "household")}
        for name in ["carla", "tito", "elsa", "ugo"]:
            person = self.person(name)
            shown = {found for text in self.pages(person, 60) for found in ID.findall(text)} & families
            noted = {household for household, member in self.reads() if member == person.me["member"]}
            with self.subTest(person=name):
                self.assertTrue(shown)
                self.assertEqual(shown - noted, set())
        hugo = self.person("hugo")
        self.pages(hugo)
        self.assertTrue([1 for _, member in self.reads() if member == hugo.me["member"]], "a host reads of a worker")
        rosa = self.person("rosa")
        self.pages(rosa)
        self.assertFalse([1 for _, member in self.reads() if member == rosa.me["member"]], "a family reads itself")

    def test_drafts_of_others_are_not_there(self):
        anna, bruno = self.person("anna"), self.person("bruno")
        sent = anna.submit_form("/bodies", {"csrf": anna.csrf, "name": "Nuova", "body": "nuova", "form": "cooperative"},
                                csrf=False)
        place = sent.headers["location"]
        draft = ID.search(place)[0]
        self.assertEqual(anna.get(place).status, 200)
        theirs, nobodys = bruno.get(place), bruno.get(f"/drafts/{NOBODY}")
        self.assertEqual((theirs.status, theirs.text.replace(draft, "")), (404, nobodys.text.replace(NOBODY, "")))
        self.refused(bruno.post("/api/v1/drafts", {"draft": draft}), 404, "draft.unknown")
        self.assertEqual(anna.post("/api/v1/drafts", {"draft": draft}).status, 200)

    def test_nobody_acts_for_others(self):
        anna = self.person("anna")
        member = self.person("bruno").me["member"]
        request = {"kind": "body.registered", "stream": "ledger", "role": "administrator",
                   "body": {"body": "nuova", "form": "cooperative", "name": "Nuova"}}
        for changes, code in [({"onBehalfOf": "caritas"}, "body.not-represented"), ({"role": "treasurer"}, "role.not-held"),
                              ({"actor": member}, "request.invalid"), ({"recorded": "2020-01-01"}, "request.invalid")]:
            answer = anna.post("/api/v1/drafts", {"requests": [{**request, **changes}]})
            self.refused(answer, 422, code)
        elsa = self.person("elsa")
        for body in ["aurora", "comune", "no-such-body"]:
            answer = elsa.post("/api/v1/drafts", {"requests": [
                {"kind": "lab.scheduled", "stream": f"lab/{NOBODY}", "id": NOBODY, "role": "educator", "onBehalfOf": body,
                 "body": {}}]})
            self.assertIn(answer.status, [404, 422])
            self.assertNotEqual(answer.code, "")

    def test_the_feed_and_the_metrics_tell_nothing_more(self):
        rosa = self.person("rosa", program=True)
        self.refused(self.person().get("/api/v1/events"), 401, "session.missing")
        figures = self.person().get("/metrics").text
        self.assertNotRegex(figures, ID)
        for name in self.names():
            self.assertNotIn(name, figures)
        self.assertEqual(rosa.get("/api/v1/entries?limit=500").status, 200)
        log = self.log()
        self.assertNotRegex(log, ID)
        for name in self.names():
            self.assertNotIn(name, log)
        self.assertNotIn("127.0.0.1", log.replace(self.server.address, ""))


if __name__ == "__main__":
    unittest.main()
