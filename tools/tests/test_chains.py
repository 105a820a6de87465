"""§14: chains that need different persons, and attestation."""

import re
import sys
import unittest
from pathlib import Path

TOOLS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TOOLS), str(TOOLS / "tests")]

from ledger_writer import (  # noqa: E402
    CONTRIBUTION, GRANT, LedgerWriter, approve_grant, attested, opened_ledger, pay_grant, request_grant, ulid)
from test_format import quoted, table  # noqa: E402
from verifier_case import VerifierTest  # noqa: E402


class HonestChains(VerifierTest):
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

    def test_what_a_party_states_is_no_approval_of_who_attests_it(self):
        log = opened_ledger()
        service = "service/" + ulid("hours")
        log.write("service.accepted", service, "carla", "operator", {"side": "host"} | attested("host"))
        session = log.write("service.performed", service, "dario", "committee")
        log.write("service.confirmed", service, "carla", "operator", {"session": session} | attested("host"))
        self.assertFaults(log)

    def test_one_operator_attests_what_each_of_a_family_has_signed(self):
        log = opened_ledger()
        for member in ("mother", "daughter"):
            log.write("consent.given", "household/" + ulid("home"), "carla", "operator", attested(member))
        self.assertFaults(log)

    def test_one_operator_attests_what_a_family_says_of_its_budget_again_and_again(self):
        log = opened_ledger()
        log.enrol("edda", ["educator"])
        budget = "budget/" + ulid("home")
        for member in ("mother", "daughter"):
            snapshot = log.write("budget.snapshot-taken", budget, "edda", "educator")
            body = {"snapshot": snapshot} | attested(member)
            log.write("budget.snapshot-confirmed", budget, "carla", "operator", body)
            plan = log.write("budget.plan-proposed", budget, "edda", "educator")
            log.write("budget.plan-agreed", budget, "carla", "operator", {"plan": plan} | attested(member))
        self.assertFaults(log)

    def test_an_educator_may_speak_for_a_family_whose_snapshot_another_one_took(self):
        log = opened_ledger()
        log.enrol("edda", ["educator"])
        log.enrol("enzo", ["educator", "operator"])
        budget = "budget/" + ulid("home")
        log.write("budget.snapshot-taken", budget, "enzo", "educator")
        log.write("budget.snapshot-taken", budget, "edda", "educator")
        log.write("budget.snapshot-confirmed", budget, "enzo", "operator", attested("mother"))
        self.assertFaults(log)

    def test_who_spoke_for_themselves_may_attest_for_a_party(self):
        log = opened_ledger()
        request_grant(log)
        log.write("grant.evidenced", GRANT, "carla", "operator", attested("landlord"))
        self.assertFaults(log)


