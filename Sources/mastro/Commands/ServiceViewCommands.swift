import ArgumentParser
import Bookkeeping
import Funds
import LedgerCore
import LedgerSQLite
import Sodium

struct ServiceList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "The agreements of service, their hours, and whose answer is overdue.",
    discussion: "Where this machine holds the keys of hosts alone, debts and amounts are not shown.")
  @OptionGroup var common: LedgerOptions
  @Flag(help: "Leave out debts and amounts, as a host sees it.") var forHost = false

  func run() throws {
    let bookkeeper = try common.open()
    let isForHost = try forHost || ServiceViews.isHostsMachine(bookkeeper, common)
    let names = try bookkeeper.partyNames()
    let numbers = try bookkeeper.vault.fileNumbers()
    var report = Report(columns: ServiceList.columns + (isForHost ? [] : ServiceList.moneyColumns))
    report.rows = try bookkeeper.all(ServiceState.self).compactMap { found in
      guard let work = found.state.work else { return nil }
      let overdue = try bookkeeper.sessions(of: found.state).filter(\.isOverdue).count
      let cells: [Report.Cell] = [
        .text(found.stream.key), .optional(numbers[found.stream]), .text(found.state.status.rawValue),
        .text(names[work.worker] ?? work.worker.description), .text(ServiceViews.host(work, names)),
        .text(work.end), ServiceViews.hoursCell(found.state.pendingMinutes), .number(overdue),
        ServiceViews.hoursCell(found.state.confirmedMinutes),
      ]
      guard !isForHost else { return cells }
      return cells + [
        .optional(found.state.terms.map { ServiceViews.debt($0.debt, names) }),
        ServiceViews.hoursCell(found.state.waitingMinutes()), .money(found.state.credited),
        .money(found.state.totalLeft),
      ]
    }
    report.empty = "no agreements of service yet: `mastro service agree` begins one"
    report.show(json: common.json)
  }

  private static let columns: [Report.Column] = [
    .init("Agreement", "id"), .init("File", "fileNumber"), .init("State"), .init("Worker"), .init("Host"),
    .init("Until"), .init("To confirm", "pendingMinutes", right: true), .init("Overdue", right: true),
    .init("Confirmed", "confirmedMinutes", right: true),
  ]
  private static let moneyColumns: [Report.Column] = [
    .init("Repays", "debt"), .init("To credit", "waitingMinutes", right: true), .init("Credited", right: true),
    .init("Cap left", "totalLeft", right: true),
  ]
}

struct ServiceShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "An agreement, its hours, and what they repay.",
    discussion: "Where this machine holds the keys of hosts alone, it is shown as with --for-host.")
  @OptionGroup var common: LedgerOptions
  @Argument(help: "The agreement.") var agreement: String
  @Flag(help: "What the host may see: the work and its hours, and no debt, rate or amount.") var forHost = false

  func run() throws {
    let bookkeeper = try common.open()
    let (stream, state) = try bookkeeper.service(agreement)
    let isForHost = try forHost || ServiceViews.isHostsMachine(bookkeeper, common)
    guard let view = try bookkeeper.serviceForHost(stream) else {
      throw ProgramRefusals.notA(["id": agreement, "thing": "agreement of service"])
    }
    let names = try bookkeeper.partyNames()
    var card = ServiceViews.card(view, names)
    if !isForHost { try addTerms(to: &card, stream, state, names, bookkeeper) }
    let sessions = ServiceViews.sessions(view.sessions)
    guard !common.json else {
      var object = card.json.object ?? [:]
      object["sessions"] = .array(
        sessions.rows.map { row in
          var session: JSONObject = [:]
          for (column, cell) in zip(sessions.columns, row) { session[column.member] = cell.json }
          return .object(session)
        })
      return Console.data(JSON.object(object).prettyText)
    }
    card.show(json: false)
    guard !view.sessions.isEmpty else { return }
    Console.data("")
    sessions.show(json: false)
  }

  private func addTerms(
    to card: inout Card, _ stream: StreamID, _ state: ServiceState, _ names: [ULID: String], _ bookkeeper: Bookkeeper
  ) throws {
    card.add("Awaits", "missing", .list(state.missing.map(\.rawValue) + (state.termsEntry == nil ? ["terms"] : [])))
    guard let terms = state.terms else { return }
    card.add("Repays", "debt", .text(ServiceViews.debt(terms.debt, names)))
    card.add("Nature", "nature", .optional(terms.debt.nature?.rawValue))
    card.add("Borne by", "bornBy", .text(terms.purse.map(\.description) ?? "the creditor, who waives"))
    card.add("Regulation", "regulation", .optional(terms.regulation))
    card.add("An hour", "hourlyRate", .money(terms.hourlyRate))
    card.add("Monthly cap", "monthlyCap", .money(terms.monthlyCap))
    card.add("Cap", "totalCap", .money(terms.totalCap))
    card.add("Credited", "credited", .money(state.credited))
    card.add("To credit", "waitingMinutes", ServiceViews.hoursCell(state.waitingMinutes()))
    let open = try bookkeeper.openServiceCredit(of: stream, state)
    if open.isPositive { card.add("Not taken off the debt", "openCredit", .money(open)) }
    if terms.purse != nil, terms.debt.creditor != nil {
      card.add("Paid to the creditor", "settled", .money(state.settled))
      card.add("Owed to the creditor", "owedToCreditor", .money(state.owedToCreditor))
    }
  }
}

