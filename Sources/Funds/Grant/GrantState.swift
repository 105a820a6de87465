public import LedgerCore

/// Help that is not paid back, from request to evidence: the stream `grant/<id>`.
public struct GrantState: StreamState {
  public static let family = "grant"
  public static let keyForm = StreamKeyForm.ulid

  /// Where the story stands.
  public enum Status: String, Sendable, CaseIterable {
    case new, requested, approved, refused, withdrawn, lapsed, paid, evidenced
  }

  public internal(set) var status = Status.new
  public internal(set) var request: GrantRequested?
  /// The body for which it was asked.
  public internal(set) var requestedFor: Slug?
  public internal(set) var requestedOn: CivilDate?
  public internal(set) var requesters = Persons()
  public internal(set) var approvers = Persons()
  public internal(set) var payers = Persons()
  /// When the approval was complete.
  public internal(set) var approvedOn: CivilDate?
  /// The year in whose total of the beneficiary the grant counts: when the approval was recorded, whatever date it bears.
  public internal(set) var assistanceYear: Int?
  public internal(set) var paidOn: CivilDate?
  /// The newest day on which it was paid, evidenced or returned: nothing has moved since.
  public internal(set) var settledOn: CivilDate?
  public internal(set) var paid = Money.zero
  public internal(set) var returned = Money.zero
  /// True where two persons have paid and a third has still to ratify.
  public internal(set) var awaitsRatification = false

  public init() {}
}

extension GrantState: HouseholdInstrument {
  public var help: Help? {
    guard let request, let household = request.household, let requestedOn else { return nil }
    return Help(
      household: household, body: requestedFor, need: request.purpose, amount: request.amount, since: requestedOn)
  }

  public var obligation: Obligation {
    switch status {
    case .new, .refused, .withdrawn, .lapsed: .none
    case .requested, .approved: .running(until: nil)
    case .paid, .evidenced: awaitsRatification ? .running(until: nil) : settledOn.map { .ended($0) } ?? .none
    }
  }
}

/// What the entries of a grant have in common.
enum GrantRules {
  static let wrongState = RefusalCode(
    "grant.wrong-state", "the grant {grant} is {state}, so this step cannot follow",
    hint: "`mastro grant show` tells which step comes next")

  static func request(
    of state: GrantState, in statuses: Set<GrantState.Status>, _ context: Admission
  ) throws(Refusal) -> GrantRequested {
    guard let request = state.request, statuses.contains(state.status) else {
      throw wrongState(["grant": context.header.stream.key, "state": state.status.rawValue])
    }
    return request
  }

  /// The id under which the grant's commitment is kept.
  static func id(_ context: Admission) -> ULID { context.header.stream.ulid ?? context.header.id }
}

extension Admission {
  /// True where the whole calendar year of a day is closed.
  func yearIsClosed(of date: CivilDate?) -> Bool {
    guard let date, let closed = governing.closedThrough else { return false }
    return closed.year > date.year || closed.year == date.year && closed.month == 12 && closed.day == 31
  }
}
