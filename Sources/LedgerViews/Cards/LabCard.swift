import Bookkeeping
import Coaching
public import LedgerCore

/// A laboratory: what was announced, how many came, what they said, and who has signed.
public enum LabCard: CardView {
  public static let noun = "lab"
  public static let thing = "laboratory"

  public static func sheet(_ viewer: Viewer, _ stream: StreamID, _ query: CardQuery) throws -> CardSheet {
    let state: LabState = try viewer.bookkeeper.state(stream)
    var card = Card()
    card.add("Laboratory", "id", .text(stream.key))
    card.add("State", "state", .code(state.status.rawValue))
    card.add("Body", "body", .optional(state.body))
    card.add("Planned for", "day", .day(state.plan?.day))
    card.add("Session", "session", .code(state.plan?.session.rawValue))
    card.add("Topic", "topic", .code(state.plan?.topic.rawValue))
    card.add("Exercise", "exercise", .optional(state.outcome?.exercise ?? state.plan?.exercise))
    card.add("Places", "places", state.plan.map { .number($0.places) } ?? .none)
    card.add("Cancelled", "cancelled", .code(state.cancelled?.rawValue))
    card.add("Held on", "heldOn", .day(state.heldOn))
    if let outcome = state.outcome {
      card.add("From the register", "attended", .number(outcome.attendance.count))
      card.add("Guests", "guests", .number(outcome.guests))
      card.add("Duration", "minutes", .minutes(outcome.minutes))
      let feedback = (outcome.feedback ?? [:]).sorted { $0.key < $1.key }
      let lines = feedback.map { "\($0.key) \($0.value.map(String.init).joined(separator: "/"))" }
      let marks = try JSONObject(feedback.map { ($0.key, .array($0.value.map { .integer($0) })) })
      card.add("Marks from 1 to 5", "feedback", Report.Cell(json: .object(marks), text: lines.joined(separator: ", ")))
    }
    return try CardSheet("Laboratory \(stream.key)", stream, card).signed(viewer)
  }
}
