import FinancialArithmetic
import Funds
import LedgerCore
import Testing

extension RefusalRow {
  /// An entry of each kind that needs a loan which is paid out; the figures fit a loan of 1,200 at 12 %.
  private static let steps: [(kind: Kind, person: Person, body: @Sendable (Books) throws -> any EntryBody)] = [
    (
      "loan.tranche-cancelled", .teo,
      { LoanTrancheCancelled(amount: .eur(1), carried: .zero, schedule: try schedule($0)) }
    ),
    ("loan.interest-accrued", .teo, { LoanInterestAccrued(amount: .eur(12), through: $0.today) }),
    ("loan.cost-charged", .teo, { LoanCostCharged(amount: .eur(5), nature: .reminder, due: $0.today) }),
    ("loan.repaid", .teo, { _ in repaid(.none) }),
    ("loan.unallocated-applied", .teo, { _ in LoanUnallocatedApplied(allocation: .none) }),
    ("loan.prepaid", .teo, { _ in prepaid(100) }),
    ("loan.surplus-returned", .teo, { _ in LoanSurplusReturned(amount: .eur(1), account: "main") }),
    ("loan.closed", .teo, { _ in LoanClosed() }),
    (
      "loan.rescheduled", .olga,
      {
        LoanRescheduled(plan: try LoanTry().plan(on: $0.today), schedule: try schedule($0), carried: .zero, persons: 2)
      }
    ),
    (
      "loan.paused", .olga,
      {
        LoanPaused(
          from: $0.today, to: $0.today.adding(days: 30), reason: .illness, schedule: try schedule($0), carried: .zero)
      }
    ),
    ("loan.acceleration-noticed", .olga, { _ in LoanAccelerationNoticed(notice: Books.fingerprint(7)) }),
    (
      "loan.accelerated", .carla,
      { LoanAccelerated(reason: .arrears, schedule: try schedule($0), carried: .zero) }
    ),
    ("loan.impaired", .teo, { _ in LoanImpaired(allowance: .eur(1)) }),
    ("loan.written-off", .carla, { _ in LoanWrittenOff(amount: .eur(1_200), reason: .insolvent) }),
    ("loan.service-credited", .olga, { try hours(1, principal: 1, $0) }),
  ]

  private static func schedule(_ books: Books) throws -> Schedule { try LoanTry().plan(on: books.today).schedule() }

  private static func repaid(_ allocation: LoanPayment, _ amount: Int = 100) -> LoanRepaid {
    LoanRepaid(amount: .eur(amount), account: "main", allocation: allocation)
  }

  private static func paid(costs: Int = 0, interest: Int = 0, principal: Int) -> LoanPayment {
    LoanPayment(costs: .eur(costs), interest: .eur(interest), principal: .eur(principal))
  }

  private static func prepaid(
    _ amount: Int, _ allocation: LoanPayment? = nil, _ schedule: Schedule? = nil
  ) -> LoanPrepaid {
    LoanPrepaid(
      amount: .eur(amount), held: .zero, account: "main", allocation: allocation ?? paid(principal: amount),
      schedule: schedule)
  }

  private static func hours(
    _ amount: Int, principal: Int, _ books: Books, fund: String = "casa"
  ) throws -> LoanServiceCredited {
    try JSONDecoding.decodeExactly(
      LoanServiceCredited.self,
      from: .object([
        "agreement": .string(books.id().description),
        "allocation": ["costs": 0, "interest": 0, "principal": .integer(principal * 100)],
        "amount": .integer(amount * 100), "fund": .string(fund), "restriction": "free",
      ]))
  }

  private static func sign(
    _ body: any EntryBody, _ loan: StreamID, _ books: Books, by person: Person, on day: CivilDate? = nil
  ) throws { try books.record(body, loan, by: person, on: day) }

