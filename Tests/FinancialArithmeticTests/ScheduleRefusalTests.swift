import FinancialArithmetic
import LedgerCore
import Testing

/// Terms without a schedule are refused by the member that is wrong, however large what they say.
struct ScheduleRefusalTests {
  private static func refusal(_ terms: ScheduleTerms) -> CalculationError? {
    do throws(CalculationError) {
      _ = try terms.schedule()
      return nil
    } catch {
      return error
    }
  }

  @Test func `each wrong term is named`() throws {
    let beyond = CalculationLimits.amount.cents
    let table: [(String, ScheduleTerms)] = [
      ("first", try terms(first: "2026-01-14")), ("principal", try terms(.french, 0)),
      ("principal", try terms(.french, -1)), ("principal", try terms(.french, beyond + 1)),
      ("principal", try terms(.french, .max)), ("principal", try terms(.french, 100_001, decimals: 0)),
      ("instalments", try terms(times: 0)), ("instalments", try terms(times: -1)),
      ("instalments", try terms(times: 1_201)), ("instalments", try terms(times: .max)),
      ("instalments", try terms(times: 4, pause: 2, interestOnly: 2)),
      ("instalments", try terms(every: Period(every: 12, unit: .month), times: 101)),
      ("every", try terms(every: Period(every: 0, unit: .month))),
      ("every", try terms(every: Period(every: -1, unit: .day))),
      ("every", try terms(every: Period(every: .max, unit: .week))),
      ("pause", try terms(pause: -1)), ("pause", try terms(pause: .max)),
      ("interestOnly", try terms(interestOnly: -1)), ("decimals", try terms(decimals: 3)),
      ("decimals", try terms(decimals: -5)), ("roundInstalmentTo", try terms(to: 0)),
      ("roundInstalmentTo", try terms(decimals: 0, to: 50)), ("roundInstalmentTo", try terms(to: 10_000_000)),
      ("annualRatePercent", try terms(.interestFree)), ("disbursed", try terms(from: "9999-06-01")),
    ]
    for (member, terms) in table {
      let refusal = Self.refusal(terms)
      #expect(refusal?.member == member, "\(terms): \(refusal?.description ?? "not refused")")
      #expect(refusal?.reason.isEmpty == false)
    }
  }

  @Test func `given days rise and begin no earlier than the loan`() throws {
    func refusal(_ dates: [String]) throws -> String? {
      Self.refusal(
        ScheduleTerms(
          method: .french, principal: cents(1_000), annualRatePercent: try percent("1"), disbursed: day("2026-01-15"),
          due: .given(dates.map(day))))?.member
    }
    #expect(try refusal(["2026-02-01", "2026-02-01"]) == "dates")
    #expect(try refusal(["2026-03-01", "2026-02-01"]) == "dates")
    #expect(try refusal(["2026-01-14"]) == "first")
    #expect(try refusal([]) == "instalments")
    #expect(try refusal(["2126-02-01"]) == "instalments")
    #expect(try refusal(["2026-01-15", "2026-02-01"]) == nil)
  }

  @Test(arguments: [
    ("2026-01-15", 1), ("2026-03-15", 1), ("2026-02-01", 0), ("2026-02-01", -5), ("2026-02-01", 120_000),
  ])
  func `a tranche comes before principal is repaid, and is a part of it`(date: String, amount: Int) throws {
    let tranche = ScheduleTerms.Tranche(date: day(date), amount: cents(amount))
    #expect(Self.refusal(try terms(interestOnly: 1, tranches: [tranche]))?.member == "tranches[0]")
  }

  @Test func `a signed schedule is checked without computing it again`() throws {
    let terms = try terms(times: 3)
    let sound = try terms.schedule()
    #expect(sound.fault(for: terms) == nil)
    let parts = sound.rows.map { (due: $0.due, principal: $0.principal, interest: $0.interest) }
    func fault(_ change: (inout [(due: CivilDate, principal: Money, interest: Money)]) -> Void) -> String? {
      var copy = parts
      change(&copy)
      return Schedule(copy).fault(for: terms)
    }
    #expect(fault { $0[0].principal += cents(1) } == "the instalments repay 1200.01, not 1200.00")
    #expect(fault { $0[1].interest = cents(-1) } == "instalment 2 is negative")
    #expect(fault { $0[1].due = $0[0].due } == "instalment 2 is not due after the one before it")
    #expect(fault { $0[0].due = day("2026-01-14") } == "the first instalment is due before the disbursement")
    #expect(fault { $0.removeLast() } == "there are 2 rows for 3 instalments")
    #expect(fault { $0[0].principal = cents(.max) } == "instalment 1 is too large")
    #expect(fault { $0[0].principal = cents(.min) } == "instalment 1 is negative")
    #expect(Schedule([]).fault == "there is no instalment")
    #expect(Schedule([(day("2026-01-01"), .zero, cents(1))]).fault == "no principal is repaid")
  }

  @Test func `terms and schedules come back from JSON exactly`() throws {
    let tranche = ScheduleTerms.Tranche(date: day("2026-01-20"), amount: cents(500))
    let given = ScheduleTerms(
      method: .flat, principal: cents(9_999), annualRatePercent: try percent("4.5"), dayCount: .actualActual,
      disbursed: day("2026-01-15"), due: .given([day("2026-02-01"), day("2026-03-01")]), rounding: .halfEven,
      tranches: [tranche])
    for terms in [try terms(), try terms(first: "2026-02-01", pause: 1, interestOnly: 1, to: 100), given] {
      #expect(try JSONDecoding.decodeExactly(ScheduleTerms.self, from: JSONEncoding.encode(terms)) == terms)
      let schedule = try terms.schedule()
      #expect(try JSONDecoding.decodeExactly(Schedule.self, from: JSONEncoding.encode(schedule)) == schedule)
    }
    let row = try JSONEncoding.encode(try terms(.interestFree, 500, at: "0", times: 1).schedule())
    #expect(row.canonicalBytes == Array(#"[{"due":"2026-02-15","interest":0,"principal":500}]"#.utf8))
  }

  @Test(arguments: ["04.5", "4.50", "+4.5", "4.", ".5", "", "-1", "1000.1", "4,5", "1.0000001"])
  func `a signed rate has one spelling`(text: String) {
    #expect(throws: JSONError.self) { try JSONDecoding.decode(AnnualRate.self, from: .string(text)) }
  }

  @Test func `a rate says itself without needless zeros`() throws {
    #expect(
      try ["4.50", "12", "0", "0.000001", "1000"].map { try percent($0).description }
        == ["4.5", "12", "0", "0.000001", "1000"])
    #expect(try percent("9.99") < percent("10"))
  }
}
