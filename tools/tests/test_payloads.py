"""§3 to §5: canonical JSON, the members of a payload, and times."""

import base64
import copy
import hashlib
import json
import sys
import unittest
from pathlib import Path

TOOLS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TOOLS), str(TOOLS / "tests")]

import verify  # noqa: E402
from ledger_writer import (  # noqa: E402
    GRANT, attested, b64, digest, envelope, honest_ledger, jcs, opened_ledger, private_key, public_bytes, ulid,
    vkey)
from verifier_case import VerifierTest  # noqa: E402


def variants(value, odd):
    """The value with one part of it replaced by each odd one, or left out."""
    if isinstance(value, dict):
        for name in value:
            yield {key: inner for key, inner in value.items() if key != name}
            for inner in variants(value[name], odd):
                yield value | {name: inner}
    elif isinstance(value, list):
        for index in range(len(value)):
            yield value[:index] + value[index + 1:]
            for inner in variants(value[index], odd):
                yield value[:index] + [inner] + value[index + 1:]
    yield from odd


class ForgedPayloads(VerifierTest):
    """Each log is honest but for its last entry, which its signer made so."""

    def setUp(self):
        self.log = opened_ledger()

    def test_times(self):
        for code, replaced in [("recorded.before-seen", {"recorded": "2026-11-20T09:00:00Z"}),
                               ("effective.future", {"effective": "2026-11-22"}), (None, {"effective": "2026-11-21"}),
                               (None, {"effective": "2020-02-29"})]:
            with self.subTest(replaced):
                self.setUp()
                self.request(**replaced)
                self.assertLast(self.log, *([code] if code else []))

    def test_payloads_that_are_not_canonical(self):
        honest = jcs(self.log.draft("grant.requested", GRANT, "carla", "operator", {"a": 7, "b": "é/A"}))
        text = b'"body":{"a":7,"b":"\xc3\xa9/A"}'
        self.assertIn(text, honest)
        cases = {
            "white space": b'"body": {"a":7}',
            "a line break": b'"body":{"a":7}\n', "key order": b'"body":{"b":7,"a":7}',
            "duplicate key": b'"body":{"a":7,"a":7}', "float": b'"body":{"a":7.0}', "exponent": b'"body":{"a":7e0}',
            "minus zero": b'"body":{"a":-0}', "leading zero": b'"body":{"a":07}', "NaN": b'"body":{"a":NaN}',
            "large integer": b'"body":{"a":9007199254740992}', "huge integer": b'"body":{"a":' + b"9" * 5000 + b"}",
            "escaped letter": b'"body":{"a":"\\u0041"}', "escaped slash": b'"body":{"a":"\\/"}',
            "escaped letter é": b'"body":{"a":"\\u00e9"}', "upper-case escape": b'"body":{"a":"\\u001F"}',
            "long escape": b'"body":{"a":"\\u000a"}', "raw control": b'"body":{"a":"\x01"}',
            "lone surrogate": b'"body":{"a":"\\ud800"}', "invalid UTF-8": b'"body":{"a":"\xc3"}',
            "non-ASCII key": b'"body":{"\xc3\xa9":7}', "trailing comma": b'"body":{"a":7,}',
            "33 levels": b'"body":{"a":' + b"[" * 31 + b"]" * 31 + b"}",
            "thousands of levels": b'"body":{"a":' + b"[" * 20000 + b"]" * 20000 + b"}",
        }
        payloads = {name: honest.replace(text, part) for name, part in cases.items()}
        payloads |= {"a byte order mark": b"\xef\xbb\xbf" + honest, "UTF-16": honest.decode().encode("utf-16"),
                     "a second value": honest + b"{}", "a line end": honest + b"\n",
                     "48,001 bytes": honest.replace(text, text[:-2] + b"x" * (48_001 - len(honest)) + b'"}')}
        for name, payload in payloads.items():
            with self.subTest(name):
                forged = self.log.forged(self.log.envelopes + [envelope(payload, private_key("carla"))])
                self.assertLast(forged, "payload.not-canonical")
        for name, payload in {
            "as it was": honest,
            "32 levels": honest.replace(text, b'"body":{"a":' + b"[" * 30 + b"]" * 30 + b"}"),
            "largest integer": honest.replace(text, b'"body":{"a":-9007199254740991}'),
            "escapes": honest.replace(text, b'"body":{"a":"\\u0000\\b\\t\\n\\f\\r\\"\\\\\x7f"}'),
            "48,000 bytes": honest.replace(text, text[:-2] + b"x" * (48_000 - len(honest)) + b'"}'),
        }.items():
            with self.subTest(name):
                self.assertFaults(self.log.forged(self.log.envelopes + [envelope(payload, private_key("carla"))]))

    def test_payloads_that_are_malformed(self):
        cases = [
            {"actor": ulid("carla").lower()}, {"actor": "8" + ulid("carla")[1:]}, {"actor": 7}, {"body": []},
            {"effective": "2026-02-30"}, {"effective": "20261120"}, {"effective": "2026-11-20\n"}, {"id": "X"},
            {"id": None}, {"kind": "grant"}, {"kind": "grant.Requested"}, {"kind": "grant.requested.1"},
            {"kind": "grant.requested.10"}, {"ledger": "00"}, {"onBehalfOf": "-x"}, {"onBehalfOf": "x-"},
            {"onBehalfOf": "x" * 64}, {"postings": {}}, {"previous": "AAAA"}, {"recorded": "2026-11-20T24:00:00Z"},
            {"recorded": "2026-11-20T10:00:00+00:00"}, {"recorded": "2026-11-31T10:00:00Z"}, {"revision": 0},
            {"revision": "1"}, {"revision": True}, {"role": "boss"}, {"role": []}, {"seen": {"size": 0}},
            {"seen": {"root": digest("x"), "size": -1}}, {"seen": {"root": digest("x"), "size": 0, "more": 1}},
            {"stream": "grant"}, {"stream": "grant/"}, {"stream": "Grant/x"}, {"stream": "grant/a/b"}, {"more": 1},
            {"stream": "voucher/" + ulid("x")}, {"stream": "grant/slug"}, {"stream": "ledger"},
            {"kind": "member.revoked"}, {"kind": "member.promoted"}, {"kind": "entry.reversed.2"},
            {"kind": "payment.returned"}, {"kind": "payment.returned", "stream": "payment-return/slug"},
            {"kind": "member.enrolled.2", "stream": "ledger"}, {"kind": "policy.adopted", "stream": "policy/x"},
            {"kind": "entry.reversed", "body": {}}, {"kind": "entry.reversed", "body": {"target": 7}},
            {"body": {"attestation": 7}}, {"body": {"attestation": attested("x")["attestation"] | {"medium": "fax"}}},
        ]
        for replaced in cases:
            with self.subTest(str(replaced)):
                self.setUp()
                payload = self.log.draft("grant.requested", GRANT, "carla", "operator") | replaced
                payload = {name: value for name, value in payload.items() if value is not None}
                self.log.append(envelope(jcs(payload), private_key("carla")))
                self.assertLast(self.log, "payload.malformed")

    def test_no_payload_makes_the_verifier_fall_over(self):
        """Every value of every honest payload is replaced by odd ones, and signed: there is a verdict each time."""
        log, state = honest_ledger(), verify.State()
        log.govern("member.roles-changed", "ada", {"bodies": [], "member": ulid("carla"), "roles": ["operator"]})
        log.govern("member.key-added", "ada", log.statement("carla", "carla's phone"))
        log.govern("member.key-removed", "ada", {"keyId": "0" * 64, "member": ulid("carla")})
        log.govern("member.revoked", "ada", {"member": ulid("carla"), "compromisedSince": 3})
        log.govern("log.key-rotated", "ada", {"logKey": vkey(log.origin, public_bytes(private_key("new log")))})
        log.govern("ledger.restored", "ada", {"lostRoot": digest("x"), "size": 3})
        odd = (None, True, 0, -1, 10**15, "", "x", [], ["x"], [[]], {}, {"x": 1}, ulid("x"), b64(bytes(32)), "ledger")
        keys = {hashlib.sha256(public_bytes(key)).hexdigest(): key
                for key in map(private_key, ("ada", "bruno", "carla", "dario", "elena", "fabio"))}
        tried = 0
        for position, data in enumerate(log.envelopes):
            parts = json.loads(data)
            payload = json.loads(base64.b64decode(parts["payload"]))
            for forged in variants(payload, odd):
                line = envelope(jcs(forged), keys[parts["signatures"][0]["keyid"]]) + b"\n"
                try:
                    verify.check_entry(copy.deepcopy(state), position, line)
                except verify.Fault:
                    pass
                tried += 1
            verify.check_entry(state, position, data + b"\n")
        self.assertGreater(tried, 5000)


if __name__ == "__main__":
    unittest.main()