  /// Every step on a loan that is paid out asks the same four things first.
  private static let guards: [RefusalRow] = steps.flatMap { kind, person, body in
    [
      RefusalRow(kind, "loan.wrong-state") { try sign(try body($0), try $0.apply(), $0, by: person) },
      RefusalRow(kind, "loan.closed") { try sign(try body($0), try closed($0), $0, by: person) },
      RefusalRow(kind, "loan.opening-unconfirmed") {
        try $0.movingIn([LoanTry()])
        try sign(try body($0), try $0.newest().entry.stream, $0, by: person)
      },
      RefusalRow(kind, "loan.before-disbursement") {
        let loan = try $0.acceptedLoan()
        $0.pass(days: 3)
        try $0.disburse(loan)
        try sign(try body($0), loan, $0, by: person, on: $0.today.adding(days: -1))
      },
    ]
  }

  private static func closed(_ books: Books) throws -> StreamID {
    let stream = try free(books, instalments: 1)
    try books.prepay(stream, 120_000)
    try books.record(LoanClosed(), stream, by: .teo)
    return stream
  }

  /// 1,200 without interest.
  private static func free(_ books: Books, instalments: Int = 12) throws -> StreamID {
    var loan = LoanTry()
    (loan.rate, loan.method, loan.instalments) = ("0", .interestFree, instalments)
    return try books.runningLoan(loan)
  }

  private static func refused(_ code: String, _ change: @escaping @Sendable (inout LoanTry) -> Void) -> RefusalRow {
    RefusalRow("loan.applied", code) { books in
      var loan = LoanTry()
      change(&loan)
      try books.apply(loan)
    }
  }

  private static func unapproved(
    _ code: String, policy: @escaping @Sendable (inout PolicyText) -> Void = { _ in },
    _ change: @escaping @Sendable (inout LoanTry) -> Void
  ) -> RefusalRow {
    RefusalRow("loan.approved", code) { books in
      var text = PolicyText()
      policy(&text)
      try books.adopt(text)
      var loan = LoanTry()
      change(&loan)
      try books.receive(loan.amount)
      try books.approveLoan(try books.apply(loan), loan)
    }
  }

