import Funds
import LedgerCore

extension RefusalRow {
  private static func waiting(_ books: Books) throws -> LoggedEntry { try books.proposed(try books.openPlan()) }

  private static func agreed(_ books: Books, overriders: [Person] = [.carla, .carlo]) throws -> LoggedEntry {
    let proposal = try books.proposed(try books.openPlan(), overriders: overriders)
    try books.agree(proposal)
    return proposal
  }

  /// A proposal for the household of an assessment.
  private static func assessed(
    _ books: Books, _ household: StreamID = StubAssessments.assessed, _ monthly: Int = 10_000,
    assessment: ULID? = StubAssessments.entry, override: Bool = false
  ) throws -> LoggedEntry {
    let plan = try books.openPlan(of: household)
    return try books.propose(
      try books.planTerms(plan, monthly: monthly, assessment: assessment, override: override), plan)
  }

  /// A new proposal for a plan in force, to which everybody has said yes.
  private static func anew(
    _ books: Books, _ plan: StreamID, _ monthly: Int = 12_000, assessment: ULID? = nil, override: Bool = true
  ) throws -> LoggedEntry {
    let proposal = try books.propose(
      try books.planTerms(plan, monthly: monthly, assessment: assessment, override: override), plan)
    try books.agree(proposal)
    return proposal
  }

  /// A proposal of 50.00 a month on the strength of a reservation.
  private static func reserving(
    _ books: Books, _ plan: StreamID, _ reservation: ULID, for body: Slug? = "comune", monthly: Int = 5_000
  ) throws -> LoggedEntry {
    if let body { try books.let(.olga, actFor: [body]) }
    return try books.propose(
      try books.planTerms(
        plan, monthly: monthly, assessment: StubAssessments.entry, override: false, reservation: reservation), plan,
      onBehalfOf: body)
  }

  /// Another plan of the family with the reservation.
  private static func second(_ books: Books) throws -> StreamID {
    try books.openPlan(
      [PlanDebt(amount: .eur(500), creditor: Creditor.collector, nature: .privateDebt)], of: StubAssessments.reserved)
  }

  private static func agreeSecond(_ books: Books, _ proposal: LoggedEntry) throws {
    try books.accept(proposal, Creditor.collector, by: .omar, paper: books.paper(Creditor.collector))
    try books.accept(proposal, nil, by: .fina)
  }

  private static func propose(_ books: Books, _ change: (inout [PlanInstalment]) -> Void) throws {
    let plan = try books.openPlan()
    try books.propose(try books.planTerms(plan, change), plan)
  }

  private static func refuse(_ books: Books, _ proposal: ULID, _ creditor: ULID?, in plan: StreamID) throws {
    try books.record(
      PlanRefused(proposal: proposal, creditor: creditor, reason: .tooLong, attestation: nil), plan, by: .lara)
  }

  static let plans: [RefusalRow] = planSetUp + planAgreement + planMoney + planLife + evictions

