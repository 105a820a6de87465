"""Every page that every role can reach, in every language that it has: found by following links, as people do.

Each role's pages are all asked for. A browser looks at one page for each kind of place and each make of it (the blocks
that it is made of), in Italian at a desk, in dark colours and on paper, and in English on a telephone; the pages of
households and of everybody in Arabic too. The other languages of households are asked for without a browser.
"""

import collections
import html
import re
import unittest

import routes
from browser import AXE_SCRIPT, DESK, PICTURES, TELEPHONE, BrowserCase
from serving import ROOT, Demonstration

CITIZEN = "nobody"
HOUSEHOLD_LANGUAGES = {"en": "ltr", "fr": "ltr", "es": "ltr", "ro": "ltr", "ar": "rtl", "uk": "ltr", "sq": "ltr"}
# Families enrol and sign in, too.
FOR_FAMILIES = re.compile("/(me|sign-in|enrol)\\b")
PRINTED = re.compile("/(me|coaching|labs|reports|$)")
FIRST = ("/home", "/devices", "/enrol")
OPEN_PLACES = ("/", "/sign-in", "/enrol")
SKIPPED = re.compile(r"^/(assets|api|tile|checkpoint|sign-out|health|metrics|demo)\b|^/\?lang=")

# Pages that no link of this ledger leads to, and who looks at them instead.
OTHERS_LOOK = {
    "every walk of a story signs there, and is looked at": ["/drafts/{id}", "/demo"],
    "a file to keep, not a page": ["/families/{id}/documents/{entry}", "/coaching/{household}/page"],
    "leads on to its first topic": ["/coaching/{household}/snapshot"],
    "walked in a browser with what leads there: test_office_walks": [
        "/devices/requests/{key}", "/members/requests/{key}", "/members/requests/{key}/forget", "/transfers/{id}",
    ],
    "nothing in this ledger leads there yet": [
        "/coaching/{household}/agree", "/coaching/{household}/import/preview",
        "/coaching/{household}/lines/{month}", "/coaching/{household}/open", "/creditor/guarantees/{id}/release",
        "/creditor/service/{id}", "/me/budget/agree", "/me/guarantees/{id}/claims/{claim}/answer",
        "/me/loans/{id}/answer", "/me/service/{id}/answer", "/me/service/{id}/end", "/me/service/{id}/hours",
        "/payments/bounced/{id}", "/payments/capital/{id}", "/payments/guarantees/{id}", "/payments/loans/{id}",
        "/payments/plans/{id}", "/payments/refunds/{id}", "/payments/service/{id}", "/payments/vouchers/{id}",
        "/receipts/grants/{id}",
    ],
    "the snapshot that nobody has begun cannot be thrown away": ["/coaching/{household}/snapshot/discard"],
    "needs a second device of the same person": [
        "/devices/keys/{key}", "/me/devices/{key}/add", "/me/devices/{key}/remove", "/members/{id}/keys/{key}",
    ],
}
ELSEWHERE = {path: reason for reason, paths in OTHERS_LOOK.items() for path in paths}
ENOUGH = 180
"""Fewer kinds of places than this, and the crawl has lost its way."""


