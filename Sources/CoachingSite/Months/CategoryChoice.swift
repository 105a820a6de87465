import Bookkeeping
import Coaching
import LedgerCore
import MastroWeb
import Pages

/// Where a bank line may belong: the lines of the family's newest budget, groups, or its own pockets.
enum CategoryChoice {
  /// - Parameter month: takes the plan of that month, by which it is looked at.
  static func options(_ at: CoachingCase, in month: CivilMonth? = nil) throws -> [Field.Option] {
    let visit = at.visit
    let planned = try month.flatMap { at.state.plan(for: $0) }.flatMap {
      try visit.bookkeeper.sealed($0.record, as: BudgetSheet.self)
    }
    let sheet = try planned ?? visit.bookkeeper.newestSheet(of: at.household)
    func line(_ list: LineList, _ name: String, _ words: Inline) -> Field.Option {
      Field.Option(LineName(list, name).description, Inline.name(name) + " · " + words)
    }
    return [Field.Option("", visit.say("not sorted"))]
      + sheet.expenses.map { line(.expense, $0.name, visit.say("goes out")) }
      + sheet.income.map { line(.income, $0.name, visit.say("comes in")) }
      + sheet.debts.map { line(.debt, $0.creditor, visit.say("debt")) }
      + sheet.envelopes.map { line(.envelope, $0.name, visit.say("put by")) }
      + ExpenseLine.Group.allCases.map { group in
        Field.Option(
          Coaching.Category.group(group).description,
          visit.say("another expense: \(at.words.code(group, of: "group"))"))
      } + [Field.Option(Coaching.Category.transfer.description, visit.say("between the family's own pockets"))]
  }

  static func words(_ category: Coaching.Category, _ at: CoachingCase) -> Inline {
    switch category {
    case .line(let line): .name(line.name)
    case .group(let group): at.words.code(group, of: "group")
    case .transfer: at.visit.say("between the family's own pockets")
    }
  }
}
