import BankStatements
import Bookkeeping
import Coaching
import Foundation
import Funds
import LedgerCore
import LedgerSQLite
import Testing

private func month(_ text: String) -> CivilMonth { CivilMonth(ActualsFamily.civil(text + "-01")) }

/// A family's own bank lines: taken in once, sorted by a person or a rule, and compared with its plan.
@Suite struct ActualsTests {
  @Test func `two equal lines of one statement are two, and the same file brings none again`() throws {
    try ActualsFamily.with { family in
      let first = try family.take(.october)
      #expect(first.newLines.count == 5)
      #expect(first.parts[0].stored.isProved)
      #expect(first.parts[0].notes == [])
      let again = try family.take(.october)
      #expect(again.newLines == [] && again.duplicateLines == 5)
      #expect(try family.lines().map(\.line.content.amount.cents) == [-60_000, -130, -130, -2_550, 118_000])
    }
  }

  @Test func `an overlapping statement brings only what is new`() throws {
    try ActualsFamily.with { family in
      try family.take(.october)
      var later = FamilyStatement.october
      later.lines = Array(later.lines.dropFirst()) + [.init(day: "2026-11-02", cents: -900, text: "Bolletta")]
      (later.from, later.to, later.opening) = ("2026-10-05", "2026-11-02", -10_000)
      let plan = try family.take(later)
      #expect(plan.newLines.map(\.content.amount.cents) == [-900])
      #expect(plan.duplicateLines == 4)
      #expect(plan.parts[0].notes.contains { if case .overlap = $0 { true } else { false } })
      #expect(try family.lines().count == 6)
    }
  }

  @Test func `a preview shows what the import does, and writes nothing`() throws {
    try ActualsFamily.with { family in
      let before = try family.workings()
      let preview = try family.bookkeeper.previewActuals(
        StatementReader.read(FamilyStatement.october.bytes), of: family.household, account: "main")
      #expect(preview.newLines.count == 5)
      #expect(try family.workings() == before)
      let lines = try family.bookkeeper.proposals(for: preview, of: family.household)
      #expect(lines.map(\.category) == [nil, nil, nil, nil, nil])
      #expect(try family.take(.october).newLines.map(\.key) == preview.newLines.map(\.key))
    }
  }

