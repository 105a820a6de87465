public import LedgerCore

/// The treasurer pays what was approved, to the payee who was approved.
///
/// Requester, approvers and payer are different persons. An urgent grant below the policy's amount may be paid by one of
/// the two; a third ratifies it afterwards.
public struct GrantPaid: EntryBody {
  public static let kind: Kind = "grant.paid"
  public static let roles: Set<Role> = [.treasurer]
  public static let isReversible = true

  public let account: Slug
  public let amount: Money
  public let payee: ULID
  /// True where two persons pay what cannot wait for three; absent otherwise.
  public let urgent: Bool?

  public init(amount: Money, payee: ULID, account: Slug, urgent: Bool = false) {
    self.account = account
    self.amount = amount
    self.payee = payee
    self.urgent = urgent ? true : nil
  }

  static let expired = RefusalCode(
    "grant.approval-expired", "the approval was valid through {through}",
    hint: "let it lapse with `mastro grant lapse`, and request the grant again")
  static let notUrgent = RefusalCode(
    "grant.not-urgent", "{total} for one beneficiary in the year is above {limit}, what two persons may pay alone",
    hint: "ask a third person to pay")

  public static let refusals = [
    GrantRules.wrongState, ChainRules.amountDiffers, ChainRules.payeeDiffers, expired, notUrgent,
  ]

  public func admit(to state: GrantState, in context: Admission) throws(Refusal) -> Effects {
    let request = try GrantRules.request(of: state, in: [.approved], context)
    guard amount == request.amount else {
      throw ChainRules.amountDiffers(["given": amount, "agreed": request.amount])
    }
    guard payee == request.payee else { throw ChainRules.payeeDiffers(["given": payee, "agreed": request.payee]) }
    let through = GrantEnding.validThrough(state, context)
    guard context.effective <= through else { throw Self.expired(["through": through]) }
    if urgent == true {
      try requireUrgency(request, state, context)
    } else {
      try context.requireAnotherPerson(than: state.requesters, state.approvers)
    }
    try context.requireDisinterested(in: request.payee, request.beneficiary)
    try context.requireBankAccount(account)
    return try Effects { journal in
      journal.spend(request.purse, request.purpose, amount, credit: Chart.bank(account))
      journal.release(request.purse, GrantRules.id(context), amount)
    }
  }

  private func requireUrgency(_ request: GrantRequested, _ state: GrantState, _ context: Admission) throws(Refusal) {
    let year = state.assistanceYear ?? context.header.recorded.date.year
    let total = context.assisted(request.counted, year: year)
    let limit = context.governing.policy.urgency?.upTo ?? .zero
    guard total <= limit else { throw Self.notUrgent(["total": total, "limit": limit]) }
  }

  public func apply(to state: inout GrantState, from entry: LoggedEntry) {
    state.status = .paid
    state.paid = amount
    state.paidOn = entry.header.effective
    state.settledOn = entry.header.effective
    state.payers.add(entry)
    state.awaitsRatification = urgent == true
  }
}
