public import LedgerCore

/// What the entries of a plan have in common.
public enum PlanRules {
  static let wrongState = RefusalCode(
    "plan.wrong-state", "the plan {plan} is {state}, so this step cannot follow",
    hint: "`mastro plan show` tells what has happened to it")
  static let debtsInvalid = RefusalCode(
    "plan.debts-invalid", "the debts cannot stand like that: {reason}", hint: "correct the list of debts")
  static let debtElsewhere = RefusalCode(
    "plan.debt-elsewhere", "the debt to {creditor} stands already in the plan {plan}",
    hint:
      "`mastro plan adjust` adds to that plan; where the claims are different name both contracts, contract=NUMBER"
  )
  static let debtUnknown = RefusalCode(
    "plan.debt-unknown", "the plan {plan} has no debt number {debt} that is still owed",
    hint: "`mastro plan show` numbers its debts", .notFound)
  public static let creditorUnknown = RefusalCode(
    "plan.creditor-unknown", "{creditor} is not such a creditor of the plan",
    hint: "`mastro plan show` lists its creditors", .notFound)
  static let exceedsDebt = RefusalCode(
    "plan.exceeds-debt", "{amount} is more than the {outstanding} that is owed to {creditor}",
    hint: "check the amount; what is too much goes back to the family")
  static let partsInvalid = RefusalCode(
    "plan.parts-invalid",
    "the parts of {amount} are out of order, not above zero, come to another sum, or are not what was agreed",
    hint: "give the parts of one creditor's debts, rising by number, so that they sum to the amount")
  public static let instalmentsInvalid = RefusalCode(
    "plan.instalments-invalid", "the instalments cannot stand like that: {reason}", hint: "propose others")
  static let splitInvalid = RefusalCode(
    "plan.split-invalid", "the instalment of {due} cannot be split like that: {reason}",
    hint: "let `mastro plan propose` compute the split, or choose another amount")
  public static let noProposal = RefusalCode(
    "plan.no-proposal", "no proposal {proposal} waits in the plan {plan}",
    hint: "`mastro plan show` names the newest proposal; `mastro plan propose` makes one", .notFound)
  static let notAccepted = RefusalCode(
    "plan.not-accepted", "{missing} of those who take part have not accepted the proposal yet",
    hint: "`mastro plan accept` for each of them, or propose again without a creditor who refuses")
  static let overrideIncomplete = RefusalCode(
    "plan.override-incomplete", "{given} of {needed} persons of the committee stand in for an assessment",
    hint: "`mastro plan override`, by different persons, or ask an educator to assess the household")
  static let sourceUnknown = RefusalCode(
    "plan.source-unknown", "{entry} is no standing loan or grant that paid this household's creditor",
    hint: "name the entry of `mastro loan disburse` or `mastro grant pay`", .notFound)
  static let sourceTaken = RefusalCode(
    "plan.source-taken", "{entry} pays for something in a plan already", hint: "a payment counts once")
  static let exceedsSource = RefusalCode(
    "plan.exceeds-source", "{amount} is more than the {paid} that the entry {entry} paid",
    hint: "count what it paid, no more")
  static let exceedsHeld = RefusalCode(
    "plan.exceeds-held", "{amount} is more than the {held} that the fund holds for the plan",
    hint: "record first what the family has paid: `mastro plan pay`")
  static let stillHeld = RefusalCode(
    "plan.still-held", "the fund still holds {held} of what the family has paid",
    hint: "pass it on with `mastro plan forward`, or give it back with `mastro plan give-back`")

  /// The household of a plan that stands in one of `statuses`.
  @discardableResult
  static func household(
    of state: PlanState, in statuses: Set<PlanState.Status>, _ context: Admission
  ) throws(Refusal) -> ULID {
    guard let household = state.household, statuses.contains(state.status) else {
      throw wrongState(["plan": context.header.stream.key, "state": state.status.rawValue])
    }
    return household
  }

  /// The proposal that waits, where it is the one that the signer means.
  static func proposal(_ id: ULID, of state: PlanState, _ context: Admission) throws(Refusal) -> PlanState.Proposal {
    guard let proposal = state.proposal, proposal.id == id else {
      throw noProposal(["proposal": id, "plan": context.header.stream.key])
    }
    return proposal
  }

  static func id(_ context: Admission) -> ULID { context.header.stream.ulid ?? context.header.id }

  static func debt(_ number: Int, of state: PlanState, _ context: Admission) throws(Refusal) -> PlanState.Debt {
    guard state.debts.indices.contains(number - 1), state.debts[number - 1].outstanding.isPositive else {
      throw debtUnknown(["plan": context.header.stream.key, "debt": number])
    }
    return state.debts[number - 1]
  }

