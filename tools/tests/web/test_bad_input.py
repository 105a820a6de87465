"""What people and programs send that they should not: the right refusal, nothing written, the server still serving."""

import base64
import json
import re
import time
import unittest
import urllib.parse

from asking import FORM, JSON, Page, Person, canonical
from served_case import ServedCase
from serving import Server

API_POSTS = ["/api/v1/challenges", "/api/v1/sessions", "/api/v1/enrolment-requests", "/api/v1/drafts",
             "/api/v1/submissions"]
SCRIPT = "<script>alert(1)</script>\"'&"
ID = re.compile("[0-9A-HJKMNP-TV-Z]{26}")
NOBODY = "01JZ0000000000000000000000"


def registering(body, **more):
    return {"kind": "body.registered", "stream": "ledger", "role": "administrator",
            "body": {"body": body, "form": "cooperative", "name": "Cooperativa Prova"}, **more}


class Documents(ServedCase):
    """JSON that is none, or something else than was asked for."""

    def test_what_is_no_json_is_refused_everywhere(self):
        broken = {
            "nothing": b"", "half an object": b'{"a":', "two documents": b"{} {}", "a number": b"1.5",
            "duplicate keys": b'{"publicKey":"a","publicKey":"b"}', "a lone surrogate": b'{"publicKey":"\\ud800"}',
            "Latin-1": b'{"publicKey":"caf\xe9"}', "UTF-16": '{"publicKey":"x"}'.encode("utf-16"),
            "a raw NUL": b'{"publicKey":"a\x00b"}', "a byte order mark": b"\xef\xbb\xbf{}",
            "too deep": b"[" * 5_000 + b"]" * 5_000, "an array": b"[]", "null": b"null",
            "overlong UTF-8": b'{"publicKey":"\xc0\xaf"}', "a huge number": b'{"a":' + b"9" * 400 + b"}",
        }
        for path in API_POSTS:
            for name, body in broken.items():
                with self.subTest(path=path, body=name):
                    answer = self.person("anna").post(path, body)
                    # Ten thousand brackets are more than a short document may have.
                    if answer.status == 413:
                        self.assertEqual((name, answer.code), ("too deep", "request.too-large"))
                    else:
                        self.refused(answer, 400, "request.malformed")

    def test_other_types_are_refused(self):
        for kind in ["text/plain", FORM, "multipart/form-data; boundary=x", "application/xml", "x" * 300, ""]:
            with self.subTest(type=kind):
                answer = self.person("anna").ask("POST", "/api/v1/drafts", b"{}", headers={"Content-Type": kind})
                self.refused(answer, 415, "request.media-type")

    def test_too_much_is_refused_by_its_announced_length(self):
        for path in API_POSTS:
            with self.subTest(path=path):
                answer = self.person("anna").post(path, b" " * 1_100 if "challenges" in path else b"{}",
                                                  headers={"Content-Length": "999999999"}, timeout=10)
                self.refused(answer, 413, "request.too-large")

    def test_members_that_are_missing_or_of_another_type(self):
        rows = [
            ("/api/v1/drafts", {}, 400, "request.malformed"), ("/api/v1/drafts", {"requests": {}}, 422, None),
            ("/api/v1/drafts", {"requests": [7]}, 422, "request.invalid"),
            ("/api/v1/drafts", {"requests": [registering("x", id="short")]}, 422, "request.invalid"),
            ("/api/v1/drafts", {"requests": [registering("x", effective="31/12/2026")]}, 422, "request.invalid"),
            ("/api/v1/drafts", {"requests": [registering("x", more=1)]}, 422, "request.invalid"),
            ("/api/v1/drafts", {"requests": [registering("x")] * 101}, 422, "submission.size"),
            ("/api/v1/drafts", {"requests": [registering("X Y")]}, 422, "body.invalid"),
            ("/api/v1/drafts", {"requests": [registering("x", stream="grant/" + NOBODY)]}, 422, "stream.wrong"),
            ("/api/v1/drafts", {"requests": [registering("x", kind="no.such")]}, 422, "kind.unknown"),
            ("/api/v1/drafts", {"requests": [registering("x", effective="9999-12-31")]}, 422, "effective.future"),
            ("/api/v1/submissions", {"envelopes": []}, 422, "submission.size"),
            ("/api/v1/submissions", {"envelopes": [{}]}, 422, "envelope.malformed"),
            ("/api/v1/submissions", {"envelopes": "e30="}, 400, "request.malformed"),
            ("/api/v1/sessions", {"nonce": "x", "signature": "A" * 86 + "=="}, 401, "session.refused"),
            ("/api/v1/enrolment-requests", {"name": "x"}, 422, "enrolment.malformed"),
        ]
        for path, body, status, code in rows:
            with self.subTest(path=path, body=str(body)[:60]):
                answer = self.person("anna").post(path, body)
                self.refused(answer, status, code or answer.code)

    def test_queries_are_read_strictly(self):
        anna = self.person("anna")
        for query in ["from=x", "from=-1", "from=01", "from=%zz", "from=%ff", "from=1&from=2", "what=1", "limit=0",
                      "limit=501", "from=" + "9" * 30, "%00=1", "from=1%00", "=", "a=" + "x" * 8_000]:
            with self.subTest(query=query[:30]):
                self.refused(anna.get("/api/v1/entries?" + query), 400, "request.malformed")


