public import FinancialArithmetic
public import LedgerCore

/// A tranche of an accepted loan leaves the fund's bank account for the agreed payee.
public struct LoanDisbursed: EntryBody {
  public static let kind: Kind = "loan.disbursed"
  public static let roles: Set<Role> = [.treasurer]
  public static let isReversible = true

  public let account: Slug
  public let amount: Money
  public let payee: ULID
  /// The schedule for the day on which the first tranche really left, where that is not the day of the terms; never dearer.
  public let schedule: Schedule?

  public init(amount: Money, payee: ULID, account: Slug, schedule: Schedule? = nil) {
    self.account = account
    self.amount = amount
    self.payee = payee
    self.schedule = schedule
  }

  static let exceedsApproved = RefusalCode(
    "loan.exceeds-approved", "{amount} is more than the {left} approved and not yet paid out",
    hint: "check the amount; more money takes a new application")

  public static let refusals = [
    LoanRules.wrongState, LoanAccepted.expired, ChainRules.payeeDiffers, exceedsApproved, LoanRules.termsInvalid,
  ]

  public func admit(to state: LoanState, in context: Admission) throws(Refusal) -> Effects {
    let contract = try LoanRules.contract(of: state, in: [.accepted, .running], context)
    guard let terms = state.terms, let approved = state.schedule else { throw LoanRules.wrongState(state, context) }
    if state.status == .accepted {
      let through = LoanRules.validThrough(state.acceptedOn, context)
      guard context.effective <= through else { throw LoanAccepted.expired(["through": through]) }
    }
    guard payee == terms.payee else { throw ChainRules.payeeDiffers(["given": payee, "agreed": terms.payee]) }
    try context.requirePositive(amount)
    guard amount <= state.undisbursed else {
      throw Self.exceedsApproved(["amount": amount, "left": state.undisbursed])
    }
    try requireSchedule(approved, state, context)
    try context.requireAnotherPerson(than: state.applicants, state.approvers)
    for gaining in context.people(of: contract.borrower).union([payee]) {
      try context.requireDisinterested(in: gaining)
    }
    try context.requireBankAccount(account)
    var grounds = CapacityGrounds.none
    if let schedule, let household = contract.borrower.household {
      grounds = try context.requireAffordable(state.offer(schedule, to: household))
    }
    return try Effects { journal in
      journal.lend(contract, amount, from: account)
      journal.release(contract.purse, contract.id, amount)
      if let schedule {
        journal.changeInstalment(contract, from: state.promise, to: schedule.heaviestMonth, on: grounds)
      }
    }
  }

  private func requireSchedule(_ approved: Schedule, _ state: LoanState, _ context: Admission) throws(Refusal) {
    if let schedule, state.status == .running || schedule.totals.interest > approved.totals.interest {
      throw LoanRules.termsInvalid(["reason": "only the first tranche may bring another schedule, and none dearer"])
    }
    let used = schedule ?? approved
    if let fault = used.fault { throw LoanRules.termsInvalid(["reason": fault]) }
    guard used.totals.principal == approved.totals.principal else {
      throw LoanRules.termsInvalid(["reason": "the instalments repay \(used.totals.principal)"])
    }
    if let first = used.rows.first(where: { $0.principal.isPositive })?.due, first < context.effective {
      throw LoanRules.termsInvalid(["reason": "principal falls due on \(first), before this tranche"])
    }
  }

  public func apply(to state: inout LoanState, from entry: LoggedEntry) {
    if let schedule {
      state.schedule = schedule
      state.monthly = schedule.heaviestMonth
      state.promise.follow(entry)
    }
    if state.status == .accepted {
      state.disbursedOn = entry.header.effective
      state.versionSince = entry.header.effective
    }
    state.status = .running
    state.paidOut += amount
    state.payers.add(entry)
  }
}
