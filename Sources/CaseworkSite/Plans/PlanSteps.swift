import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

extension PlanPages {
  static let steps: [Step<PlanState>] = [
    propose, override, accept, refuse, activate, rentPaid, paidCreditor, paidByFund, waive, adjust, changeCreditor,
    suspend, resume, breach, cure, freeze, endFreeze, complete, lapse, takeBack,
  ]

  /// Persons of the committee stand in where nobody has assessed the family.
  static let override = Step<PlanState>(
    "override", "Stand in for an assessment",
    says: "Nobody has assessed what the family can pay; you answer for it, and another person of the committee, too.",
    roles: PlanOverrideApproved.roles, when: { $0.state.proposal?.terms.override == true }
  ) { visit, file in try standIn(visit, file) }
  .showing { visit, file in
    guard let terms = file.state.proposal?.terms else { return [] }
    return [.section(visit.say("What it is about"), [.facts(try facts(visit, file))])]
      + (try visit.capacitySection(of: file.state.household)) + [.table(try split(visit, file.state, terms))]
  }
  .deciding { try standIn($0, $1) }

  private static func standIn(_ visit: Visit, _ file: File) throws -> [EntryRequest] {
    guard let proposal = file.state.proposal else { throw WebRefusals.pageUnknown() }
    let body = PlanOverrideApproved(proposal: proposal.id, monthly: proposal.terms.monthly)
    return [try visit.state(body, in: file.stream)]
  }

  static let activate = Step<PlanState>(
    "activate", "Put it in force", says: "Everybody has said yes.", roles: PlanActivated.roles,
    when: { $0.state.isAcceptedByAll }
  ) { visit, file in
    guard let proposal = file.state.proposal else { throw WebRefusals.pageUnknown() }
    return [
      try file.state.agreed == nil
        ? visit.state(PlanActivated(proposal: proposal.id), in: file.stream)
        : visit.state(PlanRenegotiated(proposal: proposal.id), in: file.stream)
    ]
  }.main

  static let suspend = Step<PlanState>(
    "suspend", "Let the instalments wait", says: "From today; the current rent does not wait.",
    when: { $0.state.status == .active }
  ) { visit, _ in PlanSuspended(reason: try visit.need { $0.choice("reason", PlanSuspended.Reason.self) }) }
  .asking { visit, _ in
    [.field(visit.field("reason", "Why", .choice(visit.options(PlanSuspended.Reason.self, of: "reason"))))]
  }

  static let resume = Step<PlanState>(
    "resume", "Let the instalments go on", says: "What had not fallen due moves on by the days between.",
    when: { $0.state.status == .suspended }, body: { _, _ in PlanResumed() })

  static let breach = Step<PlanState>(
    "breach", "State that the plan is broken",
    says: "By its own rule; the family was told by letter and can make up for it.",
    when: { $0.state.status == .active }
  ) { visit, _ in PlanBreached(notice: try visit.read { $0.document("letter") }) }
  .grave.asking { visit, _ in [visit.documentField("letter", "The letter to the family")] }

  static let cure = Step<PlanState>(
    "cure", "The family has made up for it", when: { $0.state.status == .breached }, body: { _, _ in PlanCured() })

  static let lapse = Step<PlanState>(
    "lapse", "End the broken plan", says: "After the letter and the time to make up, as another person.",
    when: { $0.state.status == .breached }, body: { _, _ in PlanLapsed() }
  ).grave

  static let complete = Step<PlanState>(
    "complete", "State that everything is paid", says: "Every share, and the current rents.",
    when: { $0.state.status == .active }, body: { _, _ in PlanCompleted() })

  static let takeBack = Step<PlanState>(
    "withdraw", "Give the plan up", says: "Once it is in force, with the family's word only.",
    when: { [.opened, .active, .suspended, .breached].contains($0.state.status) }
  ) { visit, _ in
    let attestation = try visit.read { $0.optionalAttestation() }
    let reason = try visit.need { $0.choice("reason", PlanWithdrawn.Reason.self) }
    return PlanWithdrawn(reason: reason, attestation: attestation)
  }
  .grave.asking { visit, file in
    guard let household = file.state.household else { return [] }
    return [.field(visit.field("reason", "Why", .choice(visit.options(PlanWithdrawn.Reason.self, of: "reason"))))]
      + visit.attestationFields(try visit.familyOptions(household), isRequired: file.state.agreed != nil)
  }

  static let rentPaid = Step<PlanState>(
    "rent", "Confirm a month's rent", says: "The current rent was paid beside the instalment.",
    when: { PlanState.Status.running.contains($0.state.status) && $0.state.agreed?.terms.rent != nil }
  ) { visit, _ in
    let (month, receipt) = try visit.read { ($0.month("month"), $0.document("receipt")) }
    return PlanCurrentRentConfirmed(month: month, evidence: receipt)
  }
  .asking { visit, file in
    let next = try visit.bookkeeper.plan(file.id).rentsToConfirm.first
    return [
      .field(visit.field("month", "Month", .month, initial: next?.description)),
      visit.documentField("receipt", "The receipt"),
    ]
  }

  static let paidCreditor = Step<PlanState>(
    "paid", "The family has paid a creditor",
    says: "Directly, with a receipt; what it pays to the fund the treasurer records.",
    when: { PlanState.Status.running.contains($0.state.status) }
  ) { visit, file in
    let (creditor, amount, receipt) = try visit.read {
      ($0.party("creditor"), $0.amount("amount"), $0.document("receipt"))
    }
    return PlanPaid(amount, parts: try file.state.parts(of: amount, to: creditor), .direct(receipt))
  }
  .asking { visit, file in
    [
      .field(visit.field("creditor", "Which creditor", .choice(try visit.creditorOptions(file.state)))),
      .field(visit.field("amount", "Amount", .amount)), visit.documentField("receipt", "The receipt"),
    ]
  }
}

extension PlanState {
  /// Whether a proposal waits to which every creditor and the family have said yes.
  var isAcceptedByAll: Bool {
    guard let proposal else { return false }
    return proposal.isAcceptedByHousehold && creditors(of: proposal.terms).subtracting(proposal.acceptedBy).isEmpty
  }
}

extension Visit {
  func creditorOptions(_ plan: PlanState) throws -> [Field.Option] {
    var seen: Set<ULID> = []
    return try partyOptions(plan.debts.map(\.creditor).filter { seen.insert($0).inserted })
  }

  func debtOptions(_ plan: PlanState) throws -> [Field.Option] {
    try plan.debts.enumerated().filter { $0.element.outstanding.isPositive }.map { index, debt in
      Field.Option(
        "\(index + 1)",
        say(
          "\(try party(debt.creditor)), \(word(debt.terms.nature.rawValue, of: "nature")), \(debt.outstanding) owed"))
    }
  }
}
