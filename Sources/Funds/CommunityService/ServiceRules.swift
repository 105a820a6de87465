import FinancialArithmetic
import LedgerCore

/// What the entries of an agreement of service have in common.
enum ServiceRules {
  /// What restrictions must admit to bear hours of service.
  static let purpose: Slug = "service"

  static let wrongState = RefusalCode(
    "service.wrong-state", "the agreement {agreement} is {state}, so this step cannot follow",
    hint: "`mastro service show` tells what is missing")
  static let datesInvalid = RefusalCode(
    "service.dates-invalid", "{start} to {end} is not a span of days within ten years",
    hint: "give the first and the last day")
  static let hiddenFromHost = RefusalCode(
    "service.hidden-from-host", "{person} acts for the host, who is not told what the hours repay",
    hint: "let somebody sign who does not act for the host; the host accepts the work alone")
  static let familyOnBothSides = RefusalCode(
    "service.family-on-both-sides", "{party} belongs to the household, which cannot be its own host or creditor",
    hint: "name another party")
  static let sessionUnknown = RefusalCode(
    "service.session-unknown", "the agreement {agreement} has no session {session}",
    hint: "`mastro service show` lists the sessions", .notFound)
  static let sessionAnswered = RefusalCode(
    "service.session-answered", "the session {session} is {state}, so this answer cannot follow",
    hint: "`mastro service show` lists the sessions that wait for an answer")
  static let dayAhead = RefusalCode(
    "service.day-ahead", "{day} lies after {effective}, the day of the entry",
    hint: "record hours when they are done, and credit days that have passed")

  static let creditOpen = RefusalCode(
    "service.credit-open", "{amount} credited before have not been taken off {debt} yet",
    hint: "`mastro service credit` records both entries at once; record the debt's entry first")
  /// Ten years and the last day of them, as long as a policy's day can be.
  static let mostMinutes = (ServiceWork.mostDays + 1) * ServicePolicy.longestDay

  /// The hours' worth; the limits of the policy and of a span keep it computable.
  static func worth(_ minutes: Int, _ rate: Money) -> Money {
    do {
      return try ServiceCredit.worth(minutes: minutes, hourlyRate: rate)
    } catch {
      preconditionFailure("ten years of minutes at a policy's rate can be computed: \(error)")
    }
  }

  static func wrongState(_ state: ServiceState, _ context: Admission) -> Refusal {
    wrongState(["agreement": context.header.stream.key, "state": state.status.rawValue])
  }

  static func id(_ context: Admission) -> ULID { context.header.stream.ulid ?? context.header.id }

  /// Work and terms of an agreement to which everybody has said yes; also after its end, for what was done before.
  static func accepted(_ state: ServiceState, _ context: Admission) throws(Refusal) -> (ServiceWork, ServiceTerms) {
    guard let work = state.work, let terms = state.terms, state.isAccepted else { throw wrongState(state, context) }
    return (work, terms)
  }

  /// What was credited before must have reached its loan or plan: the credit is taken, and the promise is used.
  static func requireTakenOff(
    _ state: ServiceState, _ terms: ServiceTerms, _ context: Admission
  ) throws(Refusal) {
    guard let stream = terms.debt.stream, let debt = stream.ulid else { return }
    let agreement = id(context)
    var open = Money(cents: context.balance(Chart.serviceCredit(agreement, for: debt)))
    if let purse = terms.purse {
      let promised = state.endedOn == nil ? state.totalLeft : state.reserved
      open = max(open, Money(cents: context.balance(Chart.commitment(purse, agreement))) - promised)
    }
    guard !open.isPositive else { throw creditOpen(["amount": open, "debt": stream]) }
  }

  static func session(
    _ id: ULID, of state: ServiceState, in statuses: Set<ServiceSession.Status>, _ context: Admission
  ) throws(Refusal) -> ServiceSession {
    guard let session = state.sessions[id] else {
      throw sessionUnknown(["agreement": context.header.stream.key, "session": id])
    }
    guard statuses.contains(session.status) else {
      throw sessionAnswered(["session": id, "state": session.status.rawValue])
    }
    return session
  }
}

extension Admission {
  /// Everybody who lives in the household, and the worker wherever they live now.
  func family(_ work: ServiceWork) -> Persons {
    let household: HouseholdState = state(of: StreamID("household", work.household))
    var persons = Persons()
    persons.everyone = household.members.union([work.worker])
    return persons
  }

  private func actsForHost(_ work: ServiceWork) -> Bool {
    let member = governing.members[signer]
    if header.role == .host { return true }
    if let body = work.hostBody, header.onBehalfOf == body || member?.bodies.contains(body) == true { return true }
    return work.hostParty != nil && member?.party == work.hostParty
  }

  /// The host signs and attests nothing that tells of the debt.
  func requireHidden(fromHostOf work: ServiceWork) throws(Refusal) {
    guard !actsForHost(work) else { throw ServiceRules.hiddenFromHost(["person": signer]) }
  }

  /// The host speaks, or an operator attests what it has signed on paper; nobody who has set the terms does either.
  func requireHostVoice(
    _ work: ServiceWork, _ state: ServiceState, attestation: Attestation?
  ) throws(Refusal) {
    if attestation == nil {
      guard header.role == .host else { throw Voice.notTheirs(["person": signer]) }
      try requireAttestedNothing(in: state.attesters)
    }
    try requireVoice(
      of: Set([work.hostParty].compactMap { $0 }), body: work.hostBody, attestation: attestation, in: state.attesters,
      approvers: state.termsSetters)
    try requireAnotherPerson(than: state.termsSetters, family(work), attesting: attestation)
  }
}