class EveryPage(BrowserCase):
    # How many pages of one kind each role asks for, and how many makes of one kind are looked at.
    pages_of_a_kind = 4
    makes_of_a_kind = 1

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.patterns = routes.registered()
        try:
            cls.add_work(cls.server)
        except BaseException:
            cls.tearDownClass()
            raise

    @staticmethod
    def add_work(server):
        """Something of everything that waits for somebody, so that the pages which answer it are there."""
        def mastro(signer, *words):
            server.mastro(*words, signer=signer)

        folder, samples = Demonstration.make(), ROOT / "ledger-specs"
        paper, policy = server.folder / "paper.txt", server.folder / "policy.json"
        paper.write_text("signed")
        policy.write_text((folder / "policy-3.json").read_text().replace("policy-3", "policy-4"))
        for signer in ("dario", "carla"):
            mastro(signer, "grant", "approve", "2026/21")
        mastro(None, "bank", "import", samples / "statements/samples/fund-poste.csv", "--account", "credit")
        mastro("tito", "contribution", "pledge", "100.00", "--to", "casa/free", "--date", "2026-11-01")
        mastro("olga", "voucher", "issue", "30.00", "--from", "casa/free", "--purpose", "emergency", "--for",
               "Famiglia Bianchi", "--expires", "2027-03-31")
        mastro("tito", "capital", "receive", "500.00", "--to", "credito/loans", "--funder", "comune", "--account",
               "credit")
        mastro("olga", "plan", "open", "--household", "H-3", "--debt", "Lara Blu:utility:40.00:tier=2",
               "--file-number", "P-9")
        mastro("olga", "plan", "propose", "P-9", "--monthly", "5.00", "--first", "2026-12-05")
        mastro("olga", "service", "agree", "--household", "H-3", "--worker", "Rosa Bruni", "--host", "comune", "--tasks",
               "green-care", "--from", "2026-11-01", "--until", "2026-12-31", "--file-number", "S-9")
        mastro("olga", "service", "insure", "S-1", "--certificate", paper, "--from", "2026-04-01", "--until",
               "2026-12-31")
        mastro("olga", "service", "perform", "S-1", "--day", "2026-11-07", "--from", "09:00", "--to", "11:30", "--task",
               "green-care")
        mastro("elsa", "budget", "snapshot", "H-3", folder / "rosa.json")
        mastro("elsa", "lab", "schedule", "--day", "2026-12-12", "--topic", "bills", "--places", "12", "--exercise",
               "zenzero")
        mastro("anna", "policy", "adopt", policy, "--add", samples / "policies/pack-community.json")
        for key, name, role, *more in (
            ("ines", "Ines Sole", "creditor", "--party", "Immobiliare Sole S.r.l."), ("zoe", "Zoe", "operator"),
        ):
            server.new_key(key)
            mastro("anna", "member", "enrol", "--key", key, "--name", name, "--roles", role, *more)
            if role == "creditor":
                mastro("bruno", "member", "confirm")
        server.stop()
        server.start()

    def setUp(self):
        self.asked = 0
        self.faults = []
        self.looked = collections.defaultdict(set)
        self.visited = set()

    def test_every_page_of_every_role(self):
        for role in [CITIZEN, *sorted(set(self.server.links) - {"zoe"})]:
            self.crawl(role)
        looked = {language: sum(map(len, makes.values())) for language, makes in self.by_language().items()}
        places = {place for _, place in self.looked}
        print(f"\n{self.asked} pages asked for; {len(places)} kinds of places looked at, as pages: {looked}")
        missed = sorted(self.patterns - self.visited - set(ELSEWHERE))
        told = re.findall("phrase missing.*", (self.server.folder / "server.log").read_text())
        self.faults += [f"no page reaches it by a link: {pattern}" for pattern in missed]
        self.faults += sorted(set(told))
        if self.faults:
            self.fail("\n" + "\n".join(self.faults))
        self.assertEqual(sorted(set(ELSEWHERE) & self.visited), [], "reached after all: no reason is needed")
        self.assertGreaterEqual(len(places), ENOUGH)

    def by_language(self):
        languages = collections.defaultdict(dict)
        for (language, place), makes in self.looked.items():
            languages[language][place] = makes
        return languages

    def crawl(self, role):
        """Asks for every page that a role reaches, and looks at those that are new."""
        page = self.open(None if role == CITIZEN else role)
        session = page.context.request
        waiting = collections.deque(OPEN_PLACES if role == CITIZEN else FIRST)
        known, kinds, texts = set(waiting), collections.Counter(), {}
        while waiting:
            path = waiting.popleft()
            answer = session.get(path)
            self.asked += 1
            if answer.status != 200:
                self.faults.append(f"{role} {path}: status {answer.status}")
                continue
            place = answer.url.removeprefix(self.server.address)
            self.visited |= {routes.pattern_of(each, self.patterns) for each in (path, place)}
            if "content-disposition" in answer.headers or "text/html" not in answer.headers["content-type"]:
                continue
            text = answer.text()
            texts[place] = text
            for link in self.links(text):
                kind = routes.kind_of_place(link)
                if link not in known and kinds[kind] < self.pages_of_a_kind:
                    known.add(link)
                    kinds[kind] += 1
                    waiting.append(link)
        self.look_at(page, role, texts, "it")
        self.look_at(page, role, texts, "en")
        if role in ("rosa", CITIZEN):
            self.look_at(page, role, {path: texts[path] for path in filter(FOR_FAMILIES.match, texts)}, "ar")
            for language, direction in HOUSEHOLD_LANGUAGES.items():
                session.get(f"{self.chooser(role)}?lang={language}")
                for path in filter(FOR_FAMILIES.match, texts):
                    text = session.get(path).text()
                    if f'<html lang="{language}" dir="{direction}">' not in text:
                        self.faults.append(f"{role} {path}: not in {language}: {text[:60]}")
        page.context.close()

    @staticmethod
    def chooser(role):
        """A page that offers all of the languages that a role has."""
        return "/me" if role == "rosa" else "/sign-in"

    @staticmethod
    def links(text):
        for link in re.findall(r'href="(/[^"#]*)', text):
            link = html.unescape(link)
            if "lang=" not in link and not SKIPPED.match(link):
                yield link

    @staticmethod
    def make(text):
        """What a page is made of, whatever it says: the kinds of blocks within its main part."""
        main = text[text.find("<main"):text.find("</main>")]
        return frozenset(re.findall(r"<(\w+)", main)) | frozenset(re.findall(r'class="([^"]*)"', main))

    def look_at(self, page, role, texts, language):
        """Looks at the pages whose make is new, in one language."""
        self.trouble.clear()
        page.goto(f"{self.chooser(role)}?lang={language}")
        at_desk = language != "en"
        page.set_viewport_size(DESK if at_desk else TELEPHONE)
        for path, text in texts.items():
            looked = self.looked[language, routes.kind_of_place(path)]
            make = self.make(text)
            enough = self.makes_of_a_kind if language == "it" else 1
            if make in looked or len(looked) >= enough:
                continue
            looked.add(make)
            answer = page.goto(path)
            self.check(page, f"{role} {path} {language}", answer, language)
            if PICTURES:
                name = routes.kind_of_place(path).replace("/", "-")
                self.picture(page, f"{language}{name}-{role}-{len(looked)}")

    def check(self, page, told, answer, language):
        def fault(text):
            self.faults.append(f"{told}: {text}")

        if answer.status != 200:
            fault(f"status {answer.status}")
        direction = "rtl" if language == "ar" else "ltr"
        said = page.evaluate("[document.documentElement.lang, document.documentElement.dir]")
        if said != [language, direction]:
            fault(f"lang and dir are {said}")
        page.evaluate(AXE_SCRIPT)
        self.axe(page, fault)
        if language == "it":
            media = {"dark": {"color_scheme": "dark"}}
            if PRINTED.match(page.url.removeprefix(self.server.address)):
                media["paper"] = {"media": "print"}
            for medium, options in media.items():
                page.emulate_media(**options)
                self.axe(page, lambda text: fault(f"{medium}: {text}"), "color-contrast")
                page.emulate_media(color_scheme="light", media="screen")
        if page.viewport_size != TELEPHONE:
            before = page.viewport_size
            page.set_viewport_size(TELEPHONE)
            self.width(page, fault)
            page.set_viewport_size(before)
        else:
            self.width(page, fault)
        for line in self.trouble:
            fault(line)
        self.trouble.clear()

    @staticmethod
    def axe(page, fault, rule=None):
        options = {"resultTypes": ["violations"]}
        if rule:
            options["runOnly"] = {"type": "rule", "values": [rule]}
        for found in page.evaluate("options => axe.run(document, options)", options)["violations"]:
            fault(f"{found['id']}: {found['help']}: {found['nodes'][0]['html'][:160]}")

    @staticmethod
    def width(page, fault):
        wide = page.evaluate("""() => document.documentElement.scrollWidth <= window.innerWidth ? null :
            Array.from(document.querySelectorAll('main *')).filter(it => it.getBoundingClientRect().right > window.innerWidth + 1
                || it.getBoundingClientRect().left < -1).slice(0, 2).map(it => it.outerHTML.slice(0, 120)).join(' | ') || 'header'""")
        if wide is not None:
            fault(f"wider than 320 px: {wide}")

    @staticmethod
    def picture(page, name):
        page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)


if __name__ == "__main__":
    unittest.main()
