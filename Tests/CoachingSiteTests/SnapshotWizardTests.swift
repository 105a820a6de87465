import Bookkeeping
import Coaching
import Funds
import LedgerCore
import Pages
import SiteTesting
import Testing

@testable import MastroWeb

/// The snapshot, written down page by page.
@Suite struct SnapshotWizardTests {
  @Test func `what was typed is there when one returns, and unknown stays unknown`() throws {
    try CoachedBruni.with { story in
      try story.open()
      try story.tellPeople()
      let page = try story.send(
        "snapshot/income",
        [
          "rows": "3", "then": "family", "income-0-source": "salary", "income-0-name": "Stipendio",
          "income-0-amount": "1.480,50", "income-0-frequency": "monthly+13", "income-0-certainty": "reliable",
          "income-1-source": "family-help", "income-1-name": "Aiuto di una sorella", "income-1-amount-unknown": "yes",
          "income-1-frequency": "once", "income-1-certainty": "one-off",
        ])
      #expect(page == "/coaching/\(story.family)")
      let html = try story.page("snapshot/income")
      #expect(html.contains("value=\"Stipendio\"") && html.contains("value=\"1.480,50\""))
      #expect(html.contains("name=\"income-1-amount-unknown\" autocomplete=\"off\" value=\"yes\" checked"))
      #expect(html.contains("value=\"\(Frequency.thirteenSalaries)\" selected"))
      let draft = try #require(try story.bookkeeper.snapshotDraft(of: story.family))
      #expect(draft.income.map(\.amount) == [.amount(Money(cents: 148_050)), .unknown])
      #expect(draft.sheet.unknownCount == 1)
      let summary = try story.page("snapshot/summary")
      #expect(summary.contains("Aiuto di una sorella"))
    }
  }

  @Test func `residue is refused beside its field, nothing is saved, and nothing that was typed is lost`() throws {
    try CoachedBruni.with { story in
      try story.open()
      try story.tellPeople()
      let answer = try story.browser.send(
        "/coaching/\(story.family)/snapshot/home",
        [
          "rows": "4", "then": "next", "expense-0-sort": "home/04.1", "expense-0-name": "Affitto",
          "expense-0-amount": "12x", "expense-0-frequency": "monthly", "expense-0-nature": "fixed",
          "expense-1-sort": "utilities/04.5", "expense-1-name": "Luce", "expense-1-amount": "140",
          "expense-1-frequency": "two-monthly", "expense-1-nature": "fixed",
          "expense-2-sort": "phone/08.3", "expense-2-name": "Telefono", "expense-2-frequency": "monthly",
          "expense-2-nature": "flexible",
        ], as: "elsa")
      guard case .page(let page) = answer else {
        Issue.record("it was taken")
        return
      }
      let html = story.browser.html(page, .italian)
      #expect(html.contains("id=\"f-expense-0-amount-fault\""), "beside the amount")
      #expect(html.contains("value=\"12x\"") && html.contains("value=\"Luce\""), "what was typed stands there")
      #expect(html.contains("id=\"f-expense-2-amount-fault\""), "neither an amount nor “don't know”")
      #expect(!html.contains("id=\"f-expense-1-amount-fault\""))
      #expect(try story.bookkeeper.snapshotDraft(of: story.family)?.expenses == [])
    }
  }

  @Test func `a line is taken away by its box, and a new one takes the next row`() throws {
    try CoachedBruni.with { story in
      try story.open()
      try story.tellPeople()
      try story.send("snapshot/daily", story.expense(0, "food/01.1", "Cibo", "400"))
      var fields = story.expense(0, "food/01.1", "Cibo", "400")
      fields.merge(story.expense(1, "clothing/03.1", "", "30")) { $1 }
      fields["expense-0-remove"] = "yes"
      try story.send("snapshot/daily", fields)
      let draft = try #require(try story.bookkeeper.snapshotDraft(of: story.family))
      #expect(draft.expenses.map(\.name) == ["vestiti e scarpe"], "named after its sort where nobody names it")
      #expect(draft.expenses.map(\.coicop.description) == ["03.1"])
    }
  }

  @Test(
    arguments: [
      (["income-0-certainty": "seasonal"], "income-0-history"),
      (["income-0-frequency": "months"], "income-0-months"),
      (["income-0-amount": "-5"], "income-0-amount"),
      (["income-0-amount-unknown": "yes"], "income-0-amount"),
      (["income-0-next": "2026-01-01"], "income-0-next"),
      (["income-0-name": String(repeating: "a", count: 90)], "income-0-name"),
      (["income-0-source": "lottery"], "income-0-source"),
    ] as [([String: String], String)])
  func `a line that cannot be is told beside the field that is wrong`(wrong: [String: String], field: String) throws {
    try CoachedBruni.with { story in
      try story.open()
      try story.tellPeople()
      let fields = [
        "rows": "3", "then": "next", "income-0-source": "salary", "income-0-name": "Stipendio",
        "income-0-amount": "800", "income-0-frequency": "monthly", "income-0-certainty": "reliable",
      ].merging(wrong) { $1 }
      guard
        case .page(let page) = try story.browser.send(
          "/coaching/\(story.family)/snapshot/income", fields, as: "elsa")
      else {
        Issue.record("it was taken")
        return
      }
      #expect(story.browser.html(page, .italian).contains("id=\"f-\(field)-fault\""))
    }
  }

  @Test func `two lines of one name on two pages are told apart`() throws {
    try CoachedBruni.with { story in
      try story.open()
      try story.tellPeople()
      try story.send("snapshot/home", story.expense(0, "home/04.1", "Rata", "400"))
      guard
        case .page(let page) = try story.browser.send(
          "/coaching/\(story.family)/snapshot/care", story.expense(0, "transport/12.1", "Rata", "30"), as: "elsa")
      else {
        Issue.record("it was taken")
        return
      }
      #expect(story.browser.html(page, .italian).contains("id=\"f-expense-0-name-fault\""))
    }
  }

  @Test func `a signed snapshot ends the draft, and the next one begins with its figures`() throws {
    try CoachedBruni.with { story in
      try story.open()
      try story.tellEverything()
      #expect(try story.bookkeeper.snapshotDraft(of: story.family) == nil)
      let book = try story.bookkeeper.budget(of: story.family)
      let snapshot = try #require(book.state.newestSnapshot)
      #expect(snapshot.lines == 4 && snapshot.unknowns == 0)
      #expect(try story.page("snapshot/home").contains("value=\"Affitto\""))
    }
  }

  @Test func `what the summary misses is said, and cannot be signed`() throws {
    try CoachedBruni.with { story in
      try story.open()
      try story.send("snapshot/daily", story.expense(0, "food/01.1", "Cibo", "400"))
      let page = try story.page("snapshot/summary")
      #expect(!page.contains("<form"), "nobody has asked how many eat at the table")
      #expect(page.contains("/snapshot/people"))
      #expect(try story.send("snapshot/summary", ["session": "advice"]) == "/coaching/\(story.family)/snapshot/people")
    }
  }
}
