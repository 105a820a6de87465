import ArgumentParser
import Bookkeeping
import Coaching
import LedgerCore
import LedgerSQLite

extension LabCommand {
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "The laboratories and what became of them.", discussion: "`mastro lab report` counts the people.")
    @OptionGroup var common: LedgerOptions
    @Option(help: "Only those in this state: scheduled, held, cancelled.") var state: String?

    func run() throws {
      let bookkeeper = try common.open()
      let numbers = try bookkeeper.vault.fileNumbers()
      var report = Report(columns: [
        .init("Laboratory", "id"), .init("File", "fileNumber"), .init("Day"), .init("State"), .init("Body"),
        .init("Session"), .init("Topic"), .init("Exercise"), .init("Places", right: true),
        .init("Came", "attended", right: true), .init("Guests", right: true),
      ])
      let labs = try bookkeeper.all(LabState.self).filter { state == nil || $0.state.status.rawValue == state }
      report.rows = labs.compactMap { found in
        guard let plan = found.state.plan else { return nil }
        let outcome = found.state.outcome
        return [
          .text(found.stream.key), .optional(numbers[found.stream]), .day(found.state.heldOn ?? plan.day),
          .text(found.state.status.rawValue), .optional(found.state.body), .text(plan.session.rawValue),
          .text(plan.topic.rawValue), .optional(outcome?.exercise ?? plan.exercise), .number(plan.places),
          outcome.map { .number($0.attendance.count) } ?? .none, outcome.map { .number($0.guests) } ?? .none,
        ]
      }
      report.empty = "no laboratories"
      report.show(json: common.json)
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "A laboratory: what was announced, how many came, what they said, and who has signed.")
    @OptionGroup var common: LedgerOptions
    @Argument(help: "The laboratory.") var lab: String

    func run() throws {
      let bookkeeper = try common.open()
      let stream = try bookkeeper.stream(LabState.family, lab)
      let state: LabState = try bookkeeper.state(stream)
      var card = Card()
      card.add("Laboratory", "id", .text(stream.key))
      card.add("State", "state", .text(state.status.rawValue))
      card.add("Body", "body", .optional(state.body))
      card.add("Planned for", "day", .day(state.plan?.day))
      card.add("Session", "session", .optional(state.plan?.session.rawValue))
      card.add("Topic", "topic", .optional(state.plan?.topic.rawValue))
      card.add("Exercise", "exercise", .optional(state.outcome?.exercise ?? state.plan?.exercise))
      card.add("Places", "places", state.plan.map { .number($0.places) } ?? .none)
      card.add("Cancelled", "cancelled", .optional(state.cancelled?.rawValue))
      card.add("Held on", "heldOn", .day(state.heldOn))
      if let outcome = state.outcome {
        card.add("From the register", "attended", .number(outcome.attendance.count))
        card.add("Guests", "guests", .number(outcome.guests))
        card.add("Duration", "minutes", .minutes(outcome.minutes))
        let feedback = (outcome.feedback ?? [:]).sorted { $0.key < $1.key }
        let lines = feedback.map { "\($0.key) \($0.value.map(String.init).joined(separator: "/"))" }
        let marks = try JSONObject(feedback.map { ($0.key, .array($0.value.map { .integer($0) })) })
        card.add(
          "Marks from 1 to 5", "feedback", Report.Cell(json: .object(marks), text: lines.joined(separator: ", ")))
      }
      try card.show(withHistoryOf: stream, in: bookkeeper, json: common.json)
    }
  }
}
