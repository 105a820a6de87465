import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// What the treasurer has to pay, each with the form that pays it.
struct PaymentsPage {
  let visit: Visit

  func page() throws -> SitePage {
    let payments = try visit.bookkeeper.paymentsToMake()
    let own =
      Office.treasurers.admits(visit.viewer)
      ? [
        Action(visit.say("A cost that the bank has taken"), to: "/payments/cost"),
        Action(visit.say("Money between own accounts"), to: "/payments/move"),
      ] : []
    return SitePage(
      visit.say("Payments to make"),
      lead: visit.say(
        "Others have decided about these. You pay them, and nobody else changes the amount or the payee."),
      width: .wide,
      [
        .table(try table(payments)),
        .section(
          visit.say("Other movements of the bank"),
          [
            .actions(
              own + [
                Action(visit.say("Money that comes in"), to: "/receipts"),
                Action(visit.say("Bank inbox"), to: "/bank"),
              ])
          ]),
      ])
  }

  private func table(_ payments: [PaymentToMake]) throws -> Table {
    let names = try visit.naming()
    let seen = try visit.families(among: payments.compactMap(\.household), page: "payments")
    let isTreasurer = visit.viewer?.holds(.treasurer) == true
    let columns = [
      Table.Column(visit.say("What")), Table.Column(visit.say("Payee")), Table.Column(visit.say("Since")),
      Table.Column(visit.say("Amount"), isFigure: true), Table.Column(visit.say("Next step")),
    ]
    let rows = payments.map { payment -> [Table.Cell] in
      let mayName = payment.household.map { seen.contains($0) } ?? true
      return [
        .inline(title(payment, names)),
        .inline(mayName ? payee(payment.payee, names) : visit.say("not shown")),
        payment.since.map { .day($0) } ?? .none, .money(payment.amount),
        .inline(next(payment, isTreasurer: isTreasurer)),
      ]
    }
    return Table(
      caption: visit.say("Payments to make"), columns: columns, rows: rows,
      totals: payments.isEmpty
        ? [] : [.inline(visit.say("In all")), .none, .none, .money(payments.sum(\.amount)), .none],
      empty: visit.say("Nothing waits for you. What the committee approves appears here."))
  }

  private func title(_ payment: PaymentToMake, _ names: Naming) -> Inline {
    let word = words(for: payment.cause)
    guard let number = names(.file(payment.stream)) else { return word }
    return word.over(.name(number))
  }

  func words(for cause: PaymentToMake.Cause) -> Inline {
    switch cause {
    case .grant: visit.say("Grant")
    case .voucher: visit.say("Voucher, to the shop")
    case .refund: visit.say("Refund to a donor")
    case .loanTranche: visit.say("Loan: tranche")
    case .guaranteeClaim: visit.say("Guarantee: accepted claim")
    case .planForward: visit.say("Repayment plan: to the creditors")
    case .capitalReturn: visit.say("Capital, back to its funder")
    case .bounced: visit.say("Payment that bounced")
    case .serviceCredits: visit.say("Hours of service: to the creditor")
    }
  }

  private func payee(_ payee: PaymentToMake.Payee, _ names: Naming) -> Inline {
    switch payee {
    case .party(let id): .name(names(.party(id)) ?? "…" + id.description.suffix(6))
    case .body(let slug): .name(names(.body(slug)) ?? slug.text)
    case .none: "—"
    }
  }

  private func next(_ payment: PaymentToMake, isTreasurer: Bool) -> Inline {
    guard payment.isReady else { return visit.say("waits until the tenant has left the dwelling") }
    guard isTreasurer else { return visit.say("waits for a treasurer") }
    return .link(visit.say("Pay"), to: payment.path)
  }
}

extension PaymentToMake {
  /// The page on which it is paid.
  var path: WebPath {
    switch cause {
    case .grant: "/payments/grants/\(stream.key)"
    case .voucher: "/payments/vouchers/\(stream.key)"
    case .refund: "/payments/refunds/\(stream.key)"
    case .loanTranche: "/payments/loans/\(stream.key)"
    case .guaranteeClaim: "/payments/guarantees/\(stream.key)"
    case .planForward: "/payments/plans/\(stream.key)"
    case .capitalReturn: "/payments/capital/\(stream.key)"
    case .bounced: "/payments/bounced/\(stream.key)"
    case .serviceCredits: "/payments/service/\(stream.key)"
    }
  }
}
