import ArgumentParser
import Bookkeeping
import Funds
import LedgerCore
import LedgerViews

struct ServiceCreditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "credit", abstract: "Turn confirmed hours into euros, and take them off the debt at once.",
    discussion: """
      As many minutes as the month's cap, the agreement's cap and the debt leave room for; the rest is carried over. Where
      a loan or a plan is repaid, its own entry is part of the same submission: both are recorded, or neither.
      """)
  @OptionGroup var write: WriteOptions
  @Argument(help: "The agreement.") var agreement: String
  @Option(help: "Count hours done up to this day, under its month's cap; the day of the entry otherwise.")
  var through: CivilDate?
  @Option(help: "Fewer minutes than wait.") var minutes: Int?

  func run() throws {
    let desk = try Desk(write)
    let stream = try desk.bookkeeper.service(agreement).stream
    let day = through ?? desk.effective
    let crediting = try desk.bookkeeper.crediting(stream, through: day, minutes: minutes, on: desk.effective)
    let debt = crediting.debt ?? stream
    let requests =
      try crediting.before.map { try desk.also($0, debt) }
      + [desk.prefer(.treasurer, desk.request(crediting.credit, stream: stream))]
      + (crediting.repayment.map { [desk.prefer(.treasurer, try desk.also($0, debt))] } ?? [])
    guard !(try desk.record(requests)).isEmpty, let offer = crediting.offer else { return }
    tell(offer, crediting.credit.minutes, day)
  }

  private func tell(_ offer: ServiceCreditOffer, _ minutes: Int, _ day: CivilDate) {
    let carried = offer.minutes + offer.carriedMinutes - minutes
    guard carried > 0 else { return }
    let why =
      offer.debtLeft.map { $0 < min(offer.monthLeft, offer.totalLeft) } ?? false
      ? "the debt is smaller" : offer.totalLeft < offer.monthLeft ? "the agreement's cap is reached" : "carried over"
    Console.note("\(Report.Cell.hours(carried).text) of \(day.description.prefix(7)) and before are left: \(why)")
  }
}

struct ServiceSettle: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "settle", abstract: "Pay the creditor what hours have credited at the fund's charge.")
  @OptionGroup var write: WriteOptions
  @Argument(help: "The agreement.") var agreement: String
  @Option(help: "Bank account from which it is paid.") var account: Slug
  @Option(help: "Less than all that is owed.") var amount: AmountText?
  @Option(help: "How the amount is written, for instance it.") var locale: String?

  func run() throws {
    let desk = try Desk(write)
    let (stream, state) = try desk.bookkeeper.service(agreement)
    let owed = state.owedToCreditor
    let paid = try amount?.money(locale) ?? owed
    guard let creditor = state.terms?.debt.creditor, owed.isPositive else {
      throw ServiceSettled.nothingOwed(["amount": paid, "owed": owed])
    }
    try desk.record(ServiceSettled(amount: paid, payee: creditor, account: account), stream: stream)
  }
}
