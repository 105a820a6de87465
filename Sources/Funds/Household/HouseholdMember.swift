public import LedgerCore

/// Somebody who belongs to a household, and how; who it is stands in the vault.
public struct HouseholdMember: Codable, Sendable, Hashable {
  /// How somebody belongs to the household, seen from the person whom the office writes to.
  public enum Relation: String, Codable, Sendable, CaseIterable {
    case reference
    case spouse
    case partner
    case child
    case parent
    case sibling
    case relative
    case cohabitant
  }

  public let party: ULID
  public let relation: Relation

  public init(party: ULID, relation: Relation) {
    self.party = party
    self.relation = relation
  }
}

/// A municipality by its cadastral code, a letter and three digits (`E648`): all that the log may say about where a
/// family lives.
public struct MunicipalityCode: GrammarText, ExpressibleByStringLiteral {
  public static let noun = "cadastral code of a municipality (a letter and three digits)"
  public let text: String

  public init(unchecked text: String) { self.text = text }

  public init(stringLiteral value: String) {
    guard let code = MunicipalityCode(value) else { preconditionFailure("'\(value)' is not a cadastral code") }
    self = code
  }

  public static func admits(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count == 4, (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(bytes[0]) else { return false }
    return bytes[1...].allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }
}
