import Coaching
import FinancialArithmetic
import LedgerCore

/// The input of `mastro calc capacity`: the lines of a budget, or the terms of the formula.
struct CapacityInput: Decodable {
  /// A version or a file.
  let parameters: String?
  private let liquid: Told?
  private let shape: Shape

  private enum Shape {
    case lines(Lines)
    case terms(Terms)
  }

  private enum Key: String, CodingKey {
    case Y, E, A, B, income, parameters, liquid
  }

  init(from decoder: any Decoder) throws {
    let input = try decoder.container(keyedBy: Key.self)
    parameters = try input.decodeIfPresent(String.self, forKey: .parameters)
    liquid = try input.decodeIfPresent(Told.self, forKey: .liquid)
    let isReduced = [Key.Y, .E, .A, .B].contains { input.contains($0) } && !input.contains(.income)
    shape = try isReduced ? .terms(Terms(from: decoder)) : .lines(Lines(from: decoder))
  }

  func working(_ parameters: CapacityParameters) throws(CalculationError) -> CapacityWorking {
    switch shape {
    case .terms(let terms): return try CapacityWorking(terms.inputs(liquid: liquid?.money, parameters), parameters)
    case .lines(let lines):
      let sheet = lines.sheet(liquid: liquid ?? .unknown, month: CivilMonth(parameters.validFrom))
      if let fault = sheet.fault { throw Lines.error(fault) }
      return liquid == nil
        ? try CapacityWorking(withoutCalendar: sheet, parameters) : try CapacityWorking(sheet, parameters)
    }
  }
}

extension CapacityInput {
  /// The reduced form: the terms, per month, added up by somebody.
  struct Terms: Decodable {
    let Y: WrittenAmount
    let E: WrittenAmount
    let A: WrittenAmount
    let B: WrittenAmount?
    let members: Int

    /// With something at hand, every month is like the others.
    func inputs(liquid: Money?, _ parameters: CapacityParameters) throws(CalculationError) -> CapacityInputs {
      let benefits = B?.money ?? .zero
      for (name, amount) in [
        ("Y", Y.money), ("E", E.money), ("A", A.money), ("B", benefits), ("liquid", liquid ?? .zero),
      ]
      where amount > CalculationLimits.amount {
        throw .invalid(name, "\(amount) is above \(CalculationLimits.amount)")
      }
      let net = Y.money + benefits - E.money - A.money
      let first = CivilMonth(parameters.validFrom)
      let cash = liquid.map { opening in
        CashForecast(
          opening: opening,
          months: (1...parameters.horizon.leastMonths).map { count in
            CashForecast.Month(
              CivilMonth(first.firstDay.adding(months: count - 1)),
              balance: Money(cents: opening.cents + net.cents * count))
          })
      }
      return CapacityInputs(
        income: ExactAmount(Y.money), essentials: ExactAmount(E.money), benefits: ExactAmount(benefits),
        running: ExactAmount(A.money), members: members, cash: cash)
    }
  }

  /// The full form: lines as in a sheet, with defaults for whoever types them by hand.
  struct Lines: Decodable {
    struct Household: Decodable {
      let members: Int
    }

    let income: [Income]
    let expenses: [Expense]?
    let running: [Running]?
    let household: Household
    let month: CivilMonth?

    func sheet(liquid: Told, month standard: CivilMonth) -> BudgetSheet {
      BudgetSheet(
        month: month ?? standard, members: household.members, liquid: liquid,
        income: income.enumerated().map { $0.element.line($0.offset + 1) },
        expenses: (expenses ?? []).enumerated().map { $0.element.line($0.offset + 1) },
        debts: (running ?? []).enumerated().map { $0.element.line($0.offset + 1) })
    }

    /// A sheet's fault by the names of this input.
    static func error(_ fault: SheetFault) -> CalculationError {
      let member =
        switch fault.member {
        case "members": "household.members"
        case let debt where debt.hasPrefix("debts["): "running" + debt.dropFirst("debts".count)
        default: fault.member
        }
      return .invalid(member, "\(fault.reason); \(fault.remedy)")
    }
  }
}

