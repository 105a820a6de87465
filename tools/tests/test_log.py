"""§7 and §8: the tree, the streams, and what each signer had seen."""

import sys
import unittest
from datetime import datetime, timedelta
from pathlib import Path

TOOLS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TOOLS), str(TOOLS / "tests")]

import verify  # noqa: E402
from ledger_writer import (  # noqa: E402
    COMMITMENT, GRANT, LedgerWriter, approve_grant, b64, digest, envelope, honest_ledger, jcs, leaf_hash,
    merkle_root, opened_ledger, private_key, request_grant)
from verifier_case import VerifierTest  # noqa: E402


class Trees(VerifierTest):
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


class AlteredLogs(VerifierTest):
    def setUp(self):
        self.log = honest_ledger()
        self.size = len(self.log.envelopes)

    def assertForged(self, envelopes, *expected, **more):
        """Also when the log's key signs the forged tree."""
        forged = self.log.forged(envelopes)
        self.assertFaults(forged, *expected, ledger_id=self.log.ledger, **more)
        self.assertFaults(forged, *expected, ledger_id=self.log.ledger, checkpoint=self.log.checkpoint(), **more)

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

    def test_the_holder_of_the_log_key_alone_cannot_rewrite(self):
        """They know no member's key: an entry of theirs is signed by nobody whom the ledger knows."""
        log = opened_ledger()
        log.write("grant.requested", GRANT, "carla", "operator", {"amount": 40000}, key="mallory")
        self.assertLast(log, "key.unknown")

    def test_a_whole_ledger_of_other_people(self):
        other = LedgerWriter(log_key="another log")
        other.open()
        self.assertFaults(other, ("ledger.mismatch", 0), ledger_id=self.log.ledger)

    def test_an_entry_of_another_ledger(self):
        other = LedgerWriter(log_key="another log")
        other.open()
        log = opened_ledger()
        request_grant(log)
        log.write("grant.refused", GRANT, "dario", "committee", ledger=other.ledger)
        self.assertLast(log, "ledger.mismatch")
        log = opened_ledger()
        log.write("grant.requested", GRANT, "carla", "operator", ledger=None)
        self.assertLast(log, "ledger.mismatch")


class Clocks(VerifierTest):
    NOW = datetime(2026, 11, 20, 12)

    def test_entries_of_the_verifiers_own_future_are_reported_once(self):
        log = opened_ledger()
        self.assertFaults(log, now=self.NOW)
        request_grant(log)
        limit = self.NOW + timedelta(hours=24)
        log.write("grant.evidenced", GRANT, "carla", "operator", recorded=limit.strftime("%Y-%m-%dT%H:%M:%SZ"))
        self.assertFaults(log, now=self.NOW)
        self.assertFaults(log, ("recorded.future", 15), now=self.NOW - timedelta(seconds=1))
        log.write("grant.evidenced", GRANT, "carla", "operator", recorded="2031-01-01T00:00:00Z")
        log.write("grant.evidenced", GRANT, "carla", "operator", recorded="2031-01-01T00:00:01Z")
        self.assertFaults(log, ("recorded.future", 16), now=self.NOW)
        self.assertFaults(log)  # without a clock there is no future
        self.assertFaults(log, ("recorded.future", 16), ("checkpoint.size", None), now=self.NOW,
                          checkpoint=log.checkpoint(size=3))


class ForgedPlaces(VerifierTest):
    """Each log is honest but for its last entry, which its signer made so."""

    def setUp(self):
        self.log = opened_ledger()

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


if __name__ == "__main__":
    unittest.main()
