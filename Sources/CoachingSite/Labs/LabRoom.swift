import Coaching
import LedgerCore
import MastroWeb
import Pages

/// An invented family on the wall: its story, its budget, the questions, and at the end what the formula says.
struct LabRoom {
  private let visit: Visit
  private let exercise: LabExercise
  /// Where the parts are; and where one goes back.
  private let path: WebPath
  private let back: WebPath

  /// What stands on the wall at a time.
  private enum Part: String, CaseIterable {
    case story, budget, questions, solution
  }

  static func show(_ visit: Visit) throws -> SitePage {
    let (_, id, state) = try LabPages.lab(visit)
    guard let name = state.outcome?.exercise ?? state.plan?.exercise else { throw WebRefusals.pageUnknown() }
    return try LabRoom(
      visit: visit, exercise: LabExercise.named(name), path: "/labs/\(id)/room", back: "/labs/\(id)"
    ).page()
  }

  static func exercise(_ visit: Visit) throws -> SitePage {
    guard let name = Slug(visit.parameter("name")) else { throw WebRefusals.pageUnknown() }
    return try LabRoom(
      visit: visit, exercise: LabExercise.named(name), path: "/exercises/\(name)", back: "/exercises"
    ).page()
  }

  /// Those that the program carries.
  static func list(_ visit: Visit) throws -> SitePage {
    let table = Table(
      caption: visit.say("Exercises"),
      columns: [Table.Column(visit.say("The invented family")), Table.Column(visit.say("Parameters"))],
      rows: LabExercise.shipped.map { exercise in
        [
          .inline(.link(.name(LabPages.title(exercise.name, visit)), to: "/exercises/\(exercise.name)")),
          .inline(.code(exercise.parameters)),
        ]
      })
    return SitePage(
      visit.say("Exercises"), lead: visit.say("Families that somebody has invented, from the easiest on."),
      trail: LabPages.trail(visit), [.listed(table)])
  }

  private var texts: LabExercise.Texts? { exercise.texts[visit.language.tag] ?? exercise.texts["en"] }

  private func page() throws -> SitePage {
    guard let texts else { throw WebRefusals.pageUnknown() }
    let part = visit.asked("part").flatMap { Part(rawValue: $0) } ?? .story
    return SitePage(
      .name(texts.title), lead: words(part), width: .projector, try blocks(part, texts) + [.actions(actions(part))])
  }

  private func words(_ part: Part) -> Inline {
    switch part {
    case .story: visit.say("The story")
    case .budget: visit.say("The budget")
    case .questions: visit.say("Questions for the room")
    case .solution: visit.say("What the formula says")
    }
  }

  private func blocks(_ part: Part, _ texts: LabExercise.Texts) throws -> [Block] {
    switch part {
    case .story: return texts.story.map { .paragraph(Inline($0)) }
    case .budget: return BudgetTables(visit, exercise.sheet(in: visit.language.tag)).blocks
    case .questions: return [.list(texts.questions.map { Inline($0) })]
    case .solution:
      let working = try exercise.working()
      let view = WorkingView(visit, working)
      return [
        .list(texts.solution.map { Inline($0) }), .diagram(view.waterfall),
        .list(CapacitySentences(visit, working).all),
      ]
    }
  }

  private func actions(_ part: Part) -> [Action] {
    let all = Part.allCases
    let index = all.firstIndex(of: part) ?? 0
    var actions: [Action] = []
    if let next = all[safe: index + 1] {
      actions.append(Action(words(next), to: "\(raw: path)?part=\(next.rawValue)", isMain: true))
    }
    if index > 0 { actions.append(Action(words(all[index - 1]), to: "\(raw: path)?part=\(all[index - 1].rawValue)")) }
    return actions + [Action(visit.say("Leave the wall"), to: back)]
  }
}

extension WebPath.StringInterpolation {
  /// An address of this site, to which something is added.
  fileprivate mutating func appendInterpolation(raw path: WebPath) { appendLiteral(path.text) }
}