extension CapacityInput.Lines {
  struct Income: Decodable {
    let name: String?
    let source: ChoiceMember<IncomeLine.Source>?
    let amount: Told
    let frequency: Frequency?
    let certainty: ChoiceMember<IncomeLine.Certainty>?
    let history: [WrittenAmount]?
    let next: CivilDate?
    let pays: String?
    let withheld: WrittenAmount?

    private enum Key: String, CodingKey {
      case name, source, amount, frequency, certainty, history, next, pays, withheld
    }

    init(from decoder: any Decoder) throws {
      let input = try decoder.container(keyedBy: Key.self)
      name = try input.decodeIfPresent(String.self, forKey: .name)
      source = try input.decodeIfPresent(ChoiceMember<IncomeLine.Source>.self, forKey: .source)
      history = try input.decodeIfPresent([WrittenAmount].self, forKey: .history)
      // Whoever gives the months need not say what an ordinary one is.
      amount =
        history == nil
        ? try input.decode(Told.self, forKey: .amount)
        : try input.decodeIfPresent(Told.self, forKey: .amount) ?? .unknown
      frequency = try input.decodeIfPresent(Frequency.self, forKey: .frequency)
      certainty = try input.decodeIfPresent(ChoiceMember<IncomeLine.Certainty>.self, forKey: .certainty)
      next = try input.decodeIfPresent(CivilDate.self, forKey: .next)
      pays = try input.decodeIfPresent(String.self, forKey: .pays)
      withheld = try input.decodeIfPresent(WrittenAmount.self, forKey: .withheld)
    }

    func line(_ number: Int) -> IncomeLine {
      IncomeLine(
        name: name ?? "income \(number)", source: source?.choice ?? .other, amount: amount,
        frequency: frequency ?? .monthly, certainty: certainty?.choice ?? .reliable, next: next,
        history: history?.map(\.money), pays: pays, withheld: withheld?.money)
    }
  }

  struct Expense: Decodable {
    let name: String?
    let group: ChoiceMember<ExpenseLine.Group>?
    let coicop: CoicopCode?
    let amount: Told
    let frequency: Frequency?
    let nature: ChoiceMember<ExpenseLine.Nature>?
    let next: CivilDate?
    let reason: String?

    func line(_ number: Int) -> ExpenseLine {
      ExpenseLine(
        name: name ?? "expense \(number)", group: group?.choice ?? .other, coicop: coicop ?? .elsewhere,
        amount: amount, frequency: frequency ?? .monthly, nature: nature?.choice ?? .priority, next: next,
        reason: reason)
    }
  }

  /// An instalment that runs already; its amount may be called by either name.
  struct Running: Decodable {
    let creditor: String?
    let amount: Told
    let frequency: Frequency?
    let balance: Told?
    let atSource: Bool
    let next: CivilDate?

    private enum Key: String, CodingKey {
      case creditor, name, amount, instalment, frequency, balance, atSource, next
    }

    init(from decoder: any Decoder) throws {
      let input = try decoder.container(keyedBy: Key.self)
      creditor = try input.decodeIfPresent(String.self, forKey: input.contains(.name) ? .name : .creditor)
      amount = try input.decode(Told.self, forKey: input.contains(.instalment) ? .instalment : .amount)
      frequency = try input.decodeIfPresent(Frequency.self, forKey: .frequency)
      balance = try input.decodeIfPresent(Told.self, forKey: .balance)
      atSource = try input.decodeIfPresent(Bool.self, forKey: .atSource) ?? false
      next = try input.decodeIfPresent(CivilDate.self, forKey: .next)
    }

    func line(_ number: Int) -> DebtLine {
      DebtLine(
        creditor: creditor ?? "instalment \(number)", balance: balance ?? .unknown, tier: .other, instalment: amount,
        frequency: frequency ?? .monthly, atSource: atSource, next: next)
    }
  }
}

extension CoicopCode {
  /// Division 13, personal care and other goods and services: where nobody says what an expense is for.
  fileprivate static let elsewhere = CoicopCode("13") ?? { preconditionFailure("13 is a division of COICOP 2018") }()
}
