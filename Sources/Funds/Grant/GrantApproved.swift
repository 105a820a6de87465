public import LedgerCore

/// One person of the committee approves; the last one needed commits the money.
public struct GrantApproved: EntryBody {
  public static let kind: Kind = "grant.approved"
  public static let roles: Set<Role> = [.committee]
  public static let isReversible = true

  public let amount: Money
  public let payee: ULID

  public init(amount: Money, payee: ULID) {
    self.amount = amount
    self.payee = payee
  }

  public static let refusals = [
    GrantRules.wrongState, ChainRules.amountDiffers, ChainRules.payeeDiffers, Approvals.abovePolicy,
  ]

  public func admit(to state: GrantState, in context: Admission) throws(Refusal) -> Effects {
    let request = try GrantRules.request(of: state, in: [.requested], context)
    guard amount == request.amount else {
      throw ChainRules.amountDiffers(["given": amount, "agreed": request.amount])
    }
    guard payee == request.payee else { throw ChainRules.payeeDiffers(["given": payee, "agreed": request.payee]) }
    try context.requireAnotherPerson(than: state.requesters, state.approvers)
    try context.requireDisinterested(in: request.payee, request.beneficiary)
    try context.requireRemembered(request.household)
    let needed = try context.approvalsNeeded(amount, for: request.counted)
    try context.requireNothingUncovered(in: request.fund)
    try context.requireUncommitted(amount, of: request.purse)
    guard state.approvers.signers.count + 1 >= needed else { return .none }
    return try Effects { journal in
      journal.commit(request.purse, GrantRules.id(context), amount)
      journal.countAssistance(request.counted, context.header.recorded.date.year, amount)
    }
  }

  public func apply(to state: inout GrantState, from entry: LoggedEntry) {
    state.approvers.add(entry)
    guard !entry.entry.postings.lines.isEmpty else { return }
    state.status = .approved
    state.approvedOn = entry.header.effective
    state.assistanceYear = entry.header.recorded.date.year
  }
}
