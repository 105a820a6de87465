public import LedgerCore

/// The guarantee's time is over, and the days in which its months could still be claimed.
public struct GuaranteeExpired: EntryBody {
  public static let kind: Kind = "guarantee.expired"
  public static let roles: Set<Role> = [.administrator, .committee, .operator, .treasurer]

  public init() {}

  static let notYet = RefusalCode(
    "guarantee.not-expired", "the guarantee can be claimed through {through}",
    hint: "wait until then; before it only the landlord can give it back")

  public static let refusals = [GuaranteeRules.wrongState, notYet, GuaranteeRules.claimOpen]

  public func admit(to state: GuaranteeState, in context: Admission) throws(Refusal) -> Effects {
    let request = try GuaranteeRules.request(of: state, in: [.issued], context)
    if let through = state.claimableThrough, context.effective <= through {
      throw Self.notYet(["through": through])
    }
    return try GuaranteeRules.end(state, request.purse, context)
  }

  public func apply(to state: inout GuaranteeState, from entry: LoggedEntry) {
    state.status = .expired
    state.newestOn = entry.header.effective
  }
}
