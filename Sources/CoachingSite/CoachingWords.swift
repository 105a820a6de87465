import Bookkeeping
import Coaching
import FinancialArithmetic
import Funds
import LedgerCore
import MastroWeb
import Pages

/// Codes and figures of a budget in the words of the page.
struct CoachingWords {
  let glossary: Glossary
  private let visit: Visit

  init(_ visit: Visit) {
    self.visit = visit
    glossary = Glossary(visit.language)
  }

  func code(_ raw: String, of member: String) -> Inline { Inline(glossary.code(raw, of: member)) }

  func code(_ value: some RawRepresentable<String>, of member: String) -> Inline { code(value.rawValue, of: member) }

  /// All cases of a closed list, to be chosen among.
  func options<Value: RawRepresentable<String> & CaseIterable>(
    _ type: Value.Type, of member: String
  ) -> [Field.Option] {
    type.allCases.map { Field.Option($0.rawValue, code($0, of: member)) }
  }

  func frequency(_ frequency: Frequency) -> Inline {
    guard case .months(let months) = frequency else { return code(frequency.description, of: "frequency") }
    return Inline(months.map { visit.language.writeName(ofMonth: $0) }.joined(separator: ", "))
  }

  /// What a body is called; a dash for none.
  func body(_ body: Slug?) throws -> String {
    guard let body else { return "–" }
    return try visit.bookkeeper.governing().bodies[body]?.name ?? body.text
  }

  var dignity: Inline { visit.say("dignity floor") }
  var someMonths: Inline { visit.say("in some months of the year") }

  /// An amount, or that nobody knows it.
  func told(_ told: Told?) -> Inline {
    switch told {
    case nil: "–"
    case .amount(let money): "\(money)"
    case .unknown: visit.say("don't know")
    }
  }

  /// The same in a column of amounts.
  func cell(_ told: Told?) -> Table.Cell {
    switch told {
    case nil: .none
    case .amount(let money): .money(money)
    case .unknown: .inline(visit.say("don't know"))
    }
  }

  /// An exact term as people read it: to the cent, never larger than it is, and marked where that is not all of it.
  func exact(_ amount: ExactAmount) -> Inline {
    guard let money = try? amount.floored() else { return Inline(amount.shown) }
    return ExactAmount(money) == amount ? "\(money)" : "≈ \(money)"
  }

  func cell(_ amount: ExactAmount?) -> Table.Cell {
    guard let amount else { return .none }
    return .inline(exact(amount))
  }

  /// A percentage with as many decimals as it has.
  func percent(_ percent: DecimalFactor) -> Inline {
    var (value, places) = (percent.tenThousandths, 4)
    while places > 0, value.isMultiple(of: 10) {
      value /= 10
      places -= 1
    }
    return "\(value, as: .percent(places: places))"
  }

  /// Never a mere zero.
  func capacity(_ capacity: Money) -> Inline {
    capacity.isPositive ? visit.say("\(capacity) a month") : visit.say("for now we ask for no instalments")
  }

  /// What is missing or left in a month; above zero with its sign.
  func signed(_ money: Money) -> Inline { money.isPositive ? "+\(money)" : "\(money)" }
}
