import Bookkeeping
import Coaching
import FinancialArithmetic
import LedgerCore
import MastroWeb
import Pages

/// What if: the next twelve months of a family with a few things changed, side by side.
enum ScenarioPages {
  static func add(to routes: inout Routes) {
    routes.page("/coaching/{household}/scenarios", for: .roles([.educator])) { .page(try show($0)) }
    routes.form(
      "/coaching/{household}/scenarios/new", for: .roles([.educator]), show: ScenarioForm.show,
      submit: ScenarioForm.submit)
    routes.form(
      "/coaching/{household}/scenarios/{name}/delete", for: .roles([.educator]), show: showDeleting, submit: delete)
  }

  /// How many stand beside each other.
  private static let most = 3

  private static func show(_ visit: Visit) throws -> SitePage {
    let at = try CoachingCase(visit, page: "scenarios")
    let kept = try visit.bookkeeper.scenarios(of: at.household)
    let new = Action(visit.say("A new scenario"), to: "/coaching/\(at.household)/scenarios/new", isMain: true)
    let title = visit.say("Scenarios side by side")
    let lead = visit.say("A scenario is a thought: it lies sealed in the vault, and no entry names it.")
    guard !kept.isEmpty else {
      return at.page(
        title, lead: lead,
        [
          .paragraph(
            visit.say("No scenario is drawn yet. What if the hours are cut in March? What if the rent rises?")),
          .actions([new]),
        ])
    }
    var blocks: [Block] = [.actions([new])]
    let chosen = chosen(visit, kept)
    let drawn = try visit.bookkeeper.compareScenarios(chosen, of: at.household)
    blocks += comparison(at, drawn)
    blocks += [
      .section(visit.say("Choose what stands side by side"), [choice(at, kept, drawn)]),
      .section(visit.say("All scenarios"), [.listed(table(at, kept))]),
    ]
    return at.page(title, lead: lead, width: .wide, blocks)
  }

  /// Those that the address names, of one budget; else the newest of the budget of today.
  private static func chosen(_ visit: Visit, _ kept: [KeptScenario]) -> [Slug] {
    let asked = (1...most).compactMap { visit.asked("with\($0)").flatMap { Slug($0) } }
    let known = kept.filter { scenario in asked.contains { $0.text == scenario.scenario.name } }
    let start = known.isEmpty ? kept.filter { $0.base.map { !$0.isOutdated } ?? false } : known
    guard let base = start.last?.scenario.base ?? kept.last?.scenario.base else { return [] }
    let same = (known.isEmpty ? kept : known).filter { $0.scenario.base == base }.suffix(most)
    return same.compactMap { Slug($0.scenario.name) }
  }

  private static func comparison(_ at: CoachingCase, _ drawn: DrawnScenarios) -> [Block] {
    let visit = at.visit
    let names = drawn.drawings.enumerated().map { index, drawing in
      index == 0 ? base(drawn.base.sort, visit) : drawing.outcome.name
    }
    var notes: [Inline] = []
    if drawn.base.isOutdated { notes.append(visit.say("There is a newer budget: draw the scenario anew on it.")) }
    if let first = drawn.drawings.first?.outcome.cash {
      if !first.isOpeningKnown { notes.append(visit.say("Nobody knows what is at hand; the months begin at zero.")) }
      if !first.unknown.isEmpty {
        let unknown = first.unknown.map(\.name).joined(separator: ", ")
        notes.append(visit.say("Left out, because nobody knows the amount: \(unknown)."))
      }
    }
    var blocks: [Block] = notes.isEmpty ? [] : [.message(Message(.note, visit.say("How to read this"), notes))]
    blocks.append(.table(figures(at, drawn, names)))
    let months = drawn.drawings.first?.outcome.cash.points.map(\.month) ?? []
    if !months.isEmpty {
      let lines = zip(names, drawn.drawings).map { ($0, $1.outcome.cash.points.map(\.balance)) }
      blocks.append(.diagram(CashDiagram.diagram(visit, lines, months: months)))
    }
    return blocks + [
      .note(
        visit.say(
          "What could be promised is what the formula would say if it came true; what binds is the educator's signed figure alone."
        ))
    ]
  }

  private static func base(_ sort: ScenarioBase.Sort, _ visit: Visit) -> String {
    switch sort {
    case .snapshot: visit.text("as it was told")
    case .plan: visit.text("as it was planned")
    }
  }

