public import LedgerCore

/// The last person whom the policy asks for signs, and the fund is bound; terms and conditions are frozen.
public struct GuaranteeIssued: EntryBody {
  public static let kind: Kind = "guarantee.issued"
  public static let roles: Set<Role> = [.committee]
  public static let isReversible = true

  public let conditions: GuaranteeConditions
  public let terms: GuaranteeTerms

  public init(_ terms: GuaranteeTerms, conditions: GuaranteeConditions) {
    self.conditions = conditions
    self.terms = terms
  }

  static let termsDiffer = RefusalCode(
    "guarantee.terms-differ", "the guarantee {guarantee} was requested on other terms, or its scheme has changed since",
    hint: "look at it with `show`; other terms need a new request")
  static let approvalsMissing = RefusalCode(
    "guarantee.approvals-missing",
    "caps of {total} for one household in the year need {needed} persons, and {have} have approved",
    hint: "let others approve first: `mastro guarantee approve`; whoever issues is the last of them")
  static let approvalExpired = RefusalCode(
    "guarantee.approval-expired", "the first approval was valid through {through}",
    hint: "withdraw the request, and make it again")
  static let overMultiplier = RefusalCode(
    "guarantee.over-multiplier",
    "exposure {exposure} with a cap of {cap} is above {limit}, which the reserve of {restriction}, {reserve}, allows",
    hint: "raise the reserve with `mastro reserve set`, or wait until other guarantees have ended")

  public static let refusals =
    [GuaranteeRules.wrongState, termsDiffer] + GuaranteeTerms.refusals + [
      Persons.samePerson, approvalsMissing, Approvals.abovePolicy, approvalExpired, SpendingRules.uncovered,
      overMultiplier,
    ]

  public func admit(to state: GuaranteeState, in context: Admission) throws(Refusal) -> Effects {
    let request = try GuaranteeRules.request(of: state, in: [.requested], context)
    let scheme = try request.terms.check(request.purse, in: context)
    guard terms == request.terms, conditions == scheme.conditions else {
      throw Self.termsDiffer(["guarantee": context.header.stream.key])
    }
    try context.requireAnotherPerson(than: state.requesters, state.approvers)
    try context.requireDisinterested(in: request)
    try context.requireRemembered(request.household)
    try requireApprovals(state, request, context)
    try context.requireNothingUncovered(in: request.fund)
    let reserve = context.guaranteeReserve(request.purse)
    let limit = context.governing.policy.guaranteeLimit(reserve: reserve)
    let exposure = context.guaranteeExposure(request.purse)
    guard exposure + terms.cap <= limit else {
      throw Self.overMultiplier([
        "exposure": exposure, "cap": terms.cap, "limit": limit, "restriction": request.purse, "reserve": reserve,
      ])
    }
    let year = context.header.recorded.date.year
    return try Effects { journal in
      journal.expose(request.purse, GuaranteeRules.id(context), terms.cap)
      journal.post(Chart.guaranteed(request.household, year: year), Chart.guaranteedContra, terms.cap)
    }
  }

  private func requireApprovals(
    _ state: GuaranteeState, _ request: GuaranteeRequested, _ context: Admission
  ) throws(Refusal) {
    let (needed, total) = try context.guarantorsNeeded(terms.cap, for: request.household)
    let have = state.approvers.signers.count
    guard have + 1 >= needed else {
      throw Self.approvalsMissing(["total": total, "needed": needed, "have": have])
    }
    guard let first = state.firstApprovedOn else { return }
    let through = first.adding(days: context.governing.policy.approvalValidDays)
    guard context.effective <= through else { throw Self.approvalExpired(["through": through]) }
  }

  public func apply(to state: inout GuaranteeState, from entry: LoggedEntry) {
    state.status = .issued
    state.conditions = conditions
    state.approvers.add(entry)
  }
}