  private static let planSetUp: [RefusalRow] = [
    RefusalRow("plan.opened", "plan.wrong-state") {
      let plan = try $0.openPlan()
      let household = try $0.plan(plan).household ?? Party.unknown
      try $0.record(PlanOpened(debts: $0.threeDebts, household: household), plan, by: .olga)
    },
    RefusalRow("plan.opened", "plan.debts-invalid") { try $0.openPlan([]) },
    RefusalRow("plan.opened", "plan.debts-invalid") {
      let debt = PlanDebt(amount: .eur(1), creditor: Party.landlord, nature: .rent)
      try $0.openPlan([debt, debt])
    },
    RefusalRow("plan.opened", "plan.debts-invalid") {
      try $0.openPlan([PlanDebt(amount: .eur(1), creditor: Party.family, nature: .privateDebt)])
    },
    RefusalRow("plan.opened", "plan.debts-invalid") {
      try $0.openPlan([PlanDebt(amount: .eur(1), creditor: Party.landlord, nature: .rent, tier: 0)])
    },
    RefusalRow("plan.opened", "plan.debts-invalid") {
      try $0.openPlan([PlanDebt(amount: .eur(1), creditor: Party.landlord, nature: .rent, cap: .zero)])
    },
    RefusalRow("plan.opened", "plan.debt-elsewhere") {
      let plan = try $0.openPlan()
      let household = StreamID("household", try $0.plan(plan).household ?? Party.unknown)
      try $0.openPlan(of: household)
    },
    RefusalRow("plan.opened", "household.unknown") {
      try $0.meetCreditors()
      try $0.record(PlanOpened(debts: $0.threeDebts, household: Party.unknown), $0.stream("plan"), by: .olga)
    },
    RefusalRow("plan.opened", "approval.same-person") {
      try $0.openPlan([PlanDebt(amount: .eur(1), creditor: Party.pia, nature: .privateDebt)], by: .pia)
    },
    RefusalRow("plan.opened", "policy.section-missing") {
      var policy = PolicyText()
      policy.version = "2026-no-plans"
      policy.sections["plans"] = nil
      try $0.adopt(policy)
      try $0.openPlan()
    },
    RefusalRow("plan.debt-adjusted", "plan.wrong-state") { try $0.adjust(1, by: 1, $0.stream("plan")) },
    RefusalRow("plan.debt-adjusted", "plan.debt-unknown") { try $0.adjust(4, by: 1, try $0.openPlan()) },
    RefusalRow("plan.debt-adjusted", "plan.adjustment-empty") { try $0.adjust(1, by: 0, try $0.openPlan()) },
    RefusalRow("plan.debt-adjusted", "plan.exceeds-debt") { try $0.adjust(1, by: -120_001, try $0.openPlan()) },
    RefusalRow("plan.creditor-changed", "plan.wrong-state") {
      try $0.assign(1, to: Party.donor, $0.stream("plan"))
    },
    RefusalRow("plan.creditor-changed", "plan.debt-unknown") {
      try $0.assign(4, to: Creditor.collector, try $0.openPlan())
    },
    RefusalRow("plan.creditor-changed", "plan.debts-invalid") {
      try $0.assign(1, to: Party.landlord, try $0.openPlan())
    },
    RefusalRow("plan.creditor-changed", "plan.debts-invalid") {
      try $0.assign(1, to: Creditor.condominium, try $0.openPlan())
    },
    RefusalRow("plan.proposed", "plan.wrong-state") {
      let terms = try $0.planTerms(try $0.openPlan())
      try $0.propose(terms, $0.stream("plan"))
    },
    RefusalRow("plan.proposed", "plan.debt-unknown") {
      let plan = try $0.openPlan()
      let terms = try $0.planTerms(plan)
      let other = PlanTerms(
        debts: [1, 2, 4], instalments: terms.instalments, breach: terms.breach, rent: terms.rent, override: true)
      try $0.propose(other, plan)
    },
    RefusalRow("plan.proposed", "plan.instalments-invalid") { try propose($0) { $0 = [] } },
    RefusalRow("plan.proposed", "plan.instalments-invalid") { try propose($0) { $0.swapAt(0, 1) } },
    RefusalRow("plan.proposed", "plan.instalments-invalid") {
      let plan = try $0.openPlan()
      try $0.propose(try $0.planTerms(plan, first: $0.day("2026-03-01")), plan)
    },
    RefusalRow("plan.proposed", "plan.split-invalid") {
      try propose($0) {
        $0[0] = PlanInstalment(amount: $0[0].amount + .eur(1), due: $0[0].due, shares: $0[0].shares)
      }
    },
    RefusalRow("plan.proposed", "plan.split-invalid") {
      try propose($0) {
        let first = $0[0]
        $0[0] = PlanInstalment(
          amount: first.amount, due: first.due,
          shares: [first.shares[0] + .eur(1), first.shares[1] - .eur(1), first.shares[2]])
      }
    },
    RefusalRow("plan.proposed", "plan.exceeds-debt") {
      try propose($0) {
        let last = $0[$0.count - 1]
        $0.append(PlanInstalment(amount: last.amount, due: last.due.adding(months: 1), shares: last.shares))
      }
    },
    RefusalRow("plan.proposed", "plan.rules-differ") {
      let plan = try $0.openPlan()
      let terms = try $0.planTerms(plan)
      let lenient = BreachRules(cureDays: 90, graceDays: 10, missedInstalments: 9, missedRents: 9)
      try $0.propose(
        PlanTerms(
          debts: terms.debts, instalments: terms.instalments, breach: lenient, rent: terms.rent, override: true), plan)
    },
    RefusalRow("plan.proposed", "plan.rent-missing") {
      let plan = try $0.openPlan()
      try $0.propose(try $0.planTerms(plan, rent: false), plan)
    },
    RefusalRow("plan.proposed", "capacity.other-assessment") { _ = try assessed($0, assessment: nil) },
    RefusalRow("plan.proposed", "capacity.not-assessed") {
      var policy = PolicyText()
      policy.version = "2026-strict"
      policy.sections["households"] = ["assessmentValidDays": 180, "overridePersons": 0, "retentionDays": 3_653]
      try $0.adopt(policy)
      _ = try waiting($0)
    },
    RefusalRow("plan.proposed", "capacity.override-not-allowed") {
      _ = try assessed($0, assessment: nil, override: true)
    },
    RefusalRow("plan.proposed", "capacity.suspended") {
      $0.pass(until: "2026-04-02")
      _ = try assessed($0, StubAssessments.troubled)
    },
    RefusalRow("plan.proposed", "capacity.stale") {
      $0.pass(days: 181)
      _ = try assessed($0)
    },
    RefusalRow("plan.proposed", "capacity.exceeded") { _ = try assessed($0, StubAssessments.assessed, 19_972) },
    RefusalRow("plan.proposed", "capacity.reservation-unknown") {
      let plan = try $0.openPlan(of: StubAssessments.reserved)
      _ = try reserving($0, plan, Party.unknown)
    },
    RefusalRow("plan.proposed", "capacity.reservation-not-theirs") {
      let plan = try $0.openPlan(of: StubAssessments.reserved)
      _ = try reserving($0, plan, StubAssessments.reservation, for: nil)
    },
    RefusalRow("plan.proposed", "capacity.reservation-expired") {
      let plan = try $0.openPlan(of: StubAssessments.reserved)
      $0.pass(until: "2026-03-06")
      _ = try reserving($0, plan, StubAssessments.shortReservation)
    },
    RefusalRow("plan.proposed", "capacity.reservation-used") {
      let plan = try $0.openPlan(of: StubAssessments.reserved)
      let proposal = try reserving($0, plan, StubAssessments.reservation)
      try $0.agree(proposal)
      try $0.activate(proposal)
      _ = try reserving($0, try second($0), StubAssessments.reservation)
    },
  ]

