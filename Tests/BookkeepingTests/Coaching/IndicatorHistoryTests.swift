import Bookkeeping
import Coaching
import FinancialArithmetic
import Funds
import LedgerCore
import LedgerSQLite
import Testing

private func month(_ text: String) -> CivilMonth { CivilMonth(ActualsFamily.civil(text + "-01")) }

private func file(_ text: String, style: NumberStyle = .point) -> ActualsFile {
  ActualsFile(Array(text.utf8), named: "cash", style: style)
}

/// Indicators are sealed with each assessment, and told again as they were.
@Suite struct IndicatorHistoryTests {
  private func reading(_ name: Indicator.Name, of indicators: [Indicator]?) -> String? {
    indicators?.first { $0.name == name }?.reading.description
  }

  @Test func `what an assessment has sealed comes out again when it is computed from the snapshot`() throws {
    try ActualsFamily.with { family in
      try family.assess()
      let book = try family.bookkeeper.budget(of: family.household)
      let history = try family.bookkeeper.indicatorHistory(of: book)
      let stored = try #require(history.first?.indicators)
      #expect(history.map(\.origin) == [.assessment])
      #expect(try family.bookkeeper.indicators(of: book).indicators == stored)
      let parameters = try family.bookkeeper.parameters(on: book.day)
      #expect(try BudgetIndicators(.rossi, parameters).all() == stored)
      #expect(stored.map(\.name) == [.housingOverburden, .debtService, .arrears, .bufferMonths, .survivalMonths])
      // Rent 600 and a half of 80 for light, of 1200.
      #expect(reading(.housingOverburden, of: stored) == "53.33")
      #expect(stored.first?.flag == .flagged && stored.first?.threshold == parameters.indicators.housingOverburden)
      #expect(stored.allSatisfy { $0.parameters == parameters.version.text && !$0.formula.isEmpty })
    }
  }

  @Test func `two assessments and a check of a month are a history in the order of the log`() throws {
    try ActualsFamily.with { family in
      try family.assess()
      let cash = file("date;amount;category;text\n2026-09-05;-600.00;Affitto;\n2026-09-27;1200;Stipendio;\n")
      let found = try family.bookkeeper.actualMonth(of: family.household, month("2026-09"), adding: cash)
      try family.check(found.record)
      try family.assess()
      let book = try family.bookkeeper.budget(of: family.household)
      let history = try family.bookkeeper.indicatorHistory(of: book)
      #expect(history.map(\.origin) == [.assessment, .monthCheck(month("2026-09")), .assessment])
      #expect(reading(.realism, of: history[0].indicators) == nil, "no month was checked")
      // |0 − 80| + |0 − 300| + |0 − 20| of 1200 + 600 + 80 + 300 + 20
      #expect(reading(.realism, of: history[1].indicators) == "18.18")
      #expect(history[1].indicators?.first?.flag == .flagged)
      let realism = history[2].indicators?.first { $0.name == .realism }
      #expect(realism == history[1].indicators?.first, "the assessment seals what the checks say")
      #expect(realism?.inputs.map { "\($0.name) \($0.amount)" } == ["deviation 400.00", "planned 2200.00"])
      let recent = try family.bookkeeper.recentMonths(of: family.household, through: month("2026-11"))
      #expect(recent == [found.record], "a month that was checked is as it was sealed")
      #expect(try family.bookkeeper.checkedMonth(of: family.household, month("2026-09")).record == found.record)
      #expect(
        try family.refusal { _ = try family.bookkeeper.checkedMonth(of: family.household, month("2026-10")) }
          == "budget.nothing-sealed")
    }
  }

  @Test func `where nothing comes in nothing is a part of it`() throws {
    try ActualsFamily.with { family in
      let rossi = BudgetSheet.rossi
      try family.takeSnapshot(
        BudgetSheet(
          month: rossi.month, members: 2, liquid: .unknown, income: [], expenses: rossi.expenses, debts: rossi.debts))
      let book = try family.bookkeeper.budget(of: family.household)
      let found = try family.bookkeeper.indicators(of: book).indicators
      #expect(found.count == 5)
      for indicator in found { #expect(indicator.reading == .notDefined && indicator.flag == .none) }
    }
  }

  @Test func `of a family that was forgotten nobody can read the indicators`() throws {
    try ActualsFamily.with { family in
      try family.assess()
      try family.close()
      try family.erase()
      let book = try family.bookkeeper.budget(of: family.household)
      let history = try family.bookkeeper.indicatorHistory(of: book)
      #expect(history.count == 1 && history[0].indicators == nil)
    }
  }
}

