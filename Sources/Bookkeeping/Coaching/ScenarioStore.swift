public import Coaching
public import LedgerCore
import LedgerSQLite

/// On what a scenario is drawn.
public struct ScenarioBase: Sendable, Hashable {
  public enum Sort: String, Sendable, CaseIterable {
    case snapshot, plan
  }

  /// The entry that took the snapshot or proposed the plan.
  public let id: ULID
  public let sort: Sort
  public let day: CivilDate
  /// A newer one of its sort is there.
  public let isOutdated: Bool
}

/// A scenario with what is known of it besides its changes.
public struct KeptScenario: Sendable {
  public let scenario: Scenario
  public let created: Instant
  /// Nil where the entry does not exist any more: it was taken back.
  public let base: ScenarioBase?
}

/// Scenarios of a family are thoughts: they lie among its workings, and no entry names them.
extension Bookkeeper {
  static let scenarioKind: Slug = "budget-scenario"

  /// Keeps a scenario, once it can be drawn.
  ///
  /// - Parameter isTried: it is drawn, and not kept.
  public func addScenario(
    _ name: Slug, on sort: ScenarioBase.Sort, changes: [Change], of household: ULID, isTried: Bool = false
  ) throws -> DrawnScenarios {
    let budget = try requireCoaching(of: household)
    guard (1...Scenario.mostChanges).contains(changes.count) else {
      throw ScenarioRefusals.changesInvalid(["count": changes.count, "most": Scenario.mostChanges])
    }
    guard let base = budget.scenarioBase(sort) else {
      throw ScenarioRefusals.noBase(["household": household, "base": sort.rawValue])
    }
    let scenario = Scenario(name: name.text, base: base.id, changes: changes)
    let drawn = try draw([scenario], of: household, budget)
    let now = surroundings.now
    let keep = { (workings: Workings) throws in
      guard try workings.find(Bookkeeper.scenarioKind, name.text) == nil else {
        throw ScenarioRefusals.nameTaken(["name": name])
      }
      guard !isTried else { return }
      try workings.put(Bookkeeper.scenarioKind, name.text, ActualsStore.bytes(scenario), at: now)
    }
    if isTried {
      _ = try vault.readWorkings(of: household, keep)
    } else {
      try vault.changeWorkings(of: household, keep)
    }
    return drawn
  }

  /// The family's scenarios, oldest first.
  public func scenarios(of household: ULID) throws -> [KeptScenario] {
    let budget = try requireCoaching(of: household)
    let found = try vault.readWorkings(of: household) { workings in
      try workings.all(Bookkeeper.scenarioKind).map { working in
        (scenario: try ActualsStore.read(working) as Scenario, created: working.created)
      }
    }
    return (found ?? []).map { scenario, created in
      KeptScenario(scenario: scenario, created: created, base: budget.scenarioBase(of: scenario))
    }
  }

  public func deleteScenario(_ name: Slug, of household: ULID) throws {
    try requireCoaching(of: household)
    try vault.changeWorkings(of: household) { workings in
      guard try workings.delete(Bookkeeper.scenarioKind, name.text) else {
        throw ScenarioRefusals.unknown(["name": name])
      }
    }
  }
}

extension BudgetState {
  /// The newest snapshot since the coaching was opened, or the plan that was agreed or proposed last.
  func scenarioBase(_ sort: ScenarioBase.Sort) -> ScenarioBase? {
    switch sort {
    case .snapshot:
      newestSnapshot.map { ScenarioBase(id: $0.id, sort: sort, day: $0.day, isOutdated: false) }
    case .plan:
      (proposedPlan ?? agreedPlan).map { ScenarioBase(id: $0.id, sort: sort, day: $0.day, isOutdated: false) }
    }
  }

  func scenarioBase(of scenario: Scenario) -> ScenarioBase? {
    if let snapshot = snapshot(scenario.base) {
      return ScenarioBase(
        id: snapshot.id, sort: .snapshot, day: snapshot.day, isOutdated: snapshot.id != newestSnapshot?.id)
    }
    guard let plan = (agreedPlans + [proposedPlan].compactMap { $0 }).first(where: { $0.id == scenario.base }) else {
      return nil
    }
    return ScenarioBase(
      id: plan.id, sort: .plan, day: plan.day, isOutdated: plan.id != (proposedPlan ?? agreedPlan)?.id)
  }

  /// What is sealed behind a base.
  func record(of base: ScenarioBase) -> Fingerprint? {
    switch base.sort {
    case .snapshot: snapshot(base.id)?.record
    case .plan: (agreedPlans + [proposedPlan].compactMap { $0 }).first { $0.id == base.id }?.record
    }
  }
}
