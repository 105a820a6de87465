import ArgumentParser
import Bookkeeping
import Coaching
import FamilyPages
import LedgerCore
import LedgerViews
import Pages

struct LabExerciseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exercise", abstract: "An invented family to work on, with questions for the room; or a list of them.",
    discussion: """
      Needs no ledger. --html writes the family's page for print or projector.
      mastro lab exercise ombrello --lang it --html ombrello.html
      """)
  @Argument(help: "Its name; none for a list.") var name: Slug?
  @Option(help: "Language: en or it.") var lang = "en"
  @Flag(help: "What can be promised, and why.") var solution = false
  @Option(help: "Write the family's page to this file, in any language of the pages.") var html: String?
  @Flag(help: "Print JSON.") var json = false

  func validate() throws {
    if name == nil, solution || html != nil { throw ValidationError("name an exercise") }
    if html != nil, FamilyTexts(tag: lang) == nil {
      throw ValidationError("pages are written in \(FamilyTexts.tags.joined(separator: ", "))")
    }
    if html == nil, LabExercise.words[lang] == nil {
      throw ValidationError("exercises are written in \(LabExercise.words.keys.sorted().joined(separator: ", "))")
    }
  }

  func run() throws {
    guard let name else { return list() }
    let exercise = try LabExercise.named(name)
    let working = solution ? try exercise.working() : nil
    if let html, let texts = FamilyTexts(tag: lang) {
      let page = LabPage(exercise, in: lang, solution: working, printed: Session.current.surroundings.now.date)
      try Files.replace(html, with: Array(FamilySheet(page.family, in: texts).page.html.utf8), mode: 0o600)
      Console.note("the page is in \(html)")
    }
    guard let words = LabExercise.words[lang], let texts = exercise.texts[lang] else { return }
    if json {
      Console.data(try LabExerciseText.json(exercise, texts, in: lang, working).prettyText)
    } else if html == nil {
      Console.data(LabExerciseText(words, texts, exercise.sheet(in: lang)).text(working))
    }
  }

  private func list() {
    var report = Report(columns: [.init("Name"), .init("Title"), .init("Parameters")])
    report.rows = LabExercise.shipped.map { exercise in
      [.text(exercise.name), .optional(exercise.texts[lang]?.title), .text(exercise.parameters)]
    }
    report.show(json: json)
  }
}
