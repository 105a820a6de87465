"""§15: reversals."""

import sys
import unittest
from pathlib import Path

TOOLS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TOOLS), str(TOOLS / "tests")]

from ledger_writer import (  # noqa: E402
    COMMITMENT, GRANT, PAYMENT, approve_grant, mirror, opened_ledger, pay_grant, request_grant, ulid)
from verifier_case import VerifierTest  # noqa: E402


class Reversals(VerifierTest):
    def setUp(self):
        self.log = opened_ledger()

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

    def test_a_proposal_that_was_not_signed_at_once_is_proposed_again(self):
        log = self.log
        request_grant(log)
        approve_grant(log)
        paid = pay_grant(log)
        log.write("entry.reversal-proposed", GRANT, "elena", "treasurer", {"target": paid})
        between = log.write("grant.evidenced", GRANT, "carla", "operator")
        log.write("entry.reversed", GRANT, "carla", "operator", {"target": between})
        forged = self.copy(log)
        forged.write("entry.reversed", GRANT, "fabio", "treasurer", {"target": paid}, mirror(PAYMENT) + COMMITMENT)
        self.assertLast(forged, "approval.missing")
        for proposer, codes in (("fabio", ["approval.same-person"]), ("elena", [])):
            with self.subTest(proposer):
                forged = self.copy(log)
                forged.write("entry.reversal-proposed", GRANT, "elena", "treasurer", {"target": paid})
                forged.write("entry.reversal-proposed", GRANT, proposer, "treasurer", {"target": paid})
                forged.write("entry.reversed", GRANT, "fabio", "treasurer", {"target": paid},
                             mirror(PAYMENT) + COMMITMENT)
                self.assertLast(forged, *codes)

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

    def test_an_entry_is_reversed_once(self):
        log = self.log
        request = request_grant(log)
        log.write("entry.reversed", GRANT, "carla", "operator", {"target": request})
        self.assertFaults(log)
        log.write("entry.reversed", GRANT, "carla", "operator", {"target": request})
        self.assertLast(log, "reversal.mismatch")

    def test_an_approval_that_was_reversed_does_not_count(self):
        log = opened_ledger()
        request_grant(log)
        wrong = approve_grant(log, "fabio")
        log.write("entry.reversed", GRANT, "fabio", "committee", {"target": wrong}, mirror(COMMITMENT))
        approve_grant(log)
        pay_grant(log, "fabio")
        self.assertFaults(log)

    def copy(self, log):
        """The same log, to be continued in another way."""
        other = log.forged(log.envelopes)
        other.heads, other.count = dict(log.heads), log.count
        return other


if __name__ == "__main__":
    unittest.main()
