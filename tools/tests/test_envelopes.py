"""§6: envelopes, their one form and their signatures."""

import base64
import hashlib
import json
import sys
import unittest
from pathlib import Path

TOOLS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TOOLS), str(TOOLS / "tests")]

import verify  # noqa: E402
from ledger_writer import (  # noqa: E402
    GRANT, SIGNIN_TYPE, b64, envelope, honest_ledger, jcs, opened_ledger, private_key, public_bytes)
from verifier_case import VerifierTest  # noqa: E402


class AlteredEnvelopes(VerifierTest):
    def setUp(self):
        self.log = honest_ledger()
        self.size = len(self.log.envelopes)

    def assertForged(self, envelopes, *expected, **more):
        """Also when the log's key signs the forged tree."""
        forged = self.log.forged(envelopes)
        self.assertFaults(forged, *expected, ledger_id=self.log.ledger, **more)
        self.assertFaults(forged, *expected, ledger_id=self.log.ledger, checkpoint=self.log.checkpoint(), **more)

    def edited(self, position, old, new):
        envelopes = list(self.log.envelopes)
        parts = json.loads(envelopes[position])
        payload = base64.b64decode(parts["payload"])
        self.assertIn(old, payload)
        envelopes[position] = jcs(parts | {"payload": b64(payload.replace(old, new))})
        return envelopes

    def test_an_edited_payload(self):
        self.assertForged(self.edited(12, b"100000", b"100001"), ("signature.invalid", 12))

    def test_an_edited_signature(self):
        parts = json.loads(self.log.envelopes[7])
        signature = bytearray(base64.b64decode(parts["signatures"][0]["sig"]))
        signature[40] ^= 1
        parts["signatures"][0]["sig"] = b64(signature)
        self.assertForged(self.log.envelopes[:7] + [jcs(parts)] + self.log.envelopes[8:], ("signature.invalid", 7))

    def test_an_edited_genesis(self):
        envelopes = self.edited(0, b":00Z", b":01Z")
        self.assertForged(envelopes, ("signature.invalid", 0))

    def test_envelopes_in_another_form(self):
        last = self.log.envelopes[-1]
        parts = json.loads(last)
        signature = parts["signatures"][0]
        payload, sig = parts["payload"], signature["sig"]
        unpadded = next(data for data in self.log.envelopes if json.loads(data)["payload"].endswith("="))
        padded = json.loads(unpadded)["payload"]
        stray = padded.rstrip("=")
        stray = stray[:-1] + chr(ord(stray[-1]) + 1) + "=" * (len(padded) - len(stray))
        self.assertEqual(base64.b64decode(stray), base64.b64decode(padded))
        where = self.log.envelopes.index(unpadded)
        after = dict(zip("AQgw", "BRhx"))  # the last letter before "==" carries two bits
        cases = {
            "two signatures": jcs(parts | {"signatures": [signature, signature]}),
            "no signature": jcs(parts | {"signatures": []}),
            "another member": jcs(parts | {"more": 1}),
            "white space": json.dumps(parts, sort_keys=True).encode(),
            "another order": json.dumps(parts | {"payload": parts.pop("payload")}, separators=(",", ":")).encode(),
            "an escape": last.replace(b"payloadType", b"payload\\u0054ype"),
            "base64url": last.replace(sig.encode(), sig.translate(str.maketrans("+/", "-_")).encode()),
            "a line break": last.replace(sig.encode(), sig[:60].encode() + b"\n" + sig[60:].encode()),
            "stray bits in the signature": last.replace(sig.encode(), (sig[:85] + after[sig[85]] + "==").encode()),
            "upper-case keyid": last.replace(signature["keyid"].encode(), signature["keyid"].upper().encode()),
            "a carriage return": last + b"\r",
            "an empty line": b"",
            "no payload": last.replace(payload.encode(), b""),
            "a long leaf": last.replace(payload.encode(), b"AAAA" * 16384),
        }
        for name, data in cases.items():
            if name == "base64url" and data == last:
                data = last.replace(sig.encode(), b"-" + sig[1:].encode())
            with self.subTest(name):
                self.assertNotEqual(data, last)
                self.assertForged(self.log.envelopes[:-1] + [data], ("envelope.malformed", self.size - 1))
        for name, text in {"unpadded": padded.rstrip("="), "stray bits": stray}.items():
            with self.subTest(name):
                envelopes = list(self.log.envelopes)
                envelopes[where] = unpadded.replace(padded.encode(), text.encode())
                self.assertForged(envelopes, ("envelope.malformed", where))

    def test_a_last_line_without_its_end(self):
        lines = self.log.lines()
        self.assertFaults(self.log, ("envelope.malformed", self.size - 1), lines=lines[:-1] + [lines[-1][:-1]])

    def test_no_entry_at_all(self):
        state, fault = verify.verify([], self.log.checkpoint(), self.log.vkey())
        self.assertEqual((fault[:2], state.ledger), (("envelope.malformed", None), None))


class ForgedSignatures(VerifierTest):
    def setUp(self):
        self.log = opened_ledger()

    def test_a_foreign_signature_under_the_keyid_of_the_actor(self):
        payload = jcs(self.log.draft("grant.requested", GRANT, "carla", "operator"))
        parts = json.loads(envelope(payload, private_key("mallory")))
        parts["signatures"][0]["keyid"] = hashlib.sha256(public_bytes(private_key("carla"))).hexdigest()
        self.log.append(jcs(parts))
        self.assertLast(self.log, "signature.invalid")

    def test_a_sign_in_challenge_disguised_as_an_entry(self):
        payload = jcs(self.log.draft("grant.requested", GRANT, "carla", "operator"))
        challenge = envelope(payload, private_key("carla"), SIGNIN_TYPE)
        renamed = challenge.replace(b"signin", b"entry")
        self.assertFaults(self.log.forged(self.log.envelopes + [challenge]), ("envelope.malformed", 14))
        self.assertFaults(self.log.forged(self.log.envelopes + [renamed]), ("signature.invalid", 14))


if __name__ == "__main__":
    unittest.main()
