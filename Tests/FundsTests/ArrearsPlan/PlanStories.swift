import Funds
import LedgerCore

extension Person {
  /// The landlord herself.
  static let lara = Person(161, "lara", .creditor)
  /// Answers for the condominium, which is a body.
  static let cora = Person(162, "cora", .creditor)
  /// Of the family.
  static let fina = Person(163, "fina", .household)
}

/// To whom the family owes, beside the landlord.
enum Creditor {
  static let condominium = ULID(high: 0x019B_0000_0000_0000, low: 21)
  static let utility = ULID(high: 0x019B_0000_0000_0000, low: 22)
  static let collector = ULID(high: 0x019B_0000_0000_0000, low: 23)
}

/// Arrears and what becomes of them, with the usual person where the test does not say who.
extension Books {
  /// A family with three creditors: 1,200 of rent, 300 to the condominium, 900 for light and gas.
  @discardableResult
  func openPlan(
    _ debts: [PlanDebt]? = nil, of household: StreamID? = nil, by person: Person = .olga
  ) throws -> StreamID {
    let family = try household.map { try isNew($0) ? register(in: $0) : $0 } ?? register()
    try meetCreditors()
    return try record(
      PlanOpened(debts: debts ?? threeDebts, household: family.id), stream("plan"), by: person,
      as: person.role(for: PlanOpened.roles)
    ).entry.stream
  }

  var threeDebts: [PlanDebt] {
    [
      PlanDebt(amount: .eur(1_200), creditor: Party.landlord, nature: .rent, tier: 1, cap: .eur(60)),
      PlanDebt(
        amount: .eur(300), creditor: Creditor.condominium, nature: .condominium, tier: 2, creditorBody: "condominio"),
      PlanDebt(amount: .eur(900), creditor: Creditor.utility, nature: .utility, tier: 2),
    ]
  }

  private func isNew(_ stream: StreamID) throws -> Bool {
    try ledger.store.read { try $0.head(of: stream) == nil }
  }

  /// Registers the creditors and those who speak for them, once.
  func meetCreditors() throws {
    guard try isNew(StreamID("party", Creditor.condominium)) else { return }
    for party in [Creditor.condominium, Creditor.utility, Creditor.collector] {
      try record(PartyRegistered(record: Books.fingerprint(1), sort: .company), StreamID("party", party), by: .olga)
    }
    try registerBody("condominio", .other)
    try enrol(.lara, party: Party.landlord)
    try enrol(.cora, bodies: ["condominio"])
    try enrol(.fina, party: Party.family)
  }

  /// A stream without a plan, in a ledger that has the creditors among its members.
  func noPlan() throws -> StreamID {
    try meetCreditors()
    return stream("plan")
  }

  func plan(_ stream: StreamID) throws -> PlanState { try ledger.state(of: stream) }

  static let breachRules = BreachRules(cureDays: 30, graceDays: 10, missedInstalments: 2, missedRents: 2)

  /// Equal instalments on the fifth of the month, from next month on, of all debts that are still owed.
  func planTerms(
    _ plan: StreamID, monthly: Int = 10_000, without: Set<Int> = [], rent: Bool? = nil, assessment: ULID? = nil,
    override: Bool = true, reservation: ULID? = nil, first: CivilDate? = nil,
    _ change: (inout [PlanInstalment]) -> Void = { _ in }
  ) throws -> PlanTerms {
    let state = try self.plan(plan)
    let numbers = (1...state.debts.count).filter { !without.contains($0) && state.debts[$0 - 1].outstanding.isPositive }
    let month = today.adding(days: 1 - today.day).adding(months: 1)
    var instalments = try PlanSplit.monthly(
      Money(cents: monthly), from: first ?? month.adding(days: 4), among: numbers.map { state.debts[$0 - 1] },
      minimum: .eur(5))
    change(&instalments)
    let hasRent = rent ?? numbers.contains { state.debts[$0 - 1].terms.nature == .rent }
    return PlanTerms(
      debts: numbers, instalments: instalments, breach: Books.breachRules,
      rent: hasRent ? PlanRent(dueDay: 10, from: CivilMonth(month)) : nil, assessment: assessment, override: override,
      reservation: reservation)
  }

  @discardableResult
  func propose(
    _ terms: PlanTerms, _ plan: StreamID, by person: Person = .olga, onBehalfOf body: Slug? = nil
  ) throws -> LoggedEntry {
    try record(PlanProposed(terms), plan, by: person, as: person.role(for: PlanProposed.roles), onBehalfOf: body)
  }

  /// Proposes 100.00 a month under an override, which two persons then approve.
  @discardableResult
  func proposed(
    _ plan: StreamID, monthly: Int = 10_000, without: Set<Int> = [], overriders: [Person] = [.carla, .carlo]
  )
    throws -> LoggedEntry
  {
    let proposal = try propose(try planTerms(plan, monthly: monthly, without: without), plan)
    for person in overriders { try override(proposal, by: person) }
    return proposal
  }

