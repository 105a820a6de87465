import Funds
public import LedgerCore
import LedgerSQLite

/// An Italian tax code (codice fiscale) of a person, with its check character verified; never stored, not even sealed.
///
/// 16 characters by the decree of 23 December 1976. Where two people would have the same, digits are replaced by letters
/// (omocodia): both forms are codes of their own, each with its own check character. Numeric codes, which companies and
/// some newcomers have, are refused: they are of another form.
public struct TaxCode: Sendable, Hashable {
  public let text: String

  public init(_ given: String) throws(Refusal) {
    let bytes = given.utf8.filter { $0 != UInt8(ascii: " ") }.map { TaxCode.upper($0) }
    guard bytes.count == 16 else {
      throw HouseholdRefusals.taxCodeInvalid(["reason": "it has \(bytes.count) characters instead of 16"])
    }
    for (index, byte) in bytes.enumerated() {
      let fits = TaxCode.letters.contains(index) ? TaxCode.isLetter(byte) : TaxCode.isDigit(byte)
      guard fits || TaxCode.digits.contains(index) && TaxCode.substitutes.contains(byte) else {
        throw HouseholdRefusals.taxCodeInvalid(["reason": "character \(index + 1) cannot stand there"])
      }
    }
    guard bytes[15] == TaxCode.check(bytes.prefix(15)) else {
      throw HouseholdRefusals.taxCodeInvalid(["reason": "its last character does not check"])
    }
    text = String(decoding: bytes, as: UTF8.self)
  }

  /// Surname, name, month, municipality's letter, check character.
  private static let letters: Set<Int> = [0, 1, 2, 3, 4, 5, 8, 11, 15]
  private static let digits: Set<Int> = [6, 7, 9, 10, 12, 13, 14]
  /// What replaces the digits 0 to 9 where two people would have the same code.
  private static let substitutes = Array("LMNPQRSTUV".utf8)

  private static func isLetter(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "A") < 26 }
  private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
  private static func upper(_ byte: UInt8) -> UInt8 { byte &- UInt8(ascii: "a") < 26 ? byte - 32 : byte }

  /// What a character counts in the first, third, fifth… place: the decree's table, by digit or letter.
  private static let oddValues = [
    1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
  ]

  /// The sum of all values modulo 26, as a letter. In even places a character counts its own number.
  static func check(_ bytes: some Collection<UInt8>) -> UInt8 {
    let sum = bytes.enumerated().reduce(0) { sum, item in
      let number = Int(isDigit(item.element) ? item.element - UInt8(ascii: "0") : item.element - UInt8(ascii: "A"))
      return sum + (item.offset.isMultiple(of: 2) ? oddValues[number] : number)
    }
    return UInt8(ascii: "A") + UInt8(sum % 26)
  }
}

/// A secret does not print itself.
extension TaxCode: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String { "TaxCode(<redacted>)" }
  public var debugDescription: String { description }
  public var customMirror: Mirror { Mirror(self, children: []) }
}

extension Bookkeeper {
  /// Refuses a tax code that belongs to somebody else, and names them.
  public func requireFree(_ code: TaxCode, for party: ULID) throws {
    guard let other = try vault.party(taxCode: code.text), other != party, try isRegistered(other) else { return }
    throw try taken(other)
  }

  /// Remembers, without storing it, whose tax code this is; before the entry that registers the party.
  public func index(_ code: TaxCode, of party: ULID) throws {
    if let other = try vault.index(taxCode: code.text, party: party, isThere: isRegistered) { throw try taken(other) }
  }

  private func isRegistered(_ party: ULID) throws -> Bool {
    try ledger.store.read { try $0.head(of: StreamID("party", party)) } != nil
  }

  private func taken(_ party: ULID) throws -> Refusal {
    let state: PartyState = try state(StreamID("party", party))
    let name = try sealedName(state.record?.digest)
    return HouseholdRefusals.taxCodeTaken(["party": name.map { "\($0) (\(party))" } ?? party.description])
  }
}
