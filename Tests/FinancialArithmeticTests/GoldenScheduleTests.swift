import LedgerCore
import Testing

@testable import FinancialArithmetic

/// Schedules of Fineract, Frappe and curo. What we mean to match, we match to the cent; what we do not is named, and
/// decision 16 says why.
@Suite(.enabled(if: GoldenFiles.arePresent, "../shared/golden is not here: published schedules are not compared"))
struct GoldenScheduleTests {
  /// The rows that differ from ours, by the number of the row; every row where the terms themselves are not ours.
  static let exceptions: [String: Exception] = [
    "C3152": .rows([1, 2, 3, 4, 5, 6]),
    "C3156-resched": .terms,
    "C3164": .rows([1, 2, 3, 4, 5]),
    "C3166": .rows([1, 2, 3, 4, 5, 6]),
    "FPP-5pct": .terms,
    "FPP-5pct-flat": .terms,
    "CURO-ex1": .rows([6]),
    "EMI-disbursedAmt100_dayInYears364_daysInMonthActual_repayEvery2Week": .rows([1, 2, 3]),
  ]

  enum Exception: Equatable {
    case rows(Set<Int>)
    case terms

    var differingRows: Set<Int> {
      switch self {
      case .rows(let rows): rows
      case .terms: []
      }
    }
  }

  @Test func `every published schedule is reproduced, or is one of the named exceptions`() throws {
    let cases = try GoldenFiles.cases("schedules_fineract_frappe_curo.json")
    var reproduced = 0
    for golden in cases {
      let id = try golden.text("id")
      if Self.exceptions[id] == .terms { continue }
      let published = try GoldenSchedule(golden)
      let schedule = try published.terms().schedule()
      let differing = try published.differences(from: schedule)
      #expect(differing == Self.exceptions[id]?.differingRows ?? [], "\(id)")
      guard differing.isEmpty else { continue }
      #expect(try published.totals().allSatisfy { $0 == schedule.totals }, "\(id)")
      reproduced += 1
    }
    print("published schedules: \(reproduced) of \(cases.count) reproduced")
    #expect(cases.count == reproduced + Self.exceptions.count)
  }
}

/// One published schedule, its inputs read as our terms.
struct GoldenSchedule {
  let golden: JSON
  let inputs: JSON
  let rows: [[JSON]]

  init(_ golden: JSON) throws {
    self.golden = golden
    inputs = try #require(golden["inputs"])
    rows = try golden.list("rows").map { try #require($0.array) }
  }

  /// 14,000 a month until 280,000 are repaid: what the level instalment over 22 months is in whole thousands.
  private func wholeThousands() throws -> ScheduleTerms {
    ScheduleTerms(
      method: .french, principal: try inputs.money("principal"), annualRatePercent: try rate(),
      disbursed: try #require(CivilDate("2024-01-01")), due: .every(.monthly, first: nil, count: 22), decimals: 0,
      roundInstalmentTo: Money(cents: 100_000))
  }

  func totals() throws -> [Schedule.Totals] {
    guard let totals = golden["totals"], totals != .null else { return [] }
    func money(_ names: String...) throws -> Money {
      let name = names.first { totals[$0] != nil } ?? ""
      return try totals.money(name)
    }
    let interest = try money("interest", "Interest", "interest_total")
    let paid = try money("payment", "Due", "total_payment")
    return [Schedule.Totals(principal: paid - interest, interest: interest)]
  }

  private func number(_ member: String) -> Int? {
    inputs[member].flatMap { $0.integer ?? $0.string.flatMap { Int($0) } }
  }

  func terms() throws -> ScheduleTerms {
    if rows.isEmpty { return try wholeThousands() }
    let disbursed = try inputs.date("disbursed_on")
    let grace = number("col_graceOnPrincipalPayment") ?? 0
    let pause = number("col_interestFreePeriod") ?? 0
    return ScheduleTerms(
      method: try method(), principal: try inputs.money("principal"), annualRatePercent: try rate(),
      dayCount: dayCount(), disbursed: disbursed, due: try due(disbursed), pause: pause, interestOnly: grace - pause,
      rounding: try golden.text("source").hasPrefix("apache/fineract") ? .halfEven : .halfUp, decimals: try decimals(),
      roundInstalmentTo: try multiple())
  }

  private func method() throws -> RepaymentMethod {
    let name = inputs["method"]?.string ?? inputs["interest_type"]?.string
    switch try #require(name) {
    case "declining_balance_equal_installments", "french in arrears", "DECLINING_BALANCE": return .french
    case "equal_principal": return .constantPrincipal
    case "flat", "FLAT": return try rate() == .zero ? .interestFree : .flat
    case let other: throw GoldenFiles.Missing(description: "\(other) is no method of ours")
    }
  }

  private func rate() throws -> AnnualRate {
    if let yearly = inputs["annual_rate_percent"]?.string {
      let rate = try AnnualRate(parsing: yearly)
      guard isYearOf364Days else { return rate }
      return try AnnualRate(millionthsOfPercent: (rate.millionths * 365 + 182) / 364)
    }
    let monthly = try AnnualRate(parsing: try inputs.text("rate_per_month_percent"))
    return try AnnualRate(millionthsOfPercent: monthly.millionths * 12)
  }

  /// A year of 52 weeks is one of 365 days at a rate that is higher in proportion.
  private var isYearOf364Days: Bool { inputs["day_count"]?.string?.contains("DAYS_364") == true }

  private func dayCount() -> DayCount {
    if isYearOf364Days { return .actual365 }
    return switch inputs["day_count"]?.string {
    case "ACT/365": .actual365
    case "ACT/ACT(fineract)": .actualActual
    default: inputs["interest_period"]?.string == "DAILY" ? .actual365 : .thirty360
    }
  }

  private func due(_ disbursed: CivilDate) throws -> DueDates {
    let text = rows.first?[1].string ?? ""
    let first = try #require(CivilDate(text))
    let isDays = inputs["repay_unit"]?.string?.lowercased() == "days"
    let period =
      isYearOf364Days
      ? Period(every: 2, unit: .week) : Period(every: number("repay_every") ?? 1, unit: isDays ? .day : .month)
    return .every(
      period, first: first == disbursed ? first : nil,
      count: max(rows.count, number("installments") ?? 0))
  }

  private func decimals() throws -> Int { inputs["round_amounts_to_multiple_of"]?.string == "100" ? -2 : 2 }

  /// Fineract's products LP1 and LP2 round instalments to whole units.
  private func multiple() throws -> Money? {
    if inputs["product"]?.string?.hasPrefix("LP") == true { return Money(cents: 100) }
    return try inputs["round_installment_to_multiple_of"].map { _ in
      try inputs.money("round_installment_to_multiple_of")
    }
  }

  /// The numbers of the published rows in which anything differs from ours; null is not published.
  func differences(from schedule: Schedule) throws -> Set<Int> {
    var differing: Set<Int> = []
    for row in rows {
      let number = try #require(row[0].integer)
      let ours = schedule.rows[number - 1]
      let amounts = [ours.principal, ours.interest, ours.instalment, ours.balance]
      let published = try row[3...].map { try $0.string.map { try Money(parsing: $0) } }
      let isSame = zip(amounts, published).allSatisfy { $1 == nil || $0 == $1 }
      if ours.due.description != row[1].string || !isSame { differing.insert(number) }
    }
    return differing
  }
}