class Forms(ServedCase):
    """Forms of pages, as no browser sends them."""

    PATH = "/bodies"

    def send(self, body, kind=FORM, **more):
        csrf = f"csrf={self.person('anna').csrf}&".encode()
        return self.person("anna").ask("POST", self.PATH, csrf + body, kind=kind, csrf=False, **more)

    def test_encodings_that_are_none(self):
        for body in [b"name=caf\xe9", b"name=caf%E9", "name=città".encode("utf-16-le"), b"name=%zz", b"name=%",
                     b"name=%C0%AF", b"&".join([b"a=1"] * 3_000)]:
            with self.subTest(body=body[:30]):
                self.assertEqual(self.send(body).status, 400)

    def test_characters_that_nobody_types(self):
        answer = self.send(b"name=a%00b&body=prova&form=cooperative")
        self.assertEqual(answer.status, 422)
        self.assertNotIn("\0", answer.text)

    def test_parts_that_cannot_be_told_apart(self):
        anna = self.person("anna")
        field = f'--x\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n{anna.csrf}\r\n'.encode()
        for kind, body in [
            ("multipart/form-data", b"--x--"), ("multipart/form-data; boundary=", b"--x--"),
            ("multipart/form-data; boundary=" + "y" * 80, b"--x--"), ("multipart/form-data; boundary=x", b""),
            ("multipart/form-data; boundary=x", b"--x\r\n\r\n--x--"), ("multipart/form-data; boundary=x", field),
            ("multipart/form-data; boundary=x", field * 300 + b"--x--"), ("text/plain", b"csrf=1"),
            ("application/json", canonical({"csrf": anna.csrf})),
            ("multipart/form-data; boundary=x",
             field + b'--x\r\nContent-Disposition: form-data; name="name"\r\n\r\n\xff\xfe\r\n--x--\r\n'),
        ]:
            with self.subTest(type=kind[:40], body=body[:30]):
                self.assertEqual(anna.ask("POST", self.PATH, body, kind=kind, csrf=False).status, 400)

    def test_nothing_is_lost_when_fields_are_missing_or_too_long(self):
        answer = self.send(b"name=Cooperativa+Nuova")
        self.assertEqual(answer.status, 422)
        self.assertIn("Cooperativa Nuova", answer.text)
        self.assertEqual(self.send(b"name=" + b"x" * 5_000 + b"&body=prova&form=cooperative").status, 422)
        self.assertEqual(self.send(b"name=" + b"x" * 300_000).status, 413)

    def test_the_token_of_the_page_is_asked_for(self):
        anna, bruno = self.person("anna"), self.person("bruno")
        fields = {"name": "Cooperativa Nuova", "body": "nuova", "form": "cooperative"}
        for csrf in [{}, {"csrf": ""}, {"csrf": "0" * 64}, {"csrf": bruno.csrf}, {"csrf": anna.csrf + "0"}]:
            with self.subTest(csrf=str(csrf)[:20]):
                answer = anna.submit_form(self.PATH, {**csrf, **fields}, csrf=False)
                self.assertEqual(answer.status, 403, answer)
        sent = {"csrf": anna.csrf, **fields}
        for name, value in [("Origin", "https://elsewhere.example"), ("Sec-Fetch-Site", "cross-site"),
                            ("Sec-Fetch-Site", "same-site"), ("Origin", "null")]:
            with self.subTest(header=f"{name}: {value}"):
                answer = anna.submit_form(self.PATH, sent, csrf=False, headers={name: value})
                self.assertEqual(answer.status, 403, answer)
        self.assertEqual(anna.submit_form(self.PATH, sent, csrf=False).status, 303)


