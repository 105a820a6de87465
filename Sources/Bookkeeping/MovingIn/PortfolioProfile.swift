import BankStatements
public import FinancialArithmetic
public import LedgerCore

/// How somebody else's list of loans is written: which column is what, and what its statuses say about payments.
///
/// A JSON file; the format and an example stand in `ledger-specs/profiles/README.md`.
public struct PortfolioProfile: Codable, Sendable {
  /// A column by its heading or by its number, from 1.
  public enum Column: Codable, Sendable, Hashable {
    case named(String)
    case number(Int)

    public init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Int.self) {
        self = .number(number)
      } else {
        self = .named(try container.decode(String.self))
      }
    }

    public func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .named(let name): try container.encode(name)
      case .number(let number): try container.encode(number)
      }
    }
  }

  /// The columns that are read; whatever else the file has is left alone.
  public struct Columns: Codable, Sendable {
    public let amount: Column
    /// The office's number of the borrower: the same number is the same party.
    public let borrower: Column
    /// Day of the first instalment; a month after `granted` otherwise.
    public let first: Column?
    /// Day on which the money was paid out.
    public let granted: Column
    /// What each instalment is, to compare with.
    public let instalment: Column?
    public let instalments: Column
    public let name: Column?
    /// The office's number of the loan.
    public let number: Column
    /// Principal that is not repaid, where a status says `outstanding`.
    public let outstanding: Column?
    /// Yearly rate in percent; `rate` of the profile otherwise.
    public let rate: Column?
    public let status: Column?
    /// Interest due and unpaid, where a status says `outstanding`.
    public let unpaidInterest: Column?
  }

  /// What a status says was paid.
  public struct Status: Codable, Sendable {
    /// How much is paid.
    public enum Paid: String, Codable, Sendable, CaseIterable {
      case everything
      /// Every instalment that was due.
      case due
      /// Every instalment that was due but the last `instalments`.
      case dueBut = "due-but"
      /// What the columns `outstanding` and `unpaidInterest` leave.
      case outstanding
    }

    public let instalments: Int?
    public let meaning: String
    public let paid: Paid
  }

  /// The day for which the file says how things stand.
  public let asOf: CivilDate?
  /// Set before a borrower's number, so that it is not taken for a loan's.
  public let borrowerPrefix: String?
  public let columns: Columns
  public let date: String
  /// `point` or `comma`.
  public let decimal: NumberStyle
  public let encoding: String
  public let loanPrefix: String?
  public let method: RepaymentMethod
  public let name: String
  public let rate: AnnualRate
  public let separator: String
  /// By what stands in the column; `*` is for a file without a column of statuses.
  public let statuses: [String: Status]

  /// What is wrong with the profile; nil where it can be used.
  public var fault: String? {
    if DatePattern(date) == nil { return "'\(date)' is no pattern of a date, such as yyyy-MM-dd" }
    if TextEncoding(rawValue: encoding) == nil { return "the encoding '\(encoding)' is unknown" }
    if separator.utf8.count != 1 { return "the separator is one character" }
    if statuses.isEmpty { return "no status is mapped" }
    for (text, status) in statuses.sorted(by: { $0.key < $1.key }) {
      if status.paid == .dueBut, (status.instalments ?? 0) < 1 { return "status \(text): due-but takes instalments" }
      if status.paid == .outstanding, columns.outstanding == nil {
        return "status \(text) needs the column outstanding"
      }
    }
    return nil
  }
}
