"""format.md says what verify.py does: every value of its worked example, and its tables."""

import base64
import hashlib
import json
import re
import sys
import unittest
from pathlib import Path

TOOLS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TOOLS), str(TOOLS / "tests")]

import verify  # noqa: E402
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: E402
from ledger_writer import (  # noqa: E402
    ENROLMENT_TYPE, ENTRY_TYPE, b64, checkpoint, envelope, jcs, leaf_hash, pae, public_bytes, vkey)

FORMAT = TOOLS.parent / "ledger-specs" / "format.md"
REGISTRIES = ("Sources/Coaching/CoachingRegistry.swift", "Sources/Funds/Registry.swift")


def section(number):
    text = FORMAT.read_text(encoding="utf-8")
    return re.search(rf"^## {number}\. .*?\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)[1]


def table(number, columns):
    """The rows of a section's first table with that many columns, as lists of the words in backticks."""
    rows = [line.strip("|").split("|") for line in section(number).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows if len(row) == columns][2:]


def quoted(cell):
    return re.findall(r"`([^`]+)`", cell)


def example():
    """The values of the worked example by their names."""
    return dict(re.findall(r"^\*\*(.+?)\*\*[^\n]*\n\n```\n(.*?)\n```", section(20), re.MULTILINE | re.DOTALL))


def computed(given):
    """Every value of the example from what it gives: seeds, and what people chose."""
    origin, first, second = given["origin"], given["first member"], given["second member"]
    keys = {name: Ed25519PrivateKey.from_private_bytes(bytes.fromhex(given[f"seed of {name}"]))
            for name in ("the first member", "the second member", "the log")}
    values, administrators = {}, []
    for name, member in (("the first member", first), ("the second member", second)):
        statement = {"expires": given["expires"], "member": member, "nonce": given[f"nonce of {name}"],
                     "origin": origin, "publicKey": b64(public_bytes(keys[name]))}
        proof = b64(keys[name].sign(pae(ENROLMENT_TYPE, jcs(statement))))
        values |= {f"public key of {name}": statement["publicKey"], f"statement of {name}": jcs(statement).decode(),
                   f"proof of {name}": proof}
        administrators.append({key: value for key, value in statement.items() if key != "origin"} | {"proof": proof})
    log_key = vkey(origin, public_bytes(keys["the log"]))
    payload = jcs({
        "actor": first, "effective": given["recorded"][:10], "id": given["id"], "kind": "ledger.opened", "postings": [],
        "body": {"administrators": administrators, "currency": "EUR", "logKey": log_key, "origin": origin},
        "recorded": given["recorded"], "revision": 1, "role": "administrator", "stream": "ledger",
        "seen": {"root": b64(hashlib.sha256(b"").digest()), "size": 0}})
    entry = envelope(payload, keys["the first member"])
    return values | {
        "vkey": log_key, "payload": payload.decode(), "PAE": pae(ENTRY_TYPE, payload).decode(),
        "keyid": hashlib.sha256(public_bytes(keys["the first member"])).hexdigest(),
        "signature": json.loads(entry)["signatures"][0]["sig"], "envelope": entry.decode(),
        "ledger id": leaf_hash(entry).hex(), "root": b64(leaf_hash(entry)),
        "checkpoint": checkpoint(origin, 1, leaf_hash(entry), keys["the log"]).decode().removesuffix("\n")}


def registered():
    """The types of the entry kinds in the registries of the program, each with the folder of its registry."""
    for path in REGISTRIES:
        registry = TOOLS.parent / path
        for name in re.findall(r"\bEntryKind\((\w+)\.self\)", registry.read_text(encoding="utf-8")):
            yield name, registry.parent


def declared_kinds():
    """The entry kinds that the program admits, from its sources: roles, required and optional members of the body."""
    types, kinds = dict(registered()), {}
    for path in sorted(path for folder in set(types.values()) for path in folder.rglob("*.swift")):
        source = path.read_text(encoding="utf-8")
        kind = re.search(r"^  public static let kind: Kind = \"(.+)\"$", source, re.MULTILINE)
        if not kind:
            continue
        roles = re.search(r"^  public static let roles: Set<Role> = \[(.*)\]$", source, re.MULTILINE)
        struct = source[source.rindex("public struct ", 0, kind.start()):]
        types.pop(re.match(r"public struct (\w+)", struct)[1])
        members = re.findall(r"^  public let (\w+): (.+)$", struct, re.MULTILINE)
        kinds[kind[1]] = (
            set(re.findall(r"\.(\w+)", roles[1])) if roles else set(),
            {name for name, type in members if not type.endswith("?")},
            {name for name, type in members if type.endswith("?")})
    if types:
        raise AssertionError(f"registered, but declared in no file: {sorted(types)}")
    return kinds


GIVEN = {"origin", "first member", "second member", "expires", "recorded", "id", "seed of the first member",
         "seed of the second member", "seed of the log", "nonce of the first member", "nonce of the second member"}


class WorkedExample(unittest.TestCase):
    def test_every_value_follows_from_what_is_given(self):
        values = example()
        self.assertLessEqual(GIVEN, values.keys())
        for name, value in computed(values).items():
            with self.subTest(name):
                self.assertEqual(values.get(name), value)
        self.assertEqual(values.keys() - GIVEN, computed(values).keys())

    def test_the_example_is_a_bundle_that_verifies(self):
        values = example()
        state, fault = verify.verify(
            [values["envelope"].encode() + b"\n"], values["checkpoint"].encode() + b"\n",
            values["vkey"].encode() + b"\n", ledger_id=values["ledger id"])
        self.assertEqual((fault, state.findings), (None, []))

    def test_the_example_fails_with_any_bit_changed(self):
        values = example()
        line, note, log_key = (values[name].encode() + b"\n" for name in ("envelope", "checkpoint", "vkey"))
        for index in range(0, len(line), 7):
            forged = line[:index] + bytes([line[index] ^ 1]) + line[index + 1:]
            with self.subTest(index):
                self.assertIsNotNone(verify.verify([forged], note, log_key)[1])


class Tables(unittest.TestCase):
    def test_the_members_of_a_payload(self):
        rows = table(4, 2)
        required = {quoted(row[0])[0] for row in rows if not row[0].endswith("?")}
        optional = {quoted(row[0])[0] for row in rows if row[0].endswith("?")}
        self.assertEqual((required, optional), (verify.MEMBERS, verify.OPTIONAL_MEMBERS))

    def test_the_roles(self):
        row = next(row for row in table(2, 2) if row[0] == "role")
        self.assertEqual(set(quoted(row[1])), verify.ROLES)

    def test_the_kinds_of_governance(self):
        bodies, confirmed = {}, {}
        for kind, body, effect in table(13, 3):
            name = quoted(kind)[0]
            optional = set(re.findall(r"`([^`]+)`\?", body))
            bodies[name] = None if body == "not checked" else (set(quoted(body)) - optional, optional)
            by = re.match(r"at `([^`]+)`", effect)
            if by:
                confirmed[name] = by[1]
        reversals = ("entry.reversal-proposed", "entry.reversed")
        self.assertEqual(bodies, {kind: body for kind, body in verify.BODIES.items() if kind not in reversals})
        self.assertEqual(confirmed, verify.CONFIRMED_BY)
        self.assertEqual({kind.partition(".")[0] for kind in verify.BODIES}, verify.RESERVED)

    def test_the_chains(self):
        other = re.compile(r"`([^`]+)`(?: (since|of the same) `([^`]+)`)?")
        chains = {quoted(kind)[0]: (quoted(needed), other.findall(others)) for kind, needed, others in table(14, 3)}
        self.assertEqual(chains, verify.CHAINS)
        self.assertLessEqual({kind for _, others in chains.values() for one in others for kind in one if "." in kind},
                             set(declared_kinds()))
        self.assertLessEqual(set(chains) | verify.SIGNED_TWICE | verify.APPROVALS, set(declared_kinds()))

    def test_the_streams_of_the_kinds(self):
        streams = {word: quoted(stream)[0] for words, stream in table(16, 2) for word in quoted(words)
                   if "/" in stream}
        forms = {verify.ULID: "<ULID>", verify.SLUG: "<slug>"}
        self.assertEqual(streams, {word: f"{name}/{forms[key]}" for word, (name, key) in verify.STREAM_OF.items()})
        words = {kind.partition(".")[0] for kind in declared_kinds()}
        self.assertEqual(words, set(streams) | verify.RESERVED - {"entry"})

    def test_the_kinds_their_roles_and_bodies(self):
        """Every kind that the program declares stands in §13 or §16, and nothing else does."""
        listed = {}
        for kind, roles, body in table(16, 3):
            optional = set(re.findall(r"`([^`]+)`\?", body))
            self.assertEqual(quoted(body), sorted(quoted(body)), kind)
            listed[quoted(kind)[0]] = (set(quoted(roles)), set(quoted(body)) - optional, optional)
        declared = declared_kinds()
        self.assertEqual({kind: declared.get(kind) for kind in listed}, listed)
        elsewhere = {kind for kind, body in verify.BODIES.items() if body and not kind.startswith("entry.")}
        self.assertEqual(set(declared), set(listed) | elsewhere)

    def test_the_codes(self):
        exits = {quoted(code)[0]: int(exit_code) for code, exit_code, _ in table(19, 3)}
        source = (TOOLS / "verify.py").read_text(encoding="utf-8")
        codes = set(re.findall(r'"([a-z]+\.[a-z]+(?:-[a-z]+)*)"', source)) | {"against.not-extended"}
        kinds = set(verify.BODIES) | set(declared_kinds())
        self.assertEqual(set(exits), codes - (kinds - {"period.closed"}) - {"envelopes.jsonl"})
        self.assertEqual({code for code, exit_code in exits.items() if exit_code == 7}, verify.FINDINGS)


if __name__ == "__main__":
    unittest.main()
