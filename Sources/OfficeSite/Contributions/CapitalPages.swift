import Bookkeeping
import Funds
import LedgerCore
import LedgerViews
import MastroWeb
import Pages

/// Capital that a funder lends to the fund: recorded, and its return approved.
struct CapitalPages {
  let visit: Visit

  func showReceived() throws -> SitePage {
    SitePage(
      visit.say("Repayable capital"), lead: visit.say("Money that a body lends to the fund and wants back."),
      trail: visit.contributionsTrail,
      visit.form(
        [
          .field(visit.field("amount", "Amount", .amount)),
          .field(try visit.purseField("to", "For which restriction")),
          .field(try visit.bodyField("funder", "Who lends it", hint: "An administrator registers new bodies")),
          .field(visit.field("due", "Wanted back on", .date, isRequired: false)),
        ] + (try visit.receiptFields()), submit: "Go on to signing"))
  }

  func submitReceived() throws -> Reply {
    let ((amount, purse, funder, due), account, day) = try visit.readMoney {
      ($0.amount("amount"), $0.purse("to"), $0.slug("funder"), $0.optionalDay("due"))
    }
    guard let purse, let funder else { throw WebRefusals.pageUnknown() }
    let received = CapitalReceived(amount: amount, to: purse, account: account, funder: funder, due: due)
    let id = visit.newID()
    return try visit.draft([visit.begin(received, "capital", id: id, effective: day)], then: "/capital/\(id)")
  }

  private func facts(_ state: CapitalState) throws -> [Term] {
    let funder = try state.funder.flatMap { try visit.naming()(.body($0)) } ?? state.funder?.text ?? ""
    return [
      Term(visit.say("Funder"), .name(funder)),
      Term(visit.say("For"), try state.restriction.map { try visit.words(for: $0) } ?? ""),
      Term(visit.say("Received"), "\(state.received)"), Term(visit.say("Still owed"), "\(state.owed)"),
    ]
  }

  func page() throws -> SitePage {
    let stream = try visit.stream("capital")
    let state: CapitalState = try visit.bookkeeper.state(stream)
    let viewer = try visit.person
    var actions: [Action] = []
    if state.owed.isPositive, state.returnApproved == nil, viewer.holds(anyOf: [.administrator, .committee]) {
      actions.append(Action(visit.say("Approve its return"), to: "/capital/\(stream.key)/return"))
    }
    if state.returnApproved != nil, viewer.holds(.treasurer) {
      actions.append(Action(visit.say("Pay it back"), to: "/payments/capital/\(stream.key)", isMain: true))
    }
    let steps = try visit.bookkeeper.history(stream).map {
      Moment($0.entry.header.effective, Inline(visit.glossary.kind($0.entry.entry.kind)), detail: .name($0.person))
    }
    return SitePage(
      visit.say("Repayable capital"), trail: visit.contributionsTrail,
      [.facts(try facts(state))] + (actions.isEmpty ? [] : [.actions(actions)]) + [
        .section(visit.say("What has happened"), [.timeline(steps)])
      ])
  }

  func showReturn() throws -> SitePage {
    let stream = try visit.stream("capital")
    let state: CapitalState = try visit.bookkeeper.state(stream)
    return SitePage(
      visit.say("Approve its return"), lead: visit.say("Another person, a treasurer, pays it then."),
      trail: visit.contributionsTrail + [(visit.say("Repayable capital"), "/capital/\(stream.key)")],
      visit.decided(
        try facts(state),
        then: visit.form(
          [.field(visit.field("amount", "Amount", .amount, initial: visit.written(state.owed)))],
          submit: "Go on to signing")))
  }

  func submitReturn() throws -> Reply {
    let stream = try visit.stream("capital")
    let amount = try visit.read { $0.amount("amount") }
    return try visit.draft(
      [visit.request(CapitalReturnApproved(amount: amount), stream: stream)], then: "/capital/\(stream.key)")
  }
}
