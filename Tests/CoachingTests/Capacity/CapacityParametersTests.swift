import Coaching
import FinancialArithmetic
import Foundation
import LedgerCore
import Testing

/// Dated, sourced figures that the formula takes from files.
struct CapacityParametersTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../ledger-specs/parameters").standardizedFileURL

  private func text(_ version: String = "it-2024") throws -> String {
    try String(contentsOf: Self.folder.appending(path: version + ".json"), encoding: .utf8)
  }

  private func read(_ text: String) throws -> CapacityParameters { try CapacityParameters(reading: Array(text.utf8)) }

  private func refusal(_ text: String) -> String {
    do {
      _ = try read(text)
      return "none"
    } catch {
      return "\(error)"
    }
  }

  @Test func `the dignity floor comes out to the cent`() throws {
    let floors = try (1...7).map { try CapacityParameters.worked.floors(members: $0)[0] }
    #expect(floors.allSatisfy { $0.id == "dignity" })
    #expect(
      floors.map(\.amount.money.description) == [
        "801.62", "1258.54", "1635.29", "1971.97", "2284.60", "2565.17", "2845.73",
      ])
  }

  @Test func `later years rise with the assegno sociale`() throws {
    let one = try CapacityParameters.shipped.map { try $0.floors(members: 1)[0].amount.money.description }
    #expect(one == ["801.62", "808.04", "819.36"])
  }

  @Test func `every file of the folder is in the program`() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).filter { $0.hasSuffix(".json") }
    #expect(names.sorted() == CapacityParameters.shipped.map { "\($0.version).json" })
    for shipped in CapacityParameters.shipped { #expect(try read(text(shipped.version.text)) == shipped) }
  }

  @Test func `the digest is of what a file says, not of its white space`() throws {
    let spaced = try text().replacing("\n", with: "\n ")
    #expect(try read(spaced).digest == CapacityParameters.worked.digest)
    let other = try text().replacing("534.41", with: "534.42")
    #expect(try read(other).digest != CapacityParameters.worked.digest)
    #expect(Set(CapacityParameters.shipped.map(\.digest)).count == CapacityParameters.shipped.count)
    #expect(CapacityParameters.worked.file.version == "it-2024")
  }

  @Test func `they hold from a day on, and the newest counts`() throws {
    func version(_ day: String) throws -> Slug? {
      CapacityParameters.inForce(on: try #require(CivilDate(day)))?.version
    }
    #expect(try version("2023-12-31") == nil)
    #expect(try version("2024-01-01") == "it-2024")
    #expect(try version("2025-12-31") == "it-2025")
    #expect(try version("2029-05-01") == "it-2026")
    #expect(try !CapacityParameters.worked.hold(on: #require(CivilDate("2023-12-31"))))
  }

  @Test func `a body adds a floor of its own`() throws {
    let own = """
      "floors": [{"amounts": ["900.00", "1300.00", "1700.00"], "id": "caritas", "perFurtherMember": "310.50",
        "sources": ["board of 3 March 2026"]},
      """
    let parameters = try read(
      try text().replacing("\"floors\": [", with: own).replacing("\"it-2024\"", with: "\"caritas-2026\""))
    let floors = try parameters.floors(members: 5)
    #expect(floors.map(\.id) == ["caritas", "dignity"])
    #expect(floors.map(\.amount.money.description) == ["2321.00", "2284.60"])
    let formula = try promise(y: "2500", e: "1000", members: 5, parameters)
    #expect(formula.terms.floor == exactly("2321.00"))
  }

  @Test(arguments: [
    ("\"percentile\": 25", "\"percentile\": 25, \"median\": 50", "income.median is not expected"),
    ("\"534.41\"", "\"-534.41\"", "is not an amount"), ("\"534.41\"", "534", "must be a string"),
    ("\"1.57\"", "\"1.570\"", "is not a factor"), ("\"1.57\"", "\"0.9\"", "the scale does not rise"),
    ("[\"1\", \"1.57\", \"2.04\", \"2.46\", \"2.85\"]", "[]", "the scale does not rise"),
    ("\"percentOfIncome\": \"30\"", "\"percentOfIncome\": \"130\"", "a share is above 100 percent"),
    ("\"percentile\": 25", "\"percentile\": 0", "the percentile is 1 to 100"),
    ("\"mostMonths\": 24", "\"mostMonths\": 36", "the months rise"),
    ("\"2024-01-01\"", "\"2024-02-30\"", "validFrom"), ("\"534.41\"", "\"92233720368547758.07\"", "is above"),
    ("\"id\": \"dignity\"", "\"id\": \"Dignity floor\"", "is not valid"),
    ("\"version\": \"it-2024\"", "", "parameters"),
  ])
  func `a file that says something else is refused by name`(figure: String, other: String, reason: String) throws {
    let whole = try text()
    try #require(whole.contains(figure))
    let message = refusal(whole.replacing(figure, with: other))
    #expect(message.contains("parameters") && message.contains(reason), "\(message)")
  }

  @Test func `two floors have two names, and each has a source`() throws {
    let twice = """
      "floors": [{"amounts": ["900.00"], "id": "dignity", "perFurtherMember": "0.00", "sources": ["board"]},
      """
    #expect(refusal(try text().replacing("\"floors\": [", with: twice)).contains("two have one id"))
    let silent = twice.replacing("dignity", with: "own").replacing("[\"board\"]", with: "[]")
    #expect(refusal(try text().replacing("\"floors\": [", with: silent)).contains("own names no source"))
  }

  @Test func `the example policy admits the files that the program carries`() throws {
    let policy = Self.folder.deletingLastPathComponent().appending(path: "policies/solidarity-fund.json")
    let tree = try JSON.parse(Array(Data(contentsOf: policy)), form: .relaxed)
    let admitted = try #require(tree["coaching"]?["parameters"]?.array)
    #expect(
      try admitted.map { try JSONDecoding.decode(ParameterFile.self, from: $0) }
        == CapacityParameters.shipped.map(\.file))
  }
}
