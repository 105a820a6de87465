import Funds
import Bookkeeping
import Coaching
import LedgerCore
import MastroWeb
import Pages

/// That a laboratory took place: who came, by their names, of which the log learns pseudonyms alone; and what they said.
enum LabHoldForm {
  static func show(_ visit: Visit) throws -> SitePage {
    let (_, id, state) = try LabPages.lab(visit)
    let words = CoachingWords(visit)
    var items: [Form.Item] = [
      .field(
        visit.field(
          "names", "Who came, one name a line", .longText(most: 20_000),
          hint:
            "As they stand in the register. The names are not kept: the log learns pseudonyms, and nobody can tell who they are.",
          isRequired: false, autocomplete: "off")),
      .field(
        visit.field(
          "guests", "How many came who are in no register", .integer(0...500),
          hint: "Also whoever wants to be in no register.", initial: "0")),
      .field(visit.field("minutes", "How many minutes it lasted", .integer(1...720), initial: "90")),
      .field(
        visit.field(
          "exercise", "The invented family", .choice(LabPages.exercises(visit)),
          initial: state.plan?.exercise?.text, isRequired: false)),
      .block(
        .paragraph(
          visit.say("What people said on leaving, in marks from 1 to 5. Empty where nobody was asked."))
      ),
    ]
    items += LabQuestion.allCases.map { question in
      .field(
        visit.field(
          question.rawValue, "“\(words.code(question, of: "question"))”", .text(most: 40),
          hint: "Five numbers: how many gave 1, 2, 3, 4, 5", isRequired: false, autocomplete: "off"))
    }
    return SitePage(
      visit.say("The laboratory took place"), trail: LabPages.trail(visit),
      visit.form(items, submit: "Go on", cancel: Action(visit.say("Back"), to: "/labs/\(id)")))
  }

  static func submit(_ visit: Visit) throws -> Reply {
    let (stream, id, state) = try LabPages.lab(visit)
    let held = try visit.read { reader in
      let names = (reader.optionalText("names", most: 20_000) ?? "").split(whereSeparator: \.isNewline)
        .map { trimmed($0) }.filter { !$0.isEmpty }
      let (parties, unknown) = try visit.bookkeeper.attendees(named: names)
      if !unknown.isEmpty {
        let list = unknown.joined(separator: ", ")
        reader.fault(
          "names",
          "Not in the register, or more than one of that name: \(list). Count them among the guests, or write the name as it stands there."
        )
      }
      return LabHeld(
        attendance: unknown.isEmpty ? try visit.bookkeeper.pseudonyms(of: parties) : [],
        guests: reader.integer("guests", in: 0...500), minutes: reader.integer("minutes", in: 1...720),
        exercise: reader.isGiven("exercise") ? reader.slug("exercise") : nil, feedback: feedback(reader))
    }
    let body = state.signingBody(among: try visit.person.member.bodies)
    return try visit.draft([visit.request(held, stream: stream, onBehalfOf: body)], then: "/labs/\(id)")
  }

  /// The questions that somebody has answered.
  private static func feedback(_ reader: FormReader) -> [String: [Int]] {
    var feedback: [String: [Int]] = [:]
    for question in LabQuestion.allCases {
      guard let text = reader.optionalText(question.rawValue) else { continue }
      let parts = text.split { ",; ".contains($0) }
      let marks = parts.compactMap { Int($0) }.filter { (0...500).contains($0) }
      if marks.count != parts.count || marks.count != LabQuestion.marks {
        reader.fault(question.rawValue, "Write five numbers, such as 0 0 1 5 3")
      }
      feedback[question.rawValue] = marks
    }
    return feedback
  }

  private static func trimmed(_ text: Substring) -> String {
    let start = text.drop(while: \.isWhitespace)
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }
}
