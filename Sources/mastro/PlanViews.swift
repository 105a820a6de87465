import Bookkeeping
import Funds
import LedgerCore

/// How plans are told.
enum PlanViews {
  /// The proposal that waits.
  static func waiting(_ state: PlanState, _ subject: String) throws -> PlanState.Proposal {
    guard let proposal = state.proposal else { throw PlanRules.noProposal(["proposal": "at all", "plan": subject]) }
    return proposal
  }

  /// An amount as parts of a creditor's debts: of the one that was named, else as the plan promises them.
  static func parts(
    of amount: Money, to creditor: String, debt: Int?, _ state: PlanState, _ bookkeeper: Bookkeeper
  ) throws -> [PlanPart] {
    let party = try bookkeeper.creditor(creditor, of: state)
    guard let debt else { return try state.parts(of: amount, to: party) }
    guard state.debts.indices.contains(debt - 1), state.debts[debt - 1].creditor == party else {
      throw PlanRules.creditorUnknown(["creditor": creditor])
    }
    return [PlanPart(amount, off: debt)]
  }

  /// Instalments with a column for each creditor.
  static func split(_ terms: PlanTerms, _ state: PlanState, _ bookkeeper: Bookkeeper) throws -> Report {
    let names = try ReportNames(bookkeeper)
    let debts = state.debts(of: terms)
    var report = Report(
      columns: [.init("Due"), .init("Amount", right: true)]
        + zip(terms.debts, debts).map { number, debt in
          .init("\(number) \(names.name(debt.creditor))", "debt\(number)", right: true)
        })
    report.rows = terms.instalments.map { instalment in
      [.text(instalment.due), .money(instalment.amount)] + instalment.shares.map { .money($0) }
    }
    return report
  }

  static func show(_ plan: PlanOverview, _ bookkeeper: Bookkeeper, json: Bool) throws {
    let stream = StreamID("plan", plan.id)
    let card = try card(of: plan, bookkeeper)
    let debts = try debts(of: plan, bookkeeper)
    let instalments = try plan.terms.map { try schedule($0, plan, bookkeeper) }
    let steps = try bookkeeper.history(stream)
    guard !json else {
      var object = card.json.object ?? [:]
      object["debts"] = debts.json
      object["instalments"] = instalments?.json ?? .array([])
      object["steps"] = .array(steps.map(\.json))
      return Console.data(JSON.object(object).prettyText)
    }
    card.show(json: false)
    for report in [debts, instalments].compactMap({ $0 }) {
      Console.data("")
      report.show(json: false)
    }
    Console.data("")
    var report = Report(columns: HistoryStep.columns)
    report.rows = steps.map(\.cells)
    report.show(json: false)
  }

  private static func card(of plan: PlanOverview, _ bookkeeper: Bookkeeper) throws -> Card {
    let state = plan.state
    let names = try ReportNames(bookkeeper)
    var card = Card()
    card.add("Plan", "id", .text(plan.id))
    card.add("State", "state", .text(state.status.rawValue))
    card.add("Household", "household", .optional(state.household.map { names.name($0) }))
    card.add("Owed", "outstanding", .money(state.outstanding))
    card.add("Monthly", "monthly", .money(state.monthly))
    if plan.held.isPositive { card.add("Held by the fund", "held", .money(plan.held)) }
    if PlanState.Status.running.contains(state.status) {
      card.add("Overdue", "overdue", .money(plan.standing.overdue))
      card.add("Missed", "missedInstalments", .number(plan.standing.missedInstalments))
      card.add("Rents missed", "missedRents", .list(plan.standing.missedRents))
      card.add("Rents to confirm", "rentsToConfirm", .list(plan.rentsToConfirm))
    }
    if let assessment = plan.terms?.assessment { card.add("Rests on", "assessment", .text(assessment)) }
    if let reservation = plan.terms?.reservation { card.add("Reserved by", "reservation", .text(reservation)) }
    if let rules = plan.terms?.breach { card.add("Broken after", "breach", .text(rules)) }
    if let breach = state.breach, let rules = state.agreed?.terms.breach {
      card.add("To cure through", "cureThrough", .text(breach.noticed.adding(days: rules.cureDays)))
    }
    if let freeze = state.freeze {
      card.add("Eviction frozen through", "frozenUntil", .text(freeze.until))
      card.add("As long as", "frozenConditions", .list(freeze.conditions.map(\.rawValue)))
    }
    if let proposal = state.proposal { try add(proposal, state, bookkeeper, to: &card) }
    return card
  }

