import Coaching
import FinancialArithmetic
import LedgerCore
import SeededRandom
import Testing

/// What holds for every family.
struct CapacityPropertyTests {
  private let parameters = CapacityParameters.worked

  @Test func `it is never negative and never above any of its bounds`() throws {
    var random = SeededGenerator.printing()
    for _ in 0..<4_000 {
      let inputs = try random.inputs()
      let result = try CapacityFormula(inputs, parameters)
      let terms = result.terms
      let capacity = ExactAmount(terms.capacity.money)
      #expect(!capacity.isNegative)
      #expect(capacity <= terms.fixed)
      if let cash = terms.cash { #expect(capacity <= max(.zero, cash)) }
      #expect(try capacity <= max(.zero, terms.surplus - terms.saving))
      #expect(capacity <= max(.zero, result.share))
      #expect(terms.needs <= max(terms.essentials, terms.floor) && !terms.needs.isNegative)
      #expect(!terms.saving.isNegative && terms.saving <= ExactAmount(parameters.saving.cap.money))
      let exact = max(.zero, terms.cash.map { min(terms.fixed, $0) } ?? terms.fixed)
      #expect(try exact - capacity < ExactAmount(Money(cents: 1)))
      #expect((result.binding.zero == nil) == capacity.isPositive)
    }
  }

  @Test func `what binds is what C is`() throws {
    var random = SeededGenerator.printing()
    for _ in 0..<4_000 {
      let result = try CapacityFormula(random.inputs(), parameters)
      let terms = result.terms
      guard terms.capacity.money.isPositive else { continue }
      let bound =
        switch result.binding.bound {
        case .surplus: try terms.surplus - terms.saving
        case .incomeShare: result.share
        case .cash: try #require(terms.cash)
        }
      #expect(try bound.floored() == terms.capacity.money)
      let saving = result.binding.saving == .cap ? exactly("20.00") : result.uncappedSaving
      #expect(terms.saving == saving)
      #expect(terms.floor > terms.essentials ? result.binding.needs == .floor : result.binding.needs == .expenses)
    }
  }

  /// Instalments, expenses and income also run through the cash line, as they do in a sheet.
  @Test func `more to pay never allows more, more coming in never less`() throws {
    var random = SeededGenerator.printing()
    for _ in 0..<3_000 {
      let inputs = try random.inputs()
      let step = random.money(upTo: 30_000)
      func changed(y: Int = 0, e: Int = 0, a: Int = 0, b: Int = 0) throws -> Money {
        let net = y + b - e - a
        let cash = inputs.cash.map { cash in
          CashForecast(
            opening: cash.opening,
            months: cash.months.enumerated().map { index, month in
              CashForecast.Month(
                month.month, balance: Money(cents: month.balance.cents + net * step.cents * (index + 1)))
            }, firstInstalment: cash.firstInstalment)
        }
        let more = ExactAmount(step)
        return try CapacityFormula(
          CapacityInputs(
            income: inputs.income + more.times(y), essentials: inputs.essentials + more.times(e),
            benefits: inputs.benefits + more.times(b), running: inputs.running + more.times(a),
            members: inputs.members, cash: cash), parameters
        ).terms.capacity.money
      }
      let before = try changed()
      #expect(try changed(a: 1) <= before)
      #expect(try changed(e: 1) <= before)
      #expect(try changed(y: 1) >= before)
      #expect(try changed(e: 1, b: 1) >= changed(e: 1))
    }
  }

  @Test func `more people at the table never allow more`() throws {
    var random = SeededGenerator.printing()
    for _ in 0..<500 {
      let (y, e, a) = (try random.monthly(upTo: 400_000), try random.monthly(upTo: 200_000), random.money(upTo: 40_000))
      let amounts = try (1...12).map { members in
        try CapacityFormula(
          CapacityInputs(income: y, essentials: e, running: ExactAmount(a), members: members), parameters
        ).terms.capacity.money
      }
      #expect(amounts == amounts.sorted(by: >))
    }
  }

  @Test func `extreme inputs are computed or refused, and nothing traps`() throws {
    let extremes = [0, 1, -1, .max, .min + 1, 10_000_000_000_000, 10_000_000_000_001].map { Money(cents: $0) }
    let start = try #require(CivilMonth("2026-03"))
    var computed = 0
    for y in extremes {
      for e in extremes {
        for balance in extremes {
          let cash = CashForecast(opening: max(.zero, balance), months: [.init(start, balance: balance)])
          for members in [Int.min, 0, 1, 30, .max] {
            let inputs = CapacityInputs(
              income: ExactAmount(y), essentials: ExactAmount(e), running: ExactAmount(e), members: members, cash: cash)
            if let result = try? CapacityFormula(inputs, parameters) {
              computed += 1
              #expect(result.terms.capacity.money >= .zero)
            }
          }
        }
      }
    }
    #expect(computed > 0)
  }
}
