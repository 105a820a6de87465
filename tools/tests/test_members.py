"""§11 and §13: who may sign, and what governance changes."""

import hashlib
import sys
import unittest
from pathlib import Path

TOOLS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TOOLS), str(TOOLS / "tests")]

from ledger_writer import (  # noqa: E402
    GRANT, approve_grant, digest, opened_ledger, private_key, public_bytes, request_grant, ulid, vkey)
from verifier_case import VerifierTest  # noqa: E402


class Signers(VerifierTest):
    def setUp(self):
        self.log = opened_ledger()

    def test_the_key_of_another_member(self):
        self.request(key="dario")
        self.assertLast(self.log, "key.not-valid")

    def test_a_revoked_member(self):
        self.log.govern("member.revoked", "bruno", {"member": ulid("carla"), "compromisedSince": 11})
        self.request()
        self.assertLast(self.log, "key.not-valid")

    def test_another_key_is_removed_by_two_administrators(self):
        key = hashlib.sha256(public_bytes(private_key("carla"))).hexdigest()
        self.log.write("member.key-added", "ledger", "carla", "operator", self.log.statement("carla", "carla's phone"))
        removal = self.log.govern("member.key-removed", "ada", {"keyId": key, "member": ulid("carla")})
        self.request()
        self.assertFaults(self.log)
        self.log.govern("member.confirmed", "bruno", {"confirms": removal})
        self.log.write("grant.evidenced", GRANT, "carla", "operator")
        self.assertLast(self.log, "key.not-valid")

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
        self.log.govern("member.roles-changed", "ada", change)
        self.assertLast(self.log, "governance.refused")
        self.setUp()
        body = {"body": "comune-di-lodi", "form": "municipality", "name": "Comune di Lodi"}
        self.log.govern("body.registered", "ada", body)
        proposal = self.log.govern("member.roles-changed", "ada", change)
        request_grant(self.log)
        self.log.govern("member.confirmed", "bruno", {"confirms": proposal})
        self.log.write("grant.evidenced", GRANT, "carla", "household", onBehalfOf="comune-di-lodi")
        self.assertFaults(self.log)
        self.log.write("grant.evidenced", GRANT, "carla", "operator")
        self.assertLast(self.log, "role.not-held")


