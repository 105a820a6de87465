public import LedgerCore

/// A promise to a landlord, from the request to its end and the recourse after it: the stream `guarantee/<id>`.
public struct GuaranteeState: StreamState {
  public static let family = "guarantee"
  public static let keyForm = StreamKeyForm.ulid

  /// Where the story stands.
  public enum Status: String, Sendable, CaseIterable {
    case new, requested, issued, refused, withdrawn, released, expired
  }

  public internal(set) var status = Status.new
  public internal(set) var request: GuaranteeRequested?
  /// The body for which the operator has asked.
  var requestedForBody: Slug?
  var requestedOn: CivilDate?
  public internal(set) var requesters = Persons()
  /// Whoever has approved, the issuer among them.
  public internal(set) var approvers = Persons()
  var firstApprovedOn: CivilDate?
  /// Frozen when the guarantee is issued.
  public internal(set) var conditions: GuaranteeConditions?
  public internal(set) var claims: [GuaranteeClaim] = []
  var claimants = Persons()
  var acceptors = Persons()
  public internal(set) var admitted = Money.zero
  /// What the landlord has had from the tenant of it.
  public internal(set) var recovered = Money.zero
  /// Accepted for payment, less what was taken back before it was paid.
  public internal(set) var accepted = Money.zero
  public internal(set) var paid = Money.zero
  /// How much of what is accepted and not yet paid was provided for before.
  var unpaidFromProvision = Money.zero
  /// When the newest loss was booked, and the newest provision.
  var acceptedOn: CivilDate?
  var provisionedOn: CivilDate?
  public internal(set) var dwellingReleasedOn: CivilDate?
  /// What the fund has paid in the tenant's place and neither got back nor given up.
  public internal(set) var recourse = Money.zero
  /// The effective day of whatever was stated last, once the guarantee has ended.
  public internal(set) var newestOn: CivilDate?

  public init() {}

  /// What was accepted and waits for the treasurer.
  public var unpaid: Money { accepted - paid }

  /// What is left of the cap for claims to come; nothing before the issue and after the end.
  public var residual: Money { status == .issued ? amounts?.residual ?? .zero : .zero }

  /// True while a landlord waits for an answer or for money.
  public var hasOpenClaim: Bool { unpaid.isPositive || claims.contains { $0.status == .open } }

  /// Claims of which nothing is owed any more.
  mutating func settle() {
    guard !unpaid.isPositive else { return }
    for index in claims.indices where claims[index].status == .accepted { claims[index].status = .settled }
  }

  mutating func change(_ claim: ULID, _ change: (inout GuaranteeClaim) -> Void) {
    if let index = claims.firstIndex(where: { $0.id == claim }) { change(&claims[index]) }
  }

  /// The formula's terms as they stand; nil before anything was asked.
  public var amounts: GuaranteeAmounts? {
    guard let terms = request?.terms else { return nil }
    let isNetted = conditions?.depositNetted == .atOnce || dwellingReleasedOn != nil
    return GuaranteeAmounts(
      cap: terms.cap, coverageBasisPoints: terms.coverageBasisPoints, admitted: admitted, recovered: recovered,
      deposit: isNetted ? terms.deposit : .zero, paid: accepted)
  }

  /// The last day on which a month can be claimed.
  public var claimableThrough: CivilDate? {
    request.map { $0.terms.end.adding(days: conditions?.claimDays ?? 0) }
  }
}

/// What a landlord asks for, and how far it has come.
public struct GuaranteeClaim: Sendable, Hashable {
  /// Where the claim stands.
  public enum Status: String, Sendable, CaseIterable {
    case open, accepted, settled, refused
  }

  /// The entry that claims.
  public let id: ULID
  public let claimed: Money
  public let months: [CivilMonth]
  public let claimedOn: CivilDate
  public internal(set) var status = Status.open
  public internal(set) var notifiedOn: CivilDate?
  public internal(set) var reply: TenantReplied.Reply?
}

extension GuaranteeState: HouseholdInstrument {
  public var help: Help? {
    guard let request, let requestedOn else { return nil }
    return Help(
      household: request.household, body: requestedForBody, need: request.terms.purpose, amount: request.terms.cap,
      since: requestedOn, until: request.terms.end)
  }

  public var obligation: Obligation {
    switch status {
    case .new, .refused, .withdrawn: .none
    case .requested: .running(until: nil)
    case .issued: hasOpenClaim || recourse.isPositive ? .running(until: nil) : .running(until: claimableThrough)
    case .released, .expired:
      if recourse.isPositive { .running(until: nil) } else { newestOn.map { .ended($0) } ?? .running(until: nil) }
    }
  }
}