class Access(ServedCase):
    """Who asks, and for what."""

    options = ServedCase.options + ["--session-seconds", "3"]

    def person(self, name=None, program=False):
        return Person(self.server, name, program)

    def test_a_session_that_is_over_is_none(self):
        rosa = self.person("rosa")
        self.assertEqual(rosa.get("/api/v1/me").status, 200)
        time.sleep(3.2)
        self.refused(rosa.get("/api/v1/me"), 401, "session.missing")
        self.refused(rosa.post("/api/v1/drafts", {"requests": []}), 401, "session.missing")
        page = rosa.get("/me")
        self.assertEqual((page.status, page.headers["location"]), (303, "/sign-in?then=/me"))
        form = rosa.submit_form("/sign-out", {"csrf": rosa.csrf})
        self.assertEqual(form.status, 303)

    def test_tokens_that_are_none(self):
        for token in ["", "x", "0" * 64, "\u00e9".encode().decode("latin-1"), "a" * 8_000]:
            with self.subTest(token=token[:10]):
                answer = self.person().get("/api/v1/me", headers={"Authorization": f"Bearer {token}"})
                self.refused(answer, 401, "session.missing")
                answer = self.person().get("/api/v1/me", headers={"Cookie": f"mastro_session={token}"})
                self.refused(answer, 401, "session.missing")

    def test_the_api_asks_for_the_token_of_the_page(self):
        anna, bruno = self.person("anna"), self.person("bruno")
        body = {"requests": [registering("prova")]}
        for headers in [{}, {"X-CSRF-Token": ""}, {"X-CSRF-Token": bruno.csrf},
                        {"X-CSRF-Token": anna.csrf, "Origin": "https://elsewhere.example"},
                        {"X-CSRF-Token": anna.csrf, "Sec-Fetch-Site": "cross-site"}]:
            self.refused(anna.post("/api/v1/drafts", body, csrf=False, headers=headers), 403, "csrf.missing")
        headers = {"X-CSRF-Token": anna.csrf, "Origin": self.server.address, "Sec-Fetch-Site": "same-origin"}
        self.assertEqual(anna.post("/api/v1/drafts", body, csrf=False, headers=headers).status, 200)
        # A page of another site cannot sign anybody in as somebody else either.
        elsewhere = {"Origin": "https://elsewhere.example"}
        self.refused(anna.post("/api/v1/sessions", anna.challenge_answer(), headers=elsewhere), 403, "csrf.missing")

    def test_the_server_answers_under_its_own_name_alone(self):
        for host in ["elsewhere.example", f"127.0.0.1.elsewhere.example:{self.server.port}", "127.0.0.1:1", "", "a b"]:
            with self.subTest(host=host):
                for path in ["/api/v1/head", "/", "/sign-in"]:
                    answer = self.person().get(path, headers={"Host": host, "Accept": JSON})
                    self.refused(answer, 421, "request.misdirected")

    def test_what_belongs_to_others_looks_like_nothing(self):
        anna, rosa, lara = self.person("anna"), self.person("rosa"), self.person("lara")
        own = rosa.get("/api/v1/household").json["items"]
        families = {row["id"] for row in anna.get("/api/v1/household").json["items"]}
        others = families - {row["id"] for row in own}
        self.assertTrue(own and others)
        for viewer in [rosa, lara]:
            for other in sorted(others):
                for path in ["/api/v1/household/{}", "/families/{}", "/coaching/{}", "/me/plan?family={}"]:
                    theirs, nobodys = viewer.get(path.format(other)), viewer.get(path.format(NOBODY))
                    with self.subTest(viewer=viewer.name, path=path):
                        self.assertEqual(theirs.status, nobodys.status)
                        self.assertEqual(theirs.text.replace(other, ""), nobodys.text.replace(NOBODY, ""))
        for noun in ["grant", "loan", "plan", "guarantee", "service", "voucher"]:
            rows = anna.get(f"/api/v1/{noun}?all=true").json["items"]
            mine = {row["id"] for row in rosa.get(f"/api/v1/{noun}?all=true").json["items"]}
            for other in {row["id"] for row in rows} - mine:
                theirs = rosa.get(f"/api/v1/{noun}/{other}")
                self.refused(theirs, 404, "file.unknown")
                self.assertEqual(theirs.json, rosa.get(f"/api/v1/{noun}/{NOBODY}").json)


