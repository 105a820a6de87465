import CommandLineTesting
import Foundation
import FoundationXML
import Testing

/// Every report in every form: one description behind all of them.
struct ReportTests {
  private static let reports = [
    "fund casa", "portfolio", "ageing", "exposure", "plans", "service", "trial-balance", "restrictions", "refusals",
    "impact",
  ]

  /// A fund with a paid grant, a refused one and a donor whose name is an attack.
  private func sandbox() throws -> Sandbox {
    let sandbox = try Sandbox.withStandardFund()
    try sandbox.succeed("party", "register", "--name", Self.hostileName, "--as", "olga")
    try sandbox.succeed(
      "contribution", "receive", "250.00", "--to", "casa/rent", "--account", "main", "--donor", Self.hostileName,
      "--as",
      "carla")
    for (amount, step) in [("100.00", ["approve"]), ("200.00", ["refuse", "--reason", "other-help"])] {
      try sandbox.succeed(
        "grant", "request", amount, "--from", "casa/rent", "--purpose", "arrears", "--for", "Rossi", "--payee",
        "Immobiliare Blu", "--as", "olga")
      let list = try JSONSerialization.jsonObject(with: Data(try sandbox.succeed("grant", "list", "--json").utf8))
      let grant = try #require((list as? [[String: Any]])?.last?["id"] as? String)
      let words = ["grant", step[0], grant] + step.dropFirst() + ["--as", "dario"]
      let outcome = try sandbox.command(words).run()
      try #require(outcome.exit == 0, "\(outcome.errors)")
    }
    return sandbox
  }

  private static let hostileName = "=HYPERLINK(\"x\"),<script>alert('1')</script>"

  private func run(_ sandbox: Sandbox, _ line: String, _ more: String...) throws -> Command.Outcome {
    try sandbox.command(["report"] + line.split(separator: " ").map(String.init) + more).run()
  }

  @Test func `every report is a text, an object, rows and a page`() throws {
    let sandbox = try sandbox()
    defer { sandbox.remove() }
    for report in Self.reports {
      let text = try run(sandbox, report)
      #expect(text.exit == 0 && text.errors.isEmpty && text.output.contains("as of"), "\(report): \(text)")
      let json = try run(sandbox, report, "--json")
      let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
      #expect(object?["report"] as? String == report.split(separator: " ").first.map(String.init), "\(report)")
      let csv = try run(sandbox, report, "--csv")
      let lines = csv.output.split(separator: "\n")
      #expect(csv.exit == 0 && lines.first?.contains(",") == true, "\(report): \(csv)")
      let page = try run(sandbox, report, "--html", "page.html")
      #expect(page.exit == 0 && page.output.isEmpty, "\(report): \(page)")
      let html = try sandbox.read("page.html")
      let parser = XMLParser(data: Data(html.utf8))
      #expect(parser.parse(), "\(report): \(String(describing: parser.parserError)) in line \(parser.lineNumber)")
      #expect(!html.contains("<script") && !html.contains("src=") && !html.contains("href="), "\(report)")
    }
  }

  @Test func `a name that is an attack is only a name`() throws {
    let sandbox = try sandbox()
    defer { sandbox.remove() }
    _ = try run(sandbox, "restrictions", "--html", "page.html")
    #expect(try sandbox.read("page.html").contains("=HYPERLINK(\"x\"),&lt;script&gt;alert('1')&lt;/script&gt;"))
    let csv = try run(sandbox, "restrictions", "--csv", "--table", "sources").output
    #expect(csv.contains("\"'=HYPERLINK(\"\"x\"\"),<script>alert('1')</script>\""), "no spreadsheet runs it: \(csv)")
  }

  @Test func `figures are cents for programs and the same everywhere`() throws {
    let sandbox = try sandbox()
    defer { sandbox.remove() }
    let json = try run(sandbox, "fund casa", "--json").output
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    let rows = try #require(object?["restrictions"] as? [[String: Any]])
    #expect(rows.map { $0["available"] as? Int } == [200_000, 125_000])
    #expect(rows.map { $0["committed"] as? Int } == [0, 10_000])
    let csv = try run(sandbox, "fund casa", "--csv").output
    #expect(csv.contains("\nrent,rent-deposit arrears,1250.00,100.00,"), "\(csv)")
    let refusals = try run(sandbox, "refusals", "--csv").output
    #expect(refusals == "instrument,reason,count,amount\ngrant,other-help,1,200.00\n")
  }

  @Test func `what was known earlier is still known`() throws {
    let sandbox = try sandbox()
    defer { sandbox.remove() }
    let early = try run(sandbox, "trial-balance", "--at", "5", "--json").output
    let object = try JSONSerialization.jsonObject(with: Data(early.utf8)) as? [String: Any]
    #expect((object?["accounts"] as? [Any])?.isEmpty == true && object?["size"] as? Int == 5)
    let past = try run(sandbox, "trial-balance", "--as-of", "2020-01-01")
    #expect(past.exit == 0 && past.output.contains("every balance is zero"))
    #expect(try run(sandbox, "fund casa", "--as-of", "2020-01-01").exit == 3)
    #expect(try run(sandbox, "trial-balance", "--at", "100000").exit == 3)
  }

  @Test(arguments: [
    ["trial-balance", "--csv", "--json"], ["trial-balance", "--table", "accounts"],
    ["trial-balance", "--csv", "--table", "nothing"], ["trial-balance", "--at", "-1"],
    ["fund", "casa", "--from", "2026-02-01", "--as-of", "2026-01-01"], ["fund"],
  ])
  func `a wrong command line prints no report`(words: [String]) throws {
    let sandbox = try Sandbox.withStandardFund()
    defer { sandbox.remove() }
    let outcome = try sandbox.command(["report"] + words).run()
    #expect(outcome.exit == 2 && outcome.output.isEmpty, "\(outcome)")
  }
}