  private static let planAgreement: [RefusalRow] = [
    RefusalRow("plan.override-approved", "plan.wrong-state") {
      try $0.record(PlanOverrideApproved(proposal: Party.unknown, monthly: .eur(1)), $0.stream("plan"), by: .carla)
    },
    RefusalRow("plan.override-approved", "plan.no-proposal") {
      try $0.record(PlanOverrideApproved(proposal: Party.unknown, monthly: .eur(1)), try $0.openPlan(), by: .carla)
    },
    RefusalRow("plan.override-approved", "plan.override-not-asked") { try $0.override(try assessed($0)) },
    RefusalRow("plan.override-approved", "chain.amount-differs") {
      let plan = try $0.openPlan()
      try $0.override(try $0.propose(try $0.planTerms(plan), plan), monthly: .eur(1))
    },
    RefusalRow("plan.override-approved", "capacity.override-not-allowed") {
      let proposal = try assessed($0, StubAssessments.later, assessment: nil, override: true)
      $0.pass(days: 10)
      try $0.override(proposal)
    },
    RefusalRow("plan.override-approved", "approval.same-person") { try $0.override(try waiting($0)) },
    RefusalRow("plan.accepted", "plan.wrong-state") {
      let plan = $0.stream("plan")
      try $0.record(
        PlanAccepted(proposal: Party.unknown, creditor: nil, amount: .eur(1), attestation: nil), plan, by: .olga)
    },
    RefusalRow("plan.accepted", "plan.no-proposal") {
      try $0.record(
        PlanAccepted(proposal: Party.unknown, creditor: nil, amount: .eur(1), attestation: nil), try $0.openPlan(),
        by: .fina)
    },
    RefusalRow("plan.accepted", "plan.creditor-unknown") { try $0.accept(try waiting($0), Party.donor, by: .lara) },
    RefusalRow("plan.accepted", "plan.already-accepted") {
      let proposal = try waiting($0)
      try $0.accept(proposal, Party.landlord, by: .lara)
      try $0.accept(proposal, Party.landlord, by: .lara)
    },
    RefusalRow("plan.accepted", "chain.amount-differs") {
      try $0.accept(try waiting($0), Party.landlord, by: .lara, amount: .eur(1_300))
    },
    RefusalRow("plan.accepted", "voice.not-theirs") { try $0.accept(try waiting($0), Creditor.condominium, by: .lara) },
    RefusalRow("plan.accepted", "attestation.both-sides") {
      let proposal = try waiting($0)
      try $0.accept(proposal, Creditor.utility, by: .omar, paper: $0.paper(Creditor.utility))
      try $0.accept(proposal, nil, by: .omar, paper: $0.paper(Party.family))
    },
    RefusalRow("plan.refused", "plan.wrong-state") {
      try refuse($0, Party.unknown, nil, in: try $0.noPlan())
    },
    RefusalRow("plan.refused", "plan.no-proposal") {
      try refuse($0, Party.unknown, Party.landlord, in: try $0.openPlan())
    },
    RefusalRow("plan.refused", "plan.creditor-unknown") {
      let proposal = try waiting($0)
      try refuse($0, proposal.id, Party.donor, in: proposal.entry.stream)
    },
    RefusalRow("plan.activated", "plan.wrong-state") {
      let proposal = try agreed($0)
      try $0.activate(proposal)
      try $0.activate(proposal)
    },
    RefusalRow("plan.activated", "plan.no-proposal") {
      try $0.record(PlanActivated(proposal: Party.unknown), try $0.openPlan(), by: .olga)
    },
    RefusalRow("plan.activated", "plan.not-accepted") { try $0.activate(try waiting($0)) },
    RefusalRow("plan.activated", "plan.override-incomplete") { try $0.activate(try agreed($0, overriders: [.carla])) },
    RefusalRow("plan.activated", "capacity.override-not-allowed") {
      let proposal = try assessed($0, StubAssessments.later, assessment: nil, override: true)
      try $0.agree(proposal)
      $0.pass(days: 10)
      try $0.activate(proposal)
    },
    RefusalRow("plan.activated", "capacity.suspended") {
      let proposal = try assessed($0, StubAssessments.troubled)
      try $0.agree(proposal)
      $0.pass(until: "2026-04-02")
      try $0.activate(proposal)
    },
    RefusalRow("plan.activated", "capacity.stale") {
      let proposal = try assessed($0)
      try $0.agree(proposal)
      $0.pass(days: 181)
      try $0.activate(proposal)
    },
    RefusalRow("plan.activated", "capacity.exceeded") {
      let proposal = try assessed($0, StubAssessments.assessed, 15_000)
      try $0.agree(proposal)
      let debt = PlanDebt(amount: .eur(500), creditor: Creditor.collector, nature: .privateDebt)
      let other = try $0.openPlan([debt], of: StubAssessments.assessed)
      let second = try $0.propose(
        try $0.planTerms(other, assessment: StubAssessments.entry, override: false), other)
      try $0.accept(second, Creditor.collector, by: .olga, paper: $0.paper(Creditor.collector))
      try $0.accept(second, nil, by: .fina)
      try $0.activate(second)
      try $0.activate(proposal)
    },
    RefusalRow("plan.activated", "capacity.reservation-used") {
      let waiting = try reserving($0, try $0.openPlan(of: StubAssessments.reserved), StubAssessments.reservation)
      try $0.agree(waiting)
      let faster = try reserving($0, try second($0), StubAssessments.reservation)
      try agreeSecond($0, faster)
      try $0.activate(faster)
      try $0.activate(waiting)
    },
    RefusalRow("plan.activated", "capacity.reservation-expired") {
      let waiting = try reserving($0, try $0.openPlan(of: StubAssessments.reserved), StubAssessments.shortReservation)
      try $0.agree(waiting)
      $0.pass(until: "2026-03-06")
      try $0.activate(waiting)
    },
    RefusalRow("plan.renegotiated", "capacity.reservation-used") {
      let plan = try $0.openPlan(of: StubAssessments.reserved)
      let first = try reserving($0, plan, StubAssessments.shortReservation)
      try $0.agree(first)
      try $0.activate(first)
      let waiting = try reserving($0, plan, StubAssessments.reservation, monthly: 6_000)
      try $0.agree(waiting)
      let faster = try reserving($0, try second($0), StubAssessments.reservation)
      try agreeSecond($0, faster)
      try $0.activate(faster)
      try $0.renegotiate(waiting)
    },
    RefusalRow("plan.renegotiated", "capacity.reservation-expired") {
      let plan = try $0.activePlan(monthly: 5_000, of: StubAssessments.reserved)
      let waiting = try reserving($0, plan, StubAssessments.shortReservation, monthly: 6_000)
      try $0.agree(waiting)
      $0.pass(until: "2026-03-06")
      try $0.renegotiate(waiting)
    },
    RefusalRow("plan.renegotiated", "plan.wrong-state") { try $0.renegotiate(try agreed($0)) },
    RefusalRow("plan.renegotiated", "plan.no-proposal") {
      try $0.record(PlanRenegotiated(proposal: Party.unknown), try $0.activePlan(), by: .olga)
    },
    RefusalRow("plan.renegotiated", "plan.not-accepted") {
      let plan = try $0.activePlan()
      try $0.renegotiate(try $0.propose(try $0.planTerms(plan, monthly: 8_000), plan))
    },
    RefusalRow("plan.renegotiated", "plan.override-incomplete") {
      try $0.renegotiate(try anew($0, try $0.activePlan()))
    },
    RefusalRow("plan.renegotiated", "capacity.override-not-allowed") {
      let plan = try $0.openPlan(of: StubAssessments.later)
      let first = try $0.proposed(plan)
      try $0.agree(first)
      try $0.activate(first)
      let second = try anew($0, plan)
      $0.pass(days: 10)
      try $0.renegotiate(second)
    },
    RefusalRow("plan.renegotiated", "capacity.suspended") {
      let plan = try $0.activePlan(of: StubAssessments.troubled)
      let second = try anew($0, plan, assessment: StubAssessments.entry, override: false)
      $0.pass(until: "2026-04-02")
      try $0.renegotiate(second)
    },
    RefusalRow("plan.renegotiated", "capacity.stale") {
      let plan = try $0.activePlan(of: StubAssessments.assessed)
      let second = try anew($0, plan, assessment: StubAssessments.entry, override: false)
      $0.pass(days: 181)
      try $0.renegotiate(second)
    },
    RefusalRow("plan.renegotiated", "capacity.exceeded") {
      let plan = try $0.activePlan(of: StubAssessments.assessed)
      let second = try anew($0, plan, 15_000, assessment: StubAssessments.entry, override: false)
      let debt = PlanDebt(amount: .eur(500), creditor: Creditor.collector, nature: .privateDebt)
      let other = try $0.openPlan([debt], of: StubAssessments.assessed)
      let faster = try $0.propose(
        try $0.planTerms(other, monthly: 9_000, assessment: StubAssessments.entry, override: false), other)
      try $0.accept(faster, Creditor.collector, by: .olga, paper: $0.paper(Creditor.collector))
      try $0.accept(faster, nil, by: .fina)
      try $0.activate(faster)
      try $0.renegotiate(second)
    },
  ]
}
