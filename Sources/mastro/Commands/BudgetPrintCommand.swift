import ArgumentParser
import FamilyPages
import LedgerCore
import LedgerViews
import Pages

/// Refusals about the page that a family takes home.
enum FamilyPageRefusals {
  static let languageUnknown = RefusalCode(
    "page.language-unknown", "no page can be written in the language {language}",
    hint: "choose one of {languages}; a new one is one file of texts", .usage)
}

struct BudgetPrint: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "print", abstract: "The page that the family takes home: two sides of A4 in its own language.",
    discussion: """
      mastro budget print Rossi --lang ar --bilingual --meeting 2027-02-03 --out rossi.html
      One file without scripts, to be opened in any browser and printed. It holds the newest budget, what was promised,
      the next dates and four pictures with their tables. It is personal: hand it to the family, and delete the file.
      """)
  @OptionGroup var common: LedgerOptions
  @Argument(help: "The household: name, file number, a member's name, or ending of the id.") var household: String
  @Option(help: ArgumentHelp("The language: \(FamilyTexts.tags.joined(separator: ", ")).")) var lang = "it"
  @Flag(help: "Put Italian beside.") var bilingual = false
  @Option(help: "The day (YYYY-MM-DD) on which you meet again.") var meeting: CivilDate?
  @Option(help: "Write the page to FILE; it replaces what is there.") var out: String?

  func validate() throws {
    if bilingual, FamilyTexts(tag: lang)?.language.tag == "it" {
      throw ValidationError("the page is in Italian already; --bilingual goes with another language")
    }
  }

  func run() throws {
    guard let texts = FamilyTexts(tag: lang) else {
      throw FamilyPageRefusals.languageUnknown([
        "language": lang, "languages": FamilyTexts.tags.joined(separator: ", "),
      ])
    }
    let bookkeeper = try common.open()
    let family = try FamilyPageReader(bookkeeper, bookkeeper.familyID(household), named: household)
      .page(meeting: meeting)
    let html = FamilySheet(family, in: texts, over: bilingual ? FamilyTexts(tag: "it") : nil).page.html
    guard let out else {
      guard common.json else { return Console.data(html, terminator: "") }
      let page = JSON.object(["html": .string(html), "language": .string(texts.language.tag)])
      return Console.data(page.prettyText)
    }
    try Files.replace(out, with: Array(html.utf8), mode: 0o600)
    if common.json {
      Console.data(JSON.object(["file": .string(out), "language": .string(texts.language.tag)]).prettyText)
    } else {
      Console.note("the page is in \(out); it is personal: hand it over, and delete the file")
    }
  }
}
