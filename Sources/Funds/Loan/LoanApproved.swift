import FinancialArithmetic
public import LedgerCore

/// One person approves the terms, whole; the last approval that is needed commits the money.
public struct LoanApproved: EntryBody, Hashable {
  public static let kind: Kind = "loan.approved"
  public static let roles: Set<Role> = [.committee]
  public static let isReversible = true

  /// True where the persons who approve stand in for an assessment that nobody has made; absent otherwise.
  public let override: Bool?
  /// What the offering body has reserved of the household's capacity for this loan; absent where it has reserved nothing.
  public let reservation: ULID?
  public let terms: LoanTerms

  public init(_ terms: LoanTerms, overriding: Bool = false, reservation: ULID? = nil) {
    override = overriding ? true : nil
    self.reservation = reservation
    self.terms = terms
  }

  static let usuryUnknown = RefusalCode(
    "loan.usury-unknown", "the policy has no usury threshold for {date}",
    hint: "adopt a policy with the quarter's figure and its source")
  static let aboveUsury = RefusalCode(
    "loan.above-usury", "the TAEG of {taeg} % is above {threshold} %, the usury threshold ({source})",
    hint: "lower the rate or the fee")

  public static let refusals = [
    LoanRules.wrongState, LoanRules.termsDiffer, ChainRules.payeeDiffers, LoanRules.termsInvalid, LoanRules.abovePack,
    usuryUnknown, aboveUsury, Approvals.abovePolicy,
  ]

  public func admit(to state: LoanState, in context: Admission) throws(Refusal) -> Effects {
    let contract = try LoanRules.contract(of: state, in: [.applied], context)
    let isOther = state.isOverride != (override == true) || state.reservation != reservation
    if let agreed = state.terms, agreed != terms || isOther {
      throw LoanRules.termsDiffer(["count": state.approvers.signers.count])
    }
    let policy = try LoanRules.policy(context)
    try requireTerms(contract, state.application, policy)
    try requireUsury(policy, on: context.effective)
    try context.requireAnotherPerson(than: state.applicants, state.approvers)
    for gaining in context.people(of: contract.borrower).union([terms.payee]) {
      try context.requireDisinterested(in: gaining)
    }
    try context.requireRemembered(contract.borrower.household)
    var needed = try context.approvalsNeeded(contract.amount, for: contract.borrower.id)
    if let household = contract.borrower.household {
      if override == true { needed = max(needed, try persons(overriding: household, context)) }
      var offer = state.offer(terms.schedule, to: household)
      offer.isOverridden = override == true
      offer.body = context.header.onBehalfOf ?? contract.body
      offer.reservation = reservation
      try context.requireAffordable(offer)
    }
    try context.requireNothingUncovered(in: contract.purse.fund)
    try context.requireUncommitted(contract.amount, of: contract.purse)
    guard state.approvers.signers.count + 1 >= needed else { return .none }
    return try Effects { journal in
      journal.commit(contract.purse, contract.id, contract.amount)
      journal.countAssistance(contract.borrower.id, context.header.recorded.date.year, contract.amount)
    }
  }

  private func persons(overriding household: ULID, _ context: Admission) throws(Refusal) -> Int {
    let persons = context.governing.policy.households?.overridePersons ?? 0
    guard persons > 0 else { throw Capacity.notAssessed(["household": household, "persons": persons]) }
    return persons
  }

  private func requireTerms(
    _ contract: LoanContract, _ application: LoanApplied?, _ policy: LoanPolicy
  ) throws(Refusal) {
    if let payee = application?.payee, payee != terms.payee {
      throw ChainRules.payeeDiffers(["given": terms.payee, "agreed": payee])
    }
    if override == true || reservation != nil, contract.borrower.household == nil {
      throw LoanRules.termsInvalid(["reason": "only a household's capacity is overridden or reserved"])
    }
    if let fault = terms.fault(amount: contract.amount) { throw LoanRules.termsInvalid(["reason": fault]) }
    guard let name = application?.pack, let pack = policy.pack(name), pack == terms.pack else {
      throw LoanRules.termsInvalid(["reason": "the pack is not the one that the policy has for this loan"])
    }
    if let last = terms.schedule.rows.last?.due, last > terms.plan.disbursed.adding(months: pack.maximumMonths) {
      throw above("a last instalment", last, terms.plan.disbursed.adding(months: pack.maximumMonths))
    }
    guard terms.plan.annualRatePercent <= pack.maximumRatePercent else {
      throw above("a yearly rate", terms.plan.annualRatePercent, pack.maximumRatePercent)
    }
    guard terms.fee <= pack.maximumFee else { throw above("a fee", terms.fee, pack.maximumFee) }
  }

  private func above(
    _ what: String, _ given: some CustomStringConvertible, _ limit: some CustomStringConvertible
  ) -> Refusal {
    LoanRules.abovePack(["what": what, "given": given, "limit": limit, "pack": terms.pack.name])
  }

  private func requireUsury(_ policy: LoanPolicy, on day: CivilDate) throws(Refusal) {
    guard terms.taegPercent > .zero else { return }
    guard let usury = terms.usury, policy.usury.contains(usury), usury.from <= day, day <= usury.through else {
      throw Self.usuryUnknown(["date": day])
    }
    guard terms.taegPercent <= usury.percent else {
      throw Self.aboveUsury(["taeg": terms.taegPercent, "threshold": usury.percent, "source": usury.source])
    }
  }

  public func apply(to state: inout LoanState, from entry: LoggedEntry) {
    state.terms = terms
    state.isOverride = override == true
    state.reservation = reservation
    state.offeringBody = entry.header.onBehalfOf ?? state.contract?.body
    state.approvers.add(entry)
    guard !entry.entry.postings.lines.isEmpty else { return }
    state.status = .approved
    state.approvedOn = entry.header.effective
    state.assistanceYear = entry.header.recorded.date.year
    state.agreed = terms.plan.principal
    state.begin(terms.schedule, plan: terms.plan, carried: .zero, on: terms.plan.disbursed, from: entry)
  }
}
