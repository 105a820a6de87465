public import LedgerCore

/// One booked movement of a bank account.
public struct BankLine: Hashable, Sendable {
  /// Place in the statement, from 1.
  public let ordinal: Int
  public let bookingDate: CivilDate
  public let valueDate: CivilDate?
  /// Positive when the account grew.
  public let amount: Money
  /// The bank's own reference of the movement (CAMT `AcctSvcrRef`); nil where the bank wrote a filler.
  public let bankReference: String?
  /// The payer's reference, unchanged from payer to payee; nil where it is a filler (`NOTPROVIDED`).
  public let endToEndID: String?
  public let counterpartyName: String?
  public let counterpartyIBAN: String?
  /// Purpose and booking text on one line, white space collapsed.
  public let description: String
  /// The movement takes an earlier one back; `amount` is already signed as it was booked.
  public let isReversal: Bool
  /// Line of the file on which it begins, from 1.
  public let sourceLine: Int
  public let identity: LineIdentity
}

/// The bytes by which a movement is recognised when a later file contains it again.
///
/// With a bank reference: account, date, amount and reference. Without: account, date, amount, counterparty and
/// description. Both end with the ordinal among equals in the file, so two equal coffees on one day stay two, and
/// a file that overlaps the first finds the same two. Fields are length-prefixed: no two lines share bytes by chance.
public struct LineIdentity: Hashable, Sendable {
  public let bytes: [UInt8]
}

/// A movement as read, before it has its place among the others.
struct LineDraft {
  var bookingDate: CivilDate
  var valueDate: CivilDate?
  var amount: Money
  var bankReference: String?
  var endToEndID: String?
  var counterpartyName: String?
  var counterpartyIBAN: String?
  var description: String
  var isReversal: Bool
  var sourceLine: Int
}

/// Gives the movements of one file their ordinals and identities.
struct LineNumbering {
  private var seen: [[UInt8]: Int] = [:]

  mutating func number(_ drafts: [LineDraft], account: StatementAccount?) -> [BankLine] {
    var lines: [BankLine] = []
    lines.reserveCapacity(drafts.count)
    for draft in drafts {
      var bytes = LineNumbering.content(of: draft, account: account)
      let equals = seen[bytes, default: 0]
      seen[bytes] = equals + 1
      LineNumbering.append(String(equals + 1), to: &bytes)
      lines.append(
        BankLine(
          ordinal: lines.count + 1, bookingDate: draft.bookingDate, valueDate: draft.valueDate, amount: draft.amount,
          bankReference: draft.bankReference, endToEndID: draft.endToEndID, counterpartyName: draft.counterpartyName,
          counterpartyIBAN: draft.counterpartyIBAN, description: draft.description, isReversal: draft.isReversal,
          sourceLine: draft.sourceLine, identity: LineIdentity(bytes: bytes)))
    }
    return lines
  }

  private static func content(of draft: LineDraft, account: StatementAccount?) -> [UInt8] {
    var fields = [account?.description ?? "", draft.bookingDate.description, String(draft.amount.cents)]
    if let reference = draft.bankReference {
      fields.insert("bank-line-reference-1", at: 0)
      fields.append(reference)
    } else {
      fields.insert("bank-line-content-1", at: 0)
      fields += [draft.counterpartyName ?? "", draft.counterpartyIBAN ?? "", draft.description]
    }
    var bytes: [UInt8] = []
    for field in fields { append(field, to: &bytes) }
    return bytes
  }

  private static func append(_ field: String, to bytes: inout [UInt8]) {
    bytes += Array("\(field.utf8.count):".utf8)
    bytes += Array(field.utf8)
  }
}
