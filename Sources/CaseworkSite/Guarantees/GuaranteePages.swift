import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// A guarantee to a landlord: its terms, its claims, and what the fund answers for.
enum GuaranteePages: Instrument {
  typealias State = GuaranteeState

  static let path = "guarantees"
  static let title: Phrase = "Guarantee"

  static func household(of file: File) -> ULID? { file.state.request?.household }
  static func status(of state: GuaranteeState) -> String { state.status.rawValue }
  static func amount(of state: GuaranteeState) -> Money? { state.request?.terms.cap }
  static func purse(of state: GuaranteeState) -> Restriction? { state.request?.purse }

  static func facts(_ visit: Visit, _ file: File) throws -> [Term] {
    let state = file.state
    guard let request = state.request else { throw WebRefusals.pageUnknown() }
    let terms = request.terms
    var found = [
      Term(visit.say("The most that is ever paid"), "\(strong: "\(terms.cap)")"),
      Term(visit.say("State"), visit.word(state.status.rawValue, of: "state")),
      Term(visit.say("Tenant"), try visit.family(request.household)),
      Term(visit.say("Landlord"), try visit.party(request.landlord)),
      Term(visit.say("Scheme"), visit.word(terms.scheme, of: "scheme")),
      Term(visit.say("The reserve that answers"), visit.words(of: request.purse)),
      Term(visit.say("Rent of a month"), "\(terms.rent)"), Term(visit.say("Deposit"), "\(terms.deposit)"),
      Term(visit.say("Part of a loss that is borne"), "\(terms.coverageBasisPoints, as: .percent(places: 2))"),
      Term(visit.say("Runs"), visit.say("from \(terms.start) to \(terms.end)")),
      Term(visit.say("Approvals"), "\(state.approvers.signers.count)"),
    ]
    if let number = try visit.fileNumber(file.stream) { found.append(Term(visit.say("File number"), .name(number))) }
    if state.status == .issued {
      found.append(Term(visit.say("What is left of it"), "\(state.residual)"))
      if let through = state.claimableThrough {
        found.append(Term(visit.say("Can be claimed through"), "\(through)"))
      }
    }
    if let day = state.dwellingReleasedOn { found.append(Term(visit.say("Dwelling left on"), "\(day)")) }
    if state.recourse.isPositive { found.append(Term(visit.say("The tenant owes the fund"), "\(state.recourse)")) }
    return found
  }

  static func parts(_ visit: Visit, _ file: File) throws -> [Block] {
    var blocks: [Block] = []
    if !file.state.claims.isEmpty { blocks.append(.section(visit.say("Claims"), [.table(claims(visit, file.state))])) }
    if file.state.admitted.isPositive, let amounts = file.state.amounts {
      blocks.append(
        .section(visit.say("How what is payable comes about"), [.table(formula(visit, amounts, file.state))]))
    }
    if file.state.status == .requested, let request = file.state.request {
      blocks += try Deciding.exposure(request.purse, visit)
    }
    return blocks
  }

  private static func claims(_ visit: Visit, _ state: GuaranteeState) -> Table {
    Table(
      caption: visit.say("Claims of the landlord"),
      columns: [
        Table.Column(visit.say("Claimed on")), Table.Column(visit.say("Months")), Table.Column(visit.say("State")),
        Table.Column(visit.say("Tenant told on")), Table.Column(visit.say("The tenant's answer")),
        Table.Column(visit.say("Amount (€)"), isFigure: true),
        Table.Column(visit.say("Would be payable (€)"), isFigure: true),
      ],
      rows: state.claims.map { claim in
        [
          .day(claim.claimedOn), .inline(visit.list(claim.months.map { "\($0)" })),
          .inline(visit.word(claim.status.rawValue, of: "state")), claim.notifiedOn.map { .day($0) } ?? .none,
          claim.reply.map { .inline(visit.word($0.rawValue, of: "reply")) } ?? .none, .money(claim.claimed),
          claim.status == .open ? .money(state.payable(admitting: claim.claimed)) : .none,
        ]
      })
  }

  /// The formula term by term, so that anybody can do the sum again.
  private static func formula(_ visit: Visit, _ amounts: GuaranteeAmounts, _ state: GuaranteeState) -> Table {
    let waits = state.conditions?.depositNetted == .afterRelease && state.dwellingReleasedOn == nil
    let covered = visit.say("of which \(Inline("\(amounts.coverageBasisPoints, as: .percent(places: 2))")) is borne")
    let lines: [(Inline, Money)] = [
      (visit.say("admitted, of all claims"), amounts.admitted),
      (visit.say("less what the landlord had from the tenant"), amounts.recovered),
      (
        waits ? visit.say("less the deposit, once the dwelling is left") : visit.say("less the deposit"),
        amounts.deposit
      ),
      (visit.say("is the loss"), amounts.loss), (covered, amounts.covered),
      (visit.say("at most the cap"), amounts.entitled),
      (visit.say("of which accepted"), amounts.paid), (visit.say("of which paid"), state.paid),
    ]
    return Table(
      caption: visit.say("Over all claims"),
      columns: [Table.Column(visit.say("What")), Table.Column(visit.say("Amount (€)"), isFigure: true)],
      rows: lines.map { [.inline($0.0), .money($0.1)] })
  }
}
