import Coaching
import FamilyPages
import FinancialArithmetic
import LedgerCore

/// The page that an invented family would take home: without the solution, nobody has assessed it yet.
struct LabPage {
  let family: FamilyPage

  init(_ exercise: LabExercise, in language: String, solution: CapacityWorking?, printed: CivilDate) {
    let sheet = exercise.sheet(in: language)
    let title = (exercise.texts[language] ?? exercise.texts["en"])?.title ?? exercise.name.text
    var page = FamilyPage(
      family: title.split(separator: ":").first.map(String.init) ?? title, month: sheet.month, members: sheet.members,
      coach: exercise.coach, printed: printed)
    page.income = sheet.income.map { LabPage.line($0.name, $0.monthly, $0.amount, $0.frequency) }
    page.expenses = sheet.expenses.map {
      .init($0.group, LabPage.line($0.name, $0.monthly, $0.amount, $0.frequency))
    }
    page.envelopes = sheet.envelopes.map { LabPage.line($0.name, $0.monthly(from: sheet.month), nil, .monthly) }
    page.promises = sheet.debts.map { debt in
      .init(debt.creditor, debt.instalment.map { .money($0) } ?? .waits, next: debt.next, left: debt.balance.money)
    }
    page.goals = sheet.goals
    page.dates = sheet.debts.compactMap { debt in
      guard let next = debt.next, let instalment = debt.instalment else { return nil }
      return .init(next, .instalment(debt.creditor, instalment))
    }
    page.unknowns = sheet.unknownCount
    if let solution { LabPage.add(solution, to: &page) }
    page.codes = [exercise.name.text, exercise.parameters]
    family = page
  }

  private static func line(
    _ name: String, _ monthly: ExactAmount?, _ paid: Told?, _ frequency: Frequency
  ) -> FamilyPage.Line {
    let share = monthly.flatMap { try? $0.rounded() }.map { Told.amount($0) } ?? .unknown
    return FamilyPage.Line(name, monthly: share, paid: paid, frequency: frequency)
  }

  private static func add(_ working: CapacityWorking, to page: inout FamilyPage) {
    func rounded(_ term: ExactAmount) -> Money { (try? term.rounded()) ?? .zero }
    let terms = working.terms
    page.capacity = .assessed(
      .init(
        amount: working.capacity,
        terms: .init(
          income: rounded(terms.income), living: rounded(max(terms.essentials, terms.floor)),
          isFloor: terms.floor > terms.essentials, benefits: rounded(terms.benefits),
          running: rounded(terms.running), savings: rounded(terms.saving))))
    page.cash = working.cashLine?.points.map { .init($0.month, $0.balance) } ?? []
  }
}
