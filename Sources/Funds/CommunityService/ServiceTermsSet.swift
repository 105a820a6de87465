public import LedgerCore

/// One person of the committee sets what the hours repay and at what rate; the last one needed commits the fund's cap.
///
/// A statement of its own, so that the host need not see it: whoever acts for the host neither signs nor attests it.
public struct ServiceTermsSet: EntryBody {
  public static let kind: Kind = "service.terms-set"
  public static let roles: Set<Role> = [.committee]
  public static let isReversible = true

  public let debt: ServiceDebt
  /// Who bears what the hours are worth; absent where the creditor waives it.
  public let fund: Slug?
  public let hourlyRate: Money
  public let monthlyCap: Money
  public let regulation: Slug?
  public let restriction: Slug?
  public let totalCap: Money

  public init(_ terms: ServiceTerms) {
    debt = terms.debt
    fund = terms.purse?.fund
    hourlyRate = terms.hourlyRate
    monthlyCap = terms.monthlyCap
    regulation = terms.regulation
    restriction = terms.purse?.name
    totalCap = terms.totalCap
  }

  public var terms: ServiceTerms {
    var purse: Restriction?
    if let fund, let restriction { purse = Restriction(fund: fund, name: restriction) }
    return ServiceTerms(
      debt: debt, hourlyRate: hourlyRate, monthlyCap: monthlyCap, totalCap: totalCap, purse: purse,
      regulation: regulation)
  }

  static let differ = RefusalCode(
    "service.terms-differ", "the first person of the committee has set other terms",
    hint: "look at them with `mastro service show`, and set the same")
  static let bearerMissing = RefusalCode(
    "service.bearer-missing", "it is not said which restriction of which fund bears the hours",
    hint: "a loan of the fund and a payment need --from FUND/RESTRICTION; a creditor who waives needs none")
  static let debtUnknown = RefusalCode(
    "service.debt-unknown", "household {household} has no such debt in {debt}",
    hint: "`mastro household show` lists what binds the household; of a plan, name creditor and nature of the claim",
    .notFound)
  static let claimKnown = RefusalCode(
    "service.claim-known", "what household {household} owes to {creditor} stands in the ledger already",
    hint: "name the plan in which it stands: --plan; or wait until the other agreement has ended")

  public static let refusals =
    [
      ServiceRules.wrongState, ServiceRules.hiddenFromHost, differ, debtUnknown, ServiceRules.familyOnBothSides,
      claimKnown,
    ] + ServiceTermsRules.refusals + [bearerMissing, Approvals.abovePolicy]

  public func admit(to state: ServiceState, in context: Admission) throws(Refusal) -> Effects {
    guard let work = state.work, state.status == .agreed, state.termsEntry == nil else {
      throw ServiceRules.wrongState(state, context)
    }
    try context.requireHidden(fromHostOf: work)
    if let begun = state.terms, begun != terms { throw Self.differ() }
    try context.requireAnotherPerson(than: state.writers, state.termsSetters, context.family(work))
    try context.requireAttestedNothing(in: state.attesters)
    try requireDebt(of: work, context)
    try ServiceTermsRules.check(terms, context)
    guard let purse = terms.purse else {
      guard fund == nil, restriction == nil, debt.creditor != nil else { throw Self.bearerMissing() }
      return try Effects { openClaim(&$0, work) }
    }
    try context.requireRestriction(purse, paysFor: ServiceRules.purpose)
    let needed = try context.approvalsNeeded(totalCap, for: work.household)
    try context.requireNothingUncovered(in: purse.fund)
    try context.requireUncommitted(totalCap, of: purse)
    guard state.termsSetters.signers.count + 1 >= needed else { return .none }
    return try Effects { journal in
      journal.commit(purse, ServiceRules.id(context), totalCap)
      journal.countAssistance(work.household, context.header.recorded.date.year, totalCap)
      openClaim(&journal, work)
    }
  }

  /// A loan or plan must be this household's; a claim outside all plans is one of an outsider.
  private func requireDebt(of work: ServiceWork, _ context: Admission) throws(Refusal) {
    if let stream = debt.stream {
      let instrument = context.anyState(of: stream) as? any HouseholdInstrument
      guard instrument?.help?.household == work.household, stands(in: instrument) else {
        throw Self.debtUnknown(["household": work.household, "debt": stream])
      }
    }
    guard let creditor = debt.creditor else { return }
    try context.requireParty(creditor)
    guard !context.family(work).everyone.contains(creditor) else {
      throw ServiceRules.familyOnBothSides(["party": creditor])
    }
    try context.requireDisinterested(in: creditor)
    if case .claim = debt, context.balance(Chart.debts(work.household, to: creditor)) != 0 {
      throw Self.claimKnown(["household": work.household, "creditor": creditor])
    }
  }

  /// A plan must have a claim of this creditor and of this nature; a loan is one debt.
  private func stands(in instrument: (any HouseholdInstrument)?) -> Bool {
    guard case .plan(_, let creditor, let nature) = debt else { return true }
    let plan = instrument as? PlanState
    return plan?.debts.contains { $0.creditor == creditor && $0.terms.nature == nature } ?? false
  }

  private func openClaim(_ journal: inout Journal, _ work: ServiceWork) {
    guard case .claim(let creditor, _) = debt else { return }
    journal.post(Chart.debts(work.household, to: creditor), Chart.debtsContra, totalCap)
  }

  public func apply(to state: inout ServiceState, from entry: LoggedEntry) {
    state.terms = terms
    state.termsSetters.add(entry)
    state.lastEntryOn = entry.header.effective
    guard terms.purse == nil || !entry.entry.postings.lines.isEmpty else { return }
    state.termsEntry = entry.id
    if terms.purse != nil { state.assistanceYear = entry.header.recorded.date.year }
  }
}
