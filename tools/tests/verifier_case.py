"""What the tests of verify.py have in common."""

import sys
import unittest
from pathlib import Path

TOOLS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TOOLS), str(TOOLS / "tests")]

import verify  # noqa: E402
from ledger_writer import GRANT  # noqa: E402


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

    def request(self, **replaced):
        return self.log.write("grant.requested", GRANT, "carla", "operator", {"amount": 40000}, **replaced)
