public import Coaching
import Funds
public import LedgerCore

/// What the ledger itself knows of a family's money, as lines of its budget: nobody types them, and nobody types them
/// twice.
///
/// - A loan that binds the family is one debt line, with the next instalment of its schedule.
/// - A plan is one debt line for each of its debts, with that creditor's share; before it is in force nothing runs, and
///   the whole debt is overdue.
/// - What the fund has paid under a guarantee and wants back is a debt without instalment.
/// - Hours of service are an income line that brings no money: see `ServiceLine`.
public struct LedgerLines: Sendable, Hashable {
  public let debts: [DebtLine]
  public let income: [IncomeLine]

  public static let none = LedgerLines(debts: [], income: [])

  public var isEmpty: Bool { debts.isEmpty && income.isEmpty }

  /// A sheet with these lines in place of those that came from the ledger before, and of what somebody has typed that the
  /// ledger knows: a debt to the same creditor, hours of service. A debt that is another one gets a name of its own.
  public func merged(into sheet: BudgetSheet) -> Merged {
    let creditors = Set(debts.map { FoldedText($0.creditor) })
    let typedDebts = sheet.debts.filter { $0.stream == nil }
    let typedIncome = sheet.income.filter { $0.stream == nil }
    func isKnown(_ debt: DebtLine) -> Bool { creditors.contains(FoldedText(debt.creditor)) }
    func isKnown(_ line: IncomeLine) -> Bool {
      line.source == .service && !income.isEmpty || income.contains { FoldedText($0.name) == FoldedText(line.name) }
    }
    let merged = BudgetSheet(
      month: sheet.month, members: sheet.members, liquid: sheet.liquid,
      income: typedIncome.filter { !isKnown($0) } + income, expenses: sheet.expenses,
      debts: typedDebts.filter { !isKnown($0) } + debts, envelopes: sheet.envelopes, goals: sheet.goals)
    return Merged(
      sheet: merged,
      doubled: typedIncome.filter(isKnown).map(\.name) + typedDebts.filter(isKnown).map(\.creditor))
  }

  /// A sheet with the ledger's lines in it.
  public struct Merged: Sendable {
    public let sheet: BudgetSheet
    /// Names of lines that somebody has typed and the ledger has already: they were left out.
    public let doubled: [String]
  }
}

extension BudgetSheet {
  /// Without what came from the ledger: what the family alone can tell.
  var typed: BudgetSheet { LedgerLines.none.merged(into: self).sheet }
}

extension Bookkeeper {
  /// The lines that the ledger has for a family's budget, those of families that it has taken up among them.
  /// - Parameters:
  ///   - month: the first month of the sheet, before which no next payment lies.
  ///   - day: on which what is overdue is counted.
  public func ledgerLines(of household: ULID, from month: CivilMonth, on day: CivilDate) throws -> LedgerLines {
    let first = max(day, month.firstDay)
    var debts: [DebtLine] = []
    var income: [IncomeLine] = []
    for stream in try instruments(of: household) {
      guard let id = stream.ulid else { continue }
      switch stream.family {
      case "loan": debts += try loanLine(stream, from: first, on: day).map { [$0] } ?? []
      case "plan": debts += try planLines(id, from: first, on: day)
      case "guarantee": debts += try recourseLine(id, stream).map { [$0] } ?? []
      case "service":
        let (hours, debt) = try serviceLines(stream, on: day)
        income += hours.map { [$0] } ?? []
        debts += debt.map { [$0] } ?? []
      default: continue
      }
    }
    return LedgerLines(debts: debts, income: income)
  }

  private func loanLine(_ stream: StreamID, from first: CivilDate, on day: CivilDate) throws -> DebtLine? {
    guard let book = try loan(stream), [.accepted, .running].contains(book.state.status), let position = book.position
    else { return nil }
    let open = position.rows.filter { $0.due >= first && $0.unpaid.isPositive }
    let overdue = position.rows.filter { $0.due < day }.reduce(position.unpaidCosts) { $0 + max($1.unpaid, .zero) }
    let owed = position.owed + position.undisbursed - max(position.unallocated, .zero)
    guard owed.isPositive else { return nil }
    return DebtLine(
      creditor: try fundName(book.contract.purse.fund), balance: .amount(owed), tier: .other,
      instalment: open.first.map { .amount($0.instalment) }, frequency: Frequency(between: open.map(\.due)),
      arrears: overdue.isPositive ? .amount(min(overdue, owed)) : nil, next: open.first?.due, stream: stream)
  }

