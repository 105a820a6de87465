public import LedgerCore

/// The worker is insured in these days; hours outside them are not recorded, so none of them counts.
public struct ServiceInsured: EntryBody {
  public static let kind: Kind = "service.insured"
  public static let roles: Set<Role> = [.operator]
  public static let isReversible = true

  /// SHA-256 of the certificate or of the policy's number, which is kept outside the ledger.
  public let document: Fingerprint
  public let from: CivilDate
  /// The last day.
  public let until: CivilDate

  public init(document: Fingerprint, from: CivilDate, until: CivilDate) {
    self.document = document
    self.from = from
    self.until = until
  }

  public static let refusals = [ServiceRules.wrongState, ServiceRules.datesInvalid]

  public func admit(to state: ServiceState, in context: Admission) throws(Refusal) -> Effects {
    guard state.status == .agreed || state.status == .inForce else { throw ServiceRules.wrongState(state, context) }
    guard ServiceWork.isSpan(from, until) else {
      throw ServiceRules.datesInvalid(["start": from, "end": until])
    }
    return .none
  }

  public func apply(to state: inout ServiceState, from entry: LoggedEntry) {
    state.insurances.append(.init(from: from, until: until))
    state.lastEntryOn = entry.header.effective
  }
}
