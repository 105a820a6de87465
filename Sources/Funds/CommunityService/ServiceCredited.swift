public import LedgerCore

/// Confirmed hours become euros: round(Σ minutes · cents per hour ÷ 60), of all minutes since the beginning, less what was
/// credited before; so rounding never adds up.
///
/// The debt's own entry, in the same submission, takes a credit off a loan or a plan. A claim that is in no plan is taken
/// down here: waived by its creditor, or owed to the creditor by the fund until it is settled.
public struct ServiceCredited: EntryBody {
  public static let kind: Kind = "service.credited"
  public static let roles: Set<Role> = [.operator, .treasurer]
  public static let isReversible = true

  public let amount: Money
  public let minutes: Int
  /// Hours done up to this day count, under the cap of its month; what is above the cap is carried over.
  public let through: CivilDate

  public init(minutes: Int, amount: Money, through: CivilDate) {
    self.amount = amount
    self.minutes = minutes
    self.through = through
  }

  static let tooManyMinutes = RefusalCode(
    "service.minutes-exceed",
    "{minutes} minutes cannot be credited: {waiting} minutes done through {through} are confirmed and not credited yet",
    hint: "hours count once the host has confirmed them, and once; `mastro service show` lists those that wait")
  static let amountDiffers = RefusalCode(
    "service.credit-differs", "{minutes} minutes at {rate} an hour credit {right}, not {amount}",
    hint: "`mastro service credit` computes it")
  static let aboveMonth = RefusalCode(
    "service.above-monthly-cap", "{amount} are above the {left} that the monthly cap of {cap} leaves in {month}",
    hint: "credit fewer minutes; the rest is carried over to the next month")
  static let aboveTotal = RefusalCode(
    "service.above-total-cap", "{amount} are above the {left} that the agreement's cap of {cap} leaves",
    hint: "credit fewer minutes; more hours need a new agreement")

  public static let refusals = [
    ServiceRules.wrongState, ServiceRules.hiddenFromHost, ServiceRules.dayAhead, ServiceRules.creditOpen,
    tooManyMinutes, amountDiffers, aboveMonth, aboveTotal,
  ]

  public func admit(to state: ServiceState, in context: Admission) throws(Refusal) -> Effects {
    let (work, terms) = try ServiceRules.accepted(state, context)
    try context.requireHidden(fromHostOf: work)
    try context.requireAnotherPerson(than: context.family(work), Persons(terms.debt.creditor))
    guard through <= context.effective else {
      throw ServiceRules.dayAhead(["day": through, "effective": context.effective])
    }
    try ServiceRules.requireTakenOff(state, terms, context)
    try checkFigures(state, terms)
    let agreement = ServiceRules.id(context)
    return try Effects { journal in
      journal.post(Chart.serviceContra, Chart.service(agreement), minutes, .minutes)
      if let debt = terms.debt.stream?.ulid {
        journal.post(Chart.serviceCredit(agreement, for: debt), Chart.serviceCreditContra, amount)
      }
      guard case .claim(let creditor, _) = terms.debt else { return }
      journal.post(Chart.debtsContra, Chart.debts(work.household, to: creditor), amount)
      guard let purse = terms.purse else { return }
      journal.spend(purse, ServiceRules.purpose, amount, credit: Chart.payable)
      journal.release(purse, agreement, amount)
    }
  }

  private func checkFigures(_ state: ServiceState, _ terms: ServiceTerms) throws(Refusal) {
    let waiting = state.waitingMinutes(through: through)
    guard minutes > 0, minutes <= waiting else {
      throw Self.tooManyMinutes(["minutes": minutes, "waiting": waiting, "through": through])
    }
    let right = ServiceRules.worth(state.creditedMinutes + minutes, terms.hourlyRate) - state.credited
    guard amount == right, amount.isPositive else {
      throw Self.amountDiffers(["minutes": minutes, "rate": terms.hourlyRate, "right": right, "amount": amount])
    }
    let left = state.monthLeft(through)
    guard amount <= left else {
      throw Self.aboveMonth([
        "amount": amount, "left": left, "cap": terms.monthlyCap, "month": through.description.prefix(7),
      ])
    }
    guard amount <= state.totalLeft else {
      throw Self.aboveTotal(["amount": amount, "left": state.totalLeft, "cap": terms.totalCap])
    }
  }

  public func apply(to state: inout ServiceState, from entry: LoggedEntry) {
    state.creditedMinutes += minutes
    state.credited += amount
    let month = ServiceState.month(through)
    state.creditedByMonth[month] = (state.creditedByMonth[month] ?? .zero) + amount
    if state.endedOn != nil { state.reserved -= amount }
    state.creditors.add(entry)
    state.lastEntryOn = entry.header.effective
  }
}