  private static func add(
    _ proposal: PlanState.Proposal, _ state: PlanState, _ bookkeeper: Bookkeeper, to card: inout Card
  ) throws {
    let names = try ReportNames(bookkeeper)
    let waiting = state.creditors(of: proposal.terms).subtracting(proposal.acceptedBy).sorted()
    card.add("Proposal", "proposal", .text(proposal.id))
    card.add(
      "Waits for", "waitsFor",
      .list(waiting.map { names.name($0) } + (proposal.isAcceptedByHousehold ? [] : ["the family"])))
    if proposal.terms.override == true {
      card.add("Stand in for an assessment", "overriders", .number(proposal.overriders.signers.count))
    }
  }

  private static func debts(of plan: PlanOverview, _ bookkeeper: Bookkeeper) throws -> Report {
    let names = try ReportNames(bookkeeper)
    var report = Report(columns: [
      .init("Debt", "number", right: true), .init("Creditor"), .init("Nature"), .init("Tier", right: true),
      .init("Cap", right: true), .init("At first", "amount", right: true),
      .init("Paid or waived", "credited", right: true), .init("Owed", "outstanding", right: true),
      .init("In the plan", "planned", right: true),
    ])
    report.rows = plan.state.debts.enumerated().map { index, debt in
      [
        .number(index + 1), .text(names.name(debt.creditor)), .text(debt.terms.nature.rawValue),
        .number(debt.terms.tier), debt.terms.cap.map { .money($0) } ?? .optional(String?.none),
        .money(debt.terms.amount), .money(debt.credited), .money(debt.outstanding),
        .money(plan.terms?.total(of: index + 1) ?? .zero),
      ]
    }
    return report
  }

  /// A proposal as it was made, and the plan in force with what is missing.
  private static func schedule(_ terms: PlanTerms, _ plan: PlanOverview, _ bookkeeper: Bookkeeper) throws -> Report {
    guard plan.state.proposal == nil, plan.state.agreed != nil else { return try split(terms, plan.state, bookkeeper) }
    let names = try ReportNames(bookkeeper)
    let debts = plan.state.debts(of: terms)
    var report = Report(
      columns: [.init("Due"), .init("Amount", right: true)]
        + zip(terms.debts, debts).map { number, debt in
          .init("\(number) \(names.name(debt.creditor))", "debt\(number)", right: true)
        } + [.init("Unpaid", right: true)])
    report.rows = plan.instalments.map { standing in
      [standing.due.map { .text($0) } ?? .text("suspended"), .money(standing.instalment.amount)]
        + standing.instalment.shares.map { .money($0) } + [.money(standing.missing.reduce(.zero, +))]
    }
    return report
  }

  /// One creditor's part, and nothing else.
  static func show(_ share: CreditorShare, of plan: ULID, _ bookkeeper: Bookkeeper, json: Bool) throws {
    var card = Card()
    card.add("Plan", "id", .text(plan))
    card.add("Creditor", "creditor", .text(try ReportNames(bookkeeper).name(share.creditor)))
    card.add("State", "state", .text(share.status.rawValue))
    card.add("Answer", "answer", .text(share.answer.rawValue))
    if let day = share.frozenUntil { card.add("Eviction frozen through", "frozenUntil", .text(day)) }
    var claims = Report(columns: [
      .init("Claim", "nature"), .init("Amount", right: true), .init("Paid or waived", "credited", right: true),
      .init("Owed", "outstanding", right: true),
    ])
    claims.rows = share.claims.map {
      [.text($0.nature.rawValue), .money($0.amount), .money($0.credited), .money($0.outstanding)]
    }
    var payments = Report(columns: [
      .init(share.isProposed ? "Proposed for" : "Due", "due"), .init("Amount", right: true),
      .init("Unpaid", right: true),
    ])
    payments.rows = share.payments.filter { $0.amount.isPositive }.map {
      [$0.due.map { .text($0) } ?? .text("suspended"), .money($0.amount), .money($0.missing)]
    }
    payments.empty = "no payments are planned"
    guard !json else {
      var object = card.json.object ?? [:]
      object["claims"] = claims.json
      object["payments"] = payments.json
      return Console.data(JSON.object(object).prettyText)
    }
    card.show(json: false)
    for report in [claims, payments] {
      Console.data("")
      report.show(json: false)
    }
  }
}
