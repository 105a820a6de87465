public import LedgerCore

/// A third person stands behind an urgent grant that two have paid.
public struct GrantRatified: EntryBody {
  public static let kind: Kind = "grant.ratified"
  public static let roles: Set<Role> = [.committee, .administrator]
  public static let isReversible = true

  public init() {}

  static let nothing = RefusalCode(
    "grant.nothing-to-ratify", "the grant {grant} does not wait for a ratification",
    hint: "only an urgent grant that was paid is ratified")

  public static let refusals = [nothing]

  public func admit(to state: GrantState, in context: Admission) throws(Refusal) -> Effects {
    guard state.awaitsRatification else { throw Self.nothing(["grant": context.header.stream.key]) }
    try context.requireAnotherPerson(than: state.requesters, state.approvers, state.payers)
    return .none
  }

  public func apply(to state: inout GrantState, from entry: LoggedEntry) {
    state.awaitsRatification = false
    state.approvers.add(entry)
  }
}
