import Bookkeeping
import Foundation
import Funds
import LedgerCore
import LedgerSQLite
import Testing

@Suite struct RuleTests {
  private func rules(_ text: String) throws -> MatchRules { try MatchRules(parsing: Array(text.utf8)) }

  private func file(_ lines: [StatementFile.Line]) -> StatementFile {
    StatementFile(from: day("2026-10-01"), to: day("2026-10-31"), opening: 0, lines: lines)
  }

  @Test func `the first rule that fits decides`() throws {
    try Office.with { office in
      try office.take(
        file([
          .init(day: day("2026-10-02"), cents: 5_000, name: "Circolo La Libertà", text: "Raccolta"),
          .init(day: day("2026-10-03"), cents: 7_000, text: "Altro", iban: "IT28W8000000292100645211151"),
          .init(day: day("2026-10-04"), cents: -833, text: "IMPOSTA DI BOLLO"),
          .init(day: day("2026-10-05"), cents: -99_900, text: "Affitto"),
          .init(day: day("2026-10-06"), cents: 10, text: "Prova"),
          .init(day: day("2026-10-07"), cents: 1_234, text: "?"),
        ]))
      let rules = try rules(
        """
        {"rules": [
          {"name": "club", "when": {"direction": "in", "text": ["LIBERTA"]},
            "then": {"contribution": {"fund": "casa", "restriction": "rent"}}},
          {"name": "town", "when": {"iban": "it28 W800 0000 2921 0064 5211 151"},
            "then": {"contribution": {"fund": "casa", "restriction": "free"}}},
          {"name": "stamp", "when": {"text": ["imposta di bollo", "canone"]},
            "then": {"cost": {"fund": "casa", "nature": "stamp-duty"}}},
          {"name": "large", "when": {"amount": {"min": "500.00"}}, "then": {"ignore": true}},
          {"name": "tiny", "when": {"amount": {"equals": "0.10"}}, "then": {"link": true}}
        ]}
        """)
      let run = try office.bookkeeper.apply(rules, to: "main", by: office.treasurer)
      #expect(run.items.map(\.rule) == ["club", "town", "stamp", "large", "tiny", nil])
      #expect(
        run.items.map { "\($0.outcome)".prefix { $0 != "(" } }
          == ["made", "made", "made", "ignored", "nothingToLink", "noRule"])
      #expect(run.batches.map(\.count) == [6])
      for batch in run.batches { try office.submit(batch) }
      #expect(try office.waiting().map(\.line.amount.cents) == [-99_900, 10, 1_234])
      let rent = try office.bookkeeper.ledger.store.read {
        try $0.balance(of: Chart.available(Restriction(fund: "casa", name: "rent")))
      }
      #expect(rent == -5_000)
      #expect(try office.bookkeeper.apply(rules, to: "main", by: office.treasurer).batches.isEmpty)
    }
  }

  @Test func `what exists is linked before anything is made, and what is unclear is left`() throws {
    try Office.with { office in
      let single = try office.gift(1_000, on: day("2026-10-01"))
      let twins = try [0, 0].map { _ in try office.gift(2_000, on: day("2026-10-03")) }
      _ = try [1, 2].map { try office.gift(3_000, on: day("2026-10-0\($0)")) }
      try office.take(
        file([
          .init(day: day("2026-10-03"), cents: 2_000), .init(day: day("2026-10-03"), cents: 2_000),
          .init(day: day("2026-10-04"), cents: 1_000), .init(day: day("2026-10-04"), cents: 3_000),
          .init(day: day("2026-10-20"), cents: 1_000),
        ]))
      let rules = try rules(
        #"{"rules":[{"when":{"direction":"in"},"then":{"contribution":{"fund":"casa","restriction":"free"}}}]}"#)
      let run = try office.bookkeeper.apply(rules, to: "main", by: office.treasurer)
      #expect(Array(run.items.map(\.outcome).prefix(2)) == [.linked(twins), .linked(twins)])
      #expect(run.items[2].outcome == .linked([single]))
      #expect(run.items[3].outcome == .ambiguous(candidates: 2))
      #expect("\(run.items[4].outcome)".hasPrefix("made"))
      #expect(
        run.batches[0].map(\.kind) == [BankMatched.kind, BankMatched.kind, ContributionReceived.kind, BankMatched.kind])
      for batch in run.batches { try office.submit(batch) }
      #expect(try office.waiting().map(\.line.amount.cents) == [3_000])
    }
  }

  @Test func `two lines that fit one entry are left to a person`() throws {
    try Office.with { office in
      try office.gift(1_000, on: day("2026-10-04"))
      try office.take(file([.init(day: day("2026-10-03"), cents: 1_000), .init(day: day("2026-10-05"), cents: 1_000)]))
      let run = try office.bookkeeper.apply(
        rules(#"{"rules":[{"when":{},"then":{"link":true}}]}"#), to: "main", by: office.treasurer)
      #expect(run.items.map(\.outcome) == [.ambiguous(candidates: 1), .ambiguous(candidates: 1)])
    }
  }

  @Test func `a long list is recorded in submissions of at most a thousand entries`() throws {
    try Office.with { office in
      let lines = (0..<1_203).map {
        StatementFile.Line(day: day("2026-10-01").adding(days: $0 / 60), cents: 1_000 + $0, reference: "R\($0)")
      }
      try office.take(file(lines))
      let run = try office.bookkeeper.apply(
        rules(#"{"rules":[{"when":{},"then":{"contribution":{"fund":"casa","restriction":"free"}}}]}"#), to: "main",
        by: office.treasurer)
      #expect(run.batches.map(\.count) == [1_000, 1_000, 406])
      for batch in run.batches { try office.submit(batch) }
      #expect(try office.waiting().isEmpty)
      #expect(try office.reconcile(day("2026-10-31")).isComplete)
    }
  }

  @Test(arguments: [
    (#"{"rules":[{"when":{},"then":{}}]}"#, "rules.invalid"),
    (#"{"rules":[{"when":{},"then":{"link":true,"ignore":true}}]}"#, "rules.invalid"),
    (#"{"rules":[{"when":{},"then":{"link":false}}]}"#, "rules.invalid"),
    (#"{"rules":[{"when":{"text":[]},"then":{"link":true}}]}"#, "rules.invalid"),
    (#"{"rules":[{"when":{"text":[""]},"then":{"link":true}}]}"#, "rules.invalid"),
    (#"{"rules":[{"when":{"amount":{"min":"1.234"}},"then":{"link":true}}]}"#, "rules.invalid"),
    (#"{"rules":[{"when":{"amount":{"min":"-1"}},"then":{"link":true}}]}"#, "rules.invalid"),
    (#"{"rules":[{"when":{"amount":{"min":"1","equals":"1"}},"then":{"link":true}}]}"#, "rules.invalid"),
    (
      #"{"rules":[{"when":{"direction":"in"},"then":{"cost":{"fund":"casa","nature":"levy"}}}]}"#, "rules.invalid"
    ),
    (#"{"rules":[{"when":{"colour":"red"},"then":{"link":true}}]}"#, "not-json"),
    (#"{"rules":[{"when":{},"then":{"cost":{"fund":"casa","nature":"lunch"}}}]}"#, "not-json"),
    (#"{"rules":[{"when":{"amount":{"min":1.5}},"then":{"link":true}}]}"#, "not-json"),
    (#"{"rule":[]}"#, "not-json"), ("rules", "not-json"),
  ])
  func `a wrong rules file is refused whole`(_ text: String, _ code: String) throws {
    var found: String?
    do {
      found = try refusal { _ = try rules(text) }
    } catch is JSONError {
      found = "not-json"
    }
    #expect(found == code)
  }

  @Test func `the shipped example is a rules file`() throws {
    let example = try MatchRules(
      parsing: TestFiles.bytes(TestFiles.specs.appendingPathComponent("rules-example.json")))
    #expect(example.rules.count >= 4)
  }
}
