public import LedgerCore

/// A family's arrears on one list: to whom, what for, how much. Nothing is promised yet.
public struct PlanOpened: EntryBody {
  public static let kind: Kind = "plan.opened"
  public static let roles: Set<Role> = [.operator, .educator]

  public let debts: [PlanDebt]
  public let household: ULID

  public init(debts: [PlanDebt], household: ULID) {
    self.debts = debts
    self.household = household
  }

  static let mostDebts = 40

  public static let refusals = [PlanRules.wrongState, PlanRules.debtsInvalid, PlanRules.debtElsewhere]

  public func admit(to state: PlanState, in context: Admission) throws(Refusal) -> Effects {
    guard state.status == .new else {
      throw PlanRules.wrongState(["plan": context.header.stream.key, "state": state.status.rawValue])
    }
    _ = try context.section(\.plans, "plans")
    _ = try context.requireHousehold(household)
    try check(context)
    try context.requireDisinterested(in: debts.map { PlanState.Debt($0) }, of: household)
    for debt in debts { try PlanOpened.requireNowhereElse(debt, household, context) }
    return try Effects { journal in
      journal.enlist(context, with: household)
      for debt in debts { journal.owe(household, debt.creditor, debt.amount) }
    }
  }

  private func check(_ context: Admission) throws(Refusal) {
    func refuse(_ reason: String) -> Refusal { PlanRules.debtsInvalid(["reason": reason]) }
    guard (1...PlanOpened.mostDebts).contains(debts.count) else {
      throw refuse("there are \(debts.count), and a plan has 1 to \(PlanOpened.mostDebts)")
    }
    let family = context.family(of: household)
    for (index, debt) in debts.enumerated() {
      try context.requirePositive(debt.amount)
      try context.requireParty(debt.creditor)
      if let body = debt.creditorBody, context.governing.bodies[body] == nil {
        throw MemberRules.bodyUnknown(["body": body])
      }
      guard !family.contains(debt.creditor) else {
        throw refuse("the creditor of number \(index + 1) is of the family")
      }
      guard PlanDebt.tiers.contains(debt.tier) else { throw refuse("the tier of number \(index + 1) is not 1 to 9") }
      if let cap = debt.cap, !cap.isPositive { throw refuse("the cap of number \(index + 1) is not above zero") }
      if debts[..<index].contains(where: { PlanOpened.isSame($0, debt) }) {
        throw refuse("number \(index + 1) stands on the list twice")
      }
    }
    let bodies = Dictionary(grouping: debts, by: \.creditor).values.contains { Set($0.map(\.creditorBody)).count > 1 }
    guard !bodies else { throw refuse("one creditor is two bodies") }
  }

  /// Two claims of one creditor and nature are different only where both name their contract.
  private static func isSame(_ one: PlanDebt, _ other: PlanDebt) -> Bool {
    guard one.creditor == other.creditor, one.nature == other.nature else { return false }
    guard let contract = one.contract, let otherContract = other.contract else { return true }
    return contract == otherContract
  }

  private static func requireNowhereElse(_ debt: PlanDebt, _ household: ULID, _ context: Admission) throws(Refusal) {
    let streams = ([household] + context.absorbed(by: household)).flatMap { context.instruments(of: $0) }
    for stream in streams where stream.family == PlanState.family {
      let plan: PlanState = context.state(of: stream)
      guard PlanState.Status.open.contains(plan.status) else { continue }
      for other in plan.debts where other.outstanding.isPositive {
        guard !isSame(debt, other.terms) || other.creditor != debt.creditor else {
          throw PlanRules.debtElsewhere(["creditor": debt.creditor, "plan": stream.key])
        }
      }
    }
  }

  public func apply(to state: inout PlanState, from entry: LoggedEntry) {
    state.status = .opened
    state.household = household
    state.openedFor = entry.header.onBehalfOf
    state.openedOn = entry.header.effective
    state.debts = debts.map { PlanState.Debt($0) }
    state.handlers.add(entry)
  }
}
