public import FinancialArithmetic
import Funds
public import LedgerCore
import BankStatements

/// One loan of a file, ready to move in.
public struct MovingLoan: Sendable {
  public let line: Int
  /// The office's own number.
  public let number: String
  public let borrower: String
  public let name: String?
  public let status: String
  public let plan: ScheduleTerms
  public let schedule: Schedule
  public let outstanding: Money
  public let accrued: Money
  public let arrears: Money

  public init(
    line: Int, number: String, borrower: String, name: String?, status: String, plan: ScheduleTerms, schedule: Schedule,
    outstanding: Money, accrued: Money, arrears: Money
  ) {
    self.line = line
    self.number = number
    self.borrower = borrower
    self.name = name
    self.status = status
    self.plan = plan
    self.schedule = schedule
    self.outstanding = outstanding
    self.accrued = accrued
    self.arrears = arrears
  }
}

/// A row that cannot move in, and why.
public struct BadRow: Sendable, Hashable {
  public let line: Int
  public let reason: String
}

/// A list of loans as its profile reads it: the good rows, and the bad ones with their reasons.
public struct PortfolioFile: Sendable {
  public let loans: [MovingLoan]
  public let bad: [BadRow]

  public static let unreadable = RefusalCode(
    "import.file-unreadable", "the file cannot be read with this profile: {reason}",
    hint: "compare its first lines with the profile's columns, separator and encoding")

  public static let refusals = [unreadable]

  public init(_ bytes: [UInt8], profile: PortfolioProfile, asOf day: CivilDate) throws {
    if let fault = profile.fault { throw Self.unreadable(["reason": fault]) }
    guard let pattern = DatePattern(profile.date), let encoding = TextEncoding(rawValue: profile.encoding),
      let delimiter = profile.separator.utf8.first
    else { throw Self.unreadable(["reason": "the profile is not whole"]) }
    let records: [CSVRecord]
    do {
      records = try CSVRecords.read(encoding.decode(bytes), delimiter: delimiter, atMost: 10_001)
    } catch {
      throw Self.unreadable(["reason": error])
    }
    guard let header = records.first?.fields else { throw Self.unreadable(["reason": "it is empty"]) }
    let reader = try PortfolioRowReader(profile, header: header, pattern: pattern, asOf: day)
    var loans: [MovingLoan] = []
    var bad: [BadRow] = []
    var seen: [String: Int] = [:]
    for record in records.dropFirst() where !record.isBlank {
      do {
        let loan = try reader.loan(record)
        if let earlier = seen[loan.number] {
          throw RowFault("the number \(loan.number) stands already in line \(earlier)")
        }
        seen[loan.number] = record.line
        loans.append(loan)
      } catch let fault as RowFault {
        bad.append(BadRow(line: record.line, reason: fault.reason))
      }
    }
    self.loans = loans
    self.bad = bad
  }

  public init(loans: [MovingLoan], bad: [BadRow]) {
    self.loans = loans
    self.bad = bad
  }
}

/// Why one row is bad.
struct RowFault: Error {
  let reason: String

  init(_ reason: String) { self.reason = reason }
}

/// Reads rows of one file.
struct PortfolioRowReader {
  private let profile: PortfolioProfile
  private let places: [PortfolioProfile.Column: Int]
  private let pattern: DatePattern
  private let day: CivilDate
  private let width: Int

  init(_ profile: PortfolioProfile, header: [String], pattern: DatePattern, asOf day: CivilDate) throws {
    self.profile = profile
    self.pattern = pattern
    self.day = day
    width = header.count
    let columns = profile.columns
    let all: [PortfolioProfile.Column?] = [
      columns.amount, columns.borrower, columns.first, columns.granted, columns.instalment, columns.instalments,
      columns.name, columns.number, columns.outstanding, columns.rate, columns.status, columns.unpaidInterest,
    ]
    var places: [PortfolioProfile.Column: Int] = [:]
    let names = header.map { $0.trimmingSpaces.lowercased() }
    for column in all.compactMap({ $0 }) {
      switch column {
      case .named(let name):
        guard let place = names.firstIndex(of: name.lowercased()) else {
          throw PortfolioFile.unreadable(["reason": "there is no column '\(name)'"])
        }
        places[column] = place
      case .number(let number):
        guard header.indices.contains(number - 1) else {
          throw PortfolioFile.unreadable(["reason": "there is no column \(number)"])
        }
        places[column] = number - 1
      }
    }
    self.places = places
  }

