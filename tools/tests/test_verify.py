"""Honest ledgers verify; every forgery is caught under its own code at its own position.

    /usr/bin/python3 -m unittest discover -s tools/tests
"""

import base64
import copy
import hashlib
import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

TOOLS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TOOLS), str(TOOLS / "tests")]

import verify  # noqa: E402
from ledger_writer import (  # noqa: E402
    COMMITMENT, CONTRIBUTION, GRANT, PAYMENT, SIGNIN_TYPE, LedgerWriter, approve_grant, attested, b64, checkpoint,
    digest, envelope, honest_ledger, jcs, leaf_hash, merkle_root, mirror, opened_ledger, pay_grant, private_key,
    public_bytes, request_grant, ulid, vkey)


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


class VerifierTest(unittest.TestCase):
    def faults(self, log, lines=None, checkpoint=None, log_key=None, **more):
        more = {"ledger_id": log.ledger} | more
        checkpoint = log.checkpoint() if checkpoint is None else checkpoint
        state, fault = verify.verify(lines or log.lines(), checkpoint, log_key or log.vkey(), **more)
        return [error[:2] for error in state.findings + ([fault] if fault else [])]

    def assertFaults(self, log, *expected, **more):
        self.assertEqual(self.faults(log, **more), list(expected))

    def assertLast(self, log, *codes, **more):
        """The last entry, and it alone, is wrong."""
        self.assertFaults(log, *[(code, len(log.envelopes) - 1) for code in codes], **more)


class HonestLedgers(VerifierTest):
    def test_an_honest_ledger_verifies_and_its_balances_follow_from_the_postings(self):
        log = honest_ledger()
        state, fault = verify.verify(log.lines(), log.checkpoint(), log.vkey(), log.ledger)
        self.assertEqual((fault, state.findings, state.tree.size), (None, [], len(log.envelopes)))
        self.assertEqual({account: amount for (account, _), amount in state.balances.items() if amount}, {
            "assets:bank:main": 60000, "equity:fund:casa:free:available": -60000,
            "equity:result:casa": -40000, "expenses:grants:emergency:casa": 40000})

    def test_the_root_at_every_size_is_that_of_rfc_6962(self):
        tree, leaves = verify.Tree(), []
        for number in range(70):
            for size in range(number + 1):
                self.assertEqual(tree.root(size), merkle_root(leaves[:size]))
            leaves.append(leaf_hash(b"%d" % number))
            tree.append(leaves[-1])

    def test_a_batch_may_share_what_its_signers_had_seen(self):
        log = opened_ledger()
        seen = {"root": b64(merkle_root(log.leaves)), "size": len(log.leaves)}
        request_grant(log)
        approve_grant(log, seen=seen)
        self.assertFaults(log)

    def test_a_member_adds_a_device_and_removes_the_lost_one_alone(self):
        log = opened_ledger()
        log.write("member.key-added", "ledger", "carla", "operator", log.statement("carla", "carla's phone"))
        request_grant(log)
        lost = hashlib.sha256(public_bytes(private_key("carla"))).hexdigest()
        log.write("member.key-removed", "ledger", "carla", "operator", {"keyId": lost, "member": ulid("carla")},
                  key="carla's phone")
        log.write("grant.evidenced", GRANT, "carla", "operator", key="carla's phone")
        self.assertFaults(log)
        log.write("grant.evidenced", GRANT, "carla", "operator", key="carla")
        self.assertLast(log, "key.not-valid")

    def test_a_new_log_key_signs_from_its_confirmation_on(self):
        log = opened_ledger()
        old = log.checkpoint()
        new = vkey(log.origin, public_bytes(private_key("new log")))
        proposal = log.govern("log.key-rotated", "ada", {"logKey": new})
        self.assertFaults(log)
        log.govern("log.key-confirmed", "bruno", {"confirms": proposal})
        self.assertFaults(log, ("checkpoint.signature", None))
        log.log_key = "new log"
        self.assertFaults(log, against=old)
        self.assertFaults(log, ("against.not-extended", None), against=log.checkpoint(size=5))

    def test_an_approval_that_was_reversed_does_not_count(self):
        log = opened_ledger()
        request_grant(log)
        wrong = approve_grant(log, "fabio")
        log.write("entry.reversed", GRANT, "fabio", "committee", {"target": wrong}, mirror(COMMITMENT))
        approve_grant(log)
        pay_grant(log, "fabio")
        self.assertFaults(log)

    def test_an_urgent_grant_takes_two_persons_and_a_third_one_afterwards(self):
        for requester, approver, payer in [("carla", "fabio", "fabio"), ("gina", "fabio", "gina")]:
            with self.subTest(payer=payer):
                log = opened_ledger()
                log.enrol("gina", ["operator", "treasurer"])
                request_grant(log, requester)
                approve_grant(log, approver)
                pay_grant(log, payer, urgent=True)
                log.write("grant.ratified", GRANT, "dario", "committee")
                self.assertFaults(log)

    def test_an_entry_may_be_attested_by_one_for_one_party(self):
        log = opened_ledger()
        request_grant(log, **attested("household"))
        approve_grant(log)
        log.write("grant.evidenced", GRANT, "carla", "operator", attested("household"))
        self.assertFaults(log)

    def test_who_spoke_for_themselves_may_attest_for_a_party(self):
        log = opened_ledger()
        request_grant(log)
        log.write("grant.evidenced", GRANT, "carla", "operator", attested("landlord"))
        self.assertFaults(log)

    def test_cosignatures_and_other_signatures_are_ignored(self):
        log = honest_ledger()
        note = log.checkpoint() + "— witness.example/w1 JML9ygAAAABlU/EA3RcX\n".encode()
        self.assertFaults(log, checkpoint=note)


