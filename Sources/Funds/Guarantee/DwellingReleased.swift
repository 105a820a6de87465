public import LedgerCore

/// The tenant has left the dwelling: a scheme may pay only from then on, and net the deposit only from then on.
public struct DwellingReleased: EntryBody {
  public static let kind: Kind = "guarantee.dwelling-released"
  public static let roles: Set<Role> = [.operator]
  public static let isReversible = true

  /// SHA-256 of the minutes of the hand-over.
  public let document: Fingerprint

  public init(document: Fingerprint) { self.document = document }

  static let again = RefusalCode(
    "guarantee.dwelling-left-already", "the dwelling was released on {day}", hint: "nothing is left to do")

  public static let refusals = [GuaranteeRules.wrongState, again]

  public func admit(to state: GuaranteeState, in context: Admission) throws(Refusal) -> Effects {
    let request = try GuaranteeRules.request(of: state, in: [.issued], context)
    if let day = state.dwellingReleasedOn { throw Self.again(["day": day]) }
    guard var amounts = state.amounts else { return .none }
    amounts.deposit = request.terms.deposit
    let excess = GuaranteeRules.excess(amounts, over: state)
    return try Effects { GuaranteeRules.takeBack(excess, from: state, request.purse, context, in: &$0) }
  }

  public func apply(to state: inout GuaranteeState, from entry: LoggedEntry) {
    state.dwellingReleasedOn = entry.header.effective
    state.takeBack(as: entry)
  }
}