  @Test func `the family's account is remembered, and another one refused by name`() throws {
    try ActualsFamily.with { family in
      try family.take(.october)
      var other = FamilyStatement.october
      other.iban = "IT10X0999901600000000123456"
      #expect(try family.refusal { try family.take(other) } == "actuals.other-account")
      #expect(try family.refusal { try family.take(.october, as: "savings") } == "actuals.other-account")
      try family.take(other, as: "savings")
      #expect(try family.lines().count == 10)
      #expect(try family.refusal { try family.take(other) } == "actuals.other-account")
      #expect(try family.bookkeeper.forgetActuals(ofAccount: "savings", of: family.household) == 5)
      #expect(try family.lines().count == 5)
      #expect(
        try family.refusal { _ = try family.bookkeeper.forgetActuals(ofAccount: "savings", of: family.household) }
          == "actuals.unknown-account")
      try family.take(other, as: "second")
    }
  }

  @Test func `a statement of the fund's own account is not a family's`() throws {
    try ActualsFamily.with { family in
      let statements = try StatementReader.read(FamilyStatement.october.bytes)
      try family.bookkeeper.carryOut(try family.bookkeeper.planImport(statements, into: "main"))
      #expect(try family.refusal { try family.take(.october) } == "actuals.other-account")
    }
  }

  @Test func `foreign money and a balance that does not follow are refused whole`() throws {
    try ActualsFamily.with { family in
      var file = FamilyStatement.october
      file.currency = "CHF"
      #expect(try family.refusal { try family.take(file) } == "statement.currency")
      file.currency = "EUR"
      file.error = 100
      #expect(try family.refusal { try family.take(file) } == "statement.does-not-add-up")
      let taken = try family.take(file, accepting: true)
      #expect(!taken.parts[0].stored.isProved)
      #expect(taken.parts[0].notes == [.differenceAccepted(Money(cents: 100))])
    }
  }

  @Test func `without an open coaching and the family's leave nothing is taken in`() throws {
    try ActualsFamily.with(coached: false) { family in
      #expect(try family.refusal { try family.take(.october) } == "budget.not-open")
      try family.openBudget()
      try family.take(.october)
      #expect(try family.lines().count == 5, "a statement may come before the first talk")
      for text in ["Spesa", "group:food"] {
        #expect(
          try family.refusal { _ = try family.bookkeeper.category(text, of: family.household) } == "actuals.no-sheet")
      }
      try family.takeSnapshot()
      #expect(try family.lines().count == 5)
      try family.withdrawConsent()
      #expect(try family.refusal { _ = try family.lines() } == "budget.no-consent")
      #expect(try family.refusal { try family.take(.october) } == "budget.no-consent")
    }
    try ActualsFamily.with { family in
      try family.close()
      #expect(try family.refusal { try family.take(.october) } == "budget.not-open")
    }
  }

  @Test func `a person says where a line belongs, and may take it back`() throws {
    try ActualsFamily.with { family in
      try family.take(.october)
      let handles = try family.lines().map(\.handle)
      let bookkeeper = family.bookkeeper
      let rent = try bookkeeper.category("Affitto", of: family.household)
      #expect(rent == .line(LineName(.expense, "Affitto")))
      #expect(try bookkeeper.category("group:leisure", of: family.household) == .group(.leisure))
      #expect(try bookkeeper.category("HOME", of: family.household) == .group(.home))
      #expect(try bookkeeper.category("transfer", of: family.household) == .transfer)
      let sorting = try bookkeeper.sort([handles[0]], as: rent, of: family.household)
      #expect(sorting.lines.map(\.category) == [rent])
      #expect(try family.lines().map(\.category) == [rent, nil, nil, nil, nil])
      _ = try bookkeeper.sort([handles[0]], as: nil, of: family.household)
      #expect(try family.lines().allSatisfy { $0.category == nil })
      let unknown: [(String) throws -> Void] = [
        { _ = try bookkeeper.category($0, of: family.household) },
        { _ = try bookkeeper.sort([$0], as: rent, of: family.household) },
      ]
      for text in ["Yacht", "expense:Yacht", "group:yachts", ""] {
        #expect(try family.refusal { try unknown[0](text) } == "actuals.unknown-category", "\(text)")
      }
      for text in ["ffffffff", "", String(handles[0].prefix(7))] {
        #expect(try family.refusal { try unknown[1](text) } == "actuals.unknown-line", "\(text)")
      }
      #expect(
        try family.refusal { _ = try bookkeeper.sort([handles[0], "ffffffff"], as: rent, of: family.household) }
          == "actuals.unknown-line")
    }
  }

  @Test func `a rule sorts what is there and what comes, until it is taken away`() throws {
    try ActualsFamily.with { family in
      try family.take(.october)
      let (bookkeeper, id) = (family.bookkeeper, family.household)
      let coffee = try bookkeeper.category("group:leisure", of: id)
      let tried = try bookkeeper.sort([], as: coffee, always: "bar centrale", of: id, isTried: true)
      #expect(tried.byRule == 2)
      #expect(try bookkeeper.categoryRules(of: id) == [])
      #expect(try bookkeeper.sort([], as: coffee, always: "bar centrale", of: id).byRule == 2)
      #expect(try family.lines().map(\.category) == [nil, coffee, coffee, nil, nil])
      #expect(try family.lines()[1].isByRule)
      let november = FamilyStatement(
        from: "2026-11-01", to: "2026-11-30", opening: FamilyStatement.october.closing,
        lines: [.init(day: "2026-11-03", cents: -130, name: "BAR CENTRALE", text: "x")])
      let preview = try bookkeeper.previewActuals(
        StatementReader.read(november.bytes), of: id, account: "main")
      #expect(try bookkeeper.proposals(for: preview, of: id).map(\.category) == [coffee])
      let food = try bookkeeper.category("Spesa", of: id)
      _ = try bookkeeper.sort([try family.lines()[1].handle], as: food, of: id)
      #expect(try family.lines().map(\.category) == [nil, food, coffee, nil, nil], "a person knows better than a rule")
      #expect(try family.refusal { _ = try bookkeeper.removeCategoryRule(2, of: id) } == "actuals.unknown-rule")
      #expect(try family.refusal { _ = try bookkeeper.removeCategoryRule(0, of: id) } == "actuals.unknown-rule")
      _ = try bookkeeper.removeCategoryRule(1, of: id)
      #expect(try family.lines().map(\.category) == [nil, food, nil, nil, nil])
      for text in ["", "  ", String(repeating: "x", count: 201)] {
        #expect(
          try family.refusal { _ = try bookkeeper.sort([], as: coffee, always: text, of: id) } == "actuals.rule-invalid"
        )
      }
    }
  }

  @Test func `a rule about income does not sort what goes out`() throws {
    try ActualsFamily.with { family in
      try family.take(.october)
      let salary = try family.bookkeeper.category("Stipendio", of: family.household)
      #expect(try family.bookkeeper.sort([], as: salary, always: "o", of: family.household).byRule == 1)
      #expect(try family.lines().map(\.category) == [nil, nil, nil, nil, salary])
    }
  }

  private func sorted(_ family: ActualsFamily) throws {
    try family.take(.october)
    for (text, category) in [("affitto", "Affitto"), ("coop", "Spesa"), ("officine", "Stipendio")] {
      let category = try family.bookkeeper.category(category, of: family.household)
      _ = try family.bookkeeper.sort([], as: category, always: text, of: family.household)
    }
  }

  @Test func `plan against actual, by line, by group and altogether`() throws {
    try ActualsFamily.with { family in
      try sorted(family)
      let found = try family.bookkeeper.actualMonth(of: family.household, month("2026-10"))
      let lines = Dictionary(uniqueKeysWithValues: found.record.lines.map { ($0.line.name, $0) })
      #expect(lines["Stipendio"]?.planned == Money(cents: 120_000))
      #expect(lines["Stipendio"]?.variance == Money(cents: -2_000))
      #expect(lines["Affitto"]?.variance == .zero)
      #expect(lines["Spesa"]?.actual == Money(cents: 2_550))
      #expect(lines["Luce"]?.planned == .zero, "every second month from September")
      #expect(found.record.unmatched.count == 2)
      #expect(found.record.outgoing.actual == Money(cents: 62_810))
      #expect(found.record.outgoing.planned == Money(cents: 92_000))
      #expect(found.lineCount == 5)
      #expect(found.gaps == [])
      #expect(try family.bookkeeper.monthRecord(of: family.household, month("2026-10")) == found.record)
    }
  }

  @Test func `a month that is in no plan has nothing to be compared with`() throws {
    try ActualsFamily.with { family in
      try sorted(family)
      for text in ["2026-08", "2027-09"] {
        #expect(
          try family.refusal { _ = try family.bookkeeper.actualMonth(of: family.household, month(text)) }
            == "actuals.month-without-plan")
      }
    }
  }

  @Test func `days of which no statement says anything are named`() throws {
    try ActualsFamily.with { family in
      var file = FamilyStatement.october
      (file.from, file.to, file.lines) = ("2026-10-03", "2026-10-10", [])
      try family.take(file)
      file.from = "2026-10-20"
      file.to = "2026-11-02"
      try family.take(file)
      let gaps = try family.bookkeeper.actualMonth(of: family.household, month("2026-10")).gaps
      #expect(gaps.map { "\($0.from)..\($0.through)" } == ["2026-10-01..2026-10-02", "2026-10-11..2026-10-19"])
      let november = try family.bookkeeper.actualMonth(of: family.household, month("2026-11")).gaps
      #expect(november.map { "\($0.from)..\($0.through)" } == ["2026-11-03..2026-11-30"])
    }
  }

  @Test func `realism looks at the last three months that have bank lines`() throws {
    try ActualsFamily.with { family in
      let bookkeeper = family.bookkeeper
      #expect(try bookkeeper.realism(of: family.household, through: month("2026-11")) == nil)
      try sorted(family)
      let records = try bookkeeper.recentMonths(of: family.household, through: month("2026-11"))
      #expect(records.map(\.month) == [month("2026-10")])
      let realism = try #require(try bookkeeper.realism(of: family.household, through: month("2026-11")))
      // |1180 − 1200| + |25.50 − 300| + |0 − 20| + 2.60 unexplained, of 1200 + 600 + 300 + 20
      #expect(realism.reading == .value(Figure(hundredths: 1_496)))
      #expect(try bookkeeper.recentMonths(of: family.household, through: month("2027-03")).isEmpty)
    }
  }

  @Test func `forgetting the family forgets its bank lines, rules and scenarios`() throws {
    try ActualsFamily.with { family in
      try sorted(family)
      #expect(try family.workings().count == 8)
      try family.erase()
      #expect(try family.workings().isEmpty)
      #expect(try family.bookkeeper.vault.readWorkings(of: family.household) { _ in true } == nil)
      #expect(try family.refusal { try family.take(.october) } == "budget.not-open")
      let bytes = try FileManager.default.contentsOfDirectory(atPath: family.folder.path).reduce(into: Data()) {
        $0 += try Data(contentsOf: URL(fileURLWithPath: family.folder.path + "/" + $1))
      }
      for word in ["Immobiliare", "COOP", "Affitto"] { #expect(bytes.range(of: Data(word.utf8)) == nil, "\(word)") }
    }
  }

  @Test func `a copy from before the erasure forgets when it learns of it`() throws {
    try ActualsFamily.with { family in
      try sorted(family)
      try withFolder { path in
        let other = LedgerFolder(path: path)
        _ = try family.folder.copy(to: other, .still(), workers: 1) { _, _ in }
        let count = try other.open(.still()).vault.readWorkings(of: family.household) { try $0.all("bank-line").count }
        #expect(count == 5)
        try family.erase()
        try other.replayErasures(knownTo: family.folder, .still())
        let left = try other.open(.still()).vault.readWorkings(of: family.household) { _ in true }
        #expect(left == nil)
      }
    }
  }

  static let shared = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "shared/data/statements")

  /// New lines and whether the balances prove them, or the reason of the refusal.
  @Test(
    .enabled(
      if: FileManager.default.fileExists(atPath: shared.path),
      "../shared/data/statements is not here: these files are not imported"),
    arguments: [
      ("genkgo-camt053.v2.multi.statement.xml", "2 proved"), ("kedder-simple.xml", "4 proved"),
      ("actual-camt.latin1.xml", "2 not proved"), ("bancoposta.csv", "statement.does-not-add-up"),
      ("kedder-davider80.xml", "statement.currency"), ("genkgo-camt053.v2.wrong.xml", "missing"),
      ("ofxparse-checking.ofx", "unsupported-format"),
    ])
  func `files of real banks are taken in, or refused for their reason`(file: String, expected: String) throws {
    try ActualsFamily.with { family in
      var outcome: String?
      let refused = try family.refusal {
        do {
          let statements = try StatementReader.read([UInt8](Data(contentsOf: Self.shared.appending(path: file))))
          let plan = try family.bookkeeper.previewActuals(statements, of: family.household, account: "main")
          outcome = "\(plan.newLines.count) \(plan.parts.allSatisfy(\.stored.isProved) ? "proved" : "not proved")"
        } catch let error as StatementError {
          outcome = error.problem.rawValue
        }
      }
      #expect(refused ?? outcome == expected)
    }
  }
}