/// What a family that lives on cash has written down is compared with its plan as bank lines are.
@Suite struct ActualsFileTests {
  @Test func `a file and bank lines of the month are one month`() throws {
    try ActualsFamily.with { family in
      try family.take(.october)
      let cash = file(
        "\u{FEFF}Date; Amount ;CATEGORY;text\r\n2026-10-03;-12,50;spesa;mercato\r\n9/10/2026;-1.020,00;group:health;\r\n"
          + "\r\n2026-10-11;50,00;;regalo\r\n2026-10-12;50,00;transfer;dal conto\r\n", style: .comma)
      let found = try family.bookkeeper.actualMonth(of: family.household, month("2026-10"), adding: cash)
      let alone = try family.bookkeeper.actualMonth(of: family.household, month("2026-10"))
      #expect(found.lineCount == 5 && found.told.count == 4)
      #expect(found.record.lines.first { $0.line.name == "Spesa" }?.actual == Money(cents: 1_250))
      #expect(found.record.groups.first { $0.group == .health }?.actual == Money(cents: 102_000))
      #expect(found.record.unmatched.count == alone.record.unmatched.count + 1)
      #expect(found.record.outgoing.actual - alone.record.outgoing.actual == Money(cents: 103_250))
      #expect(found.toldTotals == (Money(cents: 10_000), Money(cents: 103_250)))
      #expect(found.toldAgainst == 0)
    }
  }

  @Test func `the same lines as JSON are the same month`() throws {
    try ActualsFamily.with { family in
      let text = "date,amount,category,text\n2026-10-03,-12.50,expense:Spesa,\"mercato, pane\"\n"
      let json = """
        [ {"amount": -1250, "category": "expense:Spesa", "date": "2026-10-03", "text": "mercato, pane"} ]
        """
      let months = try [text, json].map {
        try family.bookkeeper.actualMonth(of: family.household, month("2026-10"), adding: file($0))
      }
      #expect(months[0].told == months[1].told && months[0].record == months[1].record)
    }
  }

  @Test func `a minus that somebody forgot is told`() throws {
    try ActualsFamily.with { family in
      let cash = file("date;amount;category\n2026-10-03;12.50;Spesa\n2026-10-04;-900;Stipendio\n2026-10-05;-1;Luce\n")
      let found = try family.bookkeeper.actualMonth(of: family.household, month("2026-10"), adding: cash)
      #expect(found.toldAgainst == 2)
    }
  }

  @Test(arguments: [
    ("", "file: it has no line"), ("[]", "file: it has no line"), ("date;amount\n", "file: it has no line"),
    ("2026-10-03\n", "line 1: it does not name the columns"), ("date;text\n", "line 1: the column 'amount' is missing"),
    ("date;amount;date\n", "line 1: the column 'date' stands twice"),
    ("date;amount;categry\n", "line 1: there is no column 'categry'"),
    ("date;amount\n2026-10-03\n", "line 2: it has 1 columns, and the first line has 2"),
    ("date;amount\n2026-10-32;1\n", "line 2: '2026-10-32' is not a day"),
    ("date;amount\n2026-10-03;1.005\n", "line 2: '1.005' is not an amount: more than 2 decimals"),
    ("date;amount\n2026-10-03;\n", "line 2: '' is not an amount: there is no number"),
    ("date;amount\n2026-10-03;0\n", "line 2: nothing moved"),
    ("date;amount\n2026-10-03;-100000000.01\n", "line 2: -100000000.01 is above 100000000.00"),
    ("date;amount\n2026-09-30;-1\n", "line 2: 2026-09-30 is not in 2026-10"),
    ("date;amount;category\n2026-10-03;-1;Barca\n", "line 2: 'Barca' is neither a line nor a group"),
    ("date;amount;text\n2026-10-03;-1;\"open\n", "line 2: a quotation mark that is never closed"),
    (
      "[{\"amount\":-1,\"category\":\"expense:Barca\",\"date\":\"2026-10-03\",\"text\":\"\"}]",
      "[0]: 'expense:Barca' is"
    ),
    ("[{\"amount\":-1,\"date\":\"2026-10-03\"}]", "file: "), ("[{\"amount\":-1,", "file: "),
  ])
  func `a file with a slip is refused by name`(text: String, reason: String) throws {
    try ActualsFamily.with { family in
      var message = ""
      do {
        _ = try family.bookkeeper.actualMonth(of: family.household, month("2026-10"), adding: file(text))
      } catch let refusal as Refusal {
        #expect(refusal.code.id == "actuals.file-unusable")
        message = refusal.message
      }
      #expect(message.contains(": " + reason), "\(message)")
    }
  }

  @Test func `bytes that are no text are refused by their line`() throws {
    try ActualsFamily.with { family in
      let latin = ActualsFile(Array("date;amount;text\n2026-10-03;-1;caff".utf8) + [0xE8, 10], named: "cash")
      let code = try family.refusal {
        _ = try family.bookkeeper.actualMonth(of: family.household, month("2026-10"), adding: latin)
      }
      #expect(code == "actuals.file-unusable")
    }
  }
}
