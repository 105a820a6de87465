public import LedgerCore

/// Another person of the committee admits a claim, wholly or in part; the fund now owes what the formula makes of it.
public struct ClaimAccepted: EntryBody {
  public static let kind: Kind = "guarantee.claim-accepted"
  public static let roles: Set<Role> = [.committee]
  public static let isReversible = true

  /// What is admitted of the rents and costs that were claimed.
  public let admitted: Money
  public let claim: ULID
  /// What is owed for it: the signer has read the formula's result.
  public let payable: Money

  public init(claim: ULID, admitted: Money, payable: Money) {
    self.admitted = admitted
    self.claim = claim
    self.payable = payable
  }

  static let tenantNotNotified = RefusalCode(
    "guarantee.tenant-not-notified", "the tenant has not been notified of the claim {claim}",
    hint: "notify the tenant first: `mastro guarantee notify`")
  static let replyPending = RefusalCode(
    "guarantee.reply-pending", "the tenant can reply to the claim through {through}",
    hint: "wait for the reply, or until the days have passed")
  static let exceedsClaim = RefusalCode(
    "guarantee.exceeds-claim", "{admitted} is more than the {claimed} that the landlord has claimed",
    hint: "admit at most what was claimed")
  static let payableDiffers = RefusalCode(
    "guarantee.payable-differs", "the formula makes {owed} of it, not {given}",
    hint: "look at its terms with `mastro guarantee show`, and accept the claim again")

  public static let refusals = [
    GuaranteeRules.wrongState, GuaranteeRules.claimUnknown, GuaranteeRules.claimDecided, Persons.samePerson,
    tenantNotNotified, replyPending, SpendingRules.amountNotPositive, exceedsClaim, payableDiffers,
    GuaranteeRules.reserveShort,
  ]

  public func admit(to state: GuaranteeState, in context: Admission) throws(Refusal) -> Effects {
    let request = try GuaranteeRules.request(of: state, in: [.issued], context)
    let open = try GuaranteeRules.openClaim(claim, of: state, context)
    try context.requireAnotherPerson(than: state.requesters, state.approvers, state.claimants)
    try context.requireDisinterested(in: request)
    guard let notified = open.notifiedOn else { throw Self.tenantNotNotified(["claim": claim]) }
    let through = notified.adding(days: state.conditions?.replyDays ?? 0)
    guard open.reply != nil || context.effective > through else { throw Self.replyPending(["through": through]) }
    try context.requirePositive(admitted)
    guard admitted <= open.claimed else {
      throw Self.exceedsClaim(["admitted": admitted, "claimed": open.claimed])
    }
    let owed = state.payable(admitting: admitted)
    guard payable == owed else { throw Self.payableDiffers(["owed": owed, "given": payable]) }
    let id = GuaranteeRules.id(context)
    let provided = min(Money(cents: -context.balance(Chart.provision(id))), payable)
    try GuaranteeRules.requireReserve(payable - provided, of: request.purse, context)
    return try Effects { journal in
      journal.post(Chart.provision(id), Chart.payable, provided)
      journal.lose(request.purse, payable - provided, credit: Chart.payable)
      journal.unexpose(request.purse, id, payable)
    }
  }

  public func apply(to state: inout GuaranteeState, from entry: LoggedEntry) {
    let provided = entry.entry.postings.lines.first { $0.account.isUnder("liabilities:provision") }?.amount ?? 0
    state.change(claim) { $0.status = .accepted }
    state.admitted += admitted
    state.accepted += payable
    state.unpaidFromProvision += Money(cents: provided)
    state.acceptedOn = entry.header.effective
    state.acceptors.add(entry)
    state.settle()
  }
}

extension GuaranteeState {
  /// What the formula makes payable when so much more is admitted.
  public func payable(admitting more: Money) -> Money {
    guard var amounts else { return .zero }
    amounts.admitted += more
    return amounts.payable
  }
}
