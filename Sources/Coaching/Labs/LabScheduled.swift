public import LedgerCore

/// A body announces a budget laboratory: when, about what, and for how many.
public struct LabScheduled: EntryBody {
  public static let kind: Kind = "lab.scheduled"
  public static let roles: Set<Role> = [.educator]

  public let day: CivilDate
  /// The invented family on whose budget the group will work, by the name of its file.
  public let exercise: Slug?
  public let places: Int
  public let session: SessionType
  public let topic: LabTopic

  public init(day: CivilDate, topic: LabTopic, session: SessionType, places: Int, exercise: Slug? = nil) {
    self.day = day
    self.exercise = exercise
    self.places = places
    self.session = session
    self.topic = topic
  }

  static let dayOver = RefusalCode(
    "lab.day-over", "the laboratory would be announced on {effective} for {day}, which is over then",
    hint: "give the day with --day; one that was held already is announced with an earlier --date")

  public static let refusals = [LabRules.wrongState, LabRules.bodyMissing, dayOver, LabRules.outOfRange]

  public func admit(to state: LabState, in context: Admission) throws(Refusal) -> Effects {
    guard state.status == .new else {
      throw LabRules.wrongState(["lab": context.header.stream.key, "state": state.status.rawValue])
    }
    guard context.header.onBehalfOf != nil else { throw LabRules.bodyMissing() }
    guard day >= context.effective else { throw Self.dayOver(["effective": context.effective, "day": day]) }
    try LabRules.require("the number of places", places, in: 1...LabRules.mostPeople)
    return .none
  }

  public func apply(to state: inout LabState, from entry: LoggedEntry) {
    state.status = .scheduled
    state.plan = self
    state.body = entry.header.onBehalfOf
  }
}
