public import LedgerCore

/// What somebody does in an agreement of service: all that the host is told, and nothing about a debt.
public struct ServiceWork: Codable, Sendable, Hashable {
  /// Closed list of what may be done; nothing that replaces somebody's job.
  public enum Task: String, Codable, Sendable, CaseIterable, Comparable {
    /// Painting and care of common parts.
    case commonParts = "common-parts"
    case custody
    case greenCare = "green-care"
    case mailDelivery = "mail-delivery"
    case porterHours = "porter-hours"
    case smallRepairs = "small-repairs"

    public static func < (left: Task, right: Task) -> Bool { left.rawValue < right.rawValue }
  }

  /// The last day.
  public let end: CivilDate
  /// The body that takes the worker in, where it is one.
  public let hostBody: Slug?
  /// Who answers for the work there: the person, or the host itself where it is a party.
  public let hostParty: ULID?
  public let household: ULID
  public let start: CivilDate
  /// In order, each once.
  public let tasks: [Task]
  /// The person of the household who does the hours.
  public let worker: ULID

  public init(
    household: ULID, worker: ULID, hostBody: Slug? = nil, hostParty: ULID? = nil, tasks: [Task], start: CivilDate,
    end: CivilDate
  ) {
    self.end = end
    self.hostBody = hostBody
    self.hostParty = hostParty
    self.household = household
    self.start = start
    self.tasks = tasks
    self.worker = worker
  }

  /// Ten years: no family works off a debt for longer.
  static let mostDays = 3_653

  static func isSpan(_ start: CivilDate, _ end: CivilDate) -> Bool {
    (0...mostDays).contains(end.dayNumber - start.dayNumber)
  }
}
