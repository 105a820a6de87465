import Coaching
import FinancialArithmetic
import LedgerCore
import MastroWeb
import Pages

/// Every term in a sentence, in the order in which they are computed; the last one says what the capacity is and why.
struct CapacitySentences {
  private let visit: Visit
  private let working: CapacityWorking
  private let words: CoachingWords
  private var terms: CapacityTerms { working.terms }

  init(_ visit: Visit, _ working: CapacityWorking) {
    self.visit = visit
    self.working = working
    words = CoachingWords(visit)
  }

  var all: [Inline] { [income, needs, running, saving, fixed, cash, visit.say(result)] }

  private func exact(_ amount: ExactAmount) -> Inline { words.exact(amount) }

  private var income: Inline { visit.say("Y: \(exact(terms.income)) a month can be counted on.") }

  private var needs: Inline {
    let floor = working.floors.max { $0.amount.money < $1.amount.money }.map { words.floor($0.id) } ?? "–"
    let base =
      switch working.binding.needs {
      case .floor:
        visit.say(
          "N: \(exact(terms.needs)) is needed. The floor “\(floor)” for \(working.members) people, F \(exact(terms.floor)), is above the essential expenses, E \(exact(terms.essentials))."
        )
      case .expenses:
        visit.say(
          "N: \(exact(terms.needs)) is needed. The essential expenses, E \(exact(terms.essentials)), are not below the floor “\(floor)” for \(working.members) people, F \(exact(terms.floor))."
        )
      }
    guard !terms.benefits.isZero else { return base }
    return base + " " + visit.say("Benefits pay \(exact(terms.benefits)) of it, B.")
  }

  private var running: Inline {
    terms.surplus.isPositive
      ? visit.say(
        "R: \(exact(terms.surplus)) is left after needs and the instalments that run already, A \(exact(terms.running))."
      )
      : visit.say(
        "R: nothing is left after needs and the instalments that run already, A \(exact(terms.running)): \(exact(terms.surplus))."
      )
  }

  private var saving: Inline {
    let percent = words.percent(working.parameters.saving.percentOfSurplus)
    return switch working.binding.saving {
    case .nothing: visit.say("Sav: nothing is put by where nothing is left.")
    case .percent: visit.say("Sav: \(exact(terms.saving)) of it is put by, \(percent).")
    case .cap:
      visit.say(
        "Sav: \(exact(terms.saving)) of it is put by, the most that is asked; \(percent) would be \(exact(working.uncappedSaving))."
      )
    }
  }

  private var fixed: Inline {
    visit.say(
      "C_static: \(exact(terms.fixed)), the smaller of what is left after saving and of \(exact(working.share)), which is \(words.percent(working.parameters.instalments.percentOfIncome)) of Y less A."
    )
  }

  private var cash: Inline {
    guard let cash = working.cash else {
      return visit.say("C_cash: absent, for nobody has laid out the coming months.")
    }
    if let month = cash.belowZero {
      return visit.say("C_cash: nothing. At the end of \(month), before the first instalment, the money is below zero.")
    }
    guard let month = cash.months.first(where: { $0.month == cash.tightest }) else {
      return visit.say("C_cash: nothing.")
    }
    return visit.say(
      "C_cash: \(exact(cash.amount)). The tightest month is \(month.month): it ends with \(month.balance.money) and keeps \(exact(month.buffer)); new instalments due by then: \(month.instalments)."
    )
  }

  /// What the capacity is, and which figure has decided.
  var result: Phrase {
    if let zero = working.binding.zero {
      return switch zero {
      case .noSurplus:
        "For now we ask for no instalments: needs and running instalments take the whole income."
      case .shareUsedUp:
        "For now we ask for no instalments: those that run already are as large a share of the income as is allowed, or larger."
      case .cashBelowZero:
        "For now we ask for no instalments: before the first one there is a month that ends below zero."
      case .bufferMissing: "For now we ask for no instalments: there is a month that would end without its buffer."
      case .belowOneCent: "For now we ask for no instalments: what is left is less than a cent."
      }
    }
    let capacity = working.capacity
    return switch working.binding.bound {
    case .surplus: "C: \(capacity) a month may be added; what is left after saving decides."
    case .incomeShare:
      "C: \(capacity) a month may be added; all instalments together may be \(words.percent(working.parameters.instalments.percentOfIncome)) of the income, and that decides."
    case .cash: "C: \(capacity) a month may be added; the cash of the tightest month decides."
    }
  }

  /// What to do where a family can promise nothing.
  static func route(_ route: CapacityRoute, _ visit: Visit) -> Inline {
    switch route {
    case .moratorium: visit.say("Ask the creditors to wait: a plan that runs can be suspended, an eviction frozen.")
    case .hoursInstead: visit.say("Offer hours of service instead of euros, and never impose them.")
    case .benefitsCheck: visit.say("See whether every benefit is asked for; then take a new snapshot.")
    }
  }
}
