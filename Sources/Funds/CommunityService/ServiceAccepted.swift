public import LedgerCore

/// One side says yes, in its own voice: the person who does the hours to work and terms, the host to the work alone,
/// and a creditor who waives to the terms.
public struct ServiceAccepted: EntryBody {
  public static let kind: Kind = "service.accepted"
  public static let roles: Set<Role> = [.creditor, .host, .household, .operator]
  public static let isReversible = true

  public let attestation: Attestation?
  public let side: ServiceState.Side
  /// The entry that has set the terms; never where the host accepts.
  public let terms: ULID?
  /// The work as it was agreed; absent where a creditor accepts.
  public let work: ServiceWork?

  public init(_ side: ServiceState.Side, work: ServiceWork?, terms: ULID?, attestation: Attestation? = nil) {
    self.attestation = attestation
    self.side = side
    self.terms = terms
    self.work = work
  }

  static let again = RefusalCode(
    "service.already-accepted", "the {side} has accepted already", hint: "nothing is left to do for this side")
  static let otherWork = RefusalCode(
    "service.other-work", "this is not the work that stands in the agreement",
    hint: "look at it with `mastro service show`, and accept what is written there")
  static let otherTerms = RefusalCode(
    "service.other-terms", "{given} are not the terms of this agreement, {set}",
    hint: "look at it with `mastro service show`, and accept the terms that the committee has set")

  public static let refusals = [ServiceRules.wrongState, again, ServiceRules.hiddenFromHost, otherWork, otherTerms]

  public func admit(to state: ServiceState, in context: Admission) throws(Refusal) -> Effects {
    guard let agreed = state.work, state.status == .agreed else { throw ServiceRules.wrongState(state, context) }
    guard !state.accepted.contains(side) else { throw Self.again(["side": side.rawValue]) }
    if side == .host, terms != nil { throw ServiceRules.hiddenFromHost(["person": context.signer]) }
    guard work == (side == .creditor ? nil : agreed) else { throw Self.otherWork() }
    if side != .host {
      try context.requireHidden(fromHostOf: agreed)
      guard let set = state.termsEntry, state.sides.contains(side) else {
        throw ServiceRules.wrongState(state, context)
      }
      guard terms == set else { throw Self.otherTerms(["given": terms?.description ?? "none", "set": set]) }
    }
    switch side {
    case .host: try context.requireHostVoice(agreed, state, attestation: attestation)
    case .household: try speak(for: agreed.worker, state, context)
    case .creditor: try speak(for: state.terms?.waivingCreditor, state, context)
    }
    return .none
  }

  private func speak(for party: ULID?, _ state: ServiceState, _ context: Admission) throws(Refusal) {
    try context.requireVoice(
      of: Set([party].compactMap { $0 }), attestation: attestation, in: state.attesters,
      approvers: state.termsSetters)
  }

  public func apply(to state: inout ServiceState, from entry: LoggedEntry) {
    state.accepted.insert(side)
    if let attestation { state.attesters.add(entry, attestation: attestation) }
    state.lastEntryOn = entry.header.effective
  }
}
