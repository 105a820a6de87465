import FinancialArithmetic
import LedgerCore

extension CapacityWorking {
  /// Every term in a sentence, in the order in which they are computed; the last one says what C is and why.
  public var explanation: [String] {
    [
      "Y: \(shown(terms.income)) a month can be counted on.", needsSentence, runningSentence, savingSentence,
      fixedSentence, cashSentence, capacitySentence,
    ]
  }

  private func shown(_ amount: ExactAmount) -> String { amount.shown }

  private var needsSentence: String {
    let people = members == 1 ? "1 person" : "\(members) people"
    let floor = floors.max { $0.amount.money < $1.amount.money }?.id.text ?? ""
    let base =
      switch binding.needs {
      case .floor:
        "the floor '\(floor)' for \(people) (F \(shown(terms.floor))) is above the essential expenses "
          + "(E \(shown(terms.essentials)))"
      case .expenses:
        "the essential expenses (E \(shown(terms.essentials))) are not below the floor '\(floor)' for \(people) "
          + "(F \(shown(terms.floor)))"
      }
    let less = terms.benefits.isZero ? "" : ", less \(shown(terms.benefits)) that benefits pay (B)"
    return "N: \(shown(terms.needs)) is needed; \(base)\(less)."
  }

  private var runningSentence: String {
    terms.surplus.isPositive
      ? "R: \(shown(terms.surplus)) is left after needs and the instalments that run already (A \(shown(terms.running)))."
      : "R: nothing is left after needs and the instalments that run already "
        + "(A \(shown(terms.running))): \(shown(terms.surplus))."
  }

  private var savingSentence: String {
    let percent = parameters.saving.percentOfSurplus
    switch binding.saving {
    case .nothing: return "Sav: nothing is put by where nothing is left."
    case .percent: return "Sav: \(shown(terms.saving)) of it is put by, \(percent) %."
    case .cap:
      return "Sav: \(shown(terms.saving)) of it is put by, the most that is asked; \(percent) % would be "
        + "\(shown(uncappedSaving))."
    }
  }

  private var fixedSentence: String {
    "C_static: \(shown(terms.fixed)), the smaller of what is left after saving and of \(shown(share)), which is "
      + "\(parameters.instalments.percentOfIncome) % of Y less A."
  }

  private var cashSentence: String {
    guard let cash else { return "C_cash: absent, for nobody has laid out the coming months." }
    if let month = cash.belowZero {
      return "C_cash: nothing; at the end of \(month), before the first instalment, the money is below zero."
    }
    guard let month = cash.months.first(where: { $0.month == cash.tightest }) else { return "C_cash: nothing." }
    let instalments = month.instalments == 1 ? "one instalment" : "\(month.instalments) instalments"
    return "C_cash: \(shown(cash.amount)); the tightest month is \(month.month), which ends with "
      + "\(month.balance.money) and keeps \(shown(month.buffer)), for \(instalments)."
  }

  private var capacitySentence: String {
    if let zero = binding.zero { return "C: for now no instalment can be promised. " + CapacityWorking.reason(zero) }
    let why =
      switch binding.bound {
      case .surplus: "what is left after saving decides"
      case .incomeShare:
        "all instalments together may be \(parameters.instalments.percentOfIncome) % of the income, and that decides"
      case .cash: "the cash of the tightest month decides"
      }
    return "C: \(capacity) a month may be added; \(why)."
  }

  private static func reason(_ zero: CapacityBinding.Zero) -> String {
    switch zero {
    case .noSurplus: "Needs and running instalments take the whole income."
    case .shareUsedUp: "The instalments that run already are as large a share of the income as is allowed, or larger."
    case .cashBelowZero: "Before the first instalment there is a month that ends below zero."
    case .bufferMissing: "There is a month that would end without its buffer."
    case .belowOneCent: "What is left is less than a cent."
    }
  }
}
