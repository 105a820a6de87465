"""§12: public keys, proofs of possession, and the genesis entry."""

import hashlib
import sys
import unittest
from pathlib import Path

TOOLS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TOOLS), str(TOOLS / "tests")]

import verify  # noqa: E402
from ledger_writer import LedgerWriter, b64, opened_ledger, private_key, public_bytes, ulid, vkey  # noqa: E402
from verifier_case import VerifierTest  # noqa: E402


class EnrolledKeys(VerifierTest):
    IDENTITY = b"\x01" + bytes(31)
    ORDER_EIGHT = bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05")
    NOT_CANONICAL = bytes.fromhex("ee" + "ff" * 30 + "7f")
    NOT_ON_CURVE = b"\x02" + bytes(31)

    def enrol(self, **replaced):
        log = opened_ledger()
        body = log.statement("gina", "gina") | {"bodies": [], "roles": ["operator"]}
        log.govern("member.enrolled", "ada", body | replaced)
        return log

    def test_public_keys_of_small_order_or_no_order(self):
        for public in (self.IDENTITY, self.ORDER_EIGHT, self.NOT_CANONICAL, self.NOT_ON_CURVE, bytes(32), b"\xff" * 32):
            with self.subTest(public.hex()):
                self.assertLast(self.enrol(publicKey=b64(public)), "key.not-valid")

    def test_a_public_key_with_a_part_of_small_order(self):
        """The sum of an honest key and the point of order two, (0, -1), is on the curve but not of prime order."""
        y = int.from_bytes(public_bytes(private_key("gina")), "little")
        x_is_odd, y = y >> 255, y & (2**255 - 1)
        mixed = (verify.P - y | (1 - x_is_odd) << 255).to_bytes(32, "little")
        self.assertLast(self.enrol(publicKey=b64(mixed)), "key.not-valid")
        self.assertTrue(verify.is_valid_point(public_bytes(private_key("gina"))))

    def test_a_signature_with_the_identity_for_r_is_refused(self):
        """OpenSSL admits it and libsodium does not: only who knows the private key can make one."""
        seed = hashlib.sha512(hashlib.sha256(b"test key of gina").digest()).digest()[:32]
        scalar = int.from_bytes(seed, "little") & ((1 << 254) - 8) | (1 << 254)
        public = public_bytes(private_key("gina"))
        challenge = int.from_bytes(hashlib.sha512(self.IDENTITY + public + b"text").digest(), "little")
        signature = self.IDENTITY + (challenge * scalar % verify.ORDER).to_bytes(32, "little")
        verify.load_public_key(public).verify(signature, b"text")
        self.assertFalse(verify.signature_is_valid(public, signature, b"text"))

    def test_keys_that_were_enrolled_before(self):
        log = opened_ledger()
        log.govern("member.enrolled", "ada", log.statement("gina", "carla") | {"bodies": [], "roles": ["operator"]})
        self.assertLast(log, "key.not-valid")
        log = opened_ledger()
        log.enrol("gina", ["operator"], confirmer=None)
        log.enrol("hugo", ["operator"], confirmer=None, key="gina")
        self.assertLast(log, "key.not-valid")
        log = opened_ledger()
        log.govern("member.key-added", "ada", log.statement("carla", "log"))
        self.assertLast(log, "key.not-valid")
        log = opened_ledger()
        log.govern("log.key-rotated", "ada", {"logKey": vkey(log.origin, public_bytes(private_key("carla")))})
        self.assertLast(log, "payload.malformed")
        log = opened_ledger()
        log.govern("log.key-rotated", "ada", {"logKey": vkey(log.origin, public_bytes(private_key("gina")))})
        log.enrol("gina", ["operator"], confirmer=None)
        self.assertLast(log, "key.not-valid")

    def test_a_key_is_introduced_once(self):
        log = opened_ledger()
        log.enrol("gina", ["household"], confirmer=None)
        log.enrol("gina", ["operator"], confirmer=None, key="gina 2")
        self.assertLast(log, "governance.refused")
        log.enrol("hugo", ["operator"], confirmer=None, key="gina 2")
        self.assertFaults(log, ("governance.refused", 15))  # a refused entry introduces nothing
        log.enrol("hugo again", ["operator"], confirmer=None, key="gina 2")
        self.assertEqual(self.faults(log)[-1], ("key.not-valid", 17))

    def test_proofs_of_possession(self):
        log = opened_ledger()
        self.assertLast(self.enrol(proof=b64(bytes(64))), "signature.invalid")
        self.assertLast(self.enrol(nonce=b64(bytes(16))), "signature.invalid")
        self.assertLast(self.enrol(**{"member": ulid("another")}), "signature.invalid")
        self.assertLast(self.enrol(expires="2026-12-31T00:00:00Z"), "signature.invalid")
        other = LedgerWriter(log_key="another log")
        other.open()
        body = other.statement("gina", "gina") | {"bodies": [], "roles": ["operator"]}
        log.govern("member.enrolled", "ada", body)
        self.assertLast(log, "signature.invalid")
        log = opened_ledger()
        expired = log.statement("gina", "gina", expires="2026-11-20T10:00:00Z") | {"bodies": [], "roles": ["operator"]}
        log.govern("member.enrolled", "ada", expired)
        self.assertLast(log, "key.not-valid")

    def test_bodies_that_are_malformed(self):
        for replaced in [{"nonce": b64(bytes(15))}, {"nonce": "x"}, {"proof": b64(bytes(63))}, {"publicKey": "x"}]:
            with self.subTest(str(replaced)):
                self.assertLast(self.enrol(**replaced), "signature.invalid")
        for replaced in [{"nonce": 7}, {"roles": ["boss"]}, {"bodies": "x"}, {"more": 1}, {"proof": None}]:
            with self.subTest(str(replaced)):
                self.assertLast(self.enrol(**replaced), "payload.malformed")

    def test_a_genesis_that_does_not_open_a_ledger(self):
        log = LedgerWriter()
        ada, bruno = log.statement("ada", "ada"), log.statement("bruno", "bruno")
        cases = [
            ("payload.malformed", {"administrators": [ada]}), ("payload.malformed", {"administrators": [ada, ada]}),
            ("payload.malformed", {"administrators": [ada, bruno | {"roles": []}]}),
            ("payload.malformed", {"administrators": [ada, 7]}), ("payload.malformed", {"administrators": "ab"}),
            ("payload.malformed", {"administrators": [ada, log.statement("bruno", "ada")]}),
            ("payload.malformed", {"administrators": [ada, log.statement("bruno", "log")]}),
            ("signature.invalid", {"administrators": [ada, bruno | {"proof": ada["proof"]}]}),
            ("payload.malformed", {"logKey": "x"}),
            ("payload.malformed", {"logKey": vkey("other.example", public_bytes(private_key("log")))}),
            ("payload.malformed", {"origin": "with space"}), ("payload.malformed", {"currency": "CHF"}),
            ("payload.malformed", {"logKey": vkey(log.origin, public_bytes(private_key("ada")))}),
            ("payload.malformed", {"logKey": vkey(log.origin, self.ORDER_EIGHT)}),
        ]
        for code, replaced in cases:
            with self.subTest(str(replaced)[:60]):
                log = LedgerWriter()
                log.open(**replaced)
                self.assertLast(log, code)
        body = {"administrators": [ada, bruno], "currency": "EUR", "logKey": log.vkey().decode().strip(),
                "origin": log.origin}
        for kind, stream, role, more in [
            ("fund.opened", "fund/casa", "administrator", {}), ("ledger.opened", "ledger", "auditor", {}),
            ("ledger.opened", "ledger", "administrator", {"onBehalfOf": "comune"}),
        ]:
            with self.subTest(kind, role=role):
                log = LedgerWriter()
                log.write(kind, stream, "ada", role, body, **more)
                self.assertLast(log, "payload.malformed")


if __name__ == "__main__":
    unittest.main()
