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
    let left = try state.terms.flatMap { try desk.bookkeeper.debtLeft($0.debt) }
    let offer = try desk.bookkeeper.creditOffer(state, through: day, debtLeft: left)
    // Where there is no room for a minute, the rule itself says which cap has bound.
    let possible = offer.flatMap { $0.minutes > 0 ? $0.minutes : nil } ?? state.waitingMinutes(through: day)
    let credited = minutes ?? possible
    let amount = state.worth(crediting: credited)
    var requests = [
      try desk.prefer(
        .treasurer,
        desk.request(ServiceCredited(minutes: credited, amount: amount, through: day), stream: stream))
    ]
    if let terms = state.terms, let id = stream.ulid, offer?.minutes ?? 0 >= credited,
      let debt = try debtEntry(amount, of: id, terms, desk)
    {
      requests.append(debt)
    }
    guard !(try desk.record(requests)).isEmpty, let offer else { return }
    tell(offer, credited, day)
  }

  /// The entry of the loan or plan itself.
  private func debtEntry(_ amount: Money, of agreement: ULID, _ terms: ServiceTerms, _ desk: Desk) throws
    -> EntryRequest?
  {
    guard let stream = terms.debt.stream else { return nil }
    let id = desk.bookkeeper.surroundings.newID()
    switch terms.debt {
    case .loan:
      return try desk.bookkeeper.loanEntry(amount, agreement: agreement, terms, loan: stream, on: desk.effective).map {
        try desk.prefer(.treasurer, desk.request($0, stream: stream, id: id))
      }
    case .plan:
      return try desk.bookkeeper.planEntry(amount, agreement: agreement, terms, plan: stream).map {
        try desk.prefer(.treasurer, desk.request($0, stream: stream, id: id))
      }
    case .claim: return nil
    }
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