  func loan(_ record: CSVRecord) throws -> MovingLoan {
    guard record.fields.count == width else {
      throw RowFault("the row has \(record.fields.count) cells, and the header has \(width)")
    }
    let columns = profile.columns
    func text(_ column: PortfolioProfile.Column?) -> String? {
      guard let column, let place = places[column] else { return nil }
      let text = record.fields[place].trimmingSpaces
      return text.isEmpty ? nil : text
    }
    func required(_ column: PortfolioProfile.Column, _ what: String) throws -> String {
      guard let text = text(column) else { throw RowFault("the \(what) is missing") }
      return text
    }
    func money(_ text: String, _ what: String) throws -> Money {
      do {
        return try Money(parsing: text, style: profile.decimal)
      } catch {
        throw RowFault("the \(what) '\(text)' is not an amount: \(error)")
      }
    }
    func date(_ text: String, _ what: String) throws -> CivilDate {
      guard let date = pattern.date(text) else { throw RowFault("the \(what) '\(text)' is no date \(profile.date)") }
      return date
    }
    let number = (profile.loanPrefix ?? "") + (try required(columns.number, "number"))
    let amount = try money(required(columns.amount, "amount"), "amount")
    guard amount.isPositive else { throw RowFault("the amount \(amount) is not above zero") }
    let granted = try date(required(columns.granted, "day of payment"), "day of payment")
    guard granted <= day else { throw RowFault("it was paid out on \(granted), after \(day)") }
    guard let count = Int(try required(columns.instalments, "number of instalments")), (1...600).contains(count) else {
      throw RowFault("the number of instalments is not between 1 and 600")
    }
    let first = try text(columns.first).map { try date($0, "day of the first instalment") }
    if let first, first <= granted { throw RowFault("the first instalment, \(first), is not after \(granted)") }
    let rate = try self.rate(text(columns.rate))
    let plan = ScheduleTerms(
      method: rate == .zero ? .interestFree : profile.method, principal: amount, annualRatePercent: rate,
      disbursed: granted, due: .every(.monthly, first: first, count: count))
    let schedule = try self.schedule(plan, stated: text(columns.instalment).map { try money($0, "instalment") })
    let status = text(columns.status) ?? "*"
    guard let mapped = profile.statuses[status] else { throw RowFault("the status '\(status)' is unknown") }
    let (outstanding, accrued) = try left(
      of: schedule, mapped, outstanding: text(columns.outstanding).map { try money($0, "outstanding principal") },
      unpaidInterest: text(columns.unpaidInterest).map { try money($0, "unpaid interest") })
    return MovingLoan(
      line: record.line, number: number,
      borrower: (profile.borrowerPrefix ?? "") + (try required(columns.borrower, "borrower")),
      name: text(columns.name), status: status, plan: plan, schedule: schedule, outstanding: outstanding,
      accrued: accrued,
      arrears: LoanOpeningBalance.arrears(schedule, outstanding: outstanding, accrued: accrued, on: day))
  }

  private func rate(_ text: String?) throws -> AnnualRate {
    guard let text else { return profile.rate }
    do {
      return try AnnualRate(parsing: profile.decimal == .comma ? text.replacing(",", with: ".") : text)
    } catch {
      throw RowFault("the rate '\(text)' is not a percentage")
    }
  }

  /// The schedule of the old contract; where the file says what an instalment is, all but the last must be that, to the
  /// cent.
  private func schedule(_ plan: ScheduleTerms, stated: Money?) throws -> Schedule {
    let schedule: Schedule
    do {
      schedule = try plan.schedule()
    } catch {
      throw RowFault("no schedule closes: \(error)")
    }
    guard let stated else { return schedule }
    if plan.method == .interestFree {
      let sum = Money(cents: (0..<plan.due.count).reduce(0) { sum, _ in sum + stated.cents })
      guard sum == plan.principal else {
        throw RowFault(
          "cents do not close: \(plan.due.count) instalments of \(stated) make \(sum), not \(plan.principal)")
      }
    } else if let first = schedule.rows.first?.instalment, first != stated {
      throw RowFault("cents do not close: the terms give instalments of \(first), not \(stated)")
    }
    return schedule
  }

  /// What is unpaid, as the status says.
  private func left(
    of schedule: Schedule, _ status: PortfolioProfile.Status, outstanding: Money?, unpaidInterest: Money?
  ) throws -> (outstanding: Money, accrued: Money) {
    let due = schedule.rows.filter { $0.due <= day }
    switch status.paid {
    case .everything: return (.zero, .zero)
    case .due: return (schedule.totals.principal - due.reduce(.zero) { $0 + $1.principal }, .zero)
    case .dueBut:
      let overdue = due.filter { $0.due < day }.suffix(status.instalments ?? 1)
      guard !overdue.isEmpty else { throw RowFault("it is in debt, and nothing was due before \(day)") }
      let paid = due.filter { row in !overdue.contains { $0.number <= row.number } }
      return (
        schedule.totals.principal - paid.reduce(.zero) { $0 + $1.principal },
        due.reduce(.zero) { $0 + $1.interest } - paid.reduce(.zero) { $0 + $1.interest }
      )
    case .outstanding:
      guard let outstanding, outstanding >= .zero, outstanding <= schedule.totals.principal else {
        throw RowFault("the outstanding principal is missing, or not between 0 and the amount")
      }
      return (outstanding, unpaidInterest ?? .zero)
    }
  }
}

extension String {
  fileprivate var trimmingSpaces: String {
    var text = self[...]
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
