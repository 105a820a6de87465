import FinancialArithmetic
import LedgerCore
import Testing

/// Fineract's scenarios of delinquency, replayed: days and amounts of the whole loan and of each instalment.
@Suite(.enabled(if: GoldenFiles.arePresent, "../shared/golden is not here: published ageing is not compared"))
struct GoldenAgeingTests {
  /// The scenario and day on which Fineract takes off paused days that lie before the arrears; we clip a pause to them,
  /// and count these days for the loan and this amount in its first bucket.
  private static let exceptions: [String: (days: Int, upTo30: Money)] = ["865 2023-11-15": (18, Money(cents: 50_000))]

  @Test func `every expectation of the published scenarios is reproduced but for those of one day`() throws {
    var compared = 0
    for scenario in try GoldenFiles.cases("ageing_fineract.json") {
      var loan = Loan()
      let line = try scenario.number("line")
      for step in try scenario.list("steps") {
        guard let expectation = step["expect"]?.string else {
          try loan.play(step)
          continue
        }
        for row in try step.list("rows") where expectation == "loan_delinquency" {
          try expectLoan(row, loan, line)
          compared += 1
        }
        if expectation == "installment_delinquency" {
          try expectInstalments(try step.list("rows"), loan, line)
          compared += 1
        }
      }
    }
    print("published ageing: \(compared) expectations, \(compared - 2 * Self.exceptions.count) as published")
    #expect(compared == 22)
  }

  private func expectLoan(_ row: JSON, _ loan: Loan, _ line: Int) throws {
    let ageing = try loan.ageing(graceDays: 3)
    let place = "\(line) \(loan.today)"
    let published = try #require(Int(try row.text("delinquentDays")))
    #expect(ageing.daysPastDue == Int(try row.text("pastDueDays")), "\(place)")
    #expect(ageing.countedDays == Self.exceptions[place]?.days ?? published, "\(place)")
    #expect(Self.exceptions[place]?.days != published, "\(place) is no exception")
    #expect(ageing.overdue == (try row.money("delinquentAmount")), "\(place)")
    let begins = ageing.oldestUnpaid.map { $0.adding(days: 3).description }
    #expect(begins ?? "null" == (try row.text("delinquentDate")), "\(place)")
  }

  /// Fineract's ranges 1–3 and 4–30 are our bucket of 1–30 days; its other ranges are ours.
  private func expectInstalments(_ rows: [JSON], _ loan: Loan, _ line: Int) throws {
    let buckets = ["RANGE_1": ArrearsBucket.upTo30, "RANGE_3": .upTo30, "RANGE_30": .upTo60, "RANGE_60": .upTo90]
    var published: [ArrearsBucket: Money] = [:]
    for row in rows {
      let bucket = try #require(buckets[try row.text("Range")])
      published[bucket, default: .zero] += try row.money("Amount")
    }
    var ours: [ArrearsBucket: Money] = [:]
    for arrear in try loan.ageing(graceDays: 0).arrears where arrear.unpausedDays > 0 {
      ours[ArrearsBucket(days: arrear.unpausedDays), default: .zero] += arrear.unpaid
    }
    let place = "\(line) \(loan.today)"
    #expect(ours == Self.exceptions[place].map { [.upTo30: $0.upTo30] } ?? published, "\(place)")
    #expect(Self.exceptions[place] == nil || ours != published, "\(place) is no exception")
  }

  /// A quarter of 1,000 at once, the rest in three instalments every 15 days.
  private struct Loan {
    var today = CivilDate(dayNumber: 0)
    private var dues: [DatedAmount] = []
    private var payments: [DatedAmount] = []
    private var pauses: [ArrearsPause] = []

    mutating func play(_ step: JSON) throws {
      switch try step.text("do") {
      case "business_date": today = try step.date("date")
      case "create_loan": break
      case "disburse":
        let date = try step.date("date")
        dues = (0..<4).map { DatedAmount(date: date.adding(days: 15 * $0), amount: Money(cents: 25_000)) }
      case "repayment":
        payments.append(DatedAmount(date: try step.date("date"), amount: try step.money("amount")))
      case "charge":
        let due = try step.date("due")
        let index = try #require(dues.firstIndex { $0.date >= due })
        dues[index] = DatedAmount(date: dues[index].date, amount: dues[index].amount + (try step.money("amount")))
      case "delinquency_pause":
        pauses.append(ArrearsPause(from: try step.date("start"), to: try step.date("end")))
      case "delinquency_resume":
        let open = try #require(pauses.last)
        pauses.removeLast()
        pauses.append(ArrearsPause(from: open.from, to: try step.date("start")))
      case let other: throw GoldenFiles.Missing(description: "a step \(other)")
      }
    }

    func ageing(graceDays: Int) throws -> Ageing {
      try Ageing(asOf: today, dues: dues, payments: payments, pauses: pauses, graceDays: graceDays)
    }
  }
}
