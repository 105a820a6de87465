import CommandLineTesting
import Foundation
import Testing

/// Programs read `--json`: always valid, data on standard output only, and an empty list is `[]`.
struct ListTests {
  private static let emptyLists = [
    "body list", "party list", "period list", "fund list", "contribution list", "capital list", "transfer list",
    "grant list", "voucher list", "balance", "key list --keys no-keys",
  ]
  private static let fullLists = [
    "body list", "party list", "fund list", "contribution list", "capital list", "transfer list", "grant list",
    "voucher list", "balance", "key list", "member list", "log", "log fund/casa", "register assets:bank:main",
    "fund show casa", "period list",
  ]

  private func rows(_ line: String, in sandbox: Sandbox) throws -> [Any] {
    let words = line.split(separator: " ").map(String.init) + ["--json"]
    let outcome = try sandbox.command(words).run()
    #expect(outcome.exit == 0, "\(line): \(outcome.errors)")
    #expect(outcome.errors.isEmpty, "\(line): \(outcome.errors)")
    let parsed = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    return try #require(parsed as? [Any], "\(line) is no list")
  }

  @Test func `an empty list is an empty array, and for people a sentence`() throws {
    let sandbox = try Sandbox()
    defer { sandbox.remove() }
    try sandbox.succeed("key", "new", "anna", "--automation")
    try sandbox.succeed("key", "new", "bruno", "--automation")
    try sandbox.succeed("init", "--name", "mastro.example/leer", "--admin", "anna", "--admin", "bruno")
    for line in ListTests.emptyLists {
      let words = line.split(separator: " ").map(String.init)
      #expect(try sandbox.command(words + ["--json"]).run().output == "[]\n", "\(line)")
      let outcome = try sandbox.command(words).run()
      #expect(outcome.output.isEmpty, "\(line)")
      #expect(outcome.errors.hasSuffix("\n") && outcome.errors.count > 5, "\(line)")
    }
  }

  @Test func `every list is valid JSON`() throws {
    let sandbox = try Sandbox.withStandardFund()
    defer { sandbox.remove() }
    let commands = [
      "capital receive 10.00 --to casa --account main --funder comune-lodi --as carla",
      "transfer make 1.00 --from casa --to casa/rent --as carla",
      "grant request 1.00 --from casa --purpose food --for Rossi --as olga",
      "voucher issue 1.00 --from casa --purpose food --for Rossi --expires 2999-01-01 --as olga",
      "period close 2026-01-31 --as anna",
    ]
    try sandbox.write(commands.joined(separator: "\n"), to: "more.run")
    try sandbox.succeed("run", "more.run")
    for line in ListTests.fullLists { #expect(try !rows(line, in: sandbox).isEmpty, "\(line)") }
  }

  @Test func `what is shown and recorded is valid JSON, too`() throws {
    let sandbox = try Sandbox.withStandardFund()
    defer { sandbox.remove() }
    let recorded = try sandbox.succeed(
      "grant", "request", "1.00", "--from", "casa", "--purpose", "food", "--for", "Rossi", "--as", "olga", "--json")
    let receipts = try JSONSerialization.jsonObject(with: Data(recorded.utf8)) as? [[String: Any]]
    let id = try #require(receipts?.first?["id"] as? String)
    for words in [["show", id], ["grant", "show", id], ["party", "show", "Rossi"], ["policy", "show"]] {
      let outcome = try sandbox.command(words + ["--json"]).run()
      #expect(outcome.exit == 0, "\(words): \(outcome.errors)")
      #expect(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) is [String: Any])
    }
  }
}
