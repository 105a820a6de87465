public import LedgerCore

/// A laboratory took place: who came, as pseudonyms, for how long, and what people said of it.
///
/// More people than places are no refusal: places are a plan, and who came has come.
public struct LabHeld: EntryBody {
  public static let kind: Kind = "lab.held"
  public static let roles: Set<Role> = [.educator]
  public static let isReversible = true

  /// Pseudonyms, rising by their base64: the order tells nothing, and nobody counts twice.
  public let attendance: [Fingerprint]
  /// The invented family on whose budget the group has worked.
  public let exercise: Slug?
  /// By the code of a question, how many have given the marks 1 to 5.
  public let feedback: [String: [Int]]?
  /// People who came and are in no register.
  public let guests: Int
  public let minutes: Int

  public init(
    attendance: Set<Fingerprint>, guests: Int, minutes: Int, exercise: Slug? = nil,
    feedback: [String: [Int]] = [:]
  ) {
    self.attendance = attendance.sorted { $0.description < $1.description }
    self.exercise = exercise
    self.feedback = feedback.isEmpty ? nil : feedback
    self.guests = guests
    self.minutes = minutes
  }

  /// Everybody who came.
  public var people: Int { attendance.count + guests }

  static let beforeItsDay = RefusalCode(
    "lab.before-its-day", "the laboratory {lab} is to be held on {day}, after {effective}",
    hint: "record it when it has been held; one that was moved forward is cancelled and scheduled anew")
  static let attendanceInvalid = RefusalCode(
    "lab.attendance-invalid", "the attendance is not a rising list of pseudonyms that stand there once each",
    hint: "sort them by their base64, and name everybody once")
  static let nobodyCame = RefusalCode(
    "lab.nobody-came", "a laboratory to which nobody came was not held",
    hint: "`mastro lab cancel --reason nobody-came`")
  static let questionUnknown = RefusalCode(
    "lab.question-unknown", "there is no question {question}; there are {known}",
    hint: "use the codes of the paper that people fill in")
  static let marksInvalid = RefusalCode(
    "lab.marks-invalid", "the answers to {question} are not five numbers from 0",
    hint: "count how many gave each mark from 1 to 5: {question}=0,1,2,5,3")
  static let answersExceed = RefusalCode(
    "lab.answers-exceed", "the answers to {question} are more than the {people} people who came",
    hint: "count the papers and the people again")

  public static let refusals = [
    LabRules.wrongState, LabRules.bodyMissing, LabRules.otherBody, beforeItsDay, LabRules.outOfRange, attendanceInvalid,
    nobodyCame, questionUnknown, marksInvalid, answersExceed,
  ]

  public func admit(to state: LabState, in context: Admission) throws(Refusal) -> Effects {
    let plan = try LabRules.requireScheduled(state, in: context)
    guard context.effective >= plan.day else {
      throw Self.beforeItsDay([
        "lab": context.header.stream.key, "day": plan.day, "effective": context.effective,
      ])
    }
    try LabRules.require("the number of people in the register", attendance.count, in: 0...LabRules.mostPeople)
    try LabRules.require("the number of guests", guests, in: 0...LabRules.mostPeople)
    try LabRules.require("the number of minutes", minutes, in: 1...LabRules.mostMinutes)
    let names = attendance.map(\.description)
    guard zip(names, names.dropFirst()).allSatisfy({ $0 < $1 }) else { throw Self.attendanceInvalid() }
    guard people > 0 else { throw Self.nobodyCame() }
    for (question, marks) in (feedback ?? [:]).sorted(by: { $0.key < $1.key }) {
      try requireSound(marks, to: question)
    }
    return .none
  }

  private func requireSound(_ marks: [Int], to question: String) throws(Refusal) {
    guard LabQuestion(rawValue: question) != nil else {
      let known = LabQuestion.allCases.map(\.rawValue).joined(separator: ", ")
      throw Self.questionUnknown(["question": question, "known": known])
    }
    guard marks.count == LabQuestion.marks, marks.allSatisfy({ $0 >= 0 }) else {
      throw Self.marksInvalid(["question": question])
    }
    // No mark is counted beyond what is too many by itself, so the sum stays in range.
    let answers = marks.reduce(0) { $0 + min($1, people + 1) }
    guard answers <= people else {
      throw Self.answersExceed(["question": question, "people": people])
    }
  }

  public func apply(to state: inout LabState, from entry: LoggedEntry) {
    state.status = .held
    state.outcome = self
    state.heldOn = entry.header.effective
  }
}