  private static let applications: [RefusalRow] = [
    RefusalRow("loan.applied", "loan.wrong-state") { try $0.apply(in: try $0.apply()) },
    refused("loan.unknown-pack") { $0.pack = "wedding" },
    refused("loan.above-pack") { $0.amount = 1_000_001 },
    refused("loan.need-not-listed") { ($0.purse, $0.purpose) = (.food, "food") },
    refused("loan.real-security") { $0.security = .real },
    refused("loan.evidence-missing") { ($0.pack, $0.businessPlan) = ("entrepreneurial", Books.fingerprint(2)) },
    refused("loan.evidence-missing") { ($0.pack, $0.tutor) = ("entrepreneurial", Party.donor) },
    RefusalRow("loan.approved", "loan.wrong-state") { try $0.approveLoan(try $0.acceptedLoan()) },
    RefusalRow("loan.approved", "loan.terms-differ") {
      try $0.receive(120_000)
      let loan = try $0.apply()
      try $0.approveLoan(loan)
      var other = LoanTry()
      other.rate = "11"
      try $0.approveLoan(loan, other, by: .carlo)
    },
    RefusalRow("loan.approved", "chain.payee-differs") {
      var other = LoanTry()
      other.payee = Party.donor
      try $0.approveLoan(try $0.apply(), other)
    },
    RefusalRow("loan.approved", "loan.terms-invalid") {
      var other = LoanTry()
      other.amount = 119_999
      try $0.approveLoan(try $0.apply(), other)
    },
    RefusalRow("loan.approved", "loan.terms-invalid") {
      var other = LoanTry()
      other.overriding = true
      try $0.approveLoan(try $0.apply(other), other)
    },
    unapproved("loan.above-pack") { $0.instalments = 61 },
    unapproved("loan.above-pack") { ($0.pack, $0.rate) = ("community", "1") },
    unapproved("loan.above-pack") { $0.fee = 10_001 },
    unapproved("loan.above-usury") { ($0.fee, $0.rate) = (9_000, "12") },
    RefusalRow("loan.approved", "loan.usury-unknown") {
      $0.pass(to: "2026-07-01")
      try $0.receive(120_000)
      try $0.approveLoan(try $0.apply())
    },
    unapproved("approval.above-policy") { $0.amount = 500_001 },
    RefusalRow("loan.approved", "approval.same-person") {
      try $0.receive(120_000)
      try $0.approveLoan(try $0.apply(by: .pia), by: .pia)
    },
    RefusalRow("loan.approved", "fund.insufficient") { try $0.approveLoan(try $0.apply()) },
    RefusalRow("loan.refused", "loan.wrong-state") {
      try $0.record(LoanRefused(reason: .noMoney), try $0.acceptedLoan(), by: .carla)
    },
    RefusalRow("loan.withdrawn", "loan.wrong-state") {
      try $0.record(LoanWithdrawn(), try $0.runningLoan(), by: .olga)
    },
    RefusalRow("loan.approval-lapsed", "loan.wrong-state") {
      try $0.record(LoanApprovalLapsed(), try $0.apply(), by: .olga)
    },
    RefusalRow("loan.approval-lapsed", "loan.approval-valid") {
      try $0.record(LoanApprovalLapsed(), try $0.acceptedLoan(), by: .olga)
    },
    RefusalRow("loan.accepted", "loan.wrong-state") { try $0.accept(try $0.apply()) },
    RefusalRow("loan.accepted", "loan.approval-expired") {
      let loan = try approved($0)
      $0.pass(days: 31)
      try $0.accept(loan)
    },
    RefusalRow("loan.accepted", "voice.other-party") { try $0.accept(try approved($0), for: Party.donor) },
    RefusalRow("loan.accepted", "voice.not-theirs") {
      try $0.record(LoanAccepted(attestation: nil), try approved($0), by: .omar)
    },
  ]

  private static func approved(_ books: Books) throws -> StreamID {
    try books.receive(120_000)
    let loan = try books.apply()
    try books.approveLoan(loan)
    try books.approveLoan(loan, by: .carlo)
    return loan
  }

  private static let payingOut: [RefusalRow] = [
    RefusalRow("loan.disbursed", "loan.wrong-state") { try $0.disburse(try approved($0)) },
    RefusalRow("loan.disbursed", "loan.approval-expired") {
      let loan = try $0.acceptedLoan()
      $0.pass(days: 31)
      try $0.disburse(loan)
    },
    RefusalRow("loan.disbursed", "chain.payee-differs") { try $0.disburse(try $0.acceptedLoan(), payee: Party.donor) },
    RefusalRow("loan.disbursed", "loan.exceeds-approved") { try $0.disburse(try $0.acceptedLoan(), 120_001) },
    RefusalRow("loan.disbursed", "loan.exceeds-approved") { try $0.disburse(try $0.runningLoan(), 1) },
    RefusalRow("loan.disbursed", "loan.terms-invalid") {
      try $0.adopt(PolicyText(approvalValidDays: 60))
      let loan = try $0.acceptedLoan()
      $0.pass(to: "2026-04-03")
      try $0.disburse(loan)
    },
    RefusalRow("loan.disbursed", "approval.same-person") {
      try $0.receive(120_000)
      let loan = try $0.apply(by: .pia)
      try $0.approveLoan(loan)
      try $0.approveLoan(loan, by: .carlo)
      try $0.accept(loan)
      try $0.disburse(loan, by: .pia)
    },
    RefusalRow("loan.tranche-cancelled", "loan.exceeds-approved") {
      try $0.record(
        LoanTrancheCancelled(amount: .eur(1), carried: .zero, schedule: try schedule($0)), try $0.runningLoan(),
        by: .teo)
    },
    RefusalRow("loan.tranche-cancelled", "loan.terms-invalid") {
      var loan = LoanTry()
      loan.interestOnly = 2
      loan.tranche = ($0.today.adding(days: 20), 40_000)
      let stream = try $0.runningLoan(loan)
      try $0.record(
        LoanTrancheCancelled(amount: .eur(400), carried: .zero, schedule: try schedule($0)), stream, by: .teo)
    },
  ]