  @discardableResult
  func override(_ proposal: LoggedEntry, by person: Person = .carla, monthly: Money? = nil) throws -> LoggedEntry {
    let terms = try plan(proposal.entry.stream).proposal?.terms
    return try record(
      PlanOverrideApproved(proposal: proposal.id, monthly: monthly ?? terms?.monthly ?? .zero), proposal.entry.stream,
      by: person, as: .committee)
  }

  /// One side says yes; nil is the household.
  @discardableResult
  func accept(
    _ proposal: LoggedEntry, _ creditor: ULID?, by person: Person, paper: Attestation? = nil, amount: Money? = nil,
    onBehalfOf: Slug? = nil
  ) throws -> LoggedEntry {
    let state = try plan(proposal.entry.stream)
    let terms = state.proposal?.terms
    let asked = terms.map { terms in creditor.map { state.share(of: $0, in: terms) } ?? terms.total }
    return try record(
      PlanAccepted(proposal: proposal.id, creditor: creditor, amount: amount ?? asked ?? .zero, attestation: paper),
      proposal.entry.stream, by: person, as: person.role(for: PlanAccepted.roles), onBehalfOf: onBehalfOf)
  }

  /// Everybody says yes: landlord, condominium and family by their own keys, the utility on paper.
  func agree(_ proposal: LoggedEntry) throws {
    let state = try plan(proposal.entry.stream)
    guard let terms = state.proposal?.terms else { return }
    for creditor in state.creditors(of: terms).sorted() { try acceptFor(creditor, proposal) }
    try accept(proposal, nil, by: .fina)
  }

  func acceptFor(_ creditor: ULID, _ proposal: LoggedEntry) throws {
    switch creditor {
    case Party.landlord: try accept(proposal, creditor, by: .lara)
    case Creditor.condominium: try accept(proposal, creditor, by: .cora, onBehalfOf: "condominio")
    default: try accept(proposal, creditor, by: .omar, paper: paper(creditor))
    }
  }

  @discardableResult
  func activate(_ proposal: LoggedEntry, by person: Person = .olga) throws -> LoggedEntry {
    try record(PlanActivated(proposal: proposal.id), proposal.entry.stream, by: person)
  }

  @discardableResult
  func renegotiate(_ proposal: LoggedEntry, by person: Person = .olga) throws -> LoggedEntry {
    try record(PlanRenegotiated(proposal: proposal.id), proposal.entry.stream, by: person)
  }

  /// A plan in force: 100.00 a month from 5 April on, current rent on the tenth.
  @discardableResult
  func activePlan(_ debts: [PlanDebt]? = nil, monthly: Int = 10_000, of household: StreamID? = nil) throws -> StreamID {
    let plan = try openPlan(debts, of: household)
    let proposal =
      household == nil
      ? try proposed(plan, monthly: monthly)
      : try propose(try planTerms(plan, monthly: monthly, assessment: StubAssessments.entry, override: false), plan)
    try agree(proposal)
    try activate(proposal)
    return plan
  }

  /// Two instalments and two rents are missed, and the family has been told.
  @discardableResult
  func brokenPlan(of household: StreamID? = nil) throws -> StreamID {
    let plan = try activePlan(of: household)
    pass(until: "2026-05-21")
    try breach(plan)
    return plan
  }

  func pass(until text: String) { pass(days: day(text).dayNumber - today.dayNumber) }

  @discardableResult
  func breach(_ plan: StreamID, by person: Person = .carla, on day: CivilDate? = nil) throws -> LoggedEntry {
    try record(PlanBreached(notice: Books.fingerprint(30)), plan, by: person, on: day)
  }

  @discardableResult
  func lapse(_ plan: StreamID, by person: Person = .carlo, on day: CivilDate? = nil) throws -> LoggedEntry {
    try record(PlanLapsed(), plan, by: person, on: day)
  }

  /// The family pays a creditor itself.
  @discardableResult
  func payDirectly(
    _ amount: Int, off debt: Int = 1, _ plan: StreamID, by person: Person = .omar, parts: [PlanPart]? = nil
  ) throws -> LoggedEntry {
    let amount = Money(cents: amount)
    return try record(
      PlanPaid(amount, parts: parts ?? [PlanPart(amount, off: debt)], .direct(Books.fingerprint(31))), plan,
      by: person, as: person.role(for: PlanPaid.roles))
  }

  /// The family pays to the fund.
  @discardableResult
  func hold(_ amount: Int, _ plan: StreamID, by person: Person = .teo) throws -> LoggedEntry {
    try record(PlanPaid(Money(cents: amount), parts: [], .held("main")), plan, by: person)
  }

  @discardableResult
  func forward(
    _ amount: Int, off debt: Int = 1, _ plan: StreamID, by person: Person = .teo, parts: [PlanPart]? = nil
  ) throws -> LoggedEntry {
    let amount = Money(cents: amount)
    return try record(
      PlanForwarded(amount, parts: parts ?? [PlanPart(amount, off: debt)], account: "main"), plan, by: person,
      as: .treasurer)
  }

