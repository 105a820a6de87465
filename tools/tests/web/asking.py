"""Asks a server as programs and browsers without a script do: with sockets, forms and keys of the demonstration."""

import base64
import hashlib
import html.parser
import http.client
import json
import pathlib
import socket
import ssl
import urllib.parse

import ed25519

ENTRY_TYPE = "application/vnd.mastro.entry+json"
SIGNIN_TYPE = "application/vnd.mastro.signin+json"
FORM = "application/x-www-form-urlencoded"
JSON = "application/json"


def canonical(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def encoded(kind, payload):
    """What is signed of a payload (DSSE's pre-authentication encoding)."""
    return f"DSSEv1 {len(kind)} {kind} {len(payload)} ".encode() + payload


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def text(self):
        return self.body.decode("utf-8", "replace")

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def code(self):
        """The code of the refusal; empty where there is none."""
        try:
            return self.json.get("code", "")
        except (ValueError, AttributeError):
            return ""

    def __repr__(self):
        return f"{self.status} {self.text[:300]}"


class Person:
    """Somebody who asks; signed in where a key of the demonstration is named."""

    def __init__(self, server, name=None, program=False, headers=None, address=None, tls=None):
        self.server, self.name, self.program, self.tls = server, name, program, tls
        self.host, self.port = address or ("127.0.0.1", server.port)
        self.more = dict(headers or {})
        self.token = self.csrf = None
        if name:
            self.key = json.loads((pathlib.Path(server.folder) / "keys" / f"{name}.key").read_text())
            self.sign_in()

    def sign_in(self):
        answer = self.ask("POST", "/api/v1/sessions", self.challenge_answer())
        if answer.status != 201:
            raise AssertionError(f"{self.name} cannot sign in: {answer}")
        session = answer.json
        self.cookie_line = answer.headers.get("set-cookie")
        self.token, self.csrf, self.me = session["token"], session["csrf"], session

    def challenge_answer(self):
        challenge = self.ask("POST", "/api/v1/challenges", {"publicKey": self.key["publicKey"]}).json
        return {"nonce": challenge["nonce"], "signature": self.signature(SIGNIN_TYPE, canonical(challenge))}

    def signature(self, kind, payload):
        seed = base64.b64decode(self.key["seed"])
        return base64.b64encode(ed25519.sign(seed, encoded(kind, payload))).decode()

    def connection(self, timeout=30):
        if self.tls is None:
            return http.client.HTTPConnection(self.host, self.port, timeout=timeout)
        return http.client.HTTPSConnection(self.host, self.port, timeout=timeout, context=self.tls)

    def headers(self, csrf=True):
        headers = dict(self.more)
        if self.token and self.program:
            headers["Authorization"] = f"Bearer {self.token}"
        elif self.token:
            headers["Cookie"] = f"mastro_session={self.token}"
            if csrf and self.csrf:
                headers["X-CSRF-Token"] = self.csrf
        return headers

    def ask(self, method, path, body=None, kind=None, headers=None, csrf=True, timeout=30):
        """Objects are sent as JSON; bytes as they are."""
        sent = self.headers(csrf)
        if body is not None and not isinstance(body, bytes):
            body, kind = canonical(body), kind or JSON
        if body is not None:
            sent["Content-Type"] = kind or JSON
        sent.update(headers or {})
        connection = self.connection(timeout)
        try:
            connection.request(method, path, body, sent)
            answer = connection.getresponse()
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def get(self, path, **more):
        return self.ask("GET", path, **more)

    def post(self, path, body, **more):
        return self.ask("POST", path, body, **more)

    def submit_form(self, path, fields, **more):
        """A form as a browser sends it; `fields` are pairs."""
        return self.ask("POST", path, urllib.parse.urlencode(fields).encode(), kind=FORM, **more)

    def signed(self, draft):
        """The envelope of a draft, signed."""
        payload = base64.b64decode(draft["payload"])
        if hashlib.sha256(payload).hexdigest() != draft["digest"]:
            raise AssertionError("the digest is another payload's")
        return self.envelope(payload)

    def envelope(self, payload):
        key = hashlib.sha256(base64.b64decode(self.key["publicKey"])).hexdigest()
        return {
            "payload": base64.b64encode(payload).decode(), "payloadType": ENTRY_TYPE,
            "signatures": [{"keyid": key, "sig": self.signature(ENTRY_TYPE, payload)}],
        }


def context_trusting(certificate, version=None):
    context = ssl.create_default_context(cafile=str(certificate))
    if version:
        context.minimum_version = context.maximum_version = version
    return context


def plain_socket(port, timeout=30):
    return socket.create_connection(("127.0.0.1", port), timeout=timeout)


def read_all(connection):
    """What comes until the other side closes, or nothing comes for the socket's timeout."""
    parts = []
    try:
        while part := connection.recv(65_536):
            parts.append(part)
    except (ConnectionError, TimeoutError):
        pass
    return b"".join(parts)


class Form:
    def __init__(self, attributes):
        self.action, self.method = attributes.get("action", ""), attributes.get("method", "get").lower()
        # Pairs of a name and a list of (value, kind); kinds are those of HTML, "select" and "textarea".
        self.fields = []

    def values(self, text):
        """What is sent: `text(name, kind, class)` fills whatever a person writes, the first choice is taken elsewhere."""
        sent, chosen = [], set()
        for name, kind, value, style in self.fields:
            if kind in ("hidden",):
                sent.append((name, value))
            elif kind in ("radio", "select"):
                if name not in chosen and value:
                    chosen.add(name)
                    sent.append((name, value))
            elif kind == "checkbox":
                sent.append((name, value or "on"))
            elif kind not in ("file", "submit", "button"):
                sent.append((name, text(name, kind, style)))
        return sent


class Page(html.parser.HTMLParser):
    """The forms and the links of a page."""

    def __init__(self, text):
        super().__init__()
        self.forms, self.links, self.form, self.select = [], [], None, None
        self.feed(text)

    def handle_starttag(self, tag, pairs):
        attributes = {name: value or "" for name, value in pairs}
        if tag == "a":
            self.links.append(attributes.get("href", ""))
        elif tag == "form":
            self.form = Form(attributes)
            self.forms.append(self.form)
        elif self.form is None or ("name" not in attributes and tag != "option"):
            return
        elif tag == "select":
            self.select = attributes["name"]
        elif tag == "option" and self.select:
            self.form.fields.append((self.select, "select", attributes.get("value", ""), ""))
        elif tag == "textarea":
            self.form.fields.append((attributes["name"], "textarea", "", ""))
        elif tag == "input":
            kind = attributes.get("type", "text")
            style = attributes.get("inputmode", "")
            self.form.fields.append((attributes["name"], kind, attributes.get("value", ""), style))

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        elif tag == "select":
            self.select = None
