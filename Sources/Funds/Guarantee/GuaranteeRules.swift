import LedgerCore

/// What the entries of a guarantee have in common.
enum GuaranteeRules {
  static let wrongState = RefusalCode(
    "guarantee.wrong-state", "the guarantee {guarantee} is {state}, so this step cannot follow",
    hint: "`mastro guarantee show` tells what has happened to it")
  static let claimUnknown = RefusalCode(
    "guarantee.claim-unknown", "{claim} is not a claim on the guarantee {guarantee}",
    hint: "`mastro guarantee show` lists its claims", .notFound)
  static let claimDecided = RefusalCode(
    "guarantee.claim-decided", "the claim {claim} is {state} already", hint: "a claim is decided once")
  static let claimOpen = RefusalCode(
    "guarantee.claim-open",
    "a landlord still waits for the guarantee {guarantee}: a claim is undecided, or {unpaid} unpaid",
    hint: "decide every claim and pay what was accepted first")
  static let reserveShort = RefusalCode(
    "guarantee.reserve-short", "the guarantee reserve of {restriction} holds {reserve}, and {wanted} is wanted of it",
    hint: "raise it first with `mastro reserve set`")
  static let exceedsRecourse = RefusalCode(
    "guarantee.exceeds-recourse", "{amount} is more than the {open} that the tenant still owes the fund",
    hint: "check the amount and the guarantee")

  /// The request of a guarantee that stands in one of `statuses`.
  static func request(
    of state: GuaranteeState, in statuses: Set<GuaranteeState.Status>, _ context: Admission
  ) throws(Refusal) -> GuaranteeRequested {
    guard let request = state.request, statuses.contains(state.status) else {
      throw wrongState(["guarantee": context.header.stream.key, "state": state.status.rawValue])
    }
    return request
  }

  /// A claim that nobody has decided yet.
  static func openClaim(_ id: ULID, of state: GuaranteeState, _ context: Admission) throws(Refusal) -> GuaranteeClaim {
    guard let claim = state.claims.first(where: { $0.id == id }) else {
      throw claimUnknown(["claim": id, "guarantee": context.header.stream.key])
    }
    guard claim.status == .open else { throw claimDecided(["claim": id, "state": claim.status.rawValue]) }
    return claim
  }

  static func id(_ context: Admission) -> ULID { context.header.stream.ulid ?? context.header.id }

  static func requireReserve(_ amount: Money, of purse: Restriction, _ context: Admission) throws(Refusal) {
    let reserve = context.guaranteeReserve(purse)
    guard amount <= reserve else {
      throw reserveShort(["restriction": purse, "reserve": reserve, "wanted": amount])
    }
  }

  /// What the tenant owes the fund, for steps that end a part of it.
  static func requireRecourse(
    _ amount: Money, of state: GuaranteeState, _ context: Admission
  ) throws(Refusal) -> GuaranteeRequested {
    let request = try request(of: state, in: [.issued, .released, .expired], context)
    try context.requirePositive(amount)
    let open = Money(cents: context.balance(Chart.recourse(id(context))))
    guard amount <= open else { throw exceedsRecourse(["amount": amount, "open": open]) }
    return request
  }

  /// A part of the recourse ends without money; whoever asked for the guarantee does not decide it.
  static func giveUp(_ amount: Money, of state: GuaranteeState, _ context: Admission) throws(Refusal) -> Effects {
    let request = try requireRecourse(amount, of: state, context)
    try context.requireAnotherPerson(than: state.requesters)
    try context.requireDisinterested(in: request)
    return try Effects { $0.post(Chart.recourseContra, Chart.recourse(id(context)), amount) }
  }

  /// What had been accepted and is not owed after all goes back where it came from, and the cap is whole again.
  static func takeBack(
    _ amount: Money, from state: GuaranteeState, _ purse: Restriction, _ context: Admission, in journal: inout Journal
  ) {
    let fromReserve = min(amount, state.unpaid - state.unpaidFromProvision)
    journal.post(Chart.payable, Chart.provision(id(context)), amount - fromReserve)
    journal.unlose(
      purse, fromReserve, debit: Chart.payable, yearIsClosed: context.yearIsClosed(of: state.acceptedOn))
    journal.expose(purse, id(context), amount)
  }

  /// How much of what waits for payment the formula, with `amounts` as they would be, does not owe any more.
  static func excess(_ amounts: GuaranteeAmounts, over state: GuaranteeState) -> Money {
    state.accepted - max(state.paid, min(state.accepted, amounts.entitled))
  }

  /// The end of a guarantee: what is left of the cap, and of a provision that was not needed.
  static func end(_ state: GuaranteeState, _ purse: Restriction, _ context: Admission) throws(Refusal) -> Effects {
    guard !state.hasOpenClaim else {
      throw claimOpen(["guarantee": context.header.stream.key, "unpaid": state.unpaid])
    }
    let id = id(context)
    let provision = Money(cents: -context.balance(Chart.provision(id)))
    let residual = Money(cents: context.balance(Chart.guarantee(purse, id)))
    return try Effects { journal in
      journal.unlose(
        purse, provision, debit: Chart.provision(id), yearIsClosed: context.yearIsClosed(of: state.provisionedOn))
      journal.unexpose(purse, id, residual)
    }
  }
}

extension GuaranteeState {
  /// Whoever has spoken for one side or attested it.
  var sides: Persons {
    var sides = requesters
    sides.formUnion(claimants)
    return sides
  }

  /// Whoever has approved anything: they attest nothing.
  var deciders: Persons {
    var deciders = approvers
    deciders.formUnion(acceptors)
    return deciders
  }

  /// After an entry that took back what had been accepted: the entry's own postings tell how much of it.
  mutating func takeBack(as entry: LoggedEntry) {
    let lines = entry.entry.postings.lines
    let amount = lines.first { $0.account == Chart.payable }?.amount ?? 0
    let toProvision = lines.first { $0.account.isUnder("liabilities:provision") }?.amount ?? 0
    accepted -= Money(cents: amount)
    unpaidFromProvision -= Money(cents: -toProvision)
    settle()
  }
}

extension Admission {
  /// Everybody who ever belonged to the household of the request, also after it was merged into another.
  func tenants(of request: GuaranteeRequested) -> Set<ULID> {
    everybody(of: successor(of: request.household))
  }

  /// The landlord speaks: with a key, through the members of their body, or on paper that an operator attests.
  func requireLandlord(
    of request: GuaranteeRequested, _ attestation: Attestation?, _ state: GuaranteeState
  ) throws(Refusal) {
    try requireVoice(
      of: [request.landlord], body: request.landlordBody, attestation: attestation, in: state.sides,
      approvers: state.deciders)
  }

  /// The signer is neither the landlord nor one of the tenants.
  func requireDisinterested(in request: GuaranteeRequested) throws(Refusal) {
    try requireDisinterested(in: request.landlord)
    for tenant in tenants(of: request).sorted() { try requireDisinterested(in: tenant) }
    if let body = request.landlordBody, governing.members[signer]?.bodies.contains(body) == true {
      throw Persons.samePerson(["person": signer])
    }
  }
}
