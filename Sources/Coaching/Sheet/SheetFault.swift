/// Why a sheet is not taken: where it is wrong, in the words of the file, and what to write instead.
public struct SheetFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// `income[2].history`, or empty for the file as such.
  public let member: String
  /// The name of the line concerned, where it has one.
  public let line: String?
  public let reason: String
  public let remedy: String
  /// What is wrong, for those who say it in another language.
  public let code: Code

  public enum Code: String, Sendable, CaseIterable {
    case members, month, amount, fineness
    case paysOfAllowance = "pays-of-allowance"
    case paysUnknown = "pays-unknown"
    case historyTooLong = "history-too-long"
    case historyTooShort = "history-too-short"
    case envelopeIsExpense = "envelope-is-expense"
    case nameTwice = "name-twice"
    case tooManyLines = "too-many-lines"
    case arrearsAboveBalance = "arrears-above-balance"
    case nothingOwed = "nothing-owed"
    case nothingWithheld = "nothing-withheld"
    case monthBefore = "month-before"
    case monthTooFar = "month-too-far"
    case dayInNoMonth = "day-in-no-month"
    case text
    /// The file is no sheet.
    case file
  }

  public init(
    _ member: String, line: String? = nil, _ reason: String, remedy: String, code: Code = .file
  ) {
    self.code = code
    self.member = member
    self.line = line
    self.reason = reason
    self.remedy = remedy
  }

  /// The place for a message: `income[2].history of 'Stipendio'`.
  public var place: String {
    let member = member.isEmpty ? "the sheet" : member
    return line.map { "\(member) of '\($0)'" } ?? member
  }

  public var description: String { "\(place): \(reason); \(remedy)" }
}
