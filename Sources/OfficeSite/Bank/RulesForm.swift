import Bookkeeping
import Funds
import LedgerCore
import LedgerSQLite
import MastroWeb
import Pages

/// Applies a file of rules to every line that waits.
struct RulesForm {
  let visit: Visit
  let account: Slug
  /// Entries that a person signs in one go; the rest takes another one.
  private static let most = 40

  init(_ visit: Visit) throws {
    self.visit = visit
    account = try visit.bankAccount()
  }

  func show() throws -> SitePage {
    SitePage(
      visit.say("By rules"),
      lead: visit.say(
        "Rules say what lines are that come again: the first one that fits applies. You see every entry before you sign."
      ),
      trail: visit.bankTrail,
      visit.form(
        [
          .field(
            visit.field(
              "rules", "File of rules", .file(accept: ".json"),
              hint: "As the command line reads it; the folder of specifications describes it"))
        ], submit: "Apply the rules", cancel: Action(visit.say("Back"), to: "/bank")))
  }

  func submit() throws -> Reply {
    guard let file = try visit.read({ $0.file("rules") }) else { throw WebRefusals.pageUnknown() }
    let rules = try MatchRules(parsing: file.bytes)
    let run = try visit.bookkeeper.apply(rules, to: account, by: visit.matcher(), most: RulesForm.most)
    guard let batch = run.batches.first else { return .page(result(run)) }
    let decided = run.items.filter { $0.outcome.isDecided }.count
    var warnings = [visit.say("The rules decide about \(decided) of \(run.items.count) lines")]
    if run.batches.count > 1 {
      warnings.append(visit.say("Apply them again after signing: not all fit into one go"))
    }
    return try visit.draft(batch, then: "/bank", warnings: warnings)
  }

  private func result(_ run: RuleRun) -> SitePage {
    SitePage(
      visit.say("The rules decide about no line"), trail: visit.bankTrail, width: .wide,
      [
        .table(
          Table(
            caption: visit.say("Lines that wait"),
            columns: [
              Table.Column(visit.say("Booked")), Table.Column(visit.say("From or to")),
              Table.Column(visit.say("Amount"), isFigure: true), Table.Column(visit.say("Why not")),
            ],
            rows: run.items.prefix(BankPage.most).map { item in
              [
                .inline(.link("\(item.line.line.booked)", to: item.line.path)), .inline(visit.told(item.line.details)),
                .money(item.line.line.amount), .inline(words(for: item.outcome)),
              ]
            }, empty: visit.say("Every line has its entry."))),
        .actions([Action(visit.say("Bank inbox"), to: "/bank")]),
      ])
  }

  private func words(for outcome: RuleRun.Outcome) -> Inline {
    switch outcome {
    case .linked: visit.say("an entry is there")
    case .made(let meaning, _): Inline(visit.glossary.kind(meaning.kind))
    case .ignored: visit.say("left for later")
    case .nothingToLink: visit.say("no entry of this amount waits")
    case .ambiguous(let candidates): visit.say("\(candidates) entries or lines fit: choose by hand")
    case .closed(let through): visit.say("its period is closed through \(through)")
    case .noRule: visit.say("no rule")
    }
  }
}

extension RuleRun.Outcome {
  var isDecided: Bool {
    switch self {
    case .linked, .made: true
    case .ignored, .nothingToLink, .ambiguous, .closed, .noRule: false
    }
  }
}