class Signed(ServedCase):
    """What was signed, and comes too late, twice, or changed."""

    def draft(self, person, **more):
        answer = person.post("/api/v1/drafts", {"requests": [registering(f"nuova-{time.monotonic_ns()}", **more)]})
        self.assertEqual(answer.status, 200, answer)
        return answer.json

    def other_entry(self):
        """Somebody else is faster."""
        other = self.person("bruno", program=True)
        name = f"altra-{time.monotonic_ns()}"
        draft = other.post("/api/v1/drafts", {"requests": [registering(name)]}).json
        self.assertEqual(other.post("/api/v1/submissions", {"envelopes": [other.signed(draft)]}).status, 201)
        self.written += 1

    def test_a_stale_revision_gets_the_draft_anew_and_a_replay_the_same_receipt(self):
        anna = self.person("anna")
        stale = anna.signed(self.draft(anna))
        self.other_entry()
        refused = anna.post("/api/v1/submissions", {"envelopes": [stale]})
        self.refused(refused, 409, "stream.conflict")
        envelope = anna.signed(refused.json["draft"])
        receipts = [anna.post("/api/v1/submissions", {"envelopes": [envelope]}) for _ in range(3)]
        self.written += 1
        self.assertEqual({answer.status for answer in receipts}, {201})
        self.assertEqual(len({answer.body for answer in receipts}), 1)
        # The same id for something else: in a draft, and signed by hand.
        payload = json.loads(base64.b64decode(envelope["payload"]))
        answer = anna.post("/api/v1/drafts", {"requests": [registering("seconda", id=payload["id"])]})
        self.refused(answer, 409, "id.reused")
        payload["body"] = {**payload["body"], "name": "Un'altra"}
        answer = anna.post("/api/v1/submissions", {"envelopes": [anna.envelope(canonical(payload))]})
        self.refused(answer, 409, "id.reused")

    def test_what_was_changed_after_signing(self):
        anna, ugo = self.person("anna"), self.person("ugo")
        envelope = anna.signed(self.draft(anna))
        payload = json.loads(base64.b64decode(envelope["payload"]))
        signed = lambda changes: anna.envelope(canonical({**payload, **changes}))
        digest = "A" * 43 + "="
        rows = [
            ({"ledger": "0" * 64}, 422, "ledger.mismatch"),
            ({"seen": {"root": digest, "size": payload["seen"]["size"]}}, 409, "seen.mismatch"),
            ({"seen": {**payload["seen"], "size": payload["seen"]["size"] + 99}}, 409, "seen.mismatch"),
            ({"revision": payload["revision"] + 7}, 409, "stream.conflict"),
            ({"previous": digest}, 409, "stream.conflict"),
            ({"recorded": "2020-01-01T00:00:00Z"}, 409, "recorded.not-near"),
            ({"actor": ugo.me["member"]}, 422, None), ({"role": "treasurer"}, 422, "role.not-held"),
            ({"onBehalfOf": "caritas"}, 422, "body.not-represented"), ({"kind": "grant.paid"}, 422, "stream.wrong"),
        ]
        for changes, status, code in rows:
            with self.subTest(changes=str(changes)):
                answer = anna.post("/api/v1/submissions", {"envelopes": [signed(changes)]})
                self.refused(answer, status, code or answer.code)
        other = {**envelope, "signatures": [{**envelope["signatures"][0], "sig": "A" * 86 + "=="}]}
        self.refused(anna.post("/api/v1/submissions", {"envelopes": [other]}), 422, "signature.invalid")
        other = {**envelope, "signatures": [{**envelope["signatures"][0], "keyid": "0" * 64}]}
        self.refused(anna.post("/api/v1/submissions", {"envelopes": [other]}), 422, "key.unknown")
        for broken in [{**envelope, "payload": "%%%"}, {**envelope, "more": 1}, {**envelope, "signatures": []}]:
            self.refused(anna.post("/api/v1/submissions", {"envelopes": [broken]}), 422, "envelope.malformed")
        self.refused(anna.post("/api/v1/submissions", {"envelopes": [envelope] * 2 + [other]}), 422, "key.unknown")

    def test_a_role_that_one_does_not_hold(self):
        for name in ["rosa", "ugo", "elsa", "tito", "hugo", "lara", "carla", "olga"]:
            with self.subTest(name=name):
                person = self.person(name)
                answer = person.post("/api/v1/drafts", {"requests": [registering("prova")]})
                self.refused(answer, 422, "role.not-held")


