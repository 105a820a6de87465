import Bookkeeping
import Funds
import LedgerCore
import Pages

/// The agreements of service, their hours, and whose answer is overdue.
public enum ServiceListing: ListView {
  public static let noun = "service"
  public static let title: Wording = "Agreements of service"

  public static func report(_ viewer: Viewer, _ query: ListQuery) throws -> Report {
    let names = try viewer.partyNames()
    let numbers = try viewer.fileNumbers()
    var report = Report(columns: columns + (query.isForHost ? [] : moneyColumns))
    report.rows = try viewer.bookkeeper.all(ServiceState.self).compactMap { found in
      guard let work = found.state.work, query.keeps(found.stream, state: found.state.status.rawValue) else {
        return nil
      }
      let overdue = try viewer.bookkeeper.sessions(of: found.state).filter(\.isOverdue).count
      let cells: [Report.Cell] = [
        .id(of: found.stream), .optional(numbers[found.stream]), .code(found.state.status.rawValue),
        .text(names.nameOrID(work.worker)), .text(ServiceWording.host(work, names)), .day(work.end),
        .hours(found.state.pendingMinutes), .number(overdue), .hours(found.state.confirmedMinutes),
      ]
      guard !query.isForHost else { return cells }
      return cells + [
        found.state.terms.map { .words(ServiceWording.debt($0.debt, names)) } ?? .none,
        .hours(found.state.waitingMinutes()), .money(found.state.credited), .money(found.state.totalLeft),
      ]
    }
    report.empty = "no agreements of service yet: `mastro service agree` begins one"
    return report
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

/// How agreements of service are told.
enum ServiceWording {
  static func hours(_ minutes: Int) -> String {
    let (hours, rest) = minutes.quotientAndRemainder(dividingBy: 60)
    return "\(hours):" + (rest < 10 ? "0" : "") + "\(rest) h"
  }

  static func host(_ work: ServiceWork, _ names: Names) -> String {
    [work.hostBody?.text, work.hostParty.map { names.nameOrID($0) }].compactMap { $0 }.joined(separator: ", ")
  }

  static func debt(_ debt: ServiceDebt, _ names: Names) -> Wording {
    switch debt {
    case .loan(let id): "loan \(id)"
    case .plan(let id, let creditor, _): "\(names.nameOrID(creditor)) in plan \(id)"
    case .claim(let creditor, _): Wording(verbatim: names.nameOrID(creditor))
    }
  }
}

extension Report.Cell {
  /// Minutes for programs, hours for people.
  public static func hours(_ minutes: Int) -> Report.Cell {
    Report.Cell(json: .integer(minutes), text: ServiceWording.hours(minutes), page: .figure(minutes, .minutes))
  }
}