  private static let payments: [RefusalRow] = [
    RefusalRow("loan.interest-accrued", "loan.nothing-due") {
      try sign(LoanInterestAccrued(amount: .eur(12), through: $0.today), try $0.runningLoan(), $0, by: .teo)
    },
    RefusalRow("loan.interest-accrued", "loan.allocation-differs") {
      let loan = try $0.runningLoan()
      $0.pass(to: "2026-04-02")
      try sign(LoanInterestAccrued(amount: .eur(13), through: $0.today), loan, $0, by: .teo)
    },
    RefusalRow("loan.cost-charged", "loan.cost-not-agreed") {
      try sign(LoanCostCharged(amount: .eur(6), nature: .reminder, due: $0.today), try $0.runningLoan(), $0, by: .teo)
    },
    RefusalRow("loan.repaid", "loan.interest-due-first") {
      let loan = try $0.runningLoan()
      $0.pass(to: "2026-04-02")
      try sign(repaid(paid(principal: 100)), loan, $0, by: .teo)
    },
    RefusalRow("loan.repaid", "loan.allocation-differs") {
      let loan = try free($0)
      $0.pass(to: "2026-04-02")
      try sign(repaid(paid(principal: 99)), loan, $0, by: .teo)
    },
    RefusalRow("loan.unallocated-applied", "loan.interest-due-first") {
      let loan = try $0.runningLoan()
      $0.pass(to: "2026-04-02")
      try sign(LoanUnallocatedApplied(allocation: .none), loan, $0, by: .teo)
    },
    RefusalRow("loan.unallocated-applied", "loan.nothing-due") {
      try sign(LoanUnallocatedApplied(allocation: .none), try $0.runningLoan(), $0, by: .teo)
    },
    RefusalRow("loan.unallocated-applied", "loan.allocation-differs") {
      let loan = try free($0)
      try $0.repay(loan, 10_000)
      $0.pass(to: "2026-04-02")
      try sign(LoanUnallocatedApplied(allocation: paid(principal: 99)), loan, $0, by: .teo)
    },
    RefusalRow("loan.prepaid", "loan.interest-due-first") {
      let loan = try $0.runningLoan()
      $0.pass(days: 10)
      try sign(prepaid(100), loan, $0, by: .teo)
    },
    RefusalRow("loan.prepaid", "loan.exceeds-owed") { try sign(prepaid(1_201), try free($0), $0, by: .teo) },
    RefusalRow("loan.prepaid", "loan.allocation-differs") {
      try sign(prepaid(100, paid(principal: 99)), try free($0), $0, by: .teo)
    },
    RefusalRow("loan.prepaid", "loan.terms-invalid") { try sign(prepaid(100), try free($0), $0, by: .teo) },
    RefusalRow("loan.surplus-returned", "loan.exceeds-owed") {
      try sign(LoanSurplusReturned(amount: .eur(1), account: "main"), try $0.runningLoan(), $0, by: .teo)
    },
    RefusalRow("loan.surplus-returned", "approval.same-person") {
      let loan = try $0.runningLoan()
      try $0.repay(loan, 5_000)
      for _ in 1...2 {
        try $0.record(LoanSurplusReturned(amount: .eur(50), account: "main"), loan, by: .pia, as: .treasurer)
      }
    },
    RefusalRow("loan.closed", "loan.still-owed") { try sign(LoanClosed(), try $0.runningLoan(), $0, by: .teo) },
    RefusalRow("loan.service-credited", "loan.other-fund") { books in
      let loan = try free(books)
      try books.record(
        FundOpened(title: "Altro", restrictions: [], openings: []), "fund/altro", by: .anna)
      try sign(try hours(1, principal: 1, books, fund: "altro"), loan, books, by: .olga)
    },
    RefusalRow("loan.service-credited", "loan.interest-due-first") {
      let loan = try $0.runningLoan()
      $0.pass(to: "2026-04-02")
      try sign(try hours(1, principal: 1, $0), loan, $0, by: .olga)
    },
    RefusalRow("loan.service-credited", "loan.exceeds-owed") {
      try sign(try hours(1_201, principal: 1_201, $0), try free($0), $0, by: .olga)
    },
    RefusalRow("loan.service-credited", "loan.allocation-differs") {
      try sign(try hours(100, principal: 99, $0), try free($0), $0, by: .olga)
    },
    RefusalRow("loan.service-credited", "loan.terms-invalid") {
      try sign(try hours(100, principal: 100, $0), try free($0), $0, by: .olga)
    },
    RefusalRow("loan.service-credited", "account.overdrawn") {
      try sign(try hours(1_200, principal: 1_200, $0), try free($0), $0, by: .olga)
    },
  ]

