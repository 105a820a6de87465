import Bookkeeping
import Coaching
import LedgerCore
import MastroWeb
import Pages

/// A scenario from a form: which lines change, how, and from which month on.
enum ScenarioForm {
  private static let rows = 4

  /// What happens to a line.
  private enum Effect: String, CaseIterable {
    case less, more, amount, stop, start
  }

  static func show(_ visit: Visit) throws -> SitePage {
    let at = try CoachingCase(visit, page: "scenarios")
    let hasPlan = at.state.proposedPlan != nil || at.state.agreedPlan != nil
    let bases =
      [Field.Option(ScenarioBase.Sort.snapshot.rawValue, visit.say("the budget as it was told"))]
      + (hasPlan ? [Field.Option(ScenarioBase.Sort.plan.rawValue, visit.say("the plan"))] : [])
    var items: [Form.Item] = [
      .field(
        visit.field(
          "name", "A short name", .text(most: 40), hint: "Small letters, digits and hyphens: hours-cut")),
      .field(visit.field("base", "What is changed", .radios(bases), initial: bases.last?.value)),
    ]
    let lines = try lines(at)
    items += (0..<rows).map { change($0, lines, visit) }
    items.append(newLine(visit, at))
    var page = at.page(
      visit.say("A new scenario"), lead: visit.say("What would be different? Rows may stay empty."),
      visit.form(
        items, submit: "Draw it", cancel: Action(visit.say("Back"), to: "/coaching/\(at.household)/scenarios")))
    page.trail.append((visit.say("Scenarios"), "/coaching/\(at.household)/scenarios"))
    return page
  }

  private static func lines(_ at: CoachingCase) throws -> [Field.Option] {
    let visit = at.visit
    let sheet = try visit.bookkeeper.newestSheet(of: at.household)
    func option(_ list: LineList, _ name: String, _ words: Inline) -> Field.Option {
      Field.Option(LineName(list, name).description, Inline.name(name) + " · " + words)
    }
    return [Field.Option("", "–")] + sheet.income.map { option(.income, $0.name, visit.say("comes in")) }
      + sheet.expenses.map { option(.expense, $0.name, visit.say("goes out")) }
      + sheet.debts.map { option(.debt, $0.creditor, visit.say("debt")) }
      + sheet.envelopes.map { option(.envelope, $0.name, visit.say("put by")) }
  }

  private static func change(_ index: Int, _ lines: [Field.Option], _ visit: Visit) -> Form.Item {
    let row = "change-\(index)"
    return .group(
      visit.say("Change \(index + 1)"),
      [
        visit.field(row + "-line", "Which line", .choice(lines), isRequired: false),
        visit.field(
          row + "-effect", "What happens to it",
          .choice([
            Field.Option(Effect.less.rawValue, visit.say("less, by so many percent")),
            Field.Option(Effect.more.rawValue, visit.say("more, by so many percent")),
            Field.Option(Effect.amount.rawValue, visit.say("another amount each time")),
            Field.Option(Effect.stop.rawValue, visit.say("stops")),
            Field.Option(Effect.start.rawValue, visit.say("begins only then")),
          ]), isRequired: false),
        visit.field(
          row + "-value", "How much", .amount, hint: "Percent, or euros each time; empty where it stops or begins.",
          isRequired: false),
        visit.field(row + "-from", "From which month", .month, isRequired: false),
        visit.field(row + "-through", "Through which month", .month, hint: "Empty where it lasts.", isRequired: false),
      ])
  }

  private static func newLine(_ visit: Visit, _ at: CoachingCase) -> Form.Item {
    .group(
      visit.say("Something new"),
      [
        visit.field("new-name", "What", .text(most: SheetLimits.name), isRequired: false),
        visit.field(
          "new-list", "Does it come in or go out",
          .choice([
            Field.Option(LineList.expense.rawValue, visit.say("goes out")),
            Field.Option(LineList.income.rawValue, visit.say("comes in")),
          ]), isRequired: false),
        visit.field("new-amount", "How much each time", .amount, isRequired: false),
        visit.field(
          "new-frequency", "How often",
          .choice(FrequencyField.options(at.words).filter { $0.value != FrequencyField.months }),
          isRequired: false),
        visit.field("new-from", "From which month", .month, isRequired: false),
      ])
  }

  static func submit(_ visit: Visit) throws -> Reply {
    let at = try CoachingCase(visit, page: "scenarios")
    let (name, base, changes) = try visit.read { reader in
      let changes = (0..<rows).compactMap { read($0, reader) } + [readNew(reader)].compactMap { $0 }
      if changes.isEmpty { reader.fault("change-0-line", "Say what would be different: choose a line") }
      return (reader.slug("name"), reader.choice("base", ScenarioBase.Sort.self), changes)
    }
    guard let name, let base else { throw WebRefusals.pageUnknown() }
    _ = try visit.bookkeeper.addScenario(name, on: base, changes: changes, of: at.household)
    return .redirect("/coaching/\(at.household)/scenarios?with1=\(name.text)")
  }

  private static func read(_ index: Int, _ reader: FormReader) -> Change? {
    let row = "change-\(index)"
    guard let line = reader.optionalText(row + "-line", most: 400).flatMap({ LineName($0) }) else { return nil }
    guard let effect = reader.choice(row + "-effect", Effect.self) else { return nil }
    let from = reader.month(row + "-from")
    var through = reader.isGiven(row + "-through") ? reader.month(row + "-through") : nil
    if let last = through, last < from {
      reader.fault(row + "-through", "This lies before the first month of the change")
      through = nil
    }
    let value: Change.Effect
    switch effect {
    case .stop, .start:
      if through != nil { reader.fault(row + "-through", "What stops or begins does so for good: leave this empty") }
      value = effect == .stop ? .stop : .start
    case .amount:
      guard let amount = reader.notNegative(row + "-value") else {
        reader.fault(row + "-value", "Give an amount")
        return nil
      }
      value = .amount(amount)
    case .less, .more:
      let percent = reader.amount(row + "-value").cents
      if effect == .less, percent > 10_000 {
        reader.fault(row + "-value", "Nothing becomes less by more than 100 percent")
      }
      if percent > 100_000 { reader.fault(row + "-value", "Write this as a new line") }
      value = .percent(hundredths: effect == .less ? -percent : percent)
    }
    return Change(line, value, from: from, through: through)
  }

  private static func readNew(_ reader: FormReader) -> Change? {
    guard let name = reader.optionalText("new-name", most: 4 * SheetLimits.name) else { return nil }
    let list: LineList = reader.optionalText("new-list") == LineList.income.rawValue ? .income : .expense
    let amount = reader.amount("new-amount")
    guard let frequency = Frequency(reader.optionalText("new-frequency") ?? "") else {
      reader.fault("new-frequency", "Choose one of these")
      return nil
    }
    return Change(LineName(list, name), .new(amount, frequency), from: reader.month("new-from"))
  }
}