/// How agreements of service are told.
enum ServiceViews {
  /// True where every key here that belongs to a member belongs to somebody who is a host and nothing else.
  static func isHostsMachine(_ bookkeeper: Bookkeeper, _ options: LedgerOptions) throws -> Bool {
    let governing = try bookkeeper.governing()
    let members = try KeyRing.all(options).compactMap { governing.holder(of: $0.publicKey.keyID) }
    return !members.isEmpty && members.allSatisfy { $0.roles == [.host] }
  }

  static func hours(_ minutes: Int) -> String {
    let (hours, rest) = minutes.quotientAndRemainder(dividingBy: 60)
    return "\(hours):" + (rest < 10 ? "0" : "") + "\(rest) h"
  }

  /// Minutes for programs, hours for people.
  static func hoursCell(_ minutes: Int) -> Report.Cell { Report.Cell(json: .integer(minutes), text: hours(minutes)) }

  static func host(_ work: ServiceWork, _ names: [ULID: String]) -> String {
    let tutor = work.hostParty.map { names[$0] ?? $0.description }
    return [work.hostBody?.text, tutor].compactMap { $0 }.joined(separator: ", ")
  }

  static func debt(_ debt: ServiceDebt, _ names: [ULID: String]) -> String {
    switch debt {
    case .loan(let id): "loan \(id)"
    case .plan(let id, let creditor, _): "\(names[creditor] ?? creditor.description) in plan \(id)"
    case .claim(let creditor, _): names[creditor] ?? creditor.description
    }
  }

  static func card(_ view: ServiceForHost, _ names: [ULID: String]) -> Card {
    var card = Card()
    card.add("Agreement", "id", .text(view.id))
    card.add("State", "state", .text(view.status.rawValue))
    card.add("Worker", "worker", .text(names[view.work.worker] ?? view.work.worker.description))
    card.add("Host", "host", .text(host(view.work, names)))
    card.add("Accepted by the host", "hostAccepted", .flag(!view.awaitsHost, "yes"))
    card.add("Tasks", "tasks", .list(view.work.tasks.map(\.rawValue)))
    card.add("From", "from", .text(view.work.start))
    card.add("Until", "until", .text(view.work.end))
    card.add("Insured", "insured", .list(view.insurances.map { "\($0.from)/\($0.until)" }))
    return card
  }

  static func sessions(_ entries: [ServiceSessionEntry]) -> Report {
    var report = Report(columns: [
      .init("Session", "id"), .init("Day"), .init("From"), .init("To"), .init("Task"), .init("State"),
      .init("Counts", "countedMinutes", right: true), .init("Answer by", "answerDue"), .init("Overdue"),
    ])
    report.rows = entries.map { entry in
      [
        .text(entry.id), .text(entry.session.date), .text(entry.session.start), .text(entry.session.end),
        .text(entry.session.task.rawValue), .text(entry.session.status.rawValue),
        hoursCell(entry.session.countedMinutes), .optional(entry.answerDue), .flag(entry.isOverdue, "overdue"),
      ]
    }
    return report
  }
}
