import Bookkeeping
import Funds
import LedgerCore
import LedgerSQLite
import MastroWeb
import Pages

/// Something that a bank line may be, of which nothing more has to be asked.
struct LineCandidate {
  /// An entry that is there, or one that is made with the match.
  enum Origin {
    case entry(ULID)
    case made(LineMeaning)
  }

  /// What a form sends for it.
  let value: String
  let origin: Origin
  let label: Inline
  let hint: Inline?
  /// Higher is likelier.
  let weight: Int
}

/// Finds what a line may be: recorded entries of its amount, what waits to be paid, what is expected to come in.
struct LineCandidates {
  let visit: Visit
  let item: InboxLine
  private let names: Naming
  private static let most = 12

  init(_ visit: Visit, _ item: InboxLine) throws {
    self.visit = visit
    self.item = item
    names = try visit.naming()
  }

  private var amount: Money { item.line.amount.magnitude }

  func all() throws -> [LineCandidate] {
    let made = try item.line.amount.isPositive ? receipts() : payments()
    return Array((recorded() + made).sorted { $0.weight > $1.weight }.prefix(LineCandidates.most))
  }

  private func recorded() -> [LineCandidate] {
    item.suggestions.map { movement in
      LineCandidate(
        value: "entry-\(movement.id)", origin: .entry(movement.id),
        label: visit.say("Recorded already: \(Inline(visit.glossary.kind(movement.kind)))"),
        hint: visit.say("\(movement.amount) with effect from \(movement.effective)"), weight: 30)
    }
  }

  /// Whether the bank's name for somebody has a word in common with ours.
  private func resembles(_ name: String?) -> Bool {
    guard let name, let details = item.details else { return false }
    let text = (details.counterparty ?? "").lowercased() + " " + details.description.lowercased()
    let written = Set(text.split { !$0.isLetter })
    return name.lowercased().split { !$0.isLetter }.contains { $0.count > 3 && written.contains($0) }
  }

  private func payments() throws -> [LineCandidate] {
    let waiting = try visit.bookkeeper.paymentsToMake().filter(\.isReady)
    let seen = try visit.families(among: waiting.compactMap(\.household), page: "bank")
    return try waiting.flatMap { payment -> [LineCandidate] in
      guard payment.household.map({ seen.contains($0) }) ?? true else { return [] }
      guard payment.cause == .planForward else {
        guard payment.amount == amount, let meaning = meaning(of: payment) else { return [] }
        return [candidate(payment, meaning, to: name(payment.payee))]
      }
      guard let id = payment.stream.ulid else { return [] }
      return try visit.bookkeeper.plan(id).toForward.filter { $0.amount == amount }.map { share in
        candidate(payment, .planForward(payment.stream, to: share.creditor), to: names(.party(share.creditor)))
      }
    }
  }

  private func name(_ payee: PaymentToMake.Payee) -> String? {
    switch payee {
    case .party(let id): names(.party(id))
    case .body(let slug): names(.body(slug)) ?? slug.text
    case .none: nil
    }
  }

  private func candidate(_ payment: PaymentToMake, _ meaning: LineMeaning, to name: String?) -> LineCandidate {
    let word = PaymentsPage(visit: visit).words(for: payment.cause)
    var value = "\(payment.cause.rawValue)-\(payment.stream.key)"
    if case .planForward(_, let creditor) = meaning { value += "-\(creditor)" }
    return LineCandidate(
      value: value, origin: .made(meaning), label: visit.say("Pay now: \(word)"),
      hint: name.map { visit.say("\(payment.amount) to \(Inline.name($0))") } ?? "\(payment.amount)",
      weight: resembles(name) ? 25 : 20)
  }

  private func meaning(of payment: PaymentToMake) -> LineMeaning? {
    switch payment.cause {
    case .grant: .grantPayment(payment.stream, urgent: false)
    case .voucher: .settle(payment.stream)
    case .refund: .refund(payment.stream)
    case .loanTranche: .loanTranche(payment.stream)
    case .guaranteeClaim: .guaranteePayment(payment.stream)
    case .capitalReturn: .capitalReturn(payment.stream)
    case .bounced: .reissue(payment.stream)
    case .planForward, .serviceCredits: nil
    }
  }

  private func receipts() throws -> [LineCandidate] {
    let expected = try visit.bookkeeper.expectedReceipts()
    let likely = expected.filter { receipt in
      let isExact = receipt.amount == amount || receipt.outstanding == amount
      let name = (receipt.household ?? receipt.party).flatMap { names(.party($0)) }
      return receipt.outstanding >= amount && (isExact || resembles(name))
    }
    let seen = try visit.families(among: likely.compactMap(\.household), page: "bank")
    return likely.filter { $0.household.map { seen.contains($0) } ?? true }.map { candidate($0) }
  }

  private func candidate(_ receipt: ExpectedReceipt) -> LineCandidate {
    let isExact = receipt.amount == amount || receipt.outstanding == amount
    let name = (receipt.household ?? receipt.party).flatMap { names(.party($0)) }
    let who = Inline.name(name ?? names(.file(receipt.stream)) ?? "…" + String(receipt.stream.key.suffix(6)))
    let label =
      switch receipt.cause {
      case .loan: visit.say("Instalment of a loan: \(who)")
      case .plan: visit.say("Instalment of a repayment plan: \(who)")
      case .pledge: visit.say("Pledged gift: \(who)")
      case .recourse: visit.say("A tenant pays back: \(who)")
      }
    let hint =
      receipt.due.map { visit.say("\(receipt.amount) expected on \($0)") } ?? visit.say("\(receipt.amount) expected")
    return LineCandidate(
      value: "\(receipt.cause.rawValue)-\(receipt.stream.key)", origin: .made(receipt.meaning), label: label,
      hint: hint,
      weight: (isExact ? 10 : 0) + (resembles(name) ? 8 : 0))
  }
}

extension ExpectedReceipt {
  /// What a line is that pays it.
  var meaning: LineMeaning {
    switch cause {
    case .loan: .loanRepayment(stream)
    case .plan: .planPayment(stream)
    case .pledge: .contribution(to: nil, donor: nil, pledge: stream)
    case .recourse: .recourse(stream)
    }
  }
}
