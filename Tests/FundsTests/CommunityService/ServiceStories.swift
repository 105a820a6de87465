import Funds
import LedgerCore

/// A loan in name only: that a household has it, and that hours are taken off it. What a real one does stands elsewhere.
struct StandInLoan: EntryBody {
  struct State: HouseholdInstrument {
    static let family = "loan"
    static let keyForm = StreamKeyForm.ulid
    var household: ULID?
    var help: Help? {
      household.map {
        Help(household: $0, body: nil, need: "start-up", amount: .eur(1), since: CivilDate(dayNumber: 0))
      }
    }
    var obligation: Obligation { .running(until: nil) }
  }

  static let kind: Kind = "loan.stood-in"
  static let roles: Set<Role> = [.operator, .treasurer]
  static let isReversible = true

  var agreement: ULID?
  var amount: Int?
  var household: ULID?
  var restriction: Slug?

  func admit(to state: State, in context: Admission) throws(Refusal) -> Effects {
    guard let agreement, let amount, let restriction, let own = context.header.stream.ulid else { return .none }
    let purse = Restriction(fund: "casa", name: restriction)
    return try Effects([
      Posting(Chart.serviceCreditContra, .euro, amount),
      Posting(Chart.serviceCredit(agreement, for: own), .euro, -amount),
      Posting(Chart.commitments(purse), .euro, amount), Posting(Chart.commitment(purse, agreement), .euro, -amount),
    ])
  }

  func apply(to state: inout State, from entry: LoggedEntry) { state.household = state.household ?? household }
}

extension PolicyText {
  static var service: PolicyText {
    var policy = PolicyText()
    policy.version = "2026-service"
    policy.purposes.append("service")
    policy.attestable += ["service.accepted", "service.confirmed", "service.disputed"]
    policy.kinds = (policy.kinds + [StandInLoan.kind.text]).sorted()
    return policy
  }
}

extension Person {
  /// A second host of the shop where Hugo works.
  static let ines = Person(60, "ines", .host)
  /// Of the family, with a key of her own; she also volunteers at the shop.
  static let zoe = Person(61, "zoe", .household, .host)
}

/// Hours of the person `family` at the shop `emporio`, with the usual person where the test does not say who.
extension Books {
  static let rulebookWithStandInLoans = Rulebook(
    kinds: Registry.kinds.filter { $0.family != "loan" } + [EntryKind(StandInLoan.self)],
    governance: FundGovernance())

  static func serviceFixture() throws -> Books {
    let books = try fixture(rulebook: rulebookWithStandInLoans)
    try books.openService()
    return books
  }

  /// A policy under which hours repay, a second host, and 1,000 euros of free money; gives the household.
  @discardableResult
  func openService(_ policy: PolicyText = .service) throws -> StreamID {
    try adopt(policy)
    try enrol(.ines, bodies: ["emporio"])
    try receive(100_000, .free)
    return try register()
  }

  /// The household that was registered last.
  var family: ULID {
    get throws {
      guard let stream = try ledger.store.read({ try $0.streams(family: "household").last }) else {
        preconditionFailure("a household is registered")
      }
      return stream.id
    }
  }

  func work(
    worker: ULID = Party.family, host: Slug? = "emporio", tutor: ULID? = Party.landlord,
    tasks: [ServiceWork.Task] = [.commonParts, .greenCare], days: ClosedRange<Int> = 0...364
  ) throws -> ServiceWork {
    ServiceWork(
      household: try family, worker: worker, hostBody: host, hostParty: tutor, tasks: tasks,
      start: Books.start.date.adding(days: days.lowerBound), end: Books.start.date.adding(days: days.upperBound))
  }

  @discardableResult
  func agree(_ work: ServiceWork? = nil, in stream: StreamID? = nil, by person: Person = .olga) throws -> StreamID {
    try record(ServiceAgreed(try work ?? self.work()), stream ?? self.stream("service"), by: person, as: .operator)
      .entry.stream
  }

  static let claim = ServiceDebt.claim(creditor: Party.donor, nature: .condominium)

  /// 7 euros an hour, 140 a month, 500 in all.
  func terms(
    _ debt: ServiceDebt = Books.claim, from purse: Restriction? = .free, rate: Int = 700, month: Int = 14_000,
    total: Int = 50_000, regulation: Slug? = nil
  ) -> ServiceTerms {
    ServiceTerms(
      debt: debt, hourlyRate: Money(cents: rate), monthlyCap: Money(cents: month), totalCap: Money(cents: total),
      purse: purse, regulation: regulation)
  }

  @discardableResult
  func set(_ terms: ServiceTerms, _ agreement: StreamID, by person: Person = .carla) throws -> LoggedEntry {
    try record(ServiceTermsSet(terms), agreement, by: person, as: .committee)
  }

