import ArgumentParser
import Bookkeeping
import Funds
import LedgerCore

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
    let (stream, state) = try desk.bookkeeper.service(agreement)
    let day = through ?? desk.effective
    let loan = try ready(state.terms?.debt, desk)
    let left = try loan?.position.owed ?? state.terms.flatMap { try desk.bookkeeper.debtLeft($0.debt) }
    let offer = try desk.bookkeeper.creditOffer(state, through: day, debtLeft: left)
    // Where there is no room for a minute, the rule itself says which cap has bound.
    let possible = offer.flatMap { $0.minutes > 0 ? $0.minutes : nil } ?? state.waitingMinutes(through: day)
    let credited = minutes ?? possible
    let amount = state.worth(crediting: credited)
    let entry = ServiceCredited(minutes: credited, amount: amount, through: day)
    var requests = try (loan?.requests ?? []) + [desk.prefer(.treasurer, desk.request(entry, stream: stream))]
    if let terms = state.terms, amount.isPositive, state.waitingMinutes(through: day) >= credited {
      requests += try debtEntry(amount, of: stream, terms, loan, desk).map { [desk.prefer(.treasurer, $0)] } ?? []
    }
    guard !(try desk.record(requests)).isEmpty, let offer else { return }
    tell(offer, credited, day)
  }

  /// The loan with what must be recorded first: interest that is due, and money that is held.
  private func ready(_ debt: ServiceDebt?, _ desk: Desk) throws -> LoanReady? {
    guard case .loan(let id) = debt else { return nil }
    return try LoanReady(desk, id.description)
  }

  /// The entry of the loan or plan itself.
  private func debtEntry(
    _ amount: Money, of agreement: StreamID, _ terms: ServiceTerms, _ loan: LoanReady?, _ desk: Desk
  ) throws -> EntryRequest? {
    guard let id = agreement.ulid, let stream = terms.debt.stream else { return nil }
    if let loan, let purse = terms.purse {
      let entry = try loan.book.computing {
        try LoanServiceCredited(
          amount: amount, agreement: id, bornBy: purse, to: loan.book.state, at: loan.position, on: desk.effective)
      }
      return try desk.also(entry, stream)
    }
    return try desk.bookkeeper.planEntry(amount, agreement: id, terms, plan: stream).map { try desk.also($0, stream) }
  }

  private func tell(_ offer: ServiceCreditOffer, _ minutes: Int, _ day: CivilDate) {
    let carried = offer.minutes + offer.carriedMinutes - minutes
    guard carried > 0 else { return }
    let why =
      offer.debtLeft.map { $0 < min(offer.monthLeft, offer.totalLeft) } ?? false
      ? "the debt is smaller" : offer.totalLeft < offer.monthLeft ? "the agreement's cap is reached" : "carried over"
    Console.note("\(ServiceViews.hours(carried)) of \(day.description.prefix(7)) and before are left: \(why)")
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
