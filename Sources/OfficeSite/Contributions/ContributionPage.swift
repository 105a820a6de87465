import Bookkeeping
import Funds
import LedgerCore
import LedgerViews
import MastroWeb
import Pages

/// One donor's gift, and what can be done with it next.
struct ContributionPage {
  let visit: Visit
  let stream: StreamID
  let state: ContributionState
  private let open: Money

  init(_ visit: Visit) throws {
    self.visit = visit
    stream = try visit.stream("contribution")
    state = try visit.bookkeeper.state(stream)
    open = try visit.bookkeeper.outstanding(of: state)
  }

  private var path: WebPath { "/contributions/\(stream.key)" }
  private var trail: Trail { visit.contributionsTrail + [(visit.say("Gift"), path)] }

  private func facts() throws -> [Term] {
    let donor = try state.donor.flatMap { try visit.naming()(.party($0)) }
    return [
      Term(visit.say("Donor"), donor.map { .name($0) } ?? visit.say("not known")),
      Term(visit.say("For"), try state.restriction.map { try visit.words(for: $0) } ?? ""),
      Term(visit.say("Promised, open"), "\(open)"), Term(visit.say("Received"), "\(state.received)"),
      Term(visit.say("Given back"), "\(state.refunded)"),
    ]
  }

  func page() throws -> SitePage {
    let viewer = try visit.person
    var actions: [Action] = []
    if open.isPositive, viewer.holds(.treasurer) {
      actions.append(Action(visit.say("It has arrived"), to: "/contributions/\(stream.key)/receive", isMain: true))
    }
    if open.isPositive, viewer.holds(anyOf: [.treasurer, .operator]) {
      actions.append(Action(visit.say("The rest will not come"), to: "/contributions/\(stream.key)/cancel"))
    }
    if state.received > state.refunded, state.refundApproved == nil, viewer.holds(anyOf: [.administrator, .committee]) {
      actions.append(Action(visit.say("Approve a refund"), to: "/contributions/\(stream.key)/refund"))
    }
    if state.refundApproved != nil, viewer.holds(.treasurer) {
      actions.append(Action(visit.say("Pay the refund"), to: "/payments/refunds/\(stream.key)", isMain: true))
    }
    return SitePage(
      visit.say("Gift"), trail: visit.contributionsTrail,
      [.facts(try facts())] + (actions.isEmpty ? [] : [.actions(actions)]) + [try steps()])
  }

  private func steps() throws -> Block {
    .section(
      visit.say("What has happened"),
      [
        .timeline(
          try visit.bookkeeper.history(stream).map {
            Moment(
              $0.entry.header.effective, Inline(visit.glossary.kind($0.entry.entry.kind)), detail: .name($0.person))
          })
      ])
  }

  func showReceive() throws -> SitePage {
    SitePage(
      visit.say("A promised gift has arrived"),
      lead: visit.say(
        "What stands on a bank statement is better recorded in the bank inbox: there no line can count twice."),
      trail: trail,
      visit.decided(
        try facts(),
        then: visit.form(
          [.field(visit.field("amount", "Amount", .amount, initial: visit.written(open)))]
            + (try visit.receiptFields()),
          submit: "Go on to signing")))
  }

  func submitReceive() throws -> Reply {
    let (amount, account, day) = try visit.readMoney { $0.amount("amount") }
    guard let purse = state.restriction else { throw WebRefusals.pageUnknown() }
    let received = ContributionReceived(amount: amount, to: purse, account: account, donor: state.donor)
    return try visit.draft([visit.request(received, stream: stream, effective: day)], then: path)
  }

  func showCancel() throws -> SitePage {
    let reasons = PledgeCancelled.Reason.allCases.map {
      Field.Option($0.rawValue, Inline(visit.glossary.code($0.rawValue, of: "reason")))
    }
    return SitePage(
      visit.say("The rest will not come"), trail: trail,
      visit.decided(
        try facts(),
        then: visit.form(
          [.field(visit.field("reason", "Why", .radios(reasons)))], submit: "Go on to signing", isGrave: true)))
  }

  func submitCancel() throws -> Reply {
    guard let reason = try visit.read({ $0.choice("reason", PledgeCancelled.Reason.self) }) else {
      throw WebRefusals.pageUnknown()
    }
    return try visit.draft([visit.request(PledgeCancelled(amount: open, reason: reason), stream: stream)], then: path)
  }

  func showRefund() throws -> SitePage {
    SitePage(
      visit.say("Approve a refund"), lead: visit.say("Another person, a treasurer, pays it then."), trail: trail,
      visit.decided(
        try facts(),
        then: visit.form([.field(visit.field("amount", "Amount", .amount))], submit: "Go on to signing")))
  }

  func submitRefund() throws -> Reply {
    let amount = try visit.read { $0.amount("amount") }
    return try visit.draft([visit.request(RefundApproved(amount: amount), stream: stream)], then: path)
  }
}
