import Bookkeeping
import Coaching
import FinancialArithmetic
import LedgerCore
import MastroWeb
import Pages

/// Two sheets of a family side by side: what has changed, line by line, and what that makes in an ordinary month.
struct ComparePage {
  let at: CoachingCase
  private var visit: Visit { at.visit }

  static func add(to routes: inout Routes) {
    routes.page("/coaching/{household}/compare", for: .roles([.educator])) {
      .page(try ComparePage(at: CoachingCase($0, page: "budget")).page())
    }
  }

  private func page() throws -> SitePage {
    let sheets = at.book.sheets
    let title = visit.say("What has changed")
    guard sheets.count >= 2 else {
      return at.page(
        title,
        [
          .paragraph(visit.say("There is one sheet at most: with a second snapshot, or a plan, you can compare.")),
          .actions([Action(visit.say("New snapshot"), to: "/coaching/\(at.household)/snapshot/people", isMain: true)]),
        ])
    }
    let earlier = chosen("before", among: sheets) ?? sheets[sheets.count - 2]
    let later = chosen("after", among: sheets) ?? sheets[sheets.count - 1]
    return at.page(title, width: .wide, [question(sheets, earlier, later)] + (try changes(earlier, later)))
  }

  private func chosen(_ name: String, among sheets: [BudgetBook.SealedSheet]) -> BudgetBook.SealedSheet? {
    guard let id = visit.asked(name).flatMap({ ULID($0) }) else { return nil }
    return sheets.first { $0.id == id }
  }

  private func question(
    _ sheets: [BudgetBook.SealedSheet], _ earlier: BudgetBook.SealedSheet, _ later: BudgetBook.SealedSheet
  ) -> Block {
    let options = sheets.map { Field.Option($0.id.description, name($0)) }
    return .form(
      Form(
        action: "/coaching/\(at.household)/compare", method: .get,
        [
          .field(Field("before", visit.say("The earlier sheet"), .choice(options), values: [earlier.id.description])),
          .field(Field("after", visit.say("The later sheet"), .choice(options), values: [later.id.description])),
        ], submit: visit.say("Compare"), isCompact: true))
  }

  private func name(_ sheet: BudgetBook.SealedSheet) -> Inline {
    sheet.isPlan ? visit.say("Plan of \(sheet.day)") : visit.say("Snapshot of \(sheet.day)")
  }

  private func changes(_ earlier: BudgetBook.SealedSheet, _ later: BudgetBook.SealedSheet) throws -> [Block] {
    guard let before = try visit.bookkeeper.sealed(earlier.record, as: BudgetSheet.self),
      let after = try visit.bookkeeper.sealed(later.record, as: BudgetSheet.self)
    else { return [at.notReadable] }
    let diff = BudgetDiff(before, after)
    let table = Table(
      caption: visit.say("What has changed"),
      columns: [
        Table.Column(visit.say("Line")), Table.Column(name(earlier)), Table.Column(name(later)),
        Table.Column(visit.say("In an ordinary month (€)"), isFigure: true),
      ],
      rows: diff.changed.map { line in
        [
          .inline(words(line.subject)), .inline(line.earlier.map { words($0) } ?? "–"),
          .inline(line.later.map { words($0) } ?? "–"),
          line.monthly.map { .inline(at.words.signed($0)) } ?? .inline(visit.say("don't know")),
        ]
      },
      totals: diff.changed.isEmpty
        ? [] : [.inline(visit.say("In all")), .none, .none, .inline(at.words.signed(diff.monthly))],
      empty: visit.say("Nothing has changed from the one to the other."))
    return [.listed(table)]
  }

  private func words(_ subject: BudgetDiff.Subject) -> Inline {
    switch subject {
    case .atHand: visit.say("At hand and in the bank")
    case .people: visit.say("People at the table")
    case .line(let line):
      switch line.list {
      case .income: visit.say("Income: \(Inline.name(line.name))")
      case .expense: visit.say("Expense: \(Inline.name(line.name))")
      case .debt: visit.say("Debt: \(Inline.name(line.name))")
      case .envelope: visit.say("Put by: \(Inline.name(line.name))")
      }
    case .goal(let name): visit.say("Goal: \(Inline.name(name))")
    }
  }

  private func words(_ value: BudgetDiff.Value) -> Inline {
    let words = at.words
    switch value {
    case .people(let count): return "\(count)"
    case .atHand(let told): return words.told(told)
    case .amount(let told, let frequency, let owed):
      let amount = words.told(told).over(words.frequency(frequency))
      return owed.map { amount.over(visit.say("\(words.told($0)) owed")) } ?? amount
    case .owed(let told): return visit.say("\(words.told(told)) owed")
    case .envelope(let balance, let target, let due): return visit.say("\(balance) of \(target) by \(due)")
    case .goal(let amount, let month):
      switch (amount, month) {
      case (let amount?, let month?): return visit.say("\(amount) by \(month)")
      case (let amount?, nil): return "\(amount)"
      case (nil, let month?): return visit.say("by \(month)")
      case (nil, nil): return "–"
      }
    }
  }
}
