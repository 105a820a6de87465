import Bookkeeping
public import Funds
public import LedgerCore

/// A plan, its debts, instalments and rents; for a creditor its own part alone.
public enum PlanCard: CardView {
  public static let noun = "plan"

  public static func sheet(_ viewer: Viewer, _ stream: StreamID, _ query: CardQuery) throws -> CardSheet {
    guard let id = stream.ulid else { throw notThere(stream) }
    let plan = try viewer.bookkeeper.plan(id, on: query.asOf)
    let names = try viewer.names()
    if let creditor = query.creditor {
      guard let share = plan.share(of: creditor) else {
        throw PlanRules.creditorUnknown(["creditor": creditor])
      }
      return CreditorPart.sheet(share, of: stream, names)
    }
    var sheet = CardSheet("Plan \(stream.key)", stream, card(of: plan, names))
    sheet.add("Debts", "debts", debts(of: plan, names))
    if let terms = plan.terms {
      sheet.add("Instalments", "instalments", schedule(terms, plan, names))
    } else {
      var none = CardSheet.Part("Instalments", "instalments", Report(columns: []))
      none.isInText = false
      sheet.parts.append(none)
    }
    return try sheet.signed(viewer)
  }

  private static func card(of plan: PlanOverview, _ names: Names) -> Card {
    let state = plan.state
    var card = Card()
    card.add("Plan", "id", .text(plan.id))
    card.add("State", "state", .code(state.status.rawValue))
    card.add(
      "Household", "household",
      .optional(state.household.map { names.name($0) }).about(
        state.household.map { .stream(StreamID("household", $0)) }))
    card.add("Owed", "outstanding", .money(state.outstanding))
    card.add("Monthly", "monthly", .money(state.monthly))
    if plan.held.isPositive { card.add("Held by the fund", "held", .money(plan.held)) }
    if PlanState.Status.running.contains(state.status) {
      card.add("Overdue", "overdue", .money(plan.standing.overdue))
      card.add("Missed", "missedInstalments", .number(plan.standing.missedInstalments))
      card.add("Rents missed", "missedRents", .list(plan.standing.missedRents))
      card.add("Rents to confirm", "rentsToConfirm", .list(plan.rentsToConfirm))
    }
    if let assessment = plan.terms?.assessment { card.add("Rests on", "assessment", .entry(assessment)) }
    if let reservation = plan.terms?.reservation { card.add("Reserved by", "reservation", .entry(reservation)) }
    if let rules = plan.terms?.breach { card.add("Broken after", "breach", .text(rules)) }
    if let breach = state.breach, let rules = state.agreed?.terms.breach {
      card.add("To cure through", "cureThrough", .day(breach.noticed.adding(days: rules.cureDays)))
    }
    if let freeze = state.freeze {
      card.add("Eviction frozen through", "frozenUntil", .day(freeze.until))
      card.add("As long as", "frozenConditions", .codes(freeze.conditions.map(\.rawValue)))
    }
    if let proposal = state.proposal { add(proposal, state, names, to: &card) }
    return card
  }

  private static func add(
    _ proposal: PlanState.Proposal, _ state: PlanState, _ names: Names, to card: inout Card
  ) {
    let waiting = state.creditors(of: proposal.terms).subtracting(proposal.acceptedBy).sorted()
    card.add("Proposal", "proposal", .entry(proposal.id))
    card.add(
      "Waits for", "waitsFor",
      .list(waiting.map { names.name($0) } + (proposal.isAcceptedByHousehold ? [] : ["the family"])))
    if proposal.terms.override == true {
      card.add("Stand in for an assessment", "overriders", .number(proposal.overriders.signers.count))
    }
  }

  private static func debts(of plan: PlanOverview, _ names: Names) -> Report {
    var report = Report(columns: [
      .init("Debt", "number", right: true), .init("Creditor"), .init("Nature"), .init("Tier", right: true),
      .init("Cap", right: true), .init("At first", "amount", right: true),
      .init("Paid or waived", "credited", right: true), .init("Owed", "outstanding", right: true),
      .init("In the plan", "planned", right: true),
    ])
    report.rows = plan.state.debts.enumerated().map { index, debt in
      [
        .number(index + 1), .text(names.name(debt.creditor)), .code(debt.terms.nature.rawValue),
        .number(debt.terms.tier), .money(debt.terms.cap), .money(debt.terms.amount), .money(debt.credited),
        .money(debt.outstanding), .money(plan.terms?.total(of: index + 1) ?? .zero),
      ]
    }
    return report
  }

  private static func columns(_ terms: PlanTerms, _ state: PlanState, _ names: Names) -> [Report.Column] {
    [.init("Due"), .init("Amount", right: true)]
      + zip(terms.debts, state.debts(of: terms)).map { number, debt in
        .init(Wording(verbatim: "\(number) \(names.name(debt.creditor))"), "debt\(number)", right: true)
      }
  }

  /// Instalments with a column for each creditor.
  public static func split(_ terms: PlanTerms, _ state: PlanState, _ names: Names) -> Report {
    var report = Report(columns: columns(terms, state, names))
    report.rows = terms.instalments.map { instalment in
      [.day(instalment.due), .money(instalment.amount)] + instalment.shares.map { .money($0) }
    }
    return report
  }

  /// A proposal as it was made, and the plan in force with what is missing.
  private static func schedule(_ terms: PlanTerms, _ plan: PlanOverview, _ names: Names) -> Report {
    guard plan.state.proposal == nil, plan.state.agreed != nil else { return split(terms, plan.state, names) }
    var report = Report(columns: columns(terms, plan.state, names) + [.init("Unpaid", right: true)])
    report.rows = plan.instalments.map { standing in
      [standing.due.map { .day($0) } ?? .words("suspended"), .money(standing.instalment.amount)]
        + standing.instalment.shares.map { .money($0) } + [.money(standing.missing.reduce(.zero, +))]
    }
    return report
  }
}

/// One creditor's part of a plan, and nothing else.
enum CreditorPart {
  static func sheet(_ share: CreditorShare, of plan: StreamID, _ names: Names) -> CardSheet {
    var card = Card()
    card.add("Plan", "id", .text(plan.key))
    card.add("Creditor", "creditor", .text(names.name(share.creditor)))
    card.add("State", "state", .code(share.status.rawValue))
    card.add("Answer", "answer", .code(share.answer.rawValue))
    if let day = share.frozenUntil { card.add("Eviction frozen through", "frozenUntil", .day(day)) }
    var claims = Report(columns: [
      .init("Claim", "nature"), .init("Amount", right: true), .init("Paid or waived", "credited", right: true),
      .init("Owed", "outstanding", right: true),
    ])
    claims.rows = share.claims.map {
      [.code($0.nature.rawValue), .money($0.amount), .money($0.credited), .money($0.outstanding)]
    }
    var payments = Report(columns: [
      .init(share.isProposed ? "Proposed for" : "Due", "due"), .init("Amount", right: true),
      .init("Unpaid", right: true),
    ])
    payments.rows = share.payments.filter { $0.amount.isPositive }.map {
      [$0.due.map { .day($0) } ?? .words("suspended"), .money($0.amount), .money($0.missing)]
    }
    payments.empty = "no payments are planned"
    var sheet = CardSheet("Plan \(plan.key)", plan, card)
    sheet.add("Claims", "claims", claims)
    sheet.add("Payments", "payments", payments)
    return sheet
  }
}
