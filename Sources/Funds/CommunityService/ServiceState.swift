import FinancialArithmetic
public import LedgerCore

/// Hours of service that repay a debt, from agreement to the last credit: the stream `service/<id>`.
public struct ServiceState: StreamState {
  public static let family = "service"
  public static let keyForm = StreamKeyForm.ulid

  /// Where the story stands.
  public enum Status: String, Sendable, CaseIterable {
    case new
    /// Written down; terms or voices are still missing.
    case agreed
    case inForce = "in-force"
    case ended
  }

  /// Who has a voice of their own.
  public enum Side: String, Codable, Sendable, CaseIterable, Comparable {
    /// Only where the creditor waives the claim.
    case creditor
    /// Accepts the work; never told of the debt.
    case host
    /// The person who does the hours accepts work and terms.
    case household

    public static func < (left: Side, right: Side) -> Bool { left.rawValue < right.rawValue }
  }

  /// Days in which the worker is insured.
  public struct Insurance: Sendable, Hashable {
    public let from: CivilDate
    public let until: CivilDate
  }

  public internal(set) var work: ServiceWork?
  public internal(set) var agreedOn: CivilDate?
  /// For which body the operator has agreed it.
  public internal(set) var body: Slug?
  /// As the first person of the committee has set them; frozen once all who are needed have.
  public internal(set) var terms: ServiceTerms?
  /// The entry that has completed the terms.
  public internal(set) var termsEntry: ULID?
  public internal(set) var accepted: Set<Side> = []
  public internal(set) var insurances: [Insurance] = []
  public internal(set) var sessions: [ULID: ServiceSession] = [:]
  public internal(set) var creditedMinutes = 0
  public internal(set) var credited = Money.zero
  /// By year and month.
  public internal(set) var creditedByMonth: [Int: Money] = [:]
  /// What the fund has paid to the creditor.
  public internal(set) var settled = Money.zero
  public internal(set) var endedOn: CivilDate?
  /// After the end: what hours that were done before it may still credit.
  public internal(set) var reserved = Money.zero
  /// The year in whose total of the household the fund's share counts.
  var assistanceYear: Int?
  var lastEntryOn: CivilDate?

  var writers = Persons()
  var termsSetters = Persons()
  var creditors = Persons()
  /// Who has attested for whom, in the whole chain.
  var attesters = Persons()

  public init() {}

  public var sides: Set<Side> { terms?.waivingCreditor == nil ? [.host, .household] : Set(Side.allCases) }

  public var missing: [Side] { sides.subtracting(accepted).sorted() }

  public var status: Status {
    if work == nil { return .new }
    if endedOn != nil { return .ended }
    return isAccepted ? .inForce : .agreed
  }

  /// True once everybody has said yes, also after the end.
  public var isAccepted: Bool { termsEntry != nil && missing.isEmpty }
}

extension ServiceState {
  /// Minutes that were confirmed or found right in a dispute.
  public var confirmedMinutes: Int { sessions.values.reduce(0) { $0 + $1.countedMinutes } }

  /// Minutes that still wait for an answer.
  public var pendingMinutes: Int { sessions.values.reduce(0) { $0 + ($1.isOpen ? $1.minutes : 0) } }

  /// Confirmed minutes of sessions up to a day that no credit has taken.
  public func waitingMinutes(through day: CivilDate? = nil) -> Int {
    let counted = sessions.values.reduce(0) { sum, session in
      if let day, session.date > day { return sum }
      return sum + session.countedMinutes
    }
    return max(0, counted - creditedMinutes)
  }

  static func month(_ day: CivilDate) -> Int { day.year * 12 + day.month - 1 }

  /// What a month's cap leaves.
  public func monthLeft(_ day: CivilDate) -> Money {
    guard let terms else { return .zero }
    return terms.monthlyCap - (creditedByMonth[Self.month(day)] ?? .zero)
  }

  public var totalLeft: Money { (terms?.totalCap ?? .zero) - credited }

  /// What all hours that were done may still credit: waiting and pending ones, within the total cap.
  var stillCreditable: Money {
    guard let terms else { return .zero }
    let open = confirmedMinutes - creditedMinutes + pendingMinutes
    let worth = ServiceRules.worth(creditedMinutes + open, terms.hourlyRate)
    return min(totalLeft, worth - credited)
  }

  /// What so many more minutes would credit.
  public func worth(crediting minutes: Int) -> Money {
    guard let terms, (0...ServiceRules.mostMinutes).contains(minutes) else { return .zero }
    return ServiceRules.worth(creditedMinutes + minutes, terms.hourlyRate) - credited
  }

  /// True where so many minutes on top of all that were recorded are worth more than the agreement's cap.
  public func passesCap(with minutes: Int) -> Bool {
    guard let terms else { return false }
    return worth(crediting: confirmedMinutes - creditedMinutes + pendingMinutes + minutes) > terms.totalCap - credited
  }

  func isInsured(on day: CivilDate) -> Bool { insurances.contains { $0.from <= day && day <= $0.until } }

  /// What the fund owes to a third party's creditor.
  public var owedToCreditor: Money {
    guard let terms, terms.purse != nil, terms.debt.creditor != nil else { return .zero }
    return credited - settled
  }
}

extension ServiceState: HouseholdInstrument {
  public var help: Help? {
    guard let work else { return nil }
    return Help(
      household: work.household, body: body, need: ServiceRules.purpose, amount: terms?.totalCap ?? .zero,
      since: work.start, until: work.end)
  }

  public var obligation: Obligation {
    guard let work else { return .none }
    guard endedOn != nil, let last = lastEntryOn else { return .running(until: work.end) }
    if !isAccepted { return .none }
    return stillCreditable.isPositive || owedToCreditor.isPositive ? .running(until: nil) : .ended(last)
  }
}