class Governance(VerifierTest):
    """What was logged is what was signed, but should not have been: findings, and verification goes on."""

    def setUp(self):
        self.log = opened_ledger()

    def enrolled(self, name, *roles, **more):
        self.log.enrol(name, roles, **more)

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

    def test_bodies_and_parties_that_nobody_registered(self):
        body = {"body": "comune-di-lodi", "form": "municipality", "name": "Comune di Lodi"}
        self.enrolled("gina", "operator", bodies=["comune-di-lodi"], confirmer=None)
        self.assertLast(self.log, "governance.refused")
        self.enrolled("hugo", "operator", party=ulid("hugo himself"), confirmer=None)
        self.assertEqual(self.faults(self.log)[-1], ("governance.refused", 15))
        self.setUp()
        self.log.govern("body.registered", "ada", body)
        self.enrolled("gina", "operator", bodies=["comune-di-lodi"])
        self.assertFaults(self.log)
        self.log.govern("body.registered", "ada", body | {"name": "another one"})
        self.assertLast(self.log, "governance.refused")
        for code, replaced in [
            ("payload.malformed", {"form": "party"}), ("governance.refused", {"name": ""}),
            ("governance.refused", {"name": "é" * 61}), ("payload.malformed", {"body": "Lodi"}),
            ("payload.malformed", {"more": 1}), ("payload.malformed", {"name": 7}),
        ]:
            with self.subTest(str(replaced)):
                self.setUp()
                self.log.govern("body.registered", "ada", body | replaced)
                self.assertLast(self.log, code)

    def test_a_policy_may_say_anything(self):
        odd = {"compromisedSince": "x", "member": [], "party": {}, "roles": 7, "bodies": None, "body": [], "through": 0}
        adopted = self.log.govern("policy.adopted", "ada", odd)
        self.log.govern("policy.confirmed", "bruno", {"confirms": adopted})
        self.assertFaults(self.log)

    def test_periods(self):
        self.log.govern("period.closed", "ada", {"through": "2026-10-31"})
        request_grant(self.log)
        self.log.write("grant.evidenced", GRANT, "carla", "operator", effective="2026-11-01")
        self.assertFaults(self.log)
        self.log.write("grant.evidenced", GRANT, "carla", "operator", effective="2026-10-31")
        self.assertLast(self.log, "period.closed")
        for through in ("2026-10-31", "2026-09-30", "2026-11-20"):
            with self.subTest(through):
                self.setUp()
                self.log.govern("period.closed", "ada", {"through": "2026-10-31"})
                self.log.govern("period.closed", "ada", {"through": through})
                self.assertLast(self.log, "governance.refused")
        self.setUp()
        self.log.govern("period.closed", "ada", {"through": "2026-02-30"})
        self.assertLast(self.log, "payload.malformed")
        self.setUp()
        self.log.govern("period.closed", "ada", {"through": "2026-10-31"})
        self.log.govern("member.revoked", "ada", {"member": ulid("carla")}, effective="2026-10-31")
        request_grant(self.log)
        self.assertFaults(self.log, ("period.closed", 15))  # what is dated in a closed period has no effect

    def test_restores_and_compromises_that_cannot_be(self):
        for kind, body in [("ledger.restored", {"lostRoot": digest("x"), "size": 14}),
                           ("ledger.restored", {"lostRoot": digest("x"), "size": -1}),
                           ("member.revoked", {"compromisedSince": -1, "member": ulid("carla")}),
                           ("member.revoked", {"compromisedSince": 14, "member": ulid("carla")})]:
            with self.subTest(kind):
                self.setUp()
                self.log.govern(kind, "ada", body)
                self.assertLast(self.log, "governance.refused")
        self.setUp()
        self.log.govern("member.revoked", "ada", {"compromisedSince": 13, "member": ulid("carla")})
        restored = self.log.govern("ledger.restored", "ada", {"lostRoot": digest("x"), "size": 16})
        self.log.govern("ledger.restore-confirmed", "bruno", {"confirms": restored})
        self.assertFaults(self.log)

    def test_a_member_takes_at_least_one_role(self):
        change = {"bodies": [], "member": ulid("carla"), "roles": []}
        for roles in ([], ["treasurer", "operator"], ["operator", "operator"]):
            with self.subTest(str(roles)):
                self.setUp()
                self.log.govern("member.roles-changed", "ada", change | {"roles": roles})
                self.assertLast(self.log, "governance.refused")

    def test_what_is_refused_has_no_effect(self):
        """Neither a confirmation by the proposer, nor a log key that such a one confirms, nor a key without a right."""
        key = vkey(self.log.origin, public_bytes(private_key("new log")))
        proposal = self.log.govern("log.key-rotated", "ada", {"logKey": key})
        self.log.govern("log.key-confirmed", "ada", {"confirms": proposal})
        self.assertFaults(self.log, ("approval.same-person", 15))
        self.log.write("member.enrolled", "ledger", "carla", "operator",
                       self.log.statement("gina", "gina") | {"bodies": [], "roles": ["operator"]})
        self.enrolled("gina", "operator")
        request_grant(self.log, "gina")
        self.assertFaults(self.log, ("approval.same-person", 15), ("role.not-held", 16))

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
                self.assertLast(self.log, "governance.refused")
                self.log.govern("member.confirmed", "bruno", {"confirms": proposal})
                self.assertFaults(self.log, ("governance.refused", 14), ("governance.refused", 15))
        self.setUp()
        proposal = self.log.govern("member.roles-changed", "ada",
                                   {"bodies": [], "member": carla, "roles": ["educator"]})
        self.log.govern("member.revoked", "ada", {"member": carla})
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
        self.log.write("member.key-added", "ledger", "carla", "operator", self.log.statement("carla", "carla's phone"))
        proposals = [self.log.govern("member.key-removed", "ada", {"keyId": carla, "member": ulid("carla")})
                     for _ in range(2)]
        self.log.govern("member.confirmed", "bruno", {"confirms": proposals[0]})
        self.assertFaults(self.log)
        self.log.govern("member.confirmed", "bruno", {"confirms": proposals[1]})
        self.assertLast(self.log, "governance.refused")
        self.setUp()
        self.log.govern("member.key-added", "ada", self.log.statement("carla", "carla's phone"))
        self.assertFaults(self.log)
        self.log.govern("member.key-added", "ada", self.log.statement("carla", "carla's phone"))
        self.assertLast(self.log, "key.not-valid")

    def test_nobody_loses_their_last_key(self):
        own = {"keyId": hashlib.sha256(public_bytes(private_key("carla"))).hexdigest(), "member": ulid("carla")}
        self.log.write("member.key-removed", "ledger", "carla", "operator", own)
        self.assertLast(self.log, "governance.refused")
        request_grant(self.log)
        self.assertFaults(self.log, ("governance.refused", 14))  # and so the key is still valid
        self.setUp()
        self.log.write("member.key-added", "ledger", "carla", "operator", self.log.statement("carla", "carla's phone"))
        removal = self.log.govern("member.key-removed", "ada", own)
        phone = hashlib.sha256(public_bytes(private_key("carla's phone"))).hexdigest()
        self.log.write("member.key-removed", "ledger", "carla", "operator", own | {"keyId": phone})
        self.assertFaults(self.log)
        self.log.govern("member.confirmed", "bruno", {"confirms": removal})
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


if __name__ == "__main__":
    unittest.main()
