public import Coaching
public import LedgerCore

/// The budget laboratories of a stretch of days, in numbers that name nobody: groups below five are not told, and cannot
/// be found by subtraction from what is told, also by those who know how it is decided what is told.
///
/// The figures form a tree: everything, session types, topics within a type. Two tables over the same people, one by
/// type and one by topic, could be subtracted from each other.
public struct LabReport: Sendable {
  /// A laboratory that was held.
  public struct Lab: Sendable, Hashable {
    public let session: SessionType
    public let topic: LabTopic
    public let minutes: Int
    /// Pseudonyms of those who came.
    public let attendance: Set<Fingerprint>
    public let guests: Int
    public let feedback: [LabQuestion: [Int]]

    public init(
      session: SessionType, topic: LabTopic, minutes: Int, attendance: Set<Fingerprint>, guests: Int,
      feedback: [LabQuestion: [Int]] = [:]
    ) {
      self.session = session
      self.topic = topic
      self.minutes = minutes
      self.attendance = attendance
      self.guests = guests
      self.feedback = feedback
    }
  }

  /// A branch of the tree; people and guests are nil where they are not told.
  public struct Line: Sendable, Hashable {
    /// Nil for everything.
    public let session: SessionType?
    /// Nil for a whole type.
    public let topic: LabTopic?
    public let labs: Int
    /// How long the laboratories lasted, whoever came.
    public let minutes: Int
    /// Different people of the register; somebody who came to two branches counts in both.
    public let people: Int?
    /// Visits of people who are in no register.
    public let guests: Int?
  }

  /// What people answered to one question; nil is not told.
  public struct Answers: Sendable, Hashable {
    public let question: LabQuestion
    public let count: Int?
    /// The marks 1 to 3, and 4 and 5.
    public let low: Int?
    public let high: Int?
    /// Answers by mark, from 1 to 5.
    public let marks: [Int?]
  }

  public let scope: ReportScope
  public let total: Line
  /// Each type, followed by its topics.
  public let lines: [Line]
  public let answers: [Answers]

  public init(_ labs: [Lab], scope: ReportScope) {
    self.scope = scope
    let people = LabTree(labs, counting: Self.people)
    let guests = LabTree(labs) { labs in labs.reduce(0) { $0 + $1.guests } }
    total = Line(labs, people: people.told, guests: guests.told)
    lines = zip(people.parts, guests.parts).flatMap { people, guests in
      [Line(people.labs, session: people.session, people: people.told, guests: guests.told)]
        + zip(people.parts, guests.parts).map { people, guests in
          Line(
            people.labs, session: people.session, topic: people.topic, people: people.told, guests: guests.told)
        }
    }
    answers = LabQuestion.allCases.compactMap { [total] question in
      let asked = labs.compactMap { $0.feedback[question] }
      return asked.isEmpty ? nil : Answers(question, asked, of: total)
    }
  }

  private static func people(_ labs: [Lab]) -> Int {
    labs.reduce(into: Set<Fingerprint>()) { $0.formUnion($1.attendance) }.count
  }
}

extension LabReport.Line {
  fileprivate init(
    _ labs: [LabReport.Lab], session: SessionType? = nil, topic: LabTopic? = nil, people: Int?, guests: Int?
  ) {
    self.session = session
    self.topic = topic
    self.labs = labs.count
    minutes = labs.reduce(0) { $0 + $1.minutes }
    self.people = people
    self.guests = guests
  }
}

extension LabReport.Answers {
  /// Where one of five marks would be told of so few, all five are told of nobody, and two halves take their place.
  ///
  /// - Parameter total: everybody who came. Where guests or people are not told, more answers than the others would
  ///   say how many of them there are at least.
  fileprivate init(_ question: LabQuestion, _ asked: [[Int]], of total: LabReport.Line) {
    let sums = (0..<LabQuestion.marks).map { mark in asked.reduce(0) { $0 + $1[mark] } }
    let (low, high) = (sums[..<3].reduce(0, +), sums[3...].reduce(0, +))
    let areAllTold = total.people != nil && total.guests != nil
    let tellsCount =
      SmallGroups.mayTell(low + high) && (areAllTold || low + high <= (total.people ?? 0) + (total.guests ?? 0))
    let tellsHalves = tellsCount && SmallGroups.mayTell(low) && SmallGroups.mayTell(high)
    let tellsMarks = tellsHalves && sums.allSatisfy(SmallGroups.mayTell)
    self.question = question
    count = tellsCount ? low + high : nil
    self.low = tellsHalves ? low : nil
    self.high = tellsHalves ? high : nil
    marks = sums.map { tellsMarks ? $0 : nil }
  }
}
