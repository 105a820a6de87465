public import LedgerCore

/// One person asks that a family be forgotten; nothing is destroyed yet.
public struct HouseholdErasureProposed: EntryBody {
  public static let kind: Kind = "household.erasure-proposed"
  public static let roles: Set<Role> = [.operator, .administrator]

  public let basis: Erasure.Basis
  public let parties: [ULID]

  public init(_ erasure: Erasure) {
    basis = erasure.basis
    parties = erasure.parties
  }

  public static let refusals = ErasureRules.both

  public func admit(to state: HouseholdState, in context: Admission) throws(Refusal) -> Effects {
    try ErasureRules.check(Erasure(basis: basis, listed: parties), of: state, context)
    return .none
  }

  public func apply(to state: inout HouseholdState, from entry: LoggedEntry) {
    var proposer = Persons()
    proposer.add(entry)
    state.proposal = .init(erasure: Erasure(basis: basis, listed: parties), proposer: proposer)
  }
}