  private static func figures(_ at: CoachingCase, _ drawn: DrawnScenarios, _ names: [String]) -> Table {
    let visit = at.visit
    func row(_ title: Inline, _ cell: (DrawnScenarios.Drawing) -> Table.Cell) -> [Table.Cell] {
      [.inline(title)] + drawn.drawings.map(cell)
    }
    return Table(
      caption: visit.say("The budget of \(drawn.base.day), twelve months"),
      columns: [Table.Column(visit.say("What"))] + names.map { Table.Column(Inline.name($0), isFigure: true) },
      rows: [
        row(visit.say("Comes in (€)")) { .money($0.outcome.totals.income) },
        row(visit.say("Goes out (€)")) { .money($0.outcome.totals.expenses) },
        row(visit.say("Instalments (€)")) { .money($0.outcome.totals.debts) },
        row(visit.say("Left over (€)")) { .money($0.outcome.totals.rest) },
        row(visit.say("Against the budget (€)")) { .money($0.outcome.difference.rest) },
        row(visit.say("Lowest point (€)")) { drawing in
          drawing.outcome.cash.lowest.map { .inline(("\($0.balance)" as Inline).over("\($0.month)")) } ?? .none
        },
        row(visit.say("Below zero from")) { drawing in
          .inline(drawing.outcome.cash.firstBelowZero.map { "\(strong: "\($0)")" } ?? visit.say("never"))
        },
        row(visit.say("Could be promised")) { drawing in
          drawing.capacity.map { .inline(at.words.capacity($0.terms.capacity.money)) }
            ?? .inline(visit.say("cannot be computed"))
        },
      ])
  }

  private static func choice(_ at: CoachingCase, _ kept: [KeptScenario], _ drawn: DrawnScenarios) -> Block {
    let visit = at.visit
    let shown = drawn.drawings.dropFirst().map(\.outcome.name)
    let options = [Field.Option("", "–")] + kept.map { Field.Option($0.scenario.name, .name($0.scenario.name)) }
    let fields = (1...most).map { number in
      Form.Item.field(
        Field(
          "with\(number)", visit.say("Scenario \(number)"), .choice(options), values: [shown[safe: number - 1] ?? ""],
          isRequired: false))
    }
    return .form(
      Form(
        action: "/coaching/\(at.household)/scenarios", method: .get, fields, submit: visit.say("Compare"),
        isCompact: true))
  }

  private static func table(_ at: CoachingCase, _ kept: [KeptScenario]) -> Table {
    let visit = at.visit
    let table = Table(
      caption: visit.say("All scenarios"),
      columns: [
        Table.Column(visit.say("Name")), Table.Column(visit.say("Drawn on")), Table.Column(visit.say("What changes")),
        Table.Column(visit.say("Remove")),
      ],
      rows: kept.map { kept in
        let changes = kept.scenario.changes.map { ScenarioWords(visit).line($0) }
        let joined = changes.dropFirst().reduce(changes.first ?? "") { $0 + "; " + $1 }
        let drawnOn = kept.base.map { found -> Inline in
          let line: Inline = "\(base(found.sort, visit)), \(found.day)"
          return found.isOutdated ? line.over(visit.say("there is a newer one")) : line
        }
        return [
          .text(kept.scenario.name), .inline(drawnOn ?? visit.say("taken back")), .inline(joined),
          .inline(
            .link(
              visit.say("remove"), to: "/coaching/\(at.household)/scenarios/\(kept.scenario.name)/delete")),
        ]
      })
    return table
  }

  private static func showDeleting(_ visit: Visit) throws -> SitePage {
    let at = try CoachingCase(visit, page: "scenarios")
    return at.page(
      visit.say("Remove a scenario"), lead: .name(visit.parameter("name")),
      visit.form(
        [], submit: "Remove it", cancel: Action(visit.say("Back"), to: "/coaching/\(at.household)/scenarios")))
  }

  private static func delete(_ visit: Visit) throws -> Reply {
    let at = try CoachingCase(visit, page: "scenarios")
    guard let name = Slug(visit.parameter("name")) else { throw WebRefusals.pageUnknown() }
    try visit.bookkeeper.deleteScenario(name, of: at.household)
    return .redirect("/coaching/\(at.household)/scenarios")
  }
}

/// A change in words.
struct ScenarioWords {
  private let visit: Visit

  init(_ visit: Visit) { self.visit = visit }

  func line(_ change: Change) -> Inline {
    let name = change.line.name
    let what =
      switch change.effect {
      case .percent(let hundredths):
        visit.say("\(name): \(percent(hundredths)) each time")
      case .amount(let amount): visit.say("\(name): \(amount) each time")
      case .stop: visit.say("\(name) stops")
      case .start: visit.say("\(name) begins")
      case .new(let amount, let frequency):
        visit.say("new: \(name), \(amount), \(CoachingWords(visit).frequency(frequency))")
      }
    let when = change.through.map { visit.say("from \(change.from) to \($0)") } ?? visit.say("from \(change.from) on")
    return what + ", " + when
  }

  private func percent(_ hundredths: Int) -> Inline {
    let figure: Inline =
      hundredths.isMultiple(of: 100)
      ? "\(hundredths / 100, as: .percent(places: 0))" : "\(hundredths, as: .percent(places: 2))"
    return hundredths > 0 ? "+" + figure : figure
  }
}
