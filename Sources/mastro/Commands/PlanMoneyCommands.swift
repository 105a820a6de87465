import ArgumentParser
import Bookkeeping
import Funds
import LedgerCore

struct PlanPay: Step {
  static let configuration = CommandConfiguration(
    commandName: "pay", abstract: "Record a payment of the plan, whichever way the money took.",
    discussion: """
      The family paid the creditor:  mastro plan pay 4Q7R 60.00 --to "Immobiliare Blu" --receipt receipt.pdf --as olga
      The family paid the fund:      mastro plan pay 4Q7R 100.00 --account main --as carla
      The fund paid by grant or loan: mastro plan pay 4Q7R 450.00 --to "Immobiliare Blu" --source 8K2M --as carla

      What the fund holds is passed on with `mastro plan forward`.
      """)
  @OptionGroup var write: WriteOptions
  @Argument(help: "The plan.") var subject: String
  @Argument(help: "Amount.") var amount: AmountText
  @Option(help: "The creditor who got it.") var to: String?
  @Option(help: "Number of the debt, where the creditor has several.") var debt: Int?
  @Option(help: "The receipt; only its digest is recorded.") var receipt: String?
  @Option(help: "Bank account of the fund that the family paid to.") var account: Slug?
  @Option(help: "The entry of the grant or loan that paid it.") var source: String?
  @Option(help: "How the amount is written, for instance it.") var locale: String?

  func validate() throws {
    guard [receipt != nil, account != nil, source != nil].filter({ $0 }).count == 1 else {
      throw ValidationError("give one of --receipt FILE, --account ACCOUNT, --source ENTRY: which way the money took")
    }
    guard (account == nil) == (to != nil) else {
      throw ValidationError("name the creditor with --to, unless the family paid the fund")
    }
  }

  func body(at desk: Desk, _ state: PlanState) throws -> PlanPaid {
    let amount = try amount.money(locale)
    if let account { return PlanPaid(amount, parts: [], .held(account)) }
    let parts = try PlanViews.parts(of: amount, to: to ?? "", debt: debt, state, desk.bookkeeper)
    if let source { return PlanPaid(amount, parts: parts, .source(try desk.bookkeeper.entryID(source))) }
    return PlanPaid(amount, parts: parts, .direct(try Files.fingerprint(receipt ?? "")))
  }
}

struct PlanForward: Step {
  static let configuration = CommandConfiguration(
    commandName: "forward", abstract: "Pass on to a creditor what the family has paid to the fund.")
  @OptionGroup var write: WriteOptions
  @Argument(help: "The plan.") var subject: String
  @Argument(help: "Amount.") var amount: AmountText
  @Option(help: "The creditor.") var to: String
  @Option(help: "Number of the debt, where the creditor has several.") var debt: Int?
  @Option(help: "Bank account from which it is paid.") var account: Slug
  @Option(help: "How the amount is written, for instance it.") var locale: String?

  func body(at desk: Desk, _ state: PlanState) throws -> PlanForwarded {
    let amount = try amount.money(locale)
    return PlanForwarded(
      amount, parts: try PlanViews.parts(of: amount, to: to, debt: debt, state, desk.bookkeeper), account: account)
  }
}

struct PlanGiveBack: Step {
  static let configuration = CommandConfiguration(
    commandName: "give-back",
    abstract: "Give back to the family what it has paid to the fund and no creditor is to get.")
  @OptionGroup var write: WriteOptions
  @Argument(help: "The plan.") var subject: String
  @Argument(help: "Amount.") var amount: AmountText
  @Option(help: "Bank account from which it is paid.") var account: Slug
  @Option(help: "How the amount is written, for instance it.") var locale: String?

  func body(at desk: Desk, _ state: PlanState) throws -> PlanHeldReturned {
    PlanHeldReturned(amount: try amount.money(locale), account: account)
  }
}

struct PlanWaive: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "waive", abstract: "Record that a creditor lets go of a part of what is owed to it.")
  @OptionGroup var write: WriteOptions
  @Argument(help: "The plan.") var subject: String
  @Argument(help: "Amount.") var amount: AmountText
  @Option(help: "Number of the debt, where the creditor has several.") var debt: Int?
  @OptionGroup var side: SideOptions
  @Option(help: "How the amount is written, for instance it.") var locale: String?

  func run() throws {
    let desk = try Desk(write)
    let stream = try desk.bookkeeper.stream("plan", subject)
    let state: PlanState = try desk.bookkeeper.state(stream)
    let amount = try amount.money(locale)
    let answer = try side.answer(of: state, desk)
    guard let creditor = answer.creditor else { throw ValidationError("name the creditor with --creditor") }
    let parts = try debt.map { [PlanPart(amount, off: $0)] } ?? state.parts(of: amount, to: creditor)
    let waived = PlanWaived(amount, parts: parts, attestation: answer.attestation)
    try desk.record([answer.signed(desk.request(waived, stream: stream))])
  }
}

struct PlanRentPaid: Step {
  static let configuration = CommandConfiguration(
    commandName: "rent", abstract: "Confirm that the current rent of a month was paid, beside the instalment.")
  @OptionGroup var write: WriteOptions
  @Argument(help: "The plan.") var subject: String
  @Argument(help: "Month (YYYY-MM).") var month: CivilMonth
  @Option(help: "The receipt; only its digest is recorded.") var receipt: String

  func body(at desk: Desk, _ state: PlanState) throws -> PlanCurrentRentConfirmed {
    PlanCurrentRentConfirmed(month: month, evidence: try Files.fingerprint(receipt))
  }
}
