import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// Passes on to a creditor, or gives back to the family, what the fund holds of a repayment plan.
struct PlanPayment {
  let visit: Visit
  let stream: StreamID
  let plan: PlanOverview
  /// What stands in the field of the payee where the money goes back.
  private static let family = "family"

  init(_ visit: Visit) throws {
    self.visit = visit
    stream = try visit.stream("plan")
    plan = try visit.bookkeeper.plan(visit.id())
    guard let household = plan.state.household else { throw WebRefusals.pageUnknown() }
    _ = try visit.household(household, for: .instruments, page: "payment")
  }

  private var creditors: [ULID] {
    var found: [ULID] = []
    for debt in plan.state.debts where !found.contains(debt.creditor) { found.append(debt.creditor) }
    return found
  }

  func show() throws -> SitePage {
    let names = try visit.naming()
    func name(_ id: ULID) -> Inline { .name(names(.party(id)) ?? id.description) }
    let shares = plan.toForward
    let options =
      creditors.map { creditor in
        let share = shares.first { $0.creditor == creditor }?.amount ?? .zero
        return Field.Option(
          creditor.description, name(creditor),
          hint: share.isPositive
            ? visit.say("\(share) of what is held is theirs") : visit.say("nothing is due to them now"))
      } + [
        Field.Option(PlanPayment.family, visit.say("Back to the family"), hint: visit.say("what no creditor is to get"))
      ]
    let first = shares.first
    return SitePage(
      visit.say("Pass on what a family has paid"), trail: visit.paymentsTrail,
      visit.decided(
        [
          Term(visit.say("Held by the fund"), "\(strong: "\(plan.held)")"),
          Term(visit.say("Still owed to all creditors"), "\(plan.state.outstanding)"),
        ],
        then: visit.form(
          [
            .field(
              visit.field("payee", "To whom", .radios(options), initial: first?.creditor.description)),
            .field(visit.field("amount", "Amount", .amount, initial: first.map { visit.written($0.amount) })),
          ] + (try visit.paymentFields()), submit: "Go on to signing")))
  }

  func submit() throws -> Reply {
    let ((payee, amount), account, day) = try visit.readMoney { reader -> (ULID?, Money) in
      guard reader.text("payee") != PlanPayment.family else { return (nil, reader.amount("amount")) }
      return (reader.id("payee"), reader.amount("amount"))
    }
    guard let payee else {
      let returned = PlanHeldReturned(amount: amount, account: account)
      return try visit.draft([visit.request(returned, stream: stream, effective: day)], then: "/payments")
    }
    let forwarded = PlanForwarded(amount, parts: try plan.state.parts(of: amount, to: payee), account: account)
    return try visit.draft([visit.request(forwarded, stream: stream, effective: day)], then: "/payments")
  }
}
