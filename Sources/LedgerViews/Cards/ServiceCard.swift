import Bookkeeping
import Funds
public import LedgerCore

/// An agreement of service, its hours, and what they repay; for its host without a debt or an amount.
public enum ServiceCard: CardView {
  public static let noun = "service"
  public static let thing = "agreement of service"

  public static func sheet(_ viewer: Viewer, _ stream: StreamID, _ query: CardQuery) throws -> CardSheet {
    let state: ServiceState = try viewer.bookkeeper.state(stream)
    guard let view = try viewer.bookkeeper.serviceForHost(stream) else { throw notThere(stream) }
    let names = try viewer.partyNames()
    var card = card(view, names)
    if !query.isForHost { try addTerms(to: &card, stream, state, names, viewer) }
    var sheet = CardSheet("Agreement of service \(stream.key)", stream, card)
    var sessions = CardSheet.Part("Sessions", "sessions", sessions(view.sessions))
    sessions.isInText = !view.sessions.isEmpty
    sheet.parts.append(sessions)
    return sheet
  }

  private static func card(_ view: ServiceForHost, _ names: Names) -> Card {
    var card = Card()
    card.add("Agreement", "id", .text(view.id))
    card.add("State", "state", .code(view.status.rawValue))
    card.add("Worker", "worker", .text(names.nameOrID(view.work.worker)))
    card.add("Host", "host", .text(ServiceWording.host(view.work, names)))
    card.add("Accepted by the host", "hostAccepted", .flag(!view.awaitsHost, "yes"))
    card.add("Tasks", "tasks", .codes(view.work.tasks.map(\.rawValue)))
    card.add("From", "from", .day(view.work.start))
    card.add("Until", "until", .day(view.work.end))
    card.add("Insured", "insured", .list(view.insurances.map { "\($0.from)/\($0.until)" }))
    return card
  }

  private static func addTerms(
    to card: inout Card, _ stream: StreamID, _ state: ServiceState, _ names: Names, _ viewer: Viewer
  ) throws {
    card.add("Awaits", "missing", .codes(state.missing.map(\.rawValue) + (state.termsEntry == nil ? ["terms"] : [])))
    guard let terms = state.terms else { return }
    card.add(
      "Repays", "debt", .words(ServiceWording.debt(terms.debt, names)).about(terms.debt.stream.map { .stream($0) }))
    card.add("Nature", "nature", .code(terms.debt.nature?.rawValue))
    card.add("Borne by", "bornBy", terms.purse.map { .code($0, of: "purse") } ?? .words("the creditor, who waives"))
    card.add("Regulation", "regulation", .optional(terms.regulation))
    card.add("An hour", "hourlyRate", .money(terms.hourlyRate))
    card.add("Monthly cap", "monthlyCap", .money(terms.monthlyCap))
    card.add("Cap", "totalCap", .money(terms.totalCap))
    card.add("Credited", "credited", .money(state.credited))
    card.add("To credit", "waitingMinutes", .hours(state.waitingMinutes()))
    let open = try viewer.bookkeeper.openServiceCredit(of: stream, state)
    if open.isPositive { card.add("Not taken off the debt", "openCredit", .money(open)) }
    if terms.purse != nil, terms.debt.creditor != nil {
      card.add("Paid to the creditor", "settled", .money(state.settled))
      card.add("Owed to the creditor", "owedToCreditor", .money(state.owedToCreditor))
    }
  }

  private static func sessions(_ entries: [ServiceSessionEntry]) -> Report {
    var report = Report(columns: [
      .init("Session", "id"), .init("Day"), .init("From"), .init("To"), .init("Task"), .init("State"),
      .init("Counts", "countedMinutes", right: true), .init("Answer by", "answerDue"), .init("Overdue"),
    ])
    report.rows = entries.map { entry in
      [
        .entry(entry.id), .day(entry.session.date), .text(entry.session.start), .text(entry.session.end),
        .code(entry.session.task.rawValue), .code(entry.session.status.rawValue, of: "service"),
        .hours(entry.session.countedMinutes), .day(entry.answerDue), .flag(entry.isOverdue, "overdue"),
      ]
    }
    return report
  }
}
