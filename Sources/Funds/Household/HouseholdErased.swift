public import LedgerCore

/// A second person confirms, and the family is forgotten: the keys of its sealed records are destroyed.
///
/// The log loses nothing: its commitments stay, and nobody can open them any more. Whoever keeps the vault destroys what
/// this entry names, and goes on with it at the next start where a program was interrupted.
public struct HouseholdErased: EntryBody {
  public static let kind: Kind = "household.erased"
  public static let roles: Set<Role> = [.administrator]

  public let basis: Erasure.Basis
  public let parties: [ULID]

  public init(_ erasure: Erasure) {
    basis = erasure.basis
    parties = erasure.parties
  }

  public static let refusals = ErasureRules.both + [ErasureRules.notProposed, ErasureRules.differs]

  public func admit(to state: HouseholdState, in context: Admission) throws(Refusal) -> Effects {
    let erasure = Erasure(basis: basis, listed: parties)
    try ErasureRules.check(erasure, of: state, context)
    let household = context.ownHousehold
    guard let proposal = state.proposal else { throw ErasureRules.notProposed(["household": household]) }
    guard proposal.erasure == erasure else {
      throw ErasureRules.differs([
        "household": household, "basis": proposal.erasure.basis.rawValue, "count": proposal.erasure.parties.count,
      ])
    }
    try context.requireAnotherPerson(than: proposal.proposer)
    return try Effects(claims: parties.map { .erased($0) }) { journal in
      for party in state.members.sorted() { journal.unsettle(party) }
      journal.post(Chart.erasures, Chart.erasuresContra, 1, .household)
    }
  }

  public func apply(to state: inout HouseholdState, from entry: LoggedEntry) {
    state.isErased = true
    state.proposal = nil
    for party in state.members { state.lose(party) }
    state.consents = [:]
  }
}