class AlteredBundles(VerifierTest):
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
        envelopes = self.edited(0, b'"EUR"', b'"CHF"')
        self.assertForged(envelopes, ("signature.invalid", 0))

    def test_swapped_entries(self):
        envelopes = list(self.log.envelopes)
        envelopes[-2:] = reversed(envelopes[-2:])
        self.assertForged(envelopes, ("seen.size", self.size - 2))

    def test_swapped_entries_of_one_stream(self):
        envelopes = list(self.log.envelopes)
        envelopes[12:14] = reversed(envelopes[12:14])
        self.assertForged(envelopes, ("stream.revision", 12))

    def test_a_dropped_middle(self):
        self.assertForged(self.log.envelopes[:11] + self.log.envelopes[12:], ("seen.size", 11))
        self.assertForged(self.log.envelopes[:14] + self.log.envelopes[15:], ("stream.revision", 14))

    def test_a_duplicated_entry(self):
        self.assertForged(self.log.envelopes + self.log.envelopes[-1:], ("id.duplicate", self.size))
        self.assertForged(self.log.envelopes[:12] + self.log.envelopes[11:], ("id.duplicate", 12))

    def test_a_dropped_tail_shows_only_against_an_older_checkpoint(self):
        forged = self.log.forged(self.log.envelopes[:-3])
        self.assertFaults(forged)
        self.assertFaults(forged, ("checkpoint.size", None), checkpoint=self.log.checkpoint())
        self.assertFaults(forged, ("against.not-extended", None), against=self.log.checkpoint())

    def test_another_history_shows_against_an_older_checkpoint(self):
        other = opened_ledger()
        request_grant(other, amount=1)
        self.assertFaults(other)
        self.assertFaults(self.log, ("against.not-extended", None), against=other.checkpoint())
        self.assertFaults(self.log, against=other.checkpoint(size=14))
        self.assertFaults(self.log, against=self.log.checkpoint(size=1))
        self.assertFaults(self.log, ("against.not-extended", None), against=self.log.checkpoint(size=5, key="mallory"))
        self.assertFaults(self.log, ("against.not-extended", None), against=b"not a checkpoint\n")
        foreign = self.note(private_key("log"), "mastro.example/altro", "1", b64(merkle_root(self.log.leaves[:1])))
        self.assertFaults(self.log, ("against.not-extended", None), against=foreign)

    def test_the_holder_of_the_log_key_alone_cannot_rewrite(self):
        """They know no member's key: an entry of theirs is signed by nobody whom the ledger knows."""
        log = opened_ledger()
        log.write("grant.requested", GRANT, "carla", "operator", {"amount": 40000}, key="mallory")
        self.assertLast(log, "key.unknown")

    def test_a_whole_ledger_of_other_people(self):
        other = LedgerWriter()
        other.open(currency="CHF")
        self.assertFaults(other, ("ledger.mismatch", 0), ledger_id=self.log.ledger)

    def test_an_entry_of_another_ledger(self):
        other = LedgerWriter()
        other.open(currency="CHF")
        log = opened_ledger()
        request_grant(log)
        log.write("grant.refused", GRANT, "dario", "committee", ledger=other.ledger)
        self.assertLast(log, "ledger.mismatch")
        log = opened_ledger()
        log.write("grant.requested", GRANT, "carla", "operator", ledger=None)
        self.assertLast(log, "ledger.mismatch")

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

    def test_checkpoints_of_another_kind(self):
        log, key = self.log, private_key("log")
        good, root = log.checkpoint(), merkle_root(log.leaves)
        text, rest = good.split(b"\n\n")
        lines = text.decode().split("\n")
        unsigned = text + b"\n\n" + "— other.example/log AAAAAAAA\n".encode()
        cases = [
            ("checkpoint.signature", "of another key", log.checkpoint(key="mallory")),
            ("checkpoint.signature", "edited size", good.replace(b"\n%d\n" % self.size, b"\n%d\n" % (self.size - 1))),
            ("checkpoint.signature", "no signature by the log", unsigned),
            ("checkpoint.signature", "no signature at all", text + b"\n\n"),
            ("checkpoint.signature", "a hyphen for the dash", good.replace("—".encode(), b"-")),
            ("checkpoint.signature", "an extension line", self.note(key, *lines, "more")),
            ("checkpoint.signature", "two lines", self.note(key, *lines[:2])),
            ("checkpoint.signature", "a leading zero", self.note(key, lines[0], "0" + lines[1], lines[2])),
            ("checkpoint.signature", "a negative size", self.note(key, lines[0], "-1", lines[2])),
            ("checkpoint.signature", "a short root", self.note(key, *lines[:2], b64(bytes(31)))),
            ("checkpoint.signature", "an unpadded root", self.note(key, *lines[:2], lines[2].rstrip("="))),
            ("checkpoint.signature", "an origin with a space", self.note(key, lines[0] + " x", *lines[1:])),
            ("checkpoint.signature", "no line end", good[:-1]),
            ("checkpoint.signature", "no blank line", text + b"\n" + rest),
            ("checkpoint.signature", "a signature of no bytes", good + "— other.example AAAAAA==\n".encode()),
            ("checkpoint.signature", "text behind the signatures", good + b"more\n"),
            ("checkpoint.signature", "nothing", b""),
            ("checkpoint.signature", "no UTF-8", b"\xff" + good),
            ("checkpoint.origin", "another origin", self.note(key, "mastro.example/altro", *lines[1:])),
            ("checkpoint.size", "an earlier size", log.checkpoint(size=3)),
            ("checkpoint.size", "a later size", checkpoint(log.origin, self.size + 1, root, key)),
            ("tree.root", "another root", checkpoint(log.origin, self.size, bytes(32), key)),
        ]
        for code, name, data in cases:
            with self.subTest(name):
                self.assertFaults(log, (code, None), checkpoint=data)

    def note(self, key, *lines):
        """Any text, validly signed under the name of the log."""
        text = "".join(line + "\n" for line in lines)
        key_id = verify.parse_vkey(self.log.vkey().decode().strip()).key_id
        return f"{text}\n— {self.log.origin} {b64(key_id + key.sign(text.encode()))}\n".encode()

    def test_a_replaced_log_key_file(self):
        other = vkey(self.log.origin, public_bytes(private_key("mallory"))).encode() + b"\n"
        note = self.log.checkpoint(key="mallory")
        self.assertFaults(self.log, ("checkpoint.signature", None), log_key=other, checkpoint=note)
        for log_key in (other, self.log.vkey()[:-1], self.log.vkey() * 2, b"\n"):
            self.assertFaults(self.log, ("checkpoint.signature", None), log_key=log_key)


