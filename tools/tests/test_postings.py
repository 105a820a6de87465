"""§10: postings, balances, and the equations of the books."""

import sys
import unittest
from pathlib import Path

TOOLS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TOOLS), str(TOOLS / "tests")]

import verify  # noqa: E402
from ledger_writer import (  # noqa: E402
    COMMITMENT, GRANT, PAYMENT, approve_grant, envelope, honest_ledger, jcs, opened_ledger, private_key,
    request_grant)
from verifier_case import VerifierTest  # noqa: E402


class Balances(VerifierTest):
    def test_an_honest_ledger_verifies_and_its_balances_follow_from_the_postings(self):
        log = honest_ledger()
        state, fault = verify.verify(log.lines(), log.checkpoint(), log.vkey(), log.ledger)
        self.assertEqual((fault, state.findings, state.tree.size), (None, [], len(log.envelopes)))
        self.assertEqual({account: amount for (account, _), amount in state.balances.items() if amount}, {
            "assets:bank:main": 60000, "equity:fund:casa:free:available": -60000,
            "equity:result:casa": -40000, "expenses:grants:emergency:casa": 40000})


class ForgedPostings(VerifierTest):
    """Each log is honest but for its last entry, which its signer made so."""

    def setUp(self):
        self.log = opened_ledger()

    def test_postings(self):
        bank, pot, memo = "assets:bank:main", "equity:fund:casa:free:available", "memo:debts:x"
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

    def test_equations_of_the_books(self):
        free, rent, bank = "equity:fund:casa:free", "equity:fund:casa:rent", "assets:bank:main"
        loan, fee, memo = "assets:loans:casa:rent:x", "income:fees:casa", "memo:contra:debts"
        broken = [  # debit, credit
            (bank, "income:donations:casa"), (bank, "liabilities:funders"), (rent + ":lent", rent + ":available"),
            (rent + ":available", "income:released:casa"), ("assets:receivable:contributions", rent + ":available"),
            (loan, free + ":lent"), (loan, bank), ("assets:accrued:casa:rent:x", fee), (bank, "assets:till:main"),
            ("expenses:operating:casa", "income:interest:altra"), (free + ":repayable", free + ":available"),
            ("assets:allowance:casa:rent:x", "expenses:loan-losses:casa"), ("equity:opening:casa:rent", bank),
            ("equity:result:casa", free + ":available"), ("equity:other:casa", "liabilities:payable"),
        ]
        kept = [
            (bank, rent + ":available"), (bank, "liabilities:payable"), (loan, rent + ":lent"),
            (loan, "equity:opening:casa:rent"), ("equity:opening:casa:rent", rent + ":lent"),
            (free + ":available", rent + ":available"), (free + ":available", free + ":guarantee-reserve"),
            ("expenses:operating:casa", "equity:result:casa"), ("expenses:grants:food:casa", fee),
            (free + ":repayable", "liabilities:funders"), ("assets:receivable:a:b", free + ":pledged"),
            ("memo:debts:x", memo), ("assets:allowance:casa:rent:y", "assets:accrued:casa:rent:y"),
        ]
        for codes, pairs in (["books.equation"], broken), ([], kept):
            for debit, credit in pairs:
                with self.subTest(debit=debit, credit=credit):
                    self.setUp()
                    self.request(postings=sorted([[debit, "EUR", 500], [credit, "EUR", -500]]))
                    self.assertLast(self.log, *codes)
        self.setUp()
        self.request(postings=[[bank, "min", 5], [fee, "min", -5]])
        self.assertFaults(self.log)  # the equations speak of money

    def test_a_grant_that_takes_money_from_no_account(self):
        request_grant(self.log)
        approve_grant(self.log)
        paid = [posting for posting in PAYMENT if not posting[0].startswith("assets:")]
        paid = [[*posting[:2], posting[2] * (2 if "result" in posting[0] else 1)] for posting in paid]
        self.log.write("grant.paid", GRANT, "elena", "treasurer", {"amount": 40000}, paid)
        self.assertLast(self.log, "books.equation")
        self.log.write("grant.paid.2", GRANT, "dario", "treasurer", {"amount": 40000}, paid)
        self.assertEqual([code for code, _ in self.faults(self.log)],
                         ["books.equation", "role.not-held", "approval.same-person", "books.equation"])

    def test_a_balance_beyond_what_json_carries(self):
        state = verify.State()
        state.balances["assets:bank:main", "EUR"] = verify.LARGEST_INTEGER
        entry = {"kind": "cash.moved", "postings": [["assets:bank:main", "EUR", 1], ["assets:bank:till", "EUR", -1]]}
        with self.assertRaises(verify.Fault) as raised:
            verify.check_postings(state, entry)
        self.assertEqual(raised.exception.code, "postings.form")

    def test_entries_that_have_no_postings(self):
        self.log.write("policy.adopted", "ledger", "ada", "administrator", {}, COMMITMENT)
        self.assertLast(self.log, "postings.form")
        self.setUp()
        request = request_grant(self.log)
        self.log.write("entry.reversal-proposed", GRANT, "carla", "operator", {"target": request}, COMMITMENT)
        self.assertLast(self.log, "postings.form")


if __name__ == "__main__":
    unittest.main()
