public import LedgerCore

/// An arrears repayment plan (*piano di rientro*) from the list of debts to its end: the stream `plan/<id>`.
public struct PlanState: StreamState {
  public static let family = "plan"
  public static let keyForm = StreamKeyForm.ulid

  /// Where the story stands.
  public enum Status: String, Sendable, CaseIterable {
    case new, opened, active, suspended, breached, completed, lapsed, withdrawn

    public static let running: Set<Status> = [.active, .suspended, .breached]
    static let open: Set<Status> = [.opened, .active, .suspended, .breached]
  }

  /// A debt, and what has become of it.
  public struct Debt: Sendable, Hashable {
    /// As the plan was opened with it.
    public let terms: PlanDebt
    public internal(set) var creditor: ULID
    public internal(set) var creditorBody: Slug?
    /// What is still owed.
    public internal(set) var outstanding: Money
    /// What was paid, waived or worked off since the plan was opened.
    public internal(set) var credited = Money.zero

    public init(_ terms: PlanDebt) {
      self.terms = terms
      creditor = terms.creditor
      creditorBody = terms.creditorBody
      outstanding = terms.amount
    }
  }

  /// Terms that were proposed, and who has said yes.
  public struct Proposal: Sendable {
    /// The entry that proposes.
    public let id: ULID
    public let terms: PlanTerms
    /// The body on whose behalf it was made.
    public let body: Slug?
    /// What each of its debts had been credited when it was made.
    let baseline: [Money]
    public internal(set) var acceptedBy: Set<ULID> = []
    public internal(set) var isAcceptedByHousehold = false
    /// The committee that stands in for an assessment.
    public internal(set) var overriders = Persons()
    var creditorVoices = Persons()
    var householdVoices = Persons()
  }

  /// Days in which no instalment falls due.
  public struct Suspension: Sendable, Hashable {
    public let from: CivilDate
    /// The day on which it went on; nil while it has not.
    public internal(set) var to: CivilDate?
  }

  /// The notice that a plan was broken.
  public struct Breach: Sendable {
    /// From when the time to cure runs.
    public let noticed: CivilDate
    let declarers: Persons
  }

  /// An eviction that waits.
  public struct Freeze: Sendable, Hashable {
    public let creditor: ULID
    public let conditions: [EvictionFrozen.Condition]
    /// The last day.
    public let until: CivilDate
  }

  public internal(set) var status = Status.new
  public internal(set) var household: ULID?
  /// The body for which it was opened.
  public internal(set) var openedFor: Slug?
  public internal(set) var openedOn: CivilDate?
  public internal(set) var endedOn: CivilDate?
  /// By number, from 1 on.
  public internal(set) var debts: [Debt] = []
  /// What waits for acceptance or to be put in force.
  public internal(set) var proposal: Proposal?
  /// What is in force.
  public internal(set) var agreed: Proposal?
  public internal(set) var promise = InstalmentPromise()
  public internal(set) var suspensions: [Suspension] = []
  public internal(set) var rentsConfirmed: Set<CivilMonth> = []
  public internal(set) var breach: Breach?
  public internal(set) var freeze: Freeze?
  /// Who opened and proposed: none of them pays the creditors.
  var handlers = Persons()
  /// Who has spoken for a side, by key or by attesting.
  var voices = Persons()
  /// Who has approved or confirmed something.
  var approvers = Persons()

  public init() {}

  /// The debts that a proposal is about, in its order.
  public func debts(of terms: PlanTerms) -> [Debt] { terms.debts.map { debts[$0 - 1] } }

  public func creditors(of terms: PlanTerms) -> Set<ULID> { Set(debts(of: terms).map(\.creditor)) }

  /// What a creditor gets of a proposal in all.
  public func share(of creditor: ULID, in terms: PlanTerms) -> Money {
    terms.debts.reduce(.zero) { $0 + (debts[$1 - 1].creditor == creditor ? terms.total(of: $1) : .zero) }
  }

  public var outstanding: Money { debts.reduce(.zero) { $0 + $1.outstanding } }

  mutating func credit(_ parts: [PlanPart]) {
    for part in parts {
      debts[part.debt - 1].outstanding -= part.amount
      debts[part.debt - 1].credited += part.amount
    }
  }

  /// What the plan counts for in the household's instalments.
  public var monthly: Money { promise.monthly }

  mutating func putInForce(by entry: LoggedEntry) {
    agreed = proposal
    proposal = nil
    promise.follow(entry)
    status = .active
    breach = nil
    suspensions = []
  }

  mutating func end(_ status: Status, by entry: LoggedEntry) {
    self.status = status
    endedOn = entry.header.effective
    promise.follow(entry)
    proposal = nil
  }
}

extension PlanState: InstalmentPromising {
  public var help: Help? {
    guard let household, let openedOn else { return nil }
    return Help(
      household: household, body: openedFor, need: "arrears",
      amount: debts.reduce(.zero) { $0 + $1.terms.amount }, since: openedOn,
      until: endedOn ?? agreed?.terms.instalments.last?.due)
  }

  public var obligation: Obligation {
    if let freeze { return .running(until: freeze.until) }
    switch status {
    case .new: return .none
    case .opened, .active, .suspended, .breached: return .running(until: nil)
    case .completed, .lapsed: return endedOn.map { .ended($0) } ?? .none
    case .withdrawn: return agreed == nil ? .none : endedOn.map { .ended($0) } ?? .none
    }
  }
}
