import Coaching
import Funds
import LedgerCore

/// What happens around a laboratory, with the usual person where the test does not say who.
extension Books {
  /// A laboratory of the municipality, ten days from now.
  @discardableResult
  func scheduleLab(
    days: Int = 10, places: Int = 12, exercise: Slug? = "ombrello", by person: Person = .edda,
    for body: Slug? = "comune", in stream: StreamID? = nil
  ) throws -> StreamID {
    try record(
      LabScheduled(
        day: today.adding(days: days), topic: .budget, session: .training, places: places, exercise: exercise),
      stream ?? self.stream("lab"), by: person, onBehalfOf: body
    ).entry.stream
  }

  /// A laboratory whose day is today.
  func labToday() throws -> StreamID {
    let lab = try scheduleLab()
    pass(days: 10)
    return lab
  }

  /// Pseudonyms of so many people.
  static func attendance(_ count: UInt8) -> Set<Fingerprint> { Set((0..<count).map { fingerprint(100 + $0) }) }

  static func held(
    _ attendance: UInt8 = 8, guests: Int = 2, minutes: Int = 90, feedback: [String: [Int]] = [:]
  ) -> LabHeld {
    LabHeld(
      attendance: Self.attendance(attendance), guests: guests, minutes: minutes, exercise: "ombrello",
      feedback: feedback)
  }

  @discardableResult
  func holdLab(
    _ lab: StreamID, _ held: LabHeld = Books.held(), by person: Person = .edda, for body: Slug? = "comune",
    on day: CivilDate? = nil
  ) throws -> LoggedEntry {
    try record(held, lab, by: person, on: day, onBehalfOf: body)
  }

  @discardableResult
  func cancelLab(
    _ lab: StreamID, _ reason: LabCancelled.Reason = .tooFew, by person: Person = .edda, for body: Slug? = "comune"
  ) throws -> LoggedEntry {
    try record(LabCancelled(reason: reason), lab, by: person, onBehalfOf: body)
  }

  func lab(_ stream: StreamID) throws -> LabState { try ledger.state(of: stream) }
}