  /// The side says yes; the household and the creditor on paper before an operator, the host with Hugo's key.
  @discardableResult
  func accept(
    _ side: ServiceState.Side, _ agreement: StreamID, by person: Person? = nil, attesting: Attestation? = nil,
    work: ServiceWork? = nil, terms: ULID? = nil
  ) throws -> LoggedEntry {
    let state = try service(agreement)
    let agreed = work ?? (side == .creditor ? nil : state.work)
    let named = terms ?? (side == .host ? nil : state.termsEntry)
    switch side {
    case .host:
      return try record(
        ServiceAccepted(side, work: agreed, terms: named, attestation: attesting), agreement, by: person ?? .hugo,
        onBehalfOf: attesting == nil ? "emporio" : nil)
    case .household, .creditor:
      let attestation = attesting ?? paper(side == .household ? Party.family : Party.donor)
      return try record(
        ServiceAccepted(side, work: agreed, terms: named, attestation: attestation), agreement,
        by: person ?? (side == .household ? .olga : .omar), as: .operator)
    }
  }

  @discardableResult
  func insure(_ agreement: StreamID, days: ClosedRange<Int> = 0...364) throws -> LoggedEntry {
    try record(
      ServiceInsured(
        document: Books.fingerprint(30), from: Books.start.date.adding(days: days.lowerBound),
        until: Books.start.date.adding(days: days.upperBound)), agreement, by: .olga)
  }

  /// An agreement in force: the fund pays the family's condominium unless the terms say otherwise.
  @discardableResult
  func serve(_ terms: ServiceTerms? = nil, work: ServiceWork? = nil) throws -> StreamID {
    let agreement = try agree(work)
    try set(terms ?? self.terms(), agreement)
    try accept(.household, agreement)
    try accept(.host, agreement)
    if terms.map({ $0.waivingCreditor != nil }) ?? false { try accept(.creditor, agreement) }
    try insure(agreement)
    return agreement
  }

  @discardableResult
  func perform(
    _ agreement: StreamID, _ from: String = "09:00", _ to: String = "13:00", on day: CivilDate? = nil,
    task: ServiceWork.Task = .commonParts, by person: Person = .olga, as role: Role? = nil
  ) throws -> LoggedEntry {
    guard let from = TimeOfDay(from), let to = TimeOfDay(to) else { preconditionFailure("times are HH:MM") }
    return try record(
      ServicePerformed(on: day ?? today, from: from, to: to, task: task), agreement, by: person, as: role,
      onBehalfOf: person.roles.contains(.host) && role != .household ? "emporio" : nil)
  }

  @discardableResult
  func confirmHours(
    _ session: LoggedEntry, by person: Person = .hugo, as role: Role? = nil, attesting: Attestation? = nil,
    minutes: Int? = nil
  ) throws -> LoggedEntry {
    let recorded = try service(session.entry.stream).sessions[session.id]?.minutes ?? 0
    return try record(
      ServiceConfirmed(session: session.id, minutes: minutes ?? recorded, attestation: attesting),
      session.entry.stream, by: person, as: role, onBehalfOf: person.roles.contains(.host) ? "emporio" : nil)
  }

  @discardableResult
  func dispute(_ session: LoggedEntry, by person: Person = .hugo) throws -> LoggedEntry {
    try record(
      ServiceDisputed(session: session.id, reason: .shorter), session.entry.stream, by: person,
      onBehalfOf: "emporio")
  }

  @discardableResult
  func resolve(_ session: LoggedEntry, _ minutes: Int, by person: Person = .carlo) throws -> LoggedEntry {
    try record(
      ServiceDisputeResolved(session: session.id, minutes: minutes), session.entry.stream, by: person, as: .committee)
  }

  /// Credits minutes; the amount comes from the rule unless the test knows better.
  @discardableResult
  func credit(
    _ agreement: StreamID, _ minutes: Int, _ amount: Int? = nil, through day: CivilDate? = nil, by person: Person = .teo
  ) throws -> LoggedEntry {
    let state = try service(agreement)
    let rate = state.terms?.hourlyRate.cents ?? 0
    let sum = ((state.creditedMinutes + minutes) * rate * 2 + 60) / 120
    return try record(
      ServiceCredited(
        minutes: minutes, amount: Money(cents: amount ?? sum - state.credited.cents), through: day ?? today), agreement,
      by: person, as: .treasurer)
  }

  @discardableResult
  func settle(
    service agreement: StreamID, _ amount: Int, payee: ULID = Party.donor, by person: Person = .tina
  ) throws -> LoggedEntry {
    try record(
      ServiceSettled(amount: Money(cents: amount), payee: payee, account: "main"), agreement, by: person,
      as: .treasurer)
  }

  @discardableResult
  func end(_ agreement: StreamID, by person: Person = .olga, as role: Role = .operator) throws -> LoggedEntry {
    try record(ServiceEnded(reason: .householdStepsBack), agreement, by: person, as: role)
  }

  @discardableResult
  func standInLoan() throws -> StreamID {
    try record(StandInLoan(household: try family), stream("loan"), by: .olga).entry.stream
  }

  func service(_ agreement: StreamID) throws -> ServiceState { try ledger.state(of: agreement) }

  func minutes(_ agreement: StreamID) throws -> Int {
    try ledger.store.read { try $0.balance(of: AccountKey(Chart.service(agreement.id), .minutes), at: nil) }
  }
}
