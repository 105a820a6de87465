import CommandLineTesting
import Foundation
import Testing

/// The calculators: no ledger, JSON in and out, amounts as text.
struct CalcTests {
  private func calc(_ name: String, _ input: String) throws -> Command.Outcome {
    let sandbox = try Sandbox()
    defer { sandbox.remove() }
    try sandbox.write(input, to: "input.json")
    return try sandbox.shell("env -u MASTRO_LEDGER mastro calc \(name) < input.json")
  }

  private func answer(_ name: String, _ input: String) throws -> NSDictionary {
    let outcome = try calc(name, input)
    #expect(outcome.exit == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    let json = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    return try #require(json as? NSDictionary)
  }

  private func loan(_ more: String = "", method: String = "french", principal: String = "1000.00") -> String {
    """
    {"method": "\(method)", "principal": "\(principal)", "annualRatePercent": "6", "dayCount": "30/360",
     "disbursed": "2026-01-31", "every": 1, "unit": "month", "instalments": 3\(more)}
    """
  }

  @Test func `a schedule has its rows and totals`() throws {
    let schedule = try answer("schedule", loan())
    let rows = try #require(schedule["rows"] as? [NSDictionary])
    #expect(
      rows.first == [
        "n": 1, "due": "2026-02-28", "principal": "331.67", "interest": "5.00", "instalment": "336.67",
        "balance": "668.33",
      ])
    #expect(rows.map { $0["due"] as? String } == ["2026-02-28", "2026-03-31", "2026-04-30"])
    #expect(rows.last?["balance"] as? String == "0.00")
    #expect(
      schedule["totals"] as? NSDictionary == ["principal": "1000.00", "interest": "10.02", "instalment": "1010.02"])
  }

  @Test func `what a schedule may say besides changes it`() throws {
    func rows(_ more: String, method: String = "french") throws -> [NSDictionary] {
      try #require(try answer("schedule", loan(more, method: method))["rows"] as? [NSDictionary])
    }
    #expect(try rows(#", "pause": 1"#).map { $0["interest"] as? String } == ["0.00", "10.00", "2.51"])
    #expect(try rows(#", "interestOnly": 2"#).map { $0["principal"] as? String } == ["0.00", "0.00", "1000.00"])
    #expect(try rows(#", "first": "2026-03-15""#).first?["interest"] as? String == "7.50")
    #expect(try rows(#", "decimals": 0"#).map { $0["instalment"] as? String } == ["337", "337", "336"])
    #expect(
      try rows(#", "roundInstalmentTo": "10""#).map { $0["instalment"] as? String } == ["340.00", "340.00", "329.97"])
    #expect(try rows(#", "rounding": "half-even""#, method: "flat").count == 3)
  }

  @Test func `given days stand in place of a period`() throws {
    let input = """
      {"method": "interest-free", "principal": "100.00", "annualRatePercent": "0", "dayCount": "ACT/365",
       "disbursed": "2026-01-31", "dates": ["2026-02-10", "2026-05-05"]}
      """
    let rows = try #require(try answer("schedule", input)["rows"] as? [NSDictionary])
    #expect(rows.map { $0["due"] as? String } == ["2026-02-10", "2026-05-05"])
  }

  @Test func `a rate is solved from flows and from dates`() throws {
    let flow = #""step": "month", "first": {"years": 0, "months": 0, "days": 0, "year_days": 365}"#
    let later = #""step": "month", "first": {"years": 1, "months": 0, "days": 0, "year_days": 365}"#
    let flows = """
      {"advances": [{"amount": "1000", "count": 1, \(flow)}],
       "payments": [{"amount": "20", "count": 1, \(flow)}, {"amount": "1000", "count": 1, \(later)}]}
      """
    #expect(try answer("apr", flows) == ["aprPercent": "2.040816", "display": "2.0"])
    let dated = """
      {"dated": {"advances": [{"date": "2026-01-15", "amount": "1000.00"}],
                 "payments": [{"date": "2026-01-15", "amount": "20.00"}, {"date": "2027-01-15", "amount": "1000.00"}]}}
      """
    #expect(try answer("apr", dated) == ["aprPercent": "2.040816", "display": "2.0"])
  }

  @Test func `an amount is split by tiers, caps and minimums`() throws {
    let tiers = #"{"amount":"100","weights":["1200",300,"900"],"caps":["60","300",null],"tiers":[1,2,2]}"#
    #expect(try answer("split", tiers) == ["shares": ["60.00", "10.00", "30.00"]])
    let minimum = #"{"amount":"20","weights":["900","60","40"],"minimum":"5"}"#
    #expect(try answer("split", minimum) == ["shares": ["10.00", "5.00", "5.00"]])
  }

  @Test func `arrears are counted without their pauses`() throws {
    let input = """
      {"asOf": "2026-03-31", "schedule": [{"due": "2026-03-01", "amount": "100.00"}],
       "payments": [{"date": "2026-03-20", "amount": "30.00"}],
       "pauses": [{"from": "2026-03-11", "to": "2026-03-20"}], "graceDays": 0}
      """
    #expect(
      try answer("ageing", input) == ["daysPastDue": 30, "countedDays": 21, "bucket": "1-30", "overdue": "70.00"])
  }

  @Test(arguments: [
    ("schedule", "", "the text ends too early"), ("schedule", "[]", "the document must be an object"),
    ("schedule", #"{"method":"french"}"#, "principal is missing"),
    ("split", #"{"amount":"1","weights":["1"],"cap":[]}"#, "cap is not expected"),
    ("split", #"{"amount":"1","weights":[1.5]}"#, "a number has a fraction"),
    ("split", #"{"amount":"1","weights":["1"],"minimum":null}"#, "minimum must be a string"),
    ("split", #"{"amount":"1","amount":"2","weights":["1"]}"#, "is given twice"),
    ("split", #"{"amount":"1","weights":["1"],"tiers":[]}"#, "tiers: there are 0 of them for 1 weights"),
    ("split", #"{"amount":"-1","weights":["1"]}"#, "amount: -1.00 is below 0.00"),
    ("split", #"{"amount":"92233720368547758.07","weights":["1"]}"#, "amount: 92233720368547758.07 is above"),
    ("split", #"{"amount":"1e3","weights":["1"]}"#, "amount is not valid"),
    ("ageing", #"{"asOf":"2026-02-30","schedule":[],"payments":[],"pauses":[],"graceDays":0}"#, "asOf is not valid"),
    ("ageing", #"{"asOf":"2026-02-28","schedule":[],"payments":[],"pauses":[]}"#, "graceDays is missing"),
    ("apr", #"{"dated":{"advances":[],"payments":[]}}"#, "advances: there is none"),
    ("apr", #"{"advances":[],"payments":[],"dated":{}}"#, "is missing"),
  ])
  func `input that cannot be used is refused by name with exit code 2`(name: String, input: String, reason: String)
    throws
  {
    let outcome = try calc(name, input)
    #expect(outcome.exit == 2 && outcome.output.isEmpty, "\(outcome)")
    #expect(outcome.errors.hasPrefix("error[calculation.input]: "), "\(outcome.errors)")
    #expect(outcome.errors.contains(reason), "\(outcome.errors)")
  }

  @Test func `terms that contradict each other are refused by name`() throws {
    for (input, reason) in [
      (loan(#", "first": "2026-01-30""#), "first: 2026-01-30 is before the disbursement"),
      (loan(method: "interest-free"), "annualRatePercent: an interest-free loan has a rate of 0"),
      (loan(method: "italian"), "'italian' is none of french, constant-principal, interest-free, flat"),
      (loan(#", "pause": 3"#), "instalments: of 3"), (loan(principal: "0"), "principal: 0.00 is below 0.01"),
      (loan(#", "dates": ["2026-03-01"]"#), "every is not expected"),
    ] {
      let outcome = try calc("schedule", input)
      #expect(outcome.exit == 2 && outcome.errors.contains(reason), "\(outcome)")
    }
  }

  @Test func `what has no answer is refused with exit code 5`() throws {
    let outcome = try calc("split", #"{"amount":"14.99","weights":["900","60","40"],"minimum":"5"}"#)
    #expect(outcome.exit == 5 && outcome.errors.hasPrefix("error[calculation.no-answer]: "), "\(outcome)")
  }

  @Test func `too much input is refused before it is read as JSON`() throws {
    let outcome = try calc("split", #"{"amount":"1","weights":["# + String(repeating: "1,", count: 3 << 20) + "1]}")
    #expect(outcome.exit == 2 && outcome.errors.contains("longer than"), "\(outcome.errors)")
  }
}
