public import LedgerCore

/// A budget laboratory, from its announcement to what became of it: the stream `lab/<id>`.
public struct LabState: StreamState {
  public static let family = "lab"
  public static let keyForm = StreamKeyForm.ulid

  /// Where it stands.
  public enum Status: String, Sendable, CaseIterable {
    case new, scheduled, held, cancelled
  }

  public internal(set) var status = Status.new
  public internal(set) var plan: LabScheduled?
  /// The body that holds it; another body may neither hold nor cancel it.
  public internal(set) var body: Slug?
  public internal(set) var outcome: LabHeld?
  public internal(set) var heldOn: CivilDate?
  public internal(set) var cancelled: LabCancelled.Reason?

  public init() {}
}

/// What a laboratory was about: a closed list, for the log holds no free text.
public enum LabTopic: String, Codable, Sendable, CaseIterable {
  /// What comes in and what goes out.
  case budget
  /// Rent, light and heat, and what their bills say.
  case bills
  /// What is owed, to whom first, and what a plan is.
  case debts
  /// Loans, cards, paying later.
  case credit
  case saving
  /// What a family has a right to, and how to ask for it.
  case benefits
  /// Accounts, cards, identity and payments on the telephone.
  case payments
  case scams
  /// Work of some months of the year.
  case seasons
}

/// A question on the paper that people fill in when they leave; the answer is a mark from 1 to 5.
public enum LabQuestion: String, Sendable, CaseIterable {
  /// I understood what was said.
  case clear
  /// I shall do something differently.
  case useful
  /// I dared to ask.
  case safe
  /// I feel able to speak with those to whom I owe.
  case confident
  /// I would tell a friend to come.
  case recommend

  /// How many marks there are, 1 being the lowest.
  public static let marks = 5
}

/// What the entries of a laboratory have in common.
enum LabRules {
  static let mostPeople = 500
  static let mostMinutes = 720

  static let bodyMissing = RefusalCode(
    "lab.body-missing", "no body is named that holds the laboratory",
    hint: "sign for your organisation: --on-behalf-of BODY")
  static let otherBody = RefusalCode(
    "lab.other-body", "the laboratory {lab} is held by {body}", hint: "somebody of {body} signs, --on-behalf-of {body}")
  static let wrongState = RefusalCode(
    "lab.wrong-state", "the laboratory {lab} is {state}, so this step cannot follow",
    hint: "`mastro lab show` tells what has happened; a step that was signed by mistake is reversed")
  static let outOfRange = RefusalCode(
    "lab.out-of-range", "{what} would be {value}, and must be from {least} to {most}", hint: "correct the number")

  /// The plan of a laboratory that is still to come, signed for by the body that holds it.
  static func requireScheduled(_ state: LabState, in context: Admission) throws(Refusal) -> LabScheduled {
    guard let plan = state.plan, let body = state.body, state.status == .scheduled else {
      throw wrongState(["lab": context.header.stream.key, "state": state.status.rawValue])
    }
    guard context.header.onBehalfOf != nil else { throw bodyMissing() }
    guard context.header.onBehalfOf == body else {
      throw otherBody(["lab": context.header.stream.key, "body": body])
    }
    return plan
  }

  static func require(_ what: String, _ value: Int, in range: ClosedRange<Int>) throws(Refusal) {
    guard range.contains(value) else {
      throw outOfRange(["what": what, "value": value, "least": range.lowerBound, "most": range.upperBound])
    }
  }
}
