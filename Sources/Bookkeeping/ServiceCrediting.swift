public import Funds
public import LedgerCore

/// Confirmed hours turned into euros: the agreement's entry with that of the loan or plan which they repay, all in one
/// submission, so that both are recorded or neither.
///
/// Who signs it is the caller's to say, so the command line and the pages state the same.
public struct ServiceCrediting: Sendable {
  public let stream: StreamID
  /// In the stream of the debt: interest that is due, and money that is held and pays first.
  public let before: [any EntryBody]
  public let credit: ServiceCredited
  /// In the stream of the debt; nil where only the agreement keeps it in mind.
  public let repayment: (any EntryBody)?
  public let debt: StreamID?
  /// What there was room for; nil before any terms were set.
  public let offer: ServiceCreditOffer?
}

extension Bookkeeper {
  /// As many minutes as the month's cap, the agreement's cap and the debt leave room for; the rest is carried over.
  ///
  /// - Parameters:
  ///   - through: hours done up to this day count, under its month's cap.
  ///   - minutes: fewer than wait; where there is no room for any, the rule itself says which cap has bound.
  ///   - day: of the entry.
  public func crediting(
    _ stream: StreamID, through last: CivilDate, minutes: Int? = nil, on day: CivilDate
  ) throws -> ServiceCrediting {
    let state: ServiceState = try state(stream)
    let loan = try ready(state.terms?.debt, on: day)
    let left = try loan?.position.owed ?? state.terms.flatMap { try debtLeft($0.debt) }
    let offer = try creditOffer(state, through: last, debtLeft: left)
    let possible = offer.flatMap { $0.minutes > 0 ? $0.minutes : nil } ?? state.waitingMinutes(through: last)
    let credited = minutes ?? possible
    let amount = state.worth(crediting: credited)
    var repayment: (any EntryBody)?
    if let terms = state.terms, amount.isPositive, state.waitingMinutes(through: last) >= credited {
      repayment = try self.repayment(amount, of: stream, terms, loan, on: day)
    }
    return ServiceCrediting(
      stream: stream, before: loan?.before ?? [],
      credit: ServiceCredited(minutes: credited, amount: amount, through: last), repayment: repayment,
      debt: state.terms?.debt.stream, offer: offer)
  }

  /// The loan with what must be recorded first.
  private func ready(_ debt: ServiceDebt?, on day: CivilDate) throws -> LoanReady? {
    guard case .loan(let id) = debt, let book = try loan(StreamID("loan", id)) else { return nil }
    return try LoanReady(book, on: day)
  }

  /// The entry of the loan or plan itself.
  private func repayment(
    _ amount: Money, of agreement: StreamID, _ terms: ServiceTerms, _ loan: LoanReady?, on day: CivilDate
  ) throws -> (any EntryBody)? {
    guard let id = agreement.ulid, let stream = terms.debt.stream else { return nil }
    if let loan, let purse = terms.purse {
      return try loan.book.computing {
        try LoanServiceCredited(
          amount: amount, agreement: id, bornBy: purse, to: loan.book.state, at: loan.position, on: day)
      }
    }
    return try planEntry(amount, agreement: id, terms, plan: stream)
  }
}
