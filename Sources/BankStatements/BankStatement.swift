public import LedgerCore

/// What the bank says happened on one account between two balances.
public struct BankStatement: Hashable, Sendable {
  /// The bank's own number of the statement; for CSV, the profile's name and the days that the lines span.
  public let id: String
  public let kind: StatementKind
  /// Nil for a CSV file, which does not name its account.
  public let account: StatementAccount?
  /// ISO 4217 code of every amount in the statement.
  public let currency: String
  /// First and last day that the bank states; for CSV, of the lines.
  public let from: CivilDate?
  public let to: CivilDate?
  public let page: StatementPage?
  public let opening: DatedBalance?
  public let closing: DatedBalance?
  /// Booked movements in the file's order.
  public let lines: [BankLine]
  public let proof: BalanceProof
  public let warnings: [StatementWarning]
}

/// Whether the bank closed the period, or reports on a day that is still running.
public enum StatementKind: String, Hashable, Sendable {
  case statement
  /// CAMT.052: an account report during the day; more may follow, and balances are usually missing.
  case report
}

/// The account as the bank names it, without spaces.
public enum StatementAccount: Hashable, Sendable, CustomStringConvertible {
  case iban(String)
  case other(String)

  public var description: String {
    switch self {
    case .iban(let text), .other(let text): text
    }
  }
}

/// A balance at the start or the end of a day, as the bank states it; negative when overdrawn.
public struct DatedBalance: Hashable, Sendable {
  public let date: CivilDate
  public let amount: Money

  public init(date: CivilDate, amount: Money) {
    self.date = date
    self.amount = amount
  }
}

/// The page of a statement which the bank delivers in parts.
public struct StatementPage: Hashable, Sendable {
  public let number: Int
  public let isLast: Bool
}

/// What was read otherwise than the file says on its face; shown in the preview.
public enum StatementWarning: Hashable, Sendable, CustomStringConvertible {
  case intradayReport
  case notLastPage(number: Int)
  /// Entries which are pending, future or for information: they have moved no money.
  case unbookedExcluded(count: Int)
  case zeroAmountsExcluded(count: Int)
  /// Entries without a booking date: their value date stands for it.
  case valueDateAsBookingDate(count: Int)
  /// Batches whose parts are not all given or do not add up: one line for the whole batch.
  case batchesNotSplit(count: Int)
  case rowsSkipped(count: Int)

  public var description: String {
    switch self {
    case .intradayReport: "an account report of a running day: more lines may follow in the day's statement"
    case .notLastPage(let number): "page \(number) is not the last page of this statement"
    case .unbookedExcluded(let count): "\(count) entries not booked yet were left out"
    case .zeroAmountsExcluded(let count): "\(count) entries of zero were left out"
    case .valueDateAsBookingDate(let count): "\(count) entries have no booking date: their value date is used"
    case .batchesNotSplit(let count): "\(count) batches could not be split into their parts: one line each"
    case .rowsSkipped(let count): "\(count) rows were skipped as the profile says"
    }
  }
}
