import Bookkeeping
import Coaching
import Funds
import LedgerCore

/// The families that are coached, and what waits.
public enum BudgetListing: ListView {
  public static let noun = "budget"
  public static let title: Wording = "Coached families"

  public static func report(_ viewer: Viewer, _ query: ListQuery) throws -> Report {
    let names = try viewer.names()
    let numbers = try viewer.fileNumbers()
    var report = Report(columns: [
      .init("Household", "household"), .init("File", "fileNumber"), .init("For", "body"), .init("State"),
      .init("Capacity", right: true), .init("Left", right: true), .init("Snapshot"), .init("Waits for", "waitsFor"),
    ])
    report.rows = try viewer.bookkeeper.budgets().filter { query.includesAll || $0.state.isOpen }.compactMap { book in
      let household = StreamID("household", book.household)
      guard query.keeps(household) else { return nil }
      return [
        .text(names.name(book.household)).about(.stream(household)), .optional(numbers[household]),
        .optional(book.state.openedFor), .code(book.state.status.rawValue), .money(book.state.assessment?.capacity),
        book.state.assessment == nil ? .none : .money(book.amount), .day(book.state.newestSnapshot?.day),
        book.waitsFor.map { .words($0) } ?? .text(""),
      ]
    }
    report.empty = "no family is coached: `mastro budget open` begins"
    return report
  }
}

/// The laboratories and what became of them.
public enum LabListing: ListView {
  public static let noun = "lab"
  public static let title: Wording = "Laboratories"

  public static func report(_ viewer: Viewer, _ query: ListQuery) throws -> Report {
    let numbers = try viewer.fileNumbers()
    var report = Report(columns: [
      .init("Laboratory", "id"), .init("File", "fileNumber"), .init("Day"), .init("State"), .init("Body"),
      .init("Session"), .init("Topic"), .init("Exercise"), .init("Places", right: true),
      .init("Came", "attended", right: true), .init("Guests", right: true),
    ])
    report.rows = try viewer.bookkeeper.all(LabState.self).compactMap { found in
      guard let plan = found.state.plan, query.keeps(found.stream, state: found.state.status.rawValue) else {
        return nil
      }
      let outcome = found.state.outcome
      return [
        .id(of: found.stream), .optional(numbers[found.stream]), .day(found.state.heldOn ?? plan.day),
        .code(found.state.status.rawValue), .optional(found.state.body), .code(plan.session.rawValue),
        .code(plan.topic.rawValue), .optional(outcome?.exercise ?? plan.exercise), .number(plan.places),
        outcome.map { .number($0.attendance.count) } ?? .none, outcome.map { .number($0.guests) } ?? .none,
      ]
    }
    report.empty = "no laboratories"
    return report
  }
}
