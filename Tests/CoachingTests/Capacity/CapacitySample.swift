import Coaching
import FinancialArithmetic
import LedgerCore
import SeededRandom

extension SeededGenerator {
  mutating func money(upTo most: Int) -> Money { Money(cents: Int.random(in: 0...most, using: &self)) }

  /// A monthly equivalent, often with a fraction of a cent.
  mutating func monthly(upTo most: Int) throws -> ExactAmount {
    try ExactAmount(money(upTo: most)).times([12, 52, 26, 13, 6, 4, 1].randomElement(using: &self) ?? 12, over: 12)
  }

  /// A cash line of 12 to 24 months that begins anywhere in a year and often falls below zero.
  mutating func forecast() -> CashForecast {
    let start = CivilMonth("2026-01")?.advanced(by: Int.random(in: 0...11, using: &self))
    var balance = money(upTo: 300_000)
    let opening = balance
    let drift = Int.random(in: -5_000...40_000, using: &self)
    let months = (0..<Int.random(in: 12...24, using: &self)).compactMap { index in
      start.map { start in
        balance += Money(cents: drift + Int.random(in: -60_000...60_000, using: &self))
        return CashForecast.Month(start.advanced(by: index), balance: balance)
      }
    }
    let first = months[Int.random(in: 0...3, using: &self)].month
    return CashForecast(opening: opening, months: months, firstInstalment: first)
  }

  mutating func inputs() throws -> CapacityInputs {
    let essentials = try monthly(upTo: 200_000)
    return CapacityInputs(
      income: try monthly(upTo: 400_000), essentials: essentials,
      benefits: try essentials.times(Int.random(in: 0...4, using: &self), over: 10),
      running: try monthly(upTo: 60_000), members: Int.random(in: 1...9, using: &self),
      cash: Bool.random(using: &self) ? forecast() : nil)
  }
}

func exactly(_ text: String) -> ExactAmount { ExactAmount(euros(text)) }

/// The formula on terms that are given, with the parameters of the specification's figures.
func promise(
  y: String, e: String, a: String = "0", b: String = "0", members: Int, cash: CashForecast? = nil,
  _ parameters: CapacityParameters = .worked
) throws -> CapacityFormula {
  try CapacityFormula(
    CapacityInputs(
      income: exactly(y), essentials: exactly(e), benefits: exactly(b), running: exactly(a), members: members,
      cash: cash),
    parameters)
}