class Scripts(ServedCase):
    """A script in every text field of every form that each role has; nothing of it may come back as markup."""

    @staticmethod
    def script(name, kind, style):
        return SCRIPT

    @staticmethod
    def plausible(name, kind, style):
        """What passes where a number or a day is asked for, so that the text comes further."""
        given = {"date": "2026-11-21", "month": "2026-11"}.get(kind)
        return given or ("1" if style else SCRIPT)

    def forms(self, person):
        """Every form that can be reached by links, one for each kind of page."""
        waiting, seen, forms = ["/home"], set(), {}
        while waiting:
            path = waiting.pop(0)
            answer = person.get(path)
            self.assertLess(answer.status, 500, path)
            if answer.status == 303:
                waiting.append(answer.headers["location"])
            if answer.status != 200 or "html" not in answer.headers["content-type"]:
                continue
            page = Page(answer.text)
            for form in page.forms:
                if form.method == "post" and form.action != "/sign-out":
                    forms.setdefault(ID.sub("{id}", form.action), form)
            for link in page.links:
                place = ID.sub("{id}", link.split("?")[0].split("#")[0])
                if link.startswith("/") and not link.startswith("/assets/") and place not in seen:
                    seen.add(place)
                    waiting.append(link)
        return list(forms.values())

    def send(self, person, form, fill):
        fields = form.values(fill)
        if all(kind != "file" for _, kind, _, _ in form.fields):
            return person.submit_form(form.action, fields, csrf=False)
        parts = [f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in fields]
        parts += [f'--x\r\nContent-Disposition: form-data; name="{name}"; filename="<script>alert(1)</script>"\r\n'
                  f'Content-Type: text/html\r\n\r\n{SCRIPT}\r\n'
                  for name, kind, _, _ in form.fields if kind == "file"]
        body = ("".join(parts) + "--x--\r\n").encode()
        return person.ask("POST", form.action, body, kind="multipart/form-data; boundary=x", csrf=False)

    def check(self, answer, place):
        self.assertLess(answer.status, 500, f"{place}: {answer}")
        for raw in ["<script>alert", "alert(1)</script>", "\"'&\""]:
            self.assertNotIn(raw, answer.text, place)
        for name, value in answer.headers.items():
            self.assertNotIn("<", value, f"{place}: {name}")

    def test_no_script_comes_back(self):
        sent = 0
        for name in ["anna", "ugo", "carla", "olga", "ada", "lara", "elsa", "hugo", "rosa", "tito"]:
            person = self.person(name)
            for form in self.forms(person):
                for fill in [self.script, self.plausible]:
                    answer = self.send(person, form, fill)
                    self.check(answer, f"{name}: {form.action}")
                    sent += 1
                    if answer.status == 303:
                        then = answer.headers["location"]
                        self.check(person.get(then), f"{name}: {form.action} → {then}")
        self.assertGreater(sent, 250)

    def test_no_script_of_an_address_comes_back(self):
        for name in [None, "anna", "rosa"]:
            for path in ["/{}", "/sign-in?then={}", "/families?search={}", "/log?stream={}", "/?lang={}", "/enrol?member={}",
                         "/reports/{}", "/api/v1/{}", "/tile/{}", "/log/{}", "/assets/{}/site.css"]:
                address = path.format(urllib.parse.quote(SCRIPT, safe=""))
                answer = self.person(name).get(address, headers={"Accept-Language": SCRIPT, "User-Agent": SCRIPT})
                if "json" not in answer.headers.get("content-type", ""):
                    self.check(answer, address)


if __name__ == "__main__":
    unittest.main()
