import ArgumentParser
import Bookkeeping
import Funds
import LedgerCore
import LedgerSQLite

extension GuaranteeCommand {
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "The guarantees and where they stand.",
      discussion: "`mastro report exposure` compares them with the reserves behind them.")
    @OptionGroup var common: LedgerOptions
    @Option(help: "Only those in this state: requested, issued, expired, …") var state: String?

    func run() throws {
      let bookkeeper = try common.open()
      let names = try GuaranteeNames(bookkeeper)
      let numbers = try bookkeeper.vault.fileNumbers()
      var report = Report(columns: [
        .init("Guarantee", "id"), .init("File", "fileNumber"), .init("State"), .init("Tenant"), .init("Landlord"),
        .init("From"), .init("Cap", right: true), .init("Residual", right: true),
        .init("Open claims", "openClaims", right: true), .init("To pay", "unpaid", right: true),
        .init("Recourse", right: true), .init("End"),
      ])
      report.rows = try bookkeeper.all(GuaranteeState.self).compactMap { found in
        guard let request = found.state.request, state == nil || found.state.status.rawValue == state else {
          return nil
        }
        return [
          .text(found.stream.key), .optional(numbers[found.stream]), .text(found.state.status.rawValue),
          .text(names.household(request.household)), .text(names.party(request.landlord)), .text(request.purse),
          .money(request.terms.cap), .money(found.state.residual),
          .number(found.state.claims.filter { $0.status == .open }.count), .money(found.state.unpaid),
          .money(found.state.recourse), .day(request.terms.end),
        ]
      }
      report.empty = "no guarantees"
      report.show(json: common.json)
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "A guarantee: its terms, the formula term by term, its claims, and everybody who has signed.")
    @OptionGroup var common: LedgerOptions
    @Argument(help: "The guarantee.") var guarantee: String

    func run() throws {
      let bookkeeper = try common.open()
      let stream = try bookkeeper.stream("guarantee", guarantee)
      let state: GuaranteeState = try bookkeeper.state(stream)
      let request = try GuaranteeCommand.request(of: state, guarantee)
      var card = GuaranteeViews.card(stream, request, state, try GuaranteeNames(bookkeeper))
      let claims = GuaranteeViews.claims(state)
      let formula = GuaranteeViews.formula(state)
      if common.json {
        card.add("Formula", "formula", Report.Cell(json: formula.json, text: ""))
        card.add("Claims", "claims", Report.Cell(json: claims.json, text: ""))
        return try card.show(withHistoryOf: stream, in: bookkeeper, json: true)
      }
      card.show(json: false)
      if state.status != .requested { Console.data("\n" + formula.table) }
      if !claims.rows.isEmpty { Console.data("\n" + claims.table) }
      Console.data("")
      var steps = Report(columns: HistoryStep.columns)
      steps.rows = try bookkeeper.history(stream).map(\.cells)
      steps.show(json: false)
    }
  }
}

/// Families and landlords by the names that the vault still holds.
struct GuaranteeNames {
  private let parties: [ULID: String]
  private let households: [ULID: String]

  init(_ bookkeeper: Bookkeeper) throws {
    parties = try bookkeeper.partyNames()
    households = Dictionary(
      try bookkeeper.households().compactMap { home in home.name.map { (home.id, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  func party(_ id: ULID) -> String { parties[id] ?? id.description }
  func household(_ id: ULID) -> String { households[id] ?? id.description }
}

/// How a guarantee is told.
enum GuaranteeViews {
  static func card(
    _ stream: StreamID, _ request: GuaranteeRequested, _ state: GuaranteeState, _ names: GuaranteeNames
  ) -> Card {
    let terms = request.terms
    var card = Card()
    card.add("Guarantee", "id", .text(stream.key))
    card.add("State", "state", .text(state.status.rawValue))
    card.add("Tenant", "household", .text(names.household(request.household)))
    card.add("Landlord", "landlord", .text(names.party(request.landlord)))
    card.add("From", "from", .text(request.purse))
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

  static func percent(_ basisPoints: Int) -> String {
    let text = FixedPoint(scaled: basisPoints, decimals: 2).description
    return (text.hasSuffix(".00") ? String(text.dropLast(3)) : text) + " %"
  }

  /// The formula as it stands, one term a line.
  static func formula(_ state: GuaranteeState) -> Report {
    var report = Report(columns: [.init("Formula", "term"), .init("Amount", "amount", right: true)])
    guard let amounts = state.amounts else { return report }
    let waits = state.conditions?.depositNetted == .afterRelease && state.dwellingReleasedOn == nil
    report.rows = [
      [.text("admitted, of all claims"), .money(amounts.admitted)],
      [.text("less what the landlord had from the tenant"), .money(amounts.recovered)],
      [.text("less the deposit" + (waits ? ", once the dwelling is left" : "")), .money(amounts.deposit)],
      [.text("is the loss"), .money(amounts.loss)],
      [.text("of which \(percent(amounts.coverageBasisPoints))"), .money(amounts.covered)],
      [.text("at most the cap"), .money(amounts.entitled)],
      [.text("of which accepted"), .money(amounts.paid)],
      [.text("of which paid"), .money(state.paid)],
      [.text("to pay now"), .money(state.unpaid)],
    ]
    return report
  }

  static func claims(_ state: GuaranteeState) -> Report {
    var report = Report(columns: [
      .init("Claim", "id"), .init("Day"), .init("Months"), .init("Claimed", right: true), .init("State"),
      .init("Notified"), .init("Reply"), .init("Can be accepted", "acceptableFrom"),
      .init("Would pay", "payable", right: true),
    ])
    report.rows = state.claims.map { claim in
      let isOpen = claim.status == .open
      return [
        .text(claim.id), .day(claim.claimedOn), .list(claim.months), .money(claim.claimed),
        .text(claim.status.rawValue), .day(claim.notifiedOn), .optional(claim.reply?.rawValue),
        isOpen ? .text(acceptable(claim, state)) : .none,
        isOpen ? .money(state.payable(admitting: claim.claimed)) : .none,
      ]
    }
    return report
  }

  private static func acceptable(_ claim: GuaranteeClaim, _ state: GuaranteeState) -> String {
    guard let notified = claim.notifiedOn else { return "when the tenant is notified" }
    guard claim.reply == nil else { return "now" }
    return "from \(notified.adding(days: (state.conditions?.replyDays ?? 0) + 1))"
  }
}
