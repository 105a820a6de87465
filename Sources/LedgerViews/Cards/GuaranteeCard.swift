import Bookkeeping
public import Funds
public import LedgerCore

/// A guarantee: its terms, the formula term by term, its claims, and everybody who has signed.
public enum GuaranteeCard: CardView {
  public static let noun = "guarantee"

  public static func sheet(_ viewer: Viewer, _ stream: StreamID, _ query: CardQuery) throws -> CardSheet {
    let state: GuaranteeState = try viewer.bookkeeper.state(stream)
    guard let request = state.request else { throw notThere(stream) }
    let card = card(stream, request, state, try viewer.names())
    var sheet = CardSheet("Guarantee \(stream.key)", stream, card)
    var formula = CardSheet.Part("The formula", "formula", formula(state))
    formula.isInText = state.status != .requested
    sheet.parts.append(formula)
    var claims = CardSheet.Part("Claims", "claims", claims(state))
    claims.isInText = !claims.report.rows.isEmpty
    sheet.parts.append(claims)
    return try sheet.signed(viewer)
  }

  private static func card(
    _ stream: StreamID, _ request: GuaranteeRequested, _ state: GuaranteeState, _ names: Names
  ) -> Card {
    let terms = request.terms
    var card = Card()
    card.add("Guarantee", "id", .text(stream.key))
    card.add("State", "state", .code(state.status.rawValue, of: "guarantee"))
    card.add(
      "Tenant", "household",
      .text(names.nameOrID(request.household)).about(.stream(StreamID("household", request.household))))
    card.add("Landlord", "landlord", .text(names.nameOrID(request.landlord)))
    card.add("From", "from", .code(request.purse, of: "purse"))
    card.add("Scheme", "scheme", .text(terms.scheme))
    card.add("Rent", "rent", .money(terms.rent))
    card.add("Deposit", "deposit", .money(terms.deposit))
    card.add("Coverage", "coverage", .text(percent(terms.coverageBasisPoints)))
    card.add("Cap", "cap", .money(terms.cap))
    card.add("From day", "start", .day(terms.start))
    card.add("To day", "end", .day(terms.end))
    card.add("Approvals", "approvals", .number(state.approvers.signers.count))
    if state.status == .issued {
      card.add("Claims until", "claimableThrough", .day(state.claimableThrough))
      card.add("Residual cap", "residual", .money(state.residual))
    }
    card.add("Dwelling left", "dwellingReleased", .day(state.dwellingReleasedOn))
    card.add("Recourse open", "recourse", .money(state.recourse))
    return card
  }

  /// A share in basis points as people write it: `80 %`.
  public static func percent(_ basisPoints: Int) -> String {
    let text = FixedPoint(scaled: basisPoints, decimals: 2).description
    return (text.hasSuffix(".00") ? String(text.dropLast(3)) : text) + " %"
  }

  /// The formula as it stands, one term a line.
  public static func formula(_ state: GuaranteeState) -> Report {
    var report = Report(columns: [.init("Formula", "term"), .init("Amount", "amount", right: true)])
    guard let amounts = state.amounts else { return report }
    let waits = state.conditions?.depositNetted == .afterRelease && state.dwellingReleasedOn == nil
    report.rows = [
      [.words("admitted, of all claims"), .money(amounts.admitted)],
      [.words("less what the landlord had from the tenant"), .money(amounts.recovered)],
      [
        .words(waits ? "less the deposit, once the dwelling is left" : "less the deposit"), .money(amounts.deposit),
      ],
      [.words("is the loss"), .money(amounts.loss)],
      [.words("of which \(percent(amounts.coverageBasisPoints))"), .money(amounts.covered)],
      [.words("at most the cap"), .money(amounts.entitled)],
      [.words("of which accepted"), .money(amounts.paid)],
      [.words("of which paid"), .money(state.paid)],
      [.words("to pay now"), .money(state.unpaid)],
    ]
    return report
  }

  /// What landlords have claimed, and when it can be accepted.
  public static func claims(_ state: GuaranteeState) -> Report {
    var report = Report(columns: [
      .init("Claim", "id"), .init("Day"), .init("Months"), .init("Claimed", right: true), .init("State"),
      .init("Notified"), .init("Reply"), .init("Can be accepted", "acceptableFrom"),
      .init("Would pay", "payable", right: true),
    ])
    report.rows = state.claims.map { claim in
      let isOpen = claim.status == .open
      return [
        .entry(claim.id), .day(claim.claimedOn), .list(claim.months), .money(claim.claimed),
        .code(claim.status.rawValue, of: "guarantee"), .day(claim.notifiedOn), .code(claim.reply?.rawValue),
        isOpen ? .words(acceptable(claim, state)) : .none,
        isOpen ? .money(state.payable(admitting: claim.claimed)) : .none,
      ]
    }
    return report
  }

  private static func acceptable(_ claim: GuaranteeClaim, _ state: GuaranteeState) -> Wording {
    guard let notified = claim.notifiedOn else { return "when the tenant is notified" }
    guard claim.reply == nil else { return "now" }
    return "from \(notified.adding(days: (state.conditions?.replyDays ?? 0) + 1))"
  }
}
