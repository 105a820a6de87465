import BankStatements
public import Coaching
public import LedgerCore
import LedgerSQLite
public import Sodium

/// A line of a family's own bank statement, as the vault keeps it: sealed whole, amounts and days too.
public struct ActualLine: Sendable, Hashable {
  /// Keyed hash, under the family's key, of what identifies the line at the bank.
  public let key: Digest
  public internal(set) var content: Content

  /// What is sealed.
  public struct Content: Codable, Sendable, Hashable {
    public let account: Slug
    /// In cents; positive when the account grew.
    public let amount: Money
    public let booked: CivilDate
    /// Where a person has put it; nil leaves it to the rules.
    public internal(set) var category: Coaching.Category?
    public let counterparty: String?
    public let description: String
    public let iban: String?
    public let reference: String?
    public let valued: CivilDate?
  }

  init(key: Digest, content: Content) {
    self.key = key
    self.content = content
  }

  init(_ line: BankLine, account: Slug, in workings: Workings) {
    key = workings.identity(of: Array("bank-line\0\(account)\0".utf8) + line.identity.bytes)
    content = Content(
      account: account, amount: line.amount, booked: line.bookingDate, category: nil,
      counterparty: line.counterpartyName, description: line.description, iban: line.counterpartyIBAN,
      reference: line.bankReference ?? line.endToEndID, valued: line.valueDate)
  }

  /// The line as coaching knows it. Rules look for a text in the payee's name too, which banks write in either place.
  var actual: Actual {
    let text = [content.counterparty, content.description].compactMap { $0 }.filter { !$0.isEmpty }
    return Actual(
      date: content.booked, amount: content.amount, text: text.joined(separator: " "),
      counterparty: content.counterparty, category: content.category)
  }
}

/// A line with where it belongs.
public struct SortedLine: Sendable, Hashable {
  public let line: ActualLine
  /// What people type to name it.
  public let handle: String
  /// Nil while nobody has said it; also where the family's newest budget has that line no more.
  public let category: Coaching.Category?
  /// A rule says it, and no person about this very line.
  public let isByRule: Bool
}