  /// Parts of one creditor's debts that sum to an amount and are all still owed.
  /// - Returns: the creditor.
  @discardableResult
  static func check(
    _ parts: [PlanPart], sum amount: Money, of state: PlanState, _ context: Admission
  ) throws(Refusal) -> ULID {
    try context.requirePositive(amount)
    let numbers = parts.map(\.debt)
    guard let first = parts.first, zip(numbers, numbers.dropFirst()).allSatisfy({ $0 < $1 }),
      parts.allSatisfy({ $0.amount.isPositive && $0.amount <= amount }),
      parts.reduce(.zero, { $0 + $1.amount }) == amount
    else { throw partsInvalid(["amount": amount]) }
    let creditor = try debt(first.debt, of: state, context).creditor
    for part in parts {
      let debt = try debt(part.debt, of: state, context)
      guard debt.creditor == creditor else { throw partsInvalid(["amount": amount]) }
      guard part.amount <= debt.outstanding else {
        throw exceedsDebt(["amount": part.amount, "outstanding": debt.outstanding, "creditor": creditor])
      }
    }
    return creditor
  }

  static func held(_ context: Admission) -> Money { Money(cents: -context.balance(Chart.held(id(context)))) }

  static func requireHeld(_ amount: Money, _ context: Admission) throws(Refusal) {
    let held = held(context)
    guard amount <= held else { throw exceedsHeld(["amount": amount, "held": held]) }
  }

  static func requireNothingHeld(_ context: Admission) throws(Refusal) {
    let held = held(context)
    guard held == .zero else { throw stillHeld(["held": held]) }
  }

  /// Everything that puts a proposal in force, whether it is the first or replaces another.
  /// - Returns: what the household pays a month from now on, and on whose strength.
  static func requireAgreed(
    _ id: ULID, of state: PlanState, _ household: ULID, _ context: Admission
  ) throws(Refusal) -> (monthly: Money, grounds: CapacityGrounds) {
    let proposal = try proposal(id, of: state, context)
    let waiting = state.creditors(of: proposal.terms).subtracting(proposal.acceptedBy).count
    let missing = waiting + (proposal.isAcceptedByHousehold ? 0 : 1)
    guard missing == 0 else { throw notAccepted(["missing": missing]) }
    let terms = proposal.terms
    let grounds = try context.requireAffordable(state.offer(terms, to: household, by: proposal.body))
    let needed = context.overridePersons
    let given = proposal.overriders.signers.count
    guard terms.override != true || terms.monthly <= state.monthly || given >= needed else {
      throw overrideIncomplete(["given": given, "needed": needed])
    }
    return (terms.monthly, grounds)
  }

  /// The entry that paid a creditor, by loan or by grant, and how much of it a plan may count.
  static func source(
    _ id: ULID, paying creditor: ULID, for household: ULID, _ context: Admission
  ) throws(Refusal) -> (paid: Money, pin: Claim) {
    let kinds: Set<Kind> = ["loan.disbursed", GrantPaid.kind]
    guard let entry = context.entry(id), kinds.contains(entry.entry.kind), context.isStanding(entry),
      let instrument = context.anyState(of: entry.entry.stream) as? any HouseholdInstrument,
      let helped = instrument.help?.household, context.successor(of: helped) == context.successor(of: household),
      (instrument as? GrantState)?.request.map({ $0.payee == creditor }) ?? true,
      let other = entry.entry.postings.lines.first(where: { !$0.account.isUnder("assets:bank") })
    else { throw sourceUnknown(["entry": id]) }
    let pin = Claim.pin(id, other.account)
    guard !context.isClaimed(pin) else { throw sourceTaken(["entry": id]) }
    let left = entry.entry.postings.lines.filter { $0.account.isUnder("assets:bank") }.reduce(0) { $0 - $1.amount }
    return (Money(cents: left), pin)
  }
}

extension Admission {
  /// The day on which deadlines are counted: neither a later date nor an earlier one helps anybody.
  var deadlineDay: CivilDate { min(effective, header.recorded.date) }

  /// The signer is neither of the household nor one of its creditors, nor acts for one.
  func requireDisinterested(in debts: [PlanState.Debt], of household: ULID) throws(Refusal) {
    for party in family(of: household).union(debts.map(\.creditor)).sorted() { try requireDisinterested(in: party) }
    let bodies = Set(debts.compactMap(\.creditorBody))
    guard governing.members[signer].map({ bodies.isDisjoint(with: $0.bodies) }) ?? true else {
      throw Persons.samePerson(["person": signer])
    }
  }

  /// The signer speaks for a creditor of the plan, or attests what the creditor signed.
  func requireVoice(ofCreditor creditor: ULID, in state: PlanState, attestation: Attestation?) throws(Refusal) {
    guard let debt = state.debts.first(where: { $0.creditor == creditor }) else {
      throw PlanRules.creditorUnknown(["creditor": creditor])
    }
    try requireVoice(
      of: [creditor], body: debt.creditorBody, attestation: attestation, in: state.voices, approvers: state.approvers)
  }

  /// The signer speaks for the family, or attests what one of them signed.
  func requireVoice(ofHousehold household: ULID, in state: PlanState, attestation: Attestation?) throws(Refusal) {
    try requireVoice(
      of: family(of: household), attestation: attestation, in: state.voices, approvers: state.approvers)
  }
}
