import FinancialArithmetic
import LedgerCore
import Testing

/// Amortisation tables of the European Commission (DG FISMA 2015). Its engine rounds nothing but the display: computed in
/// ten-thousandths of a cent ours agrees to the cent shown, and with cents it is at most a cent per row away. Decision 16
/// names the tables that no terms of ours describe.
@Suite(.enabled(if: GoldenFiles.arePresent, "../shared/golden is not here: the Commission's tables are not compared"))
struct EuropeanScheduleTests {
  private static let scale = 10_000

  private struct Table {
    var method = RepaymentMethod.french
    var principal = 20_000_000
    var rate = "6"
    var months = 240
    var interestOnly = 0
    /// From which month another rate and instalment hold: a second schedule for what is left.
    var then: (after: Int, rate: String)?
  }

  /// Months at an effective yearly rate r have the nominal rate 1200·((1+r)^(1/12) − 1).
  private static let effective7 = "6.784974"
  private static let effective9 = "8.648788"

  private static let tables: [String: Table] = [
    "ec-01": Table(), "ec-03": Table(), "ec-05": Table(principal: 20_800_000),
    "ec-08": Table(rate: "7", interestOnly: 239), "ec-16": Table(method: .constantPrincipal),
    "ec-20": Table(rate: "5"), "ec-22-case1": Table(rate: "5", then: (9, "5.5")), "ec-23": Table(rate: "5"),
    "ec-25": Table(rate: "5"), "ec-26-t2": Table(principal: 10_000_000, rate: "5.5", months: 180),
    "ec-27": Table(principal: 17_000_000), "ec-29": Table(rate: "5"),
    "ec-33-t1": Table(method: .constantPrincipal, principal: 3_000_000, rate: effective7, months: 12),
    "ec-36": Table(method: .constantPrincipal, principal: 300_000, rate: effective9, months: 12),
    "ec-38": Table(method: .constantPrincipal, principal: 300_000, rate: effective9, months: 3, interestOnly: 2),
  ]

  /// Fractions of a first period that no day count of ours gives (02, 18), instalments that fall by 3 % a year (10), and
  /// interest that is capitalised (40).
  private static let exceptions: Set<String> = ["ec-02-case2", "ec-10", "ec-18-case2", "ec-40"]

  @Test func `the Commission's tables are reproduced but for the named ones`() throws {
    let cases = try GoldenFiles.cases("schedules_ec2015.json")
    var reproduced = 0
    for golden in cases {
      let id = try golden.text("id")
      guard let table = Self.tables[id] else {
        #expect(Self.exceptions.contains(id), "\(id)")
        continue
      }
      let fine = try Self.rows(of: table, scale: Self.scale)
      let coarse = try Self.rows(of: table, scale: 1)
      for published in try golden.list("rows") {
        let cells = try #require(published.array)
        let number = try #require(cells[0].integer)
        let amounts = try cells[1...].map { try Money(parsing: $0.string ?? "").cents }
        #expect(Self.distance(amounts, fine[number - 1], scale: Self.scale) <= Self.scale, "\(id) \(number)")
        #expect(Self.distance(amounts, coarse[number - 1], scale: 1) <= number, "\(id) \(number)")
      }
      reproduced += 1
    }
    print("tables of the Commission: \(reproduced) of \(cases.count) reproduced")
    #expect(reproduced == Self.tables.count && cases.count == reproduced + Self.exceptions.count)
  }

  /// The greatest difference of a published row from ours, in the units of ours.
  private static func distance(_ published: [Int], _ row: Schedule.Row, scale: Int) -> Int {
    let ours = [row.principal + row.balance, row.interest, row.principal, row.instalment, row.balance]
    return zip(ours, published).map { abs($0.cents - $1 * scale) }.max() ?? 0
  }

  private static func rows(of table: Table, scale: Int) throws -> [Schedule.Row] {
    let disbursed = try #require(CivilDate("2015-01-01"))
    let principal = Money(cents: table.principal * scale)
    let terms = try terms(table, principal: principal, rate: table.rate, disbursed, table.months)
    let rows = try terms.schedule().rows
    guard let then = table.then else { return rows }
    let last = rows[then.after - 1]
    let rest = try Self.terms(table, principal: last.balance, rate: then.rate, last.due, table.months - then.after)
    return rows.prefix(then.after) + (try rest.schedule().rows)
  }

  private static func terms(
    _ table: Table, principal: Money, rate: String, _ disbursed: CivilDate, _ months: Int
  ) throws -> ScheduleTerms {
    ScheduleTerms(
      method: table.method, principal: principal, annualRatePercent: try AnnualRate(parsing: rate),
      disbursed: disbursed, due: .every(.monthly, first: nil, count: months), interestOnly: table.interestOnly)
  }
}