  @discardableResult
  func waive(
    _ amount: Int, off debt: Int = 1, _ plan: StreamID, by person: Person = .lara, paper: Attestation? = nil,
    parts: [PlanPart]? = nil
  ) throws -> LoggedEntry {
    let amount = Money(cents: amount)
    return try record(
      PlanWaived(amount, parts: parts ?? [PlanPart(amount, off: debt)], attestation: paper), plan, by: person,
      as: person.role(for: PlanWaived.roles))
  }

  /// The fund pays a creditor by a grant to the household.
  @discardableResult
  func payByGrant(
    _ grant: LoggedEntry, _ amount: Int, off debt: Int = 1, _ plan: StreamID, by person: Person = .teo
  ) throws -> LoggedEntry {
    let amount = Money(cents: amount)
    return try record(PlanPaid(amount, parts: [PlanPart(amount, off: debt)], .source(grant.id)), plan, by: person)
  }

  @discardableResult
  func confirmRent(_ month: String, _ plan: StreamID, by person: Person = .lara) throws -> LoggedEntry {
    guard let month = CivilMonth(month) else { preconditionFailure("\(month) is a month") }
    return try record(
      PlanCurrentRentConfirmed(month: month, evidence: Books.fingerprint(32)), plan, by: person,
      as: person.role(for: PlanCurrentRentConfirmed.roles))
  }

  @discardableResult
  func adjust(_ debt: Int, by change: Int, _ plan: StreamID) throws -> LoggedEntry {
    try record(
      PlanDebtAdjusted(
        debt: debt, change: Money(cents: change), reason: .correction, document: Books.fingerprint(33)), plan, by: .olga
    )
  }

  @discardableResult
  func assign(_ debt: Int, to creditor: ULID, _ plan: StreamID, body: Slug? = nil) throws -> LoggedEntry {
    try record(
      PlanCreditorChanged(debt: debt, creditor: creditor, creditorBody: body, document: Books.fingerprint(34)), plan,
      by: .olga)
  }

  @discardableResult
  func freeze(
    _ plan: StreamID, until: CivilDate? = nil,
    conditions: Set<EvictionFrozen.Condition> = [.currentRent, .instalments],
    creditor: ULID = Party.landlord, grant: ULID? = nil, by person: Person = .lara, paper: Attestation? = nil
  ) throws -> LoggedEntry {
    try record(
      EvictionFrozen(
        creditor: creditor, until: until ?? today.adding(days: 90), conditions: conditions,
        document: Books.fingerprint(35), grant: grant, attestation: paper), plan, by: person)
  }

  @discardableResult
  func thaw(
    _ plan: StreamID, _ reason: EvictionFreezeEnded.Reason, by person: Person = .omar, paper: Attestation? = nil
  ) throws -> LoggedEntry {
    try record(EvictionFreezeEnded(reason: reason, attestation: paper), plan, by: person)
  }

  @discardableResult
  func withdraw(
    _ plan: StreamID, by person: Person = .olga, paper: Attestation? = nil
  ) throws -> LoggedEntry {
    try record(
      PlanWithdrawn(reason: .noAgreement, attestation: paper), plan, by: person,
      as: person.role(for: PlanWithdrawn.roles))
  }

  /// Hours of the family for one of the plan's creditors: paid from free money, or waived.
  func serviceAgreement(for plan: StreamID, paid: Bool = true) throws -> StreamID {
    try adopt(.service)
    try receive(100_000, .free)
    let debt = ServiceDebt.plan(plan.id, creditor: Creditor.condominium, nature: .condominium)
    let agreement = try agree()
    try set(terms(debt, from: paid ? .free : nil), agreement)
    try accept(.household, agreement)
    try accept(.host, agreement)
    if !paid { try accept(.creditor, agreement, attesting: paper(Creditor.condominium)) }
    try insure(agreement)
    return agreement
  }

  /// Four hours, confirmed and credited: 28.00.
  func workFourHours(_ agreement: StreamID) throws {
    try confirmHours(try perform(agreement))
    try credit(agreement, 240)
  }

  @discardableResult
  func takeOff(
    _ amount: Int, _ agreement: StreamID, from purse: Restriction? = .free, off debt: Int = 2, _ plan: StreamID,
    parts: [PlanPart]? = nil
  ) throws -> LoggedEntry {
    let amount = Money(cents: amount)
    return try record(
      PlanServiceCredited(
        amount, parts: parts ?? [PlanPart(amount, off: debt)], agreement: agreement.id, from: purse), plan, by: .teo)
  }

  func debt(_ plan: StreamID, to creditor: ULID) throws -> Int {
    try balance(Chart.debts(try self.plan(plan).household ?? Party.unknown, to: creditor))
  }

  func promised(_ plan: StreamID) throws -> Int {
    try balance(Chart.instalments(try self.plan(plan).household ?? Party.unknown))
  }
}