  private func planLines(_ id: ULID, from first: CivilDate, on day: CivilDate) throws -> [DebtLine] {
    let plan = try plan(id, on: day)
    let state = plan.state
    guard state.status == .opened || PlanState.Status.running.contains(state.status) else { return [] }
    let places = state.agreed?.terms.debts ?? []
    return try state.debts.enumerated().compactMap { index, debt in
      guard debt.outstanding.isPositive else { return nil }
      let name = try lineName(of: debt.creditor)
      let tier = debt.terms.nature.coachingTier
      guard let place = places.firstIndex(of: index + 1) else {
        return DebtLine(
          creditor: name, balance: .amount(debt.outstanding), tier: tier, arrears: .amount(debt.outstanding),
          stream: StreamID("plan", id))
      }
      let open = plan.instalments.filter { $0.missing[place].isPositive && $0.due.map { $0 >= first } ?? true }
      let overdue = plan.instalments.filter { $0.due.map { $0 < day } ?? false }
        .reduce(Money.zero) { $0 + $1.missing[place] }
      return DebtLine(
        creditor: name, balance: .amount(debt.outstanding), tier: tier,
        instalment: open.first.map { .amount($0.instalment.shares[place]) },
        frequency: Frequency(between: open.compactMap(\.due)),
        arrears: overdue.isPositive ? .amount(min(overdue, debt.outstanding)) : nil, next: open.first?.due,
        stream: StreamID("plan", id))
    }
  }

  private func recourseLine(_ id: ULID, _ stream: StreamID) throws -> DebtLine? {
    let state: GuaranteeState = try state(stream)
    let owed = Money(cents: try ledger.store.read { try $0.balance(of: Chart.recourse(id)) })
    guard owed.isPositive, let request = state.request else { return nil }
    return DebtLine(creditor: try fundName(request.fund), balance: .amount(owed), tier: .other, stream: stream)
  }

  private func serviceLines(
    _ stream: StreamID, on day: CivilDate
  ) throws -> (hours: IncomeLine?, debt: DebtLine?) {
    let state: ServiceState = try state(stream)
    guard let terms = state.terms, state.isAccepted, state.endedOn == nil else { return (nil, nil) }
    let creditor: String
    switch terms.debt {
    case .plan(_, let party, _), .claim(let party, _): creditor = try lineName(of: party)
    case .loan(let id): creditor = try loan(StreamID("loan", id)).map { try fundName($0.contract.purse.fund) } ?? "loan"
    }
    let worth = ServiceLine.monthly(state, on: day)
    let hours = worth.map { ServiceLine.hours(for: creditor, worth: $0, stream) }
    guard case .claim(_, let nature) = terms.debt, state.totalLeft.isPositive else { return (hours, nil) }
    return (
      hours, ServiceLine.debt(to: creditor, state.totalLeft, tier: nature.coachingTier, worth: worth, stream)
    )
  }

  private func fundName(_ fund: Slug) throws -> String {
    let state: FundState = try state(StreamID("fund", fund))
    return ServiceLine.fitting(state.title.isEmpty ? fund.text : state.title)
  }

  private func lineName(of party: ULID) throws -> String { ServiceLine.fitting(try partyName(party)) }

  /// The name that the vault holds, else the end of the id.
  func partyName(_ party: ULID) throws -> String {
    let state: PartyState = try state(StreamID("party", party))
    return try sealedName(state.record?.digest) ?? "…\(party.description.suffix(6))"
  }
}

extension DebtNature {
  /// Home, light and heat first.
  var coachingTier: DebtLine.Tier {
    switch self {
    case .rent, .condominium, .utility: .priority
    case .tax, .publicFee, .privateDebt: .other
    }
  }
}

extension Frequency {
  /// How often a debt is paid of which the next days are known; monthly where there are too few of them to tell.
  init?(between days: [CivilDate]) {
    guard days.count > 1 else { return nil }
    switch days[1].dayNumber - days[0].dayNumber {
    case 7: self = .weekly
    case 14: self = .fortnightly
    case 28 where days[0].day != days[1].day: self = .fourWeekly
    case 59...62: self = .twoMonthly
    case 89...92: self = .quarterly
    case 181...184: self = .halfYearly
    case 365...366: self = .yearly
    default: return nil
    }
  }
}