  private static let inTrouble: [RefusalRow] = [
    RefusalRow("loan.rescheduled", "loan.terms-invalid") {
      let loan = try free($0)
      try sign(try $0.rescheduling(loan, months: 24, persons: 1), loan, $0, by: .olga)
    },
    RefusalRow("loan.rescheduled", "approval.same-person") {
      let loan = try free($0)
      let new = try $0.rescheduling(loan, months: 24)
      for _ in 1...2 { try $0.record(new, loan, by: .pia, as: .committee) }
    },
    RefusalRow("loan.paused", "loan.terms-invalid") {
      let loan = try free($0)
      try sign(
        LoanPaused(
          from: $0.today, to: $0.today.adding(days: 60), reason: .illness,
          schedule: try #require(try $0.loanState(loan).schedule), carried: .zero), loan, $0, by: .olga)
    },
    RefusalRow("loan.acceleration-noticed", "loan.not-in-arrears") {
      let loan = try free($0)
      $0.pass(to: "2026-05-31")
      try sign(LoanAccelerationNoticed(notice: Books.fingerprint(7)), loan, $0, by: .olga)
    },
    RefusalRow("loan.accelerated", "loan.not-in-arrears") {
      let loan = try free($0)
      try sign(try $0.accelerating(loan), loan, $0, by: .carla)
    },
    RefusalRow("loan.accelerated", "loan.no-notice") {
      let loan = try late($0)
      try sign(try $0.accelerating(loan), loan, $0, by: .carla)
    },
    RefusalRow("loan.accelerated", "loan.no-notice") {
      let loan = try noticed($0, days: 14)
      try sign(try $0.accelerating(loan), loan, $0, by: .carla)
    },
    RefusalRow("loan.accelerated", "loan.terms-invalid") {
      let loan = try noticed($0)
      try sign(LoanAccelerated(reason: .arrears, schedule: try schedule($0), carried: .zero), loan, $0, by: .carla)
    },
    RefusalRow("loan.accelerated", "loan.same-role") {
      let loan = try noticed($0)
      let all = try $0.accelerating(loan)
      try $0.record(all, loan, by: .carla)
      try $0.record(all, loan, by: .carlo)
    },
    RefusalRow("loan.accelerated", "approval.same-person") {
      let loan = try noticed($0)
      let all = try $0.accelerating(loan)
      try $0.record(all, loan, by: .pia, as: .committee)
      try $0.record(all, loan, by: .pia, as: .treasurer)
    },
    RefusalRow("loan.impaired", "loan.exceeds-owed") {
      try sign(LoanImpaired(allowance: .eur(1_201)), try free($0), $0, by: .teo)
    },
    RefusalRow("loan.written-off", "loan.still-owed") {
      let loan = try free($0)
      try $0.repay(loan, 100)
      try sign(LoanWrittenOff(amount: .eur(1_200), reason: .died), loan, $0, by: .carla)
    },
    RefusalRow("loan.written-off", "chain.amount-differs") {
      try sign(LoanWrittenOff(amount: .eur(1_199), reason: .died), try free($0), $0, by: .carla)
    },
    RefusalRow("loan.written-off", "approval.same-person") {
      let loan = try free($0)
      for _ in 1...2 { try sign(LoanWrittenOff(amount: .eur(1_200), reason: .died), loan, $0, by: .carla) }
    },
    RefusalRow("loan.recovered", "loan.wrong-state") {
      try sign(LoanRecovered(amount: .eur(1), account: "main"), try free($0), $0, by: .teo)
    },
    RefusalRow("loan.recovered", "loan.exceeds-owed") {
      let loan = try free($0)
      for person in [Person.carla, .anna] {
        try sign(LoanWrittenOff(amount: .eur(1_200), reason: .died), loan, $0, by: person)
      }
      try sign(LoanRecovered(amount: .eur(1_201), account: "main"), loan, $0, by: .teo)
    },
  ]

  /// An instalment of 2 April, 64 days later.
  private static func late(_ books: Books) throws -> StreamID {
    let loan = try free(books)
    books.pass(to: "2026-06-05")
    return loan
  }

  private static func noticed(_ books: Books, days: Int = 15) throws -> StreamID {
    let loan = try late(books)
    try sign(LoanAccelerationNoticed(notice: Books.fingerprint(7)), loan, books, by: .olga)
    books.pass(days: days)
    return loan
  }

  private static let movingIn: [RefusalRow] = [
    RefusalRow("portfolio.proposed", "portfolio.wrong-state") {
      let batch = try $0.movingIn([LoanTry()])
      let digest = Books.fingerprint(1)
      try sign(
        PortfolioProposed(count: 1, total: .zero, digest: digest, file: digest), batch, $0, by: .bruno)
    },
    RefusalRow("loan.opening-balance", "loan.wrong-state") {
      let batch = try $0.movingIn([LoanTry()])
      let loan = try $0.newest().entry.stream
      try sign(try $0.opening(LoanTry(), number: 1, of: batch), loan, $0, by: .anna)
    },
    RefusalRow("loan.opening-balance", "portfolio.wrong-state") {
      try sign(
        try $0.opening(LoanTry(), number: 1, of: $0.stream("portfolio")), $0.stream("loan"), $0, by: .anna)
    },
    RefusalRow("loan.opening-balance", "loan.opening-invalid") {
      let batch = try $0.movingIn([LoanTry()])
      try sign(try $0.opening(LoanTry(), number: 1, of: batch, paid: -1), $0.stream("loan"), $0, by: .anna)
    },
    RefusalRow("portfolio.confirmed", "portfolio.wrong-state") {
      let digest = Books.fingerprint(1)
      try sign(PortfolioConfirmed(count: 1, total: .zero, digest: digest), $0.stream("portfolio"), $0, by: .bruno)
    },
    RefusalRow("portfolio.confirmed", "approval.same-person") {
      let batch = try $0.movingIn([LoanTry()])
      try sign(try $0.confirmation(of: batch), batch, $0, by: .anna)
    },
    RefusalRow("portfolio.confirmed", "portfolio.differs") {
      let batch = try $0.movingIn([LoanTry()])
      let right = try $0.confirmation(of: batch)
      try sign(
        PortfolioConfirmed(count: 1, total: right.total, digest: Books.fingerprint(1)), batch, $0, by: .bruno)
    },
    RefusalRow("portfolio.confirmed", "portfolio.incomplete") {
      let batch = try $0.movingIn([LoanTry()])
      let opening = try $0.newest()
      try $0.proposeReversal(of: opening, by: .anna)
      try $0.reverse(opening, by: .bruno)
      try sign(try $0.confirmation(of: batch), batch, $0, by: .bruno)
    },
  ]

  static let loans = guards + applications + payingOut + payments + inTrouble + movingIn
}