class TheTable(VerifierTest):
    """Each row of §14: by different persons it stands, by the same it does not, and not without what it needs."""

    PEOPLE = [f"person {number}" for number in range(14)]

    @classmethod
    def setUpClass(cls):
        cls.base = LedgerWriter()
        cls.base.open()
        for name in cls.PEOPLE:
            cls.base.enrol(name, ["operator"])
        cls.others = re.compile(r"`([^`]+)`(?: (since|of the same) `([^`]+)`)?")
        cls.rows = {quoted(kind)[0]: (quoted(needed), cls.others.findall(others))
                    for kind, needed, others in table(14, 3)}

    def story(self, kind, also=None):
        """The kinds that must stand before one, those first that they need themselves."""
        told = []
        for needed in self.rows.get(kind, ([], []))[0] + ([also] if also else []):
            told += [one for one in self.story(needed) if one not in told]
            told += [needed] if needed not in told else []
        return told

    def tell(self, kinds, last, by):
        """One after the other by different persons, and the last one by whoever has signed a kind; gives the log."""
        log = self.base.forged(self.base.envelopes)
        log.heads, log.count = dict(self.base.heads), self.base.count
        people, signers, session = iter(self.PEOPLE), {}, None
        for kind in kinds:
            signers[kind] = next(people)
            body = {"session": session} if session else {}
            written = log.write(kind, self.stream(last), signers[kind], "operator", body)
            session = written if kind == "service.performed" else session
        log.write(last, self.stream(last), signers.get(by) or next(people), "operator",
                  {"session": session} if session else {})
        return log

    def stream(self, kind):
        return kind.partition(".")[0] + "/" + ulid("chain")

    def test_every_row(self):
        self.assertGreater(len(self.rows), 30)
        for kind, (needed, others) in self.rows.items():
            with self.subTest(kind):
                self.assertFaults(self.tell(self.story(kind), kind, None))
                for missing in needed:
                    told = [one for one in self.story(kind) if self.without(missing, one)]
                    self.assertLast(self.tell(told, kind, None), "approval.missing")
                for other, how, name in others:
                    told = self.story(kind, also=other)
                    self.assertFaults(self.tell(told, kind, None))
                    self.assertLast(self.tell(told, kind, other), "approval.same-person")

    def without(self, missing, kind):
        return kind != missing and missing not in self.story(kind)

    def test_the_newest_alone(self):
        for word, first, earlier, then in [("plan", ["opened", "breached", "cured", "breached"], 1, "lapsed"),
                                           ("household", ["erasure-proposed", "erasure-proposed"], 0, "erased")]:
            with self.subTest(word):
                for signer, codes in [(len(first) - 1, ["approval.same-person"]), (earlier, []), (-1, [])]:
                    log = self.base.forged(self.base.envelopes)
                    log.heads, log.count = dict(self.base.heads), self.base.count
                    for person, event in zip(self.PEOPLE, first):
                        log.write(f"{word}.{event}", self.stream(word), person, "operator")
                    log.write(f"{word}.{then}", self.stream(word), self.PEOPLE[signer], "operator")
                    self.assertLast(log, *codes)

    def test_an_override_of_an_earlier_proposal_counts_no_more(self):
        log = self.base.forged(self.base.envelopes)
        log.heads, log.count = dict(self.base.heads), self.base.count
        events = ["opened", "proposed", "override-approved", "proposed", "override-approved"]
        for number, event in zip([0, 1, 2, 1, 2], events):
            log.write(f"plan.{event}", self.stream("plan"), self.PEOPLE[number], "operator")
        self.assertFaults(log)
        log.write("plan.override-approved", self.stream("plan"), self.PEOPLE[2], "operator")
        self.assertLast(log, "approval.same-person")

    def test_hours_of_another_session_may_be_the_hosts_own_record(self):
        log = self.base.forged(self.base.envelopes)
        log.heads, log.count = dict(self.base.heads), self.base.count
        service = self.stream("service")
        one = log.write("service.performed", service, "person 0", "operator")
        log.write("service.performed", service, "person 1", "operator")
        log.write("service.confirmed", service, "person 1", "operator", {"session": one})
        self.assertFaults(log)

    def test_what_takes_two_equal_signatures(self):
        loan, money = self.stream("loan"), [["assets:bank:main", "EUR", -5], ["liabilities:unallocated:x", "EUR", 5]]
        for kind in ("loan.surplus-returned", "loan.written-off"):
            for codes, signatures in [
                (["approval.missing"], [("person 0", 5, money)]),
                (["approval.missing"], [("person 0", 6, []), ("person 1", 5, money)]),
                (["approval.same-person"], [("person 0", 5, []), ("person 0", 5, money)]),
                ([], [("person 0", 5, []), ("person 1", 5, money)]),
                ([], [("person 0", 5, []), ("person 0", 6, []), ("person 1", 5, money)]),
            ]:
                with self.subTest(kind, signatures=signatures):
                    log = self.base.forged(self.base.envelopes)
                    log.heads, log.count = dict(self.base.heads), self.base.count
                    for person, amount, postings in signatures:
                        log.write(kind, loan, person, "operator", {"amount": amount}, postings)
                    self.assertLast(log, *codes)


class BrokenChains(VerifierTest):
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
        self.log.register("gina herself")
        self.enrolled("gina", "operator", party=ulid("gina herself"))
        self.enrolled("gina again", "committee", party=ulid("gina herself"))
        request_grant(self.log, "gina")
        approve_grant(self.log, "gina again")
        self.assertLast(self.log, "approval.same-person")

    def test_an_approver_of_what_was_attested_for_them_is_the_same_person(self):
        self.log.register("gina herself")
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

    def test_who_binds_the_fund_attests_for_nobody(self):
        self.enrolled("gina", "committee", "operator")
        for kind in ("guarantee.issued", "guarantee.claim-accepted", "service.terms-set", "loan.approved"):
            with self.subTest(kind):
                stream = kind.partition(".")[0] + "/" + ulid("chain")
                self.log.write(kind, stream, "gina", "committee")
                before = self.faults(self.log)
                self.log.write(kind.partition(".")[0] + ".noted", stream, "gina", "operator", attested("somebody"))
                self.assertEqual(self.faults(self.log), before + [("attestation.both-sides",
                                                                   len(self.log.envelopes) - 1)])

    def test_an_approver_attests_afterwards(self):
        self.enrolled("gina", "committee", "operator")
        request_grant(self.log)
        approve_grant(self.log, "gina")
        self.log.write("grant.evidenced", GRANT, "gina", "operator", attested("landlord"))
        self.assertLast(self.log, "attestation.both-sides")


if __name__ == "__main__":
    unittest.main()
