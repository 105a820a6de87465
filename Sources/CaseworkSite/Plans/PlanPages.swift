import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// An arrears repayment plan: what a family owes, what it pays, who has agreed.
enum PlanPages: Instrument {
  typealias State = PlanState

  static let path = "plans"
  static let title: Phrase = "Repayment plan"

  static func household(of file: File) -> ULID? { file.state.household }
  static func status(of state: PlanState) -> String { state.status.rawValue }
  static func amount(of state: PlanState) -> Money? { state.outstanding }

  static func facts(_ visit: Visit, _ file: File) throws -> [Term] {
    let plan = try visit.bookkeeper.plan(file.id)
    let state = plan.state
    guard let household = state.household else { throw WebRefusals.pageUnknown() }
    var terms = [
      Term(visit.say("State"), visit.word(state.status.rawValue, of: "state")),
      Term(visit.say("Family"), try visit.family(household)),
      Term(visit.say("Owed"), "\(strong: "\(state.outstanding)")"),
      Term(visit.say("Each month"), "\(state.monthly)"),
    ]
    if let number = try visit.fileNumber(file.stream) { terms.append(Term(visit.say("File number"), .name(number))) }
    if plan.held.isPositive { terms.append(Term(visit.say("Held by the fund"), "\(plan.held)")) }
    if PlanState.Status.running.contains(state.status) {
      terms.append(Term(visit.say("Overdue"), "\(plan.standing.overdue)"))
      terms.append(Term(visit.say("Instalments missed"), "\(plan.standing.missedInstalments)"))
      if !plan.standing.missedRents.isEmpty {
        terms.append(Term(visit.say("Rents missed"), visit.list(plan.standing.missedRents.map { "\($0)" })))
      }
      if !plan.rentsToConfirm.isEmpty {
        terms.append(Term(visit.say("Rents to confirm"), visit.list(plan.rentsToConfirm.map { "\($0)" })))
      }
    }
    if let breach = state.breach, let rules = state.agreed?.terms.breach {
      terms.append(Term(visit.say("To make up through"), "\(breach.noticed.adding(days: rules.cureDays))"))
    }
    if let freeze = state.freeze {
      terms.append(Term(visit.say("The eviction waits through"), "\(freeze.until)"))
      terms.append(
        Term(
          visit.say("As long as"),
          visit.list(freeze.conditions.map { visit.word($0.rawValue, of: "conditions") })))
    }
    return terms
  }

  static func parts(_ visit: Visit, _ file: File) throws -> [Block] {
    let plan = try visit.bookkeeper.plan(file.id)
    var blocks: [Block] = try waiting(visit, plan)
    blocks.append(.section(visit.say("Debts"), [.table(try debts(visit, plan.state, plan.terms))]))
    if let terms = plan.terms {
      blocks.append(.section(visit.say("Instalments"), [.table(try instalments(visit, plan, terms))]))
    }
    return blocks
  }

  /// Who has not said yes yet.
  private static func waiting(_ visit: Visit, _ plan: PlanOverview) throws -> [Block] {
    guard let proposal = plan.state.proposal else { return [] }
    var missing = try plan.state.creditors(of: proposal.terms).subtracting(proposal.acceptedBy).sorted()
      .map { try visit.party($0) }
    if !proposal.isAcceptedByHousehold { missing.append(visit.say("the family")) }
    if proposal.terms.override == true {
      let needed = try visit.bookkeeper.governing().policy.households?.overridePersons ?? 0
      let given = proposal.overriders.signers.count
      if given < needed { missing.append(visit.say("\(needed - given) persons of the committee")) }
    }
    let title =
      missing.isEmpty ? visit.say("Everybody has said yes to the proposal") : visit.say("A proposal waits for a yes of")
    return [.message(Message(.note, title, missing))]
  }

  static func debts(_ visit: Visit, _ state: PlanState, _ terms: PlanTerms?) throws -> Table {
    Table(
      caption: visit.say("What is owed, and to whom"),
      columns: [
        Table.Column(visit.say("No."), isFigure: true), Table.Column(visit.say("Creditor")),
        Table.Column(visit.say("Nature")), Table.Column(visit.say("Tier"), isFigure: true),
        Table.Column(visit.say("At most each month (€)"), isFigure: true),
        Table.Column(visit.say("At first (€)"), isFigure: true),
        Table.Column(visit.say("Paid or waived (€)"), isFigure: true),
        Table.Column(visit.say("Owed (€)"), isFigure: true),
        Table.Column(visit.say("In the plan (€)"), isFigure: true),
      ],
      rows: try state.debts.enumerated().map { index, debt in
        [
          .figure(index + 1, .whole), .inline(try visit.party(debt.creditor)),
          .inline(visit.word(debt.terms.nature.rawValue, of: "nature")), .figure(debt.terms.tier, .whole),
          debt.terms.cap.map { .money($0) } ?? .none, .money(debt.terms.amount), .money(debt.credited),
          .money(debt.outstanding), .money(terms?.total(of: index + 1) ?? .zero),
        ]
      })
  }

  /// Instalments with a column for each creditor: a proposal as it was made, or the plan in force with what is missing.
  static func instalments(_ visit: Visit, _ plan: PlanOverview, _ terms: PlanTerms) throws -> Table {
    guard plan.state.proposal == nil, plan.state.agreed != nil else { return try split(visit, plan.state, terms) }
    let shares = try columns(visit, plan.state, terms)
    return Table(
      caption: visit.say("The plan in force, and what is missing"),
      columns: [Table.Column(visit.say("Due")), Table.Column(visit.say("Instalment (€)"), isFigure: true)] + shares
        + [Table.Column(visit.say("Unpaid (€)"), isFigure: true)],
      rows: plan.instalments.map { standing in
        [.inline(due(standing, visit)), .money(standing.instalment.amount)]
          + standing.instalment.shares.map { .money($0) } + [.money(standing.missing.reduce(.zero, +))]
      })
  }

  /// The day of an instalment, marked where it is over and something is missing.
  private static func due(_ standing: InstalmentStanding, _ visit: Visit) -> Inline {
    guard let due = standing.due else { return visit.say("suspended") }
    let isLate = due < visit.today && !standing.isPaid
    return isLate ? ("\(due)" as Inline).over("\(strong: visit.say("overdue"))") : "\(due)"
  }

  /// How each instalment is split among the creditors.
  static func split(_ visit: Visit, _ state: PlanState, _ terms: PlanTerms) throws -> Table {
    Table(
      caption: visit.say("Each instalment, and what each creditor gets of it"),
      columns: [Table.Column(visit.say("Due")), Table.Column(visit.say("Instalment (€)"), isFigure: true)]
        + (try columns(visit, state, terms)),
      rows: terms.instalments.map { instalment in
        [.day(instalment.due), .money(instalment.amount)] + instalment.shares.map { .money($0) }
      },
      totals: [.inline(visit.say("All")), .money(terms.total)] + terms.debts.map { .money(terms.total(of: $0)) })
  }

  private static func columns(_ visit: Visit, _ state: PlanState, _ terms: PlanTerms) throws -> [Table.Column] {
    try zip(terms.debts, state.debts(of: terms)).map { number, debt in
      Table.Column(visit.say("\(number) \(try visit.party(debt.creditor)) (€)"), isFigure: true)
    }
  }
}