class ForgedEntries(VerifierTest):
    """Each log is honest but for its last entry, which its signer made so."""

    def setUp(self):
        self.log = opened_ledger()

    def request(self, **replaced):
        return self.log.write("grant.requested", GRANT, "carla", "operator", {"amount": 40000}, **replaced)

    def test_the_key_of_another_member(self):
        self.request(key="dario")
        self.assertLast(self.log, "key.not-valid")

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

    def test_a_revoked_member(self):
        self.log.govern("member.revoked", "bruno", {"member": ulid("carla"), "compromisedSince": 11})
        self.request()
        self.assertLast(self.log, "key.not-valid")

    def test_another_key_is_removed_by_two_administrators(self):
        key = hashlib.sha256(public_bytes(private_key("carla"))).hexdigest()
        removal = self.log.govern("member.key-removed", "ada", {"keyId": key, "member": ulid("carla")})
        self.request()
        self.assertFaults(self.log)
        self.log.govern("member.confirmed", "bruno", {"confirms": removal})
        self.log.write("grant.evidenced", GRANT, "carla", "operator")
        self.assertLast(self.log, "key.not-valid")

    def test_what_the_signer_had_seen(self):
        root = b64(merkle_root(self.log.leaves))
        size = len(self.log.leaves)
        for code, seen_size, seen_root in [("seen.size", size + 1, root), ("seen.root", size - 1, root),
                                           ("seen.root", size, b64(bytes(32))), ("seen.root", 0, root)]:
            with self.subTest(code, size=seen_size):
                log = opened_ledger()
                seen = {"root": seen_root, "size": seen_size}
                log.write("grant.requested", GRANT, "carla", "operator", seen=seen)
                self.assertLast(log, code)

    def test_an_entry_shown_to_the_approver_and_another_one_logged(self):
        shown = opened_ledger()
        request_grant(shown, amount=40000)
        self.log.write("grant.requested", GRANT, "carla", "operator", {"amount": 400000})
        payload = shown.draft("grant.approved", GRANT, "dario", "committee", {"amount": 40000}, COMMITMENT)
        self.log.append(envelope(jcs(payload), private_key("dario")))
        self.assertLast(self.log, "stream.previous")

    def test_the_place_in_the_stream(self):
        self.request(revision=2)
        self.assertLast(self.log, "stream.revision")
        self.setUp()
        self.request(previous=digest("nothing"))
        self.assertLast(self.log, "stream.previous")
        self.setUp()
        self.request()
        self.log.write("grant.approved", GRANT, "dario", "committee", previous=None)
        self.assertLast(self.log, "stream.previous")

    def test_times(self):
        for code, replaced in [("recorded.before-seen", {"recorded": "2026-11-20T09:00:00Z"}),
                               ("effective.future", {"effective": "2026-11-22"}), (None, {"effective": "2026-11-21"}),
                               (None, {"effective": "2020-02-29"})]:
            with self.subTest(replaced):
                self.setUp()
                self.request(**replaced)
                self.assertLast(self.log, *([code] if code else []))

    def test_postings(self):
        bank, pot, memo = "assets:bank:main", "equity:fund:casa", "memo:debts:x"
        many = [[f"assets:bank:b{number:03}", "EUR", 1] for number in range(512)]
        cases = [
            ("postings.unbalanced", [[bank, "EUR", 1]]),
            ("postings.unbalanced", [[bank, "EUR", 1], [pot, "EUR", -2]]),
            ("postings.unbalanced", [[bank, "EUR", 1], [pot, "min", -1]]),
            ("postings.unbalanced", [[bank, "EUR", 1], [memo, "EUR", -1]]),
            ("postings.form", [[bank, "EUR", 0]]),
            ("postings.form", [[bank, "EUR", 1], [bank, "EUR", -1]]),
            ("postings.form", [[pot, "EUR", -1], [bank, "EUR", 1]]),
            ("postings.form", [[bank, "min", 1], [bank, "EUR", 1], [pot, "EUR", -1], [pot, "min", -1]]),
            ("postings.form", [[bank, "EUR", 10**12 + 1], [pot, "EUR", -10**12 - 1]]),
            ("postings.form", [[bank, "EUR", True], [pot, "EUR", -1]]),
            ("postings.form", [[bank, "EUR", "1"], [pot, "EUR", -1]]),
            ("postings.form", [[bank, "EUR"], [pot, "EUR", -1]]),
            ("postings.form", [["bank:main", "EUR", 1], [pot, "EUR", -1]]),
            ("postings.form", [["assets", "EUR", 1], [pot, "EUR", -1]]),
            ("postings.form", [["assets:", "EUR", 1], [pot, "EUR", -1]]),
            ("postings.form", [["assets:" + "x" * 64, "EUR", 1], [pot, "EUR", -1]]),
            ("postings.form", [["assets:bank\n", "EUR", 1], [pot, "EUR", -1]]),
            ("postings.form", [[bank, "€", 1], [pot, "€", -1]]),
            ("postings.form", many + [[pot, "EUR", -512]]),
            (None, many[:511] + [[pot, "EUR", -511]]),
            (None, [[bank, "EUR", 10**12], [bank, "min", 5], [pot, "EUR", -10**12], [pot, "min", -5]]),
        ]
        for code, postings in cases:
            with self.subTest(str(postings[:3])):
                self.setUp()
                payload = self.log.draft("grant.requested", GRANT, "carla", "operator") | {"postings": postings}
                self.log.append(envelope(jcs(payload), private_key("carla")))
                self.assertLast(self.log, *([code] if code else []))

    def test_a_balance_beyond_what_json_carries(self):
        state = verify.State()
        state.balances["assets:bank:main", "EUR"] = verify.LARGEST_INTEGER
        entry = {"kind": "cash.moved", "postings": [["assets:bank:main", "EUR", 1], ["assets:bank:till", "EUR", -1]]}
        with self.assertRaises(verify.Fault) as raised:
            verify.check_postings(state, entry)
        self.assertEqual(raised.exception.code, "postings.form")

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

    def test_reversals(self):
        log = self.log
        request = request_grant(log)
        approve_grant(log)
        paid = pay_grant(log)
        postings = mirror(PAYMENT) + COMMITMENT
        cases = [
            (["reversal.mismatch"], "fabio", paid, mirror(COMMITMENT)),
            (["reversal.mismatch"], "fabio", paid, PAYMENT + mirror(COMMITMENT)),
            (["reversal.mismatch"], "fabio", request, []),
            (["reversal.mismatch"], "fabio", ulid("nothing"), []),
            (["approval.same-person"], "elena", paid, postings),
            ([], "fabio", paid, postings),
        ]
        for codes, actor, target, lines in cases:
            with self.subTest(str((codes, actor))):
                forged = self.copy(log)
                forged.write("entry.reversal-proposed", GRANT, "elena", "treasurer", {"target": paid})
                forged.write("entry.reversed", GRANT, actor, "treasurer", {"target": target}, lines)
                self.assertLast(forged, *codes)
        log.write("entry.reversed", GRANT, "fabio", "treasurer", {"target": paid}, postings)
        self.assertLast(log, "approval.missing")

    def test_only_the_newest_entry_that_stands_is_reversed(self):
        request = request_grant(self.log)
        self.log.write("grant.evidenced", GRANT, "carla", "operator")
        for kind in ("entry.reversed", "entry.reversal-proposed"):
            with self.subTest(kind):
                forged = self.copy(self.log)
                forged.write(kind, GRANT, "carla", "operator", {"target": request})
                self.assertLast(forged, "reversal.mismatch")

    def test_nothing_is_reversed_in_an_empty_stream(self):
        self.log.write("entry.reversed", GRANT, "carla", "operator", {"target": ulid("x")})
        self.assertLast(self.log, "reversal.mismatch")

    def test_entries_that_have_no_postings(self):
        self.log.write("policy.adopted", "ledger", "ada", "administrator", {}, COMMITMENT)
        self.assertLast(self.log, "postings.form")
        self.setUp()
        request = request_grant(self.log)
        self.log.write("entry.reversal-proposed", GRANT, "carla", "operator", {"target": request}, COMMITMENT)
        self.assertLast(self.log, "postings.form")

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

    def test_an_entry_is_reversed_once(self):
        log = self.log
        request = request_grant(log)
        log.write("entry.reversed", GRANT, "carla", "operator", {"target": request})
        self.assertFaults(log)
        log.write("entry.reversed", GRANT, "carla", "operator", {"target": request})
        self.assertLast(log, "reversal.mismatch")

    def copy(self, log):
        """The same log, to be continued in another way."""
        other = log.forged(log.envelopes)
        other.heads, other.count = dict(log.heads), log.count
        return other


