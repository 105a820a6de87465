public import Coaching
public import FinancialArithmetic
public import LedgerCore
import LedgerSQLite

/// Scenarios beside the budget on which they are drawn.
public struct DrawnScenarios: Sendable {
  /// One budget: twelve months, and what the family could promise by it.
  public struct Drawing: Sendable {
    public let outcome: ScenarioComparison.Outcome
    /// By the formula, as if the family had told this budget; nil where it cannot be computed.
    public let capacity: CapacityFormula?
    /// Why there is no capacity.
    public let fault: CalculationError?
  }

  public let base: ScenarioBase
  public let drawings: [Drawing]
  /// Version of the parameters by which the capacity was computed; nil where none holds yet.
  public let parameters: Slug?
}

extension Bookkeeper {
  /// Draws scenarios of a family beside their base; all that are drawn on the same one where none is named.
  public func compareScenarios(_ names: [Slug] = [], of household: ULID) throws -> DrawnScenarios {
    let kept = try scenarios(of: household)
    let budget: BudgetState = try state(StreamID("budget", household))
    guard !names.isEmpty else {
      // What rests on the budget of today is what one wants to see.
      let current = kept.last { $0.base.map { !$0.isOutdated } ?? false } ?? kept.last { $0.base != nil }
      guard let base = current?.scenario.base else {
        let sort: ScenarioBase.Sort = budget.scenarioBase(.plan) == nil ? .snapshot : .plan
        return try draw([], on: budget.scenarioBase(sort), of: household, budget)
      }
      return try draw(kept.map(\.scenario).filter { $0.base == base }, of: household, budget)
    }
    let chosen = try names.map { name in
      guard let found = kept.first(where: { $0.scenario.name == name.text }) else {
        throw ScenarioRefusals.unknown(["name": name])
      }
      return found.scenario
    }
    for other in chosen where other.base != chosen[0].base {
      throw ScenarioRefusals.otherBase(["first": chosen[0].name, "second": other.name])
    }
    return try draw(chosen, of: household, budget)
  }

  /// Scenarios that share one base, of which there is at least one.
  func draw(_ scenarios: [Scenario], of household: ULID, _ budget: BudgetState) throws -> DrawnScenarios {
    try draw(scenarios, on: scenarios.first.flatMap { budget.scenarioBase(of: $0) }, of: household, budget)
  }

  private func draw(
    _ scenarios: [Scenario], on base: ScenarioBase?, of household: ULID, _ budget: BudgetState
  ) throws -> DrawnScenarios {
    guard let base, let sheet = try budget.record(of: base).flatMap({ try sheet($0) }) else {
      throw ScenarioRefusals.noBase(["household": household, "base": base?.sort.rawValue ?? "budget"])
    }
    // By those that would be signed; where the policy admits none yet, by the newest.
    let day = surroundings.now.date
    let parameters = (try? self.parameters(on: day)) ?? CapacityParameters.inForce(on: day)
    do {
      let comparison = try ScenarioComparison(of: sheet, named: base.sort.rawValue, with: scenarios)
      let drawings = zip(comparison.outcomes, [[]] + scenarios.map(\.changes)).map { outcome, changes in
        DrawnScenarios.Drawing(outcome, parameters.map { p in { try sheet.capacity(after: changes, p) } })
      }
      return DrawnScenarios(base: base, drawings: drawings, parameters: parameters?.version)
    } catch {
      throw ScenarioRefusals.impossible(["change": error.change, "reason": error.reason, "remedy": error.remedy])
    }
  }
}

extension DrawnScenarios.Drawing {
  fileprivate init(_ outcome: ScenarioComparison.Outcome, _ compute: (() throws -> CapacityFormula)?) {
    self.outcome = outcome
    do {
      capacity = try compute?()
      fault = nil
    } catch {
      capacity = nil
      fault = (error as? CalculationError) ?? .invalid("changes", "\(error)")
    }
  }
}
