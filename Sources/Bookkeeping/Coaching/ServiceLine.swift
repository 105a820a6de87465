import Coaching
import Funds
import LedgerCore

/// What credited hours are in a family's budget: worth money, and no money.
///
/// What they are worth is withheld for the debt before the family sees a cent of it, as a salary-backed instalment is. So
/// the amount is 0.00 and the worth stands beside it, and as a one-off it is in none of the formula's terms: hours would
/// raise what the family seems able to pay, and end with the hours, which nobody may demand. A debt that runs as an
/// instalment stays whole among the debts; one that only hours pay is paid at the source.
enum ServiceLine {
  static let months = 3
  /// Leaves room for the words about hours beside it.
  private static let longestName = 50

  /// What hours were worth in a month, on average over the last three whole months of the agreement, to the cent below;
  /// nil where nothing was credited in them.
  static func monthly(_ state: ServiceState, on day: CivilDate) -> Money? {
    guard let work = state.work else { return nil }
    let first = max(index(work.start), index(day) - months)
    guard first < index(day) else { return nil }
    let sum = (first..<index(day)).reduce(Money.zero) { $0 + (state.creditedByMonth[$1] ?? .zero) }
    let average = Money(cents: sum.cents / (index(day) - first))
    return average.isPositive ? average : nil
  }

  static func hours(for creditor: String, worth: Money, _ stream: StreamID) -> IncomeLine {
    IncomeLine(
      name: "Hours of service for \(creditor) …\(stream.key.suffix(4))", source: .service, amount: .amount(.zero),
      frequency: .monthly, certainty: .oneOff, withheld: worth, stream: stream)
  }

  /// A debt that is in no plan, of which the ledger keeps in mind what hours may repay.
  static func debt(
    to creditor: String, _ left: Money, tier: DebtLine.Tier, worth: Money?, _ stream: StreamID
  ) -> DebtLine {
    DebtLine(
      creditor: creditor, balance: .amount(left), tier: tier, instalment: worth.map { .amount(min($0, left)) },
      atSource: worth != nil, stream: stream)
  }

  /// A name as a sheet takes it.
  static func fitting(_ name: String) -> String { BudgetSheet.name(fitting: name, atMost: longestName) }

  private static func index(_ day: CivilDate) -> Int { day.year * 12 + day.month - 1 }
}