class BrokenRules(VerifierTest):
    """What was logged is what was signed, but should not have been: findings, and verification goes on."""

    def setUp(self):
        self.log = opened_ledger()

    def enrolled(self, name, *roles, **more):
        self.log.enrol(name, roles, **more)

    def test_an_approver_with_a_second_key_is_the_same_person(self):
        self.enrolled("gina", "operator", "committee")
        self.log.write("member.key-added", "ledger", "gina", "operator", self.log.statement("gina", "gina's phone"))
        request_grant(self.log, "gina")
        approve_grant(self.log, "gina", key="gina's phone")
        self.assertLast(self.log, "approval.same-person")

    def test_an_approver_with_a_second_membership_is_the_same_person(self):
        self.enrolled("gina", "operator", party=ulid("gina herself"))
        self.enrolled("gina again", "committee", party=ulid("gina herself"))
        request_grant(self.log, "gina")
        approve_grant(self.log, "gina again")
        self.assertLast(self.log, "approval.same-person")

    def test_an_approver_of_what_was_attested_for_them_is_the_same_person(self):
        self.enrolled("gina", "committee", party=ulid("gina herself"))
        request_grant(self.log, **attested("gina herself"))
        approve_grant(self.log, "gina")
        self.assertLast(self.log, "approval.same-person")

    def test_chains_by_one_person(self):
        self.enrolled("olga", "committee", "host", "operator", "treasurer")
        cases = {
            "grant": (["requested", "approved"], ["approved", "paid"]),
            "voucher": (["approved", "issued"], ["issued", "redeemed"], ["redeemed", "settled"]),
            "contribution": (["refund-approved", "refunded"],), "capital": (["return-approved", "returned"],),
            "transfer": (["proposed", "made"],)}
        chains = {"grant": ["requested", "approved", "paid", "ratified"],
                  "voucher": ["approved", "issued", "redeemed", "settled"]}
        roles = ("carla", "operator"), ("dario", "committee"), ("fabio", "treasurer"), ("elena", "treasurer")
        for word, pairs in cases.items():
            for pair in pairs:
                with self.subTest(word, pair=pair):
                    self.setUp()
                    self.enrolled("olga", "committee", "host", "operator", "treasurer")
                    events = chains.get(word, pair)
                    for event, (actor, role) in zip(events, roles):
                        if event in pair:
                            actor, role = "olga", "operator"
                        self.log.write(f"{word}.{event}", f"{word}/{ulid('chain')}", actor, role)
                        if event == pair[1]:
                            break
                    self.assertLast(self.log, "approval.same-person")

    def test_two_approvals_by_one_person(self):
        request_grant(self.log)
        approve_grant(self.log)
        approve_grant(self.log)
        self.assertLast(self.log, "approval.same-person")

    def test_an_urgent_grant_is_ratified_by_another_person(self):
        request_grant(self.log)
        approve_grant(self.log, "fabio")
        pay_grant(self.log, "fabio", urgent=True)
        self.log.write("grant.ratified", GRANT, "fabio", "committee", {"urgent": True})
        self.assertLast(self.log, "approval.same-person")

    def test_a_step_without_the_one_before_it(self):
        pay_grant(self.log)
        self.assertLast(self.log, "approval.missing")
        self.setUp()
        request_grant(self.log)
        pay_grant(self.log)
        self.assertLast(self.log, "approval.missing")
        self.setUp()
        self.log.write("transfer.made", "transfer/" + ulid("t"), "elena", "treasurer")
        self.assertLast(self.log, "approval.missing")

    def test_a_kind_of_a_later_version_obeys_the_same_chain(self):
        request_grant(self.log)
        self.log.write("grant.paid.2", GRANT, "elena", "treasurer")
        self.assertLast(self.log, "approval.missing")

    def test_one_signer_attests_both_sides(self):
        self.log.write("contribution.refund-requested", CONTRIBUTION, "carla", "operator", attested("somebody else"))
        self.assertLast(self.log, "attestation.both-sides")

    def test_one_signer_attests_and_approves(self):
        self.enrolled("gina", "committee", "operator")
        request_grant(self.log)
        self.log.write("grant.evidenced", GRANT, "gina", "operator", attested("landlord"))
        approve_grant(self.log, "gina")
        self.assertLast(self.log, "attestation.both-sides")
        self.setUp()
        self.enrolled("gina", "committee", "operator")
        request_grant(self.log, "gina", **attested("household"))
        approve_grant(self.log, "gina")
        self.assertLast(self.log, "approval.same-person", "attestation.both-sides")

    def test_an_approver_attests_afterwards(self):
        self.enrolled("gina", "committee", "operator")
        request_grant(self.log)
        approve_grant(self.log, "gina")
        self.log.write("grant.evidenced", GRANT, "gina", "operator", attested("landlord"))
        self.assertLast(self.log, "attestation.both-sides")

    def test_an_enrolment_without_the_second_administrator(self):
        self.log.enrol("gina", ["operator"], confirmer=None)
        self.assertFaults(self.log)
        request_grant(self.log, "gina")
        self.assertLast(self.log, "enrolment.unconfirmed")

    def test_an_enrolment_confirmed_by_its_proposer_or_by_whom_it_concerns(self):
        self.log.enrol("gina", ["operator"], confirmer="ada")
        confirmed = len(self.log.envelopes) - 1
        request_grant(self.log, "gina")
        self.assertFaults(self.log, ("approval.same-person", confirmed), ("enrolment.unconfirmed", confirmed + 1))
        self.setUp()
        proposal = self.log.govern("member.key-added", "ada", self.log.statement("bruno", "bruno's phone"))
        self.log.govern("member.confirmed", "bruno", {"confirms": proposal})
        self.assertLast(self.log, "approval.same-person")

    def test_roles_that_are_not_held(self):
        self.log.write("grant.approved", GRANT, "carla", "committee")
        self.assertLast(self.log, "role.not-held", "approval.missing")
        self.setUp()
        self.log.write("grant.requested", GRANT, "carla", "operator", onBehalfOf="comune-di-lodi")
        self.assertLast(self.log, "role.not-held")
        self.setUp()
        self.log.write("member.revoked", "ledger", "carla", "operator", {"member": ulid("dario")})
        self.assertLast(self.log, "role.not-held")
        request_grant(self.log)
        approve_grant(self.log)
        self.assertFaults(self.log, ("role.not-held", 14))  # the refused revocation has no effect

    def test_new_roles_hold_from_their_confirmation_on(self):
        change = {"bodies": ["comune-di-lodi"], "member": ulid("carla"), "roles": ["household"]}
        proposal = self.log.govern("member.roles-changed", "ada", change)
        request_grant(self.log)
        self.log.govern("member.confirmed", "bruno", {"confirms": proposal})
        self.log.write("grant.evidenced", GRANT, "carla", "household", onBehalfOf="comune-di-lodi")
        self.assertFaults(self.log)
        self.log.write("grant.evidenced", GRANT, "carla", "operator")
        self.assertLast(self.log, "role.not-held")

    def test_two_administrators_remain(self):
        key = hashlib.sha256(public_bytes(private_key("ada"))).hexdigest()
        for kind, body in [("member.revoked", {"member": ulid("bruno")}),
                           ("member.key-removed", {"keyId": key, "member": ulid("ada")})]:
            with self.subTest(kind):
                self.setUp()
                self.log.govern(kind, "ada", body)
                self.assertLast(self.log, "governance.refused")

    def test_a_third_administrator_may_go(self):
        self.enrolled("gina", "administrator")
        self.log.govern("member.revoked", "ada", {"member": ulid("bruno")})
        self.assertFaults(self.log)
        self.log.govern("member.revoked", "ada", {"member": ulid("gina")})
        self.assertLast(self.log, "governance.refused")

    def test_an_administrator_without_a_valid_key_does_not_count(self):
        self.enrolled("gina", "administrator")
        key = hashlib.sha256(public_bytes(private_key("bruno"))).hexdigest()
        removal = self.log.govern("member.key-removed", "ada", {"keyId": key, "member": ulid("bruno")})
        self.log.govern("member.confirmed", "gina", {"confirms": removal})
        self.assertFaults(self.log)
        self.log.govern("member.revoked", "ada", {"member": ulid("gina")})
        self.assertLast(self.log, "governance.refused")

    def test_the_last_two_administrators_keep_their_role(self):
        """Proposed while there were three, confirmed when there are two."""
        self.enrolled("gina", "administrator")
        change = {"bodies": [], "member": ulid("ada"), "roles": ["auditor"]}
        proposal = self.log.govern("member.roles-changed", "bruno", change)
        self.log.govern("member.revoked", "ada", {"member": ulid("bruno")})
        self.assertFaults(self.log)
        self.log.govern("member.confirmed", "gina", {"confirms": proposal})
        self.assertLast(self.log, "governance.refused")

    def test_one_of_the_last_two_administrators_takes_another_role_too(self):
        self.enrolled("gina", "administrator")
        change = {"bodies": [], "member": ulid("ada"), "roles": ["administrator", "auditor"]}
        proposal = self.log.govern("member.roles-changed", "bruno", change)
        self.log.govern("member.revoked", "ada", {"member": ulid("bruno")})
        self.log.govern("member.confirmed", "gina", {"confirms": proposal})
        self.assertFaults(self.log)

    def test_changes_of_who_is_no_member(self):
        nobody, carla = ulid("nobody"), ulid("carla")
        dario = hashlib.sha256(public_bytes(private_key("dario"))).hexdigest()
        again = self.log.statement("carla", "carla again") | {"bodies": [], "roles": ["operator"]}
        for kind, body in [
            ("member.roles-changed", {"bodies": [], "member": nobody, "roles": ["operator"]}),
            ("member.key-added", self.log.statement("nobody", "nobody")), ("member.enrolled", again),
            ("member.key-removed", {"keyId": dario, "member": carla}),
            ("member.key-removed", {"keyId": "0" * 64, "member": carla}),
            ("member.key-removed", {"keyId": dario, "member": nobody}),
        ]:
            with self.subTest(kind):
                self.setUp()
                proposal = self.log.govern(kind, "ada", body)
                self.assertFaults(self.log)
                self.log.govern("member.confirmed", "bruno", {"confirms": proposal})
                self.assertLast(self.log, "governance.refused")
        self.setUp()
        self.log.govern("member.revoked", "ada", {"member": nobody})
        self.assertLast(self.log, "governance.refused")
        self.setUp()
        self.log.govern("member.revoked", "ada", {"member": carla})
        self.log.govern("member.revoked", "ada", {"member": carla})
        self.assertLast(self.log, "governance.refused")

    def test_a_key_is_removed_once_and_enabled_once(self):
        carla = hashlib.sha256(public_bytes(private_key("carla"))).hexdigest()
        for kind, body in [("member.key-removed", {"keyId": carla, "member": ulid("carla")}),
                           ("member.key-added", self.log.statement("carla", "carla's phone"))]:
            with self.subTest(kind):
                self.setUp()
                proposals = [self.log.govern(kind, "ada", body), self.log.govern(kind, "ada", body)]
                self.log.govern("member.confirmed", "bruno", {"confirms": proposals[0]})
                self.assertFaults(self.log)
                self.log.govern("member.confirmed", "bruno", {"confirms": proposals[1]})
                self.assertLast(self.log, "governance.refused")

    def test_confirmations_of_nothing(self):
        proposal = self.log.govern("policy.adopted", "ada", {"version": 2})
        for kind, target in [("member.confirmed", proposal), ("policy.confirmed", ulid("nothing"))]:
            self.log.govern(kind, "bruno", {"confirms": target})
            self.assertEqual(self.faults(self.log)[-1], ("governance.refused", len(self.log.envelopes) - 1))
        before = self.faults(self.log)
        self.log.govern("policy.confirmed", "bruno", {"confirms": proposal})
        self.assertEqual(self.faults(self.log), before)
        self.log.govern("policy.confirmed", "bruno", {"confirms": proposal})
        self.assertEqual(self.faults(self.log)[-1], ("governance.refused", len(self.log.envelopes) - 1))

    def test_a_ledger_is_opened_once(self):
        body = {"administrators": [self.log.statement("x", "x"), self.log.statement("y", "y")], "currency": "EUR",
                "logKey": "x", "origin": self.log.origin}
        self.log.govern("ledger.opened", "ada", body)
        self.assertLast(self.log, "governance.refused")


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
        self.assertLast(log, "key.not-valid")

    def test_an_enrolment_may_be_proposed_again_for_the_same_member(self):
        log = opened_ledger()
        log.enrol("gina", ["household"], confirmer=None)
        log.enrol("gina", ["operator"])
        request_grant(log, "gina")
        self.assertFaults(log)
        log.enrol("gina", ["household"])
        self.assertEqual(self.faults(log)[-1], ("key.not-valid", len(log.envelopes) - 2))

    def test_proofs_of_possession(self):
        log = opened_ledger()
        self.assertLast(self.enrol(proof=b64(bytes(64))), "signature.invalid")
        self.assertLast(self.enrol(nonce=b64(bytes(16))), "signature.invalid")
        self.assertLast(self.enrol(**{"member": ulid("another")}), "signature.invalid")
        self.assertLast(self.enrol(expires="2026-12-31T00:00:00Z"), "signature.invalid")
        other = LedgerWriter()
        other.open(currency="CHF")
        body = other.statement("gina", "gina") | {"bodies": [], "roles": ["operator"]}
        log.govern("member.enrolled", "ada", body)
        self.assertLast(log, "signature.invalid")
        log = opened_ledger()
        expired = log.statement("gina", "gina", expires="2026-11-20T10:00:00Z") | {"bodies": [], "roles": ["operator"]}
        log.govern("member.enrolled", "ada", expired)
        self.assertLast(log, "key.not-valid")

    def test_bodies_that_are_malformed(self):
        for replaced in [{"nonce": b64(bytes(15))}, {"roles": ["treasurer", "operator"]}, {"roles": ["boss"]},
                         {"roles": ["operator", "operator"]}, {"bodies": "x"}, {"more": 1}, {"proof": b64(bytes(63))}]:
            with self.subTest(str(replaced)):
                self.assertLast(self.enrol(**replaced), "payload.malformed")

    def test_a_genesis_that_does_not_open_a_ledger(self):
        log = LedgerWriter()
        ada, bruno = log.statement("ada", "ada"), log.statement("bruno", "bruno")
        cases = [
            ("payload.malformed", {"administrators": [ada]}), ("payload.malformed", {"administrators": [ada, ada]}),
            ("payload.malformed", {"administrators": [ada, bruno | {"roles": []}]}),
            ("payload.malformed", {"administrators": [ada, 7]}), ("payload.malformed", {"administrators": "ab"}),
            ("key.not-valid", {"administrators": [ada, log.statement("bruno", "ada")]}),
            ("signature.invalid", {"administrators": [ada, bruno | {"proof": ada["proof"]}]}),
            ("payload.malformed", {"logKey": "x"}),
            ("payload.malformed", {"logKey": vkey("other.example", public_bytes(private_key("log")))}),
            ("payload.malformed", {"origin": "with space"}), ("payload.malformed", {"currency": 7}),
            ("key.not-valid", {"logKey": vkey(log.origin, public_bytes(private_key("ada")))}),
            ("key.not-valid", {"logKey": vkey(log.origin, self.ORDER_EIGHT)}),
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


class CommandLine(unittest.TestCase):
    def setUp(self):
        self.log = honest_ledger()
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)
        self.store(self.log)

    def store(self, log):
        (self.folder / "envelopes.jsonl").write_bytes(b"".join(log.lines()))
        (self.folder / "checkpoint").write_bytes(log.checkpoint())
        (self.folder / "log-key").write_bytes(log.vkey())

    def run_tool(self, *arguments, folder=None):
        done = subprocess.run([sys.executable, str(TOOLS / "verify.py"), str(folder or self.folder), *arguments],
                              capture_output=True, text=True, timeout=60)
        return done.returncode, done.stdout, done.stderr

    def test_a_good_bundle_of_a_known_ledger(self):
        code, out, errors = self.run_tool("--ledger-id", self.log.ledger, "--balances")
        self.assertEqual((code, errors), (0, ""))
        self.assertEqual(out.splitlines()[1:], [
            "assets:bank:main EUR 60000", "equity:fund:casa:free:available EUR -60000", "equity:result:casa EUR -40000",
            "expenses:grants:emergency:casa EUR 40000"])
        self.assertIn("21 entries of mastro.example/fondo-prova verified", out)
        self.assertEqual(self.run_tool("--ledger-id", self.log.ledger, "--quiet"), (0, "", ""))

    def test_a_good_bundle_of_no_known_ledger_is_unanchored(self):
        code, out, errors = self.run_tool()
        self.assertEqual(code, 7)
        self.assertIn("verified", out)
        self.assertTrue(errors.startswith("unanchored: "))
        self.assertIn(self.log.ledger, errors)

    def test_a_broken_bundle_names_the_position(self):
        self.store(self.log.forged(self.log.envelopes[:14] + self.log.envelopes[15:]))
        code, out, errors = self.run_tool("--ledger-id", self.log.ledger, "--balances")
        self.assertEqual((code, out), (6, ""))
        self.assertTrue(errors.startswith("error[stream.revision] at position 14: "), errors)

    def test_a_broken_rule(self):
        log = opened_ledger()
        request_grant(log)
        approve_grant(log)
        approve_grant(log)
        self.store(log)
        code, out, errors = self.run_tool("--ledger-id", log.ledger)
        self.assertEqual(code, 7)
        self.assertIn("break rules", out)
        self.assertTrue(errors.startswith("error[approval.same-person] at position 16: "), errors)

    def test_json(self):
        code, out, errors = self.run_tool("--json", "--balances", "--ledger-id", self.log.ledger)
        result = json.loads(out)
        self.assertEqual((code, errors, result["errors"], result["anchored"], result["size"]), (0, "", [], True, 21))
        self.assertEqual(result["root"], b64(merkle_root(self.log.leaves)))
        self.assertEqual(result["balances"][0], ["assets:bank:main", "EUR", 60000])
        self.store(self.log.forged(self.log.envelopes[:14] + self.log.envelopes[15:]))
        code, out, _ = self.run_tool("--json")
        result = json.loads(out)
        self.assertEqual((code, result["exitCode"], result["anchored"]), (6, 6, False))
        self.assertEqual((result["errors"][0]["code"], result["errors"][0]["position"]), ("stream.revision", 14))

    def test_an_older_checkpoint(self):
        older = self.folder / "older"
        older.write_bytes(self.log.checkpoint(size=9))
        self.assertEqual(self.run_tool("--ledger-id", self.log.ledger, "--against", str(older))[0], 0)
        older.write_bytes(self.log.checkpoint())
        self.store(self.log.forged(self.log.envelopes[:-1]))
        code, _, errors = self.run_tool("--ledger-id", self.log.ledger, "--against", str(older))
        self.assertEqual(code, 6)
        self.assertTrue(errors.startswith("error[against.not-extended]: "), errors)

    def test_usage_and_files_that_cannot_be_read(self):
        self.assertEqual(self.run_tool("--ledger-id", "xyz")[0], 2)
        self.assertEqual(self.run_tool("--nonsense")[0], 2)
        code, _, errors = self.run_tool(folder=self.folder / "nowhere")
        self.assertEqual(code, 1)
        self.assertTrue(errors.startswith("error[read]: "), errors)

    def test_a_missing_package_is_named_with_its_remedy(self):
        blocked = f"import sys; sys.modules['cryptography'] = None; sys.argv = ['v']; " \
                  f"exec(compile(open({str(TOOLS / 'verify.py')!r}).read(), 'v', 'exec'))"
        done = subprocess.run([sys.executable, "-c", blocked], capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 1)
        self.assertIn("hint: apt-get install python3-cryptography", done.stderr)


if __name__ == "__main__":
    unittest.main()
