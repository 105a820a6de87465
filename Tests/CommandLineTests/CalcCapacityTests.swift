import CommandLineTesting
import Foundation
import Testing

/// `mastro calc capacity`: what a family can promise, from lines or from terms.
struct CalcCapacityTests {
  private func calc(_ input: String, files: [String: String] = [:]) throws -> Command.Outcome {
    let sandbox = try Sandbox()
    defer { sandbox.remove() }
    for (name, text) in files { try sandbox.write(text, to: name) }
    try sandbox.write(input, to: "input.json")
    return try sandbox.shell("env -u MASTRO_LEDGER mastro calc capacity < input.json")
  }

  private func answer(_ input: String, files: [String: String] = [:]) throws -> [String: Any] {
    let outcome = try calc(input, files: files)
    #expect(outcome.exit == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    let json = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    return try #require(json as? [String: Any])
  }

  private func texts(_ answer: [String: Any], _ names: String) -> [String?] {
    names.split(separator: " ").map { answer[String($0)] as? String }
  }

  private func codes(_ answer: [String: Any]) -> [String?] {
    (answer["notes"] as? [[String: Any]] ?? []).map { $0["code"] as? String }
  }

  @Test(arguments: [
    (#"{"Y":"1950","E":"1480","A":"95","members":3}"#, "219.71", "20.00", "199.71", "199.71"),
    (#"{"Y":"1950","E":"1480","A":"95","members":3,"liquid":"0"}"#, "219.71", "20.00", "199.71", "199.71"),
    (#"{"Y":"2000","E":"900","A":"500","members":1}"#, "600.00", "20.00", "100.00", "100.00"),
    (#"{"Y":"1600","E":"900","A":"0","B":"250","members":3}"#, "214.71", "20.00", "194.71", "194.71"),
    (#"{"Y":"1000","E":"876.55","A":"0","members":1}"#, "123.45", "12.345", "111.105", "111.10"),
    (#"{"Y":"900","E":"900","A":"10","members":1}"#, "-10.00", "0.00", "0.00", "0.00"),
  ])
  func `the worked figures come out of the terms`(
    input: String, surplus: String, saving: String, fixed: String, capacity: String
  ) throws {
    let answer = try answer(input)
    #expect(texts(answer, "R Sav C_static C") == [surplus, saving, fixed, capacity])
    #expect(answer["binds"] as? String == "C_static" && answer["formula"] as? String == "capacity-1")
    #expect((answer["routes"] as? [String])?.isEmpty == (capacity != "0.00"))
    #expect((answer["parameters"] as? [String: String])?["version"] == "it-2024")
    #expect(codes(answer).contains("no-calendar") == (answer["C_cash"] is NSNull))
  }

  @Test func `every term comes out of a budget's lines`() throws {
    let answer = try answer(
      """
      {"income": [{"name": "salary", "amount": "1600.00", "frequency": "monthly+13"},
                  {"name": "rent benefit", "source": "benefit", "amount": "250", "frequency": "monthly", "pays": "rent"},
                  {"name": "odd jobs", "certainty": "irregular", "history": ["400","500","600","800","900","1000"]},
                  {"name": "allowance", "source": "disability-allowance", "amount": "500.00"}],
       "expenses": [{"name": "rent", "amount": "700.00", "frequency": "monthly", "nature": "fixed", "coicop": "04.1"},
                    {"amount": "180.00", "frequency": "weekly"}, {"amount": "unknown"},
                    {"name": "cinema", "amount": "20.00", "nature": "flexible"}],
       "running": [{"creditor": "Enel", "instalment": "30.00", "frequency": "weekly", "balance": "600.00"}],
       "household": {"members": 4}, "liquid": "800.00", "month": "2026-03", "parameters": "it-2025"}
      """)
    // 1600 · 13 ÷ 12 + 500; 700 + 180 · 52 ÷ 12; 538.69 · 1.5 · 2.46; 30 · 52 ÷ 12.
    #expect(texts(answer, "Y E B F A") == ["2233.333333", "1480.00", "250.00", "1987.77", "130.00"])
    #expect(texts(answer, "N R Sav C_static") == ["1737.77", "365.563333", "20.00", "345.563333"])
    #expect(texts(answer, "C") == ["345.56"] && answer["C_cash"] is String)
    #expect(codes(answer) == ["unknown", "purpose-bound", "disability-allowance", "percentile", "flexible"])
    #expect((answer["explanation"] as? [String])?.count == 7)
    let because = try #require(answer["because"] as? [String: String])
    #expect(because == ["bound": "surplus", "needs": "floor", "saving": "cap"])
  }

  @Test func `cash binds where a month is tight, and its month is named`() throws {
    let answer = try answer(
      """
      {"income": [{"amount": "2000.00"}], "expenses": [{"amount": "1500.00"},
       {"name": "insurance", "amount": "1900.00", "frequency": "yearly", "next": "2026-06-10"}],
       "household": {"members": 1}, "liquid": "0.00", "month": "2026-03"}
      """)
    // June ends with 100.00 and keeps 80.00, after four instalments.
    #expect(texts(answer, "C_cash C binds") == ["5.00", "5.00", "C_cash"])
    let tight = (answer["explanation"] as? [String])?.contains { $0.contains("the tightest month is 2026-06") }
    #expect(tight == true)
  }

  @Test func `seasonal work has its months`() throws {
    let year = #""0","0","0","0","2500","2500","2500","2500","2500","0","0","0""#
    let answer = try answer(
      """
      {"income": [{"amount": "unknown", "certainty": "seasonal", "history": [\(year),\(year)]}],
       "expenses": [{"amount": "400.00"}], "household": {"members": 1}, "liquid": "2500.00", "month": "2026-01"}
      """)
    let seasons = try #require(answer["seasons"] as? [String: Any])
    let months = try #require(seasons["months"] as? [String])
    #expect(months.count == 12 && months[0] == "0.00" && months[4] != "0.00" && months[11] == "0.00")
    #expect(codes(answer).contains("worse-year"))
  }

  @Test func `a body's own file has its version and its floor`() throws {
    let shipped = try String(contentsOfFile: Sandbox.package + "/ledger-specs/parameters/it-2024.json", encoding: .utf8)
    let own = shipped.replacingOccurrences(
      of: "\"floors\": [",
      with: #""floors": [{"amounts":["1000.00"],"id":"caritas","perFurtherMember":"400.00","sources":["board"]},"#
    ).replacingOccurrences(of: "\"it-2024\"", with: "\"caritas-1\"")
    let input = #"{"Y":"1950","E":"1480","A":"95","members":3,"parameters":"own.json"}"#
    let answer = try answer(input, files: ["own.json": own])
    #expect(texts(answer, "F R") == ["1800.00", "55.00"])
    #expect((answer["parameters"] as? [String: String])?["version"] == "caritas-1")
    let broken = own.replacingOccurrences(of: "\"400.00\"", with: "\"-400.00\"")
    let outcome = try calc(input, files: ["own.json": broken])
    #expect(outcome.exit == 2 && outcome.errors.contains("parameters: floors[0].perFurtherMember"), "\(outcome)")
  }

  @Test(arguments: [
    (#"{"Y":"-1","E":"0","A":"0","members":1}"#, "Y is not valid: '-1'"),
    (#"{"Y":1950,"E":"0","A":"0","members":1}"#, "Y must be a string"),
    (#"{"Y":"1","E":"0","A":"0"}"#, "members is missing"), (#"{"Y":"1","A":"0","members":1}"#, "E is missing"),
    (#"{"Y":"1","E":"0","A":"0","members":0}"#, "members: 0 is not between"),
    (#"{"Y":"1","E":"0","A":"0","C":"0","members":1}"#, "C is not expected"),
    (#"{"Y":"1","E":"0","A":"0","B":"5000","members":1}"#, "B: 5000.00 is more than the needs"),
    (#"{"Y":"92233720368547758.07","E":"0","A":"0","members":1,"liquid":"1"}"#, "Y: 92233720368547758.07 is above"),
    (#"{"household":{"members":1}}"#, "income is missing"), (#"{"income":[]}"#, "household is missing"),
    (#"{"income":[],"household":{}}"#, "household.members is missing"),
    (#"{"income":[],"household":{"members":31}}"#, "household.members: 31"),
    (#"{"income":[{"amount":"-5"}],"household":{"members":1}}"#, "income[0].amount is not valid: '-5'"),
    (#"{"income":[{"amount":"5","frequency":"daily"}],"household":{"members":1}}"#, "'daily' is not a frequency"),
    (#"{"income":[{"frequency":"weekly"}],"household":{"members":1}}"#, "income[0].amount is missing"),
    (#"{"income":[{"amount":"5","kind":"x"}],"household":{"members":1}}"#, "income[0].kind is not expected"),
    (#"{"income":[{"amount":"5","source":"lotto"}],"household":{"members":1}}"#, "'lotto' is none of salary"),
    (#"{"income":[{"amount":"5","pays":"rent"}],"household":{"members":1}}"#, "income[0].pays"),
    (#"{"income":[],"expenses":[{"amount":"5","coicop":"99"}],"household":{"members":1}}"#, "expenses[0].coicop"),
    (#"{"income":[],"running":[{"amount":"5","atSource":true}],"household":{"members":1}}"#, "running[0].atSource"),
    (#"{"income":[],"running":[{"amount":"5","instalment":"6"}],"household":{"members":1}}"#, "running[0].amount"),
    (#"{"income":[],"household":{"members":1},"liquid":"-1"}"#, "liquid"),
    (#"{"income":[],"household":{"members":1},"month":"2026-13","liquid":"1"}"#, "month"),
  ])
  func `bad input is refused by name with exit code 2`(input: String, reason: String) throws {
    let outcome = try calc(input)
    #expect(outcome.exit == 2 && outcome.output.isEmpty, "\(outcome)")
    #expect(outcome.errors.hasPrefix("error[calculation.input]: "), "\(outcome.errors)")
    #expect(outcome.errors.contains(reason), "\(outcome.errors)")
  }

  @Test func `a parameter file that is not there is refused`() throws {
    let outcome = try calc(#"{"Y":"1","E":"0","A":"0","members":1,"parameters":"it-1999"}"#)
    #expect(outcome.exit != 0 && outcome.errors.hasPrefix("error[file.missing]: "), "\(outcome)")
  }
}
