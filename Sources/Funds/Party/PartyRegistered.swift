public import LedgerCore

/// A party exists; who it is stands in the sealed record.
public struct PartyRegistered: EntryBody {
  public static let kind: Kind = "party.registered"
  public static let roles: Set<Role> = [.operator, .treasurer, .administrator, .educator]

  /// A human being, or a firm.
  public enum Sort: String, Codable, Sendable, CaseIterable {
    case person
    case company
  }

  /// Commitment of the sealed record.
  public let record: Fingerprint
  public let sort: Sort

  public init(record: Fingerprint, sort: Sort) {
    self.record = record
    self.sort = sort
  }

  static let again = RefusalCode(
    "party.already-registered", "the party {party} is registered already", hint: "leave out --id")

  public static let refusals = [again]

  public func admit(to state: PartyState, in context: Admission) throws(Refusal) -> Effects {
    guard state.record == nil else { throw Self.again(["party": context.header.stream.key]) }
    return .none
  }

  public func apply(to state: inout PartyState, from entry: LoggedEntry) {
    state.record = record
    state.sort = sort
  }
}
