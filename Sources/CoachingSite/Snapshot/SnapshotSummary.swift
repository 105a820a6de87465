import Bookkeeping
import Coaching
import LedgerCore
import MastroWeb
import Pages

/// The end of the snapshot: what a month comes to, what nobody knows, what is still to be put right; then it is signed.
enum SnapshotSummary {
  static func show(_ visit: Visit) throws -> SitePage {
    let at = try CoachingCase(visit, page: "snapshot")
    guard let draft = try visit.bookkeeper.snapshotDraft(of: at.household) else {
      return at.page(
        visit.say("Summary of the snapshot"),
        [
          .paragraph(visit.say("Nothing is written down that waits to be signed.")),
          .actions([
            Action(visit.say("Begin the snapshot"), to: SnapshotPage.path(at.household, .people), isMain: true)
          ]),
        ])
    }
    let ledger = try visit.bookkeeper.ledgerLines(of: at.household, from: draft.month, on: at.book.day)
    let merged = ledger.merged(into: draft.sheet)
    let tables = BudgetTables(visit, merged.sheet)
    let summary = SnapshotSummaryParts(at: at, draft: draft, merged: merged.sheet)
    var blocks = [TopicWords.stepper(nil, draft, visit)] + summary.faults
    blocks.append(.section(visit.say("An ordinary month"), [.facts(tables.month)]))
    blocks.append(.section(visit.say("What nobody knows yet"), summary.unknowns))
    if !merged.doubled.isEmpty {
      blocks.append(
        .message(
          Message(
            .note, visit.say("Left out, because the ledger has it already; another debt needs another name:"),
            merged.doubled.map { .name($0) })))
    }
    blocks.append(.section(visit.say("Every line"), [.details(visit.say("Show the lines"), tables.blocks)]))
    blocks.append(summary.topics)
    let discard = Action(visit.say("Throw it away"), to: "/coaching/\(at.household)/snapshot/discard")
    guard summary.faults.isEmpty else {
      return at.page(visit.say("Summary of the snapshot"), blocks + [.actions([discard])])
    }
    return at.page(
      visit.say("Summary of the snapshot"), lead: visit.say("\(at.name), from \(draft.month) on"),
      blocks
        + visit.form(
          [
            .block(
              .paragraph(
                visit.say(
                  "You sign that the family has told this. Then the family confirms it: on its own page, or on paper."))
            ),
            .field(visit.sessionField()),
          ], submit: "Read it once more, and sign", cancel: Action(visit.say("Back to the family"), to: at.path))
        + [.actions([discard])])
  }

  static func submit(_ visit: Visit) throws -> Reply {
    let at = try CoachingCase(visit, page: "snapshot")
    guard let draft = try visit.bookkeeper.snapshotDraft(of: at.household), draft.open.isEmpty else {
      return .redirect(SnapshotPage.path(at.household, .people))
    }
    let session = try visit.read { $0.choice("session", SessionType.self) ?? .advice }
    let sheet = try visit.bookkeeper.merging(
      draft.sheet, named: at.household.description, of: at.household, on: visit.today
    ).sheet
    var record: Fingerprint?
    let request = try at.sealing(sheet.canonicalBytes()) { sealed in
      record = sealed
      return BudgetSnapshotTaken(sheet, record: sealed, session: session)
    }
    // Once this commitment is in the log, the draft is over.
    try visit.bookkeeper.changeSnapshotDraft(of: at.household) { $0.record = record }
    return try visit.draft([request], then: at.path)
  }
}

struct SnapshotSummaryParts {
  let at: CoachingCase
  let draft: SnapshotDraft
  /// With what the ledger has.
  let merged: BudgetSheet
  private var visit: Visit { at.visit }

  /// What must be put right before it can be signed.
  var faults: [Block] {
    var lines: [Inline] = draft.open.map {
      .link(visit.say("Still to be asked: \(TopicWords.title($0, visit))"), to: SnapshotPage.path(at.household, $0))
    }
    if lines.isEmpty, let fault = merged.fault {
      let words = visit.say(SheetFaultWords.phrase(fault.code))
      let what = fault.line.map { "\($0): \(words)" as Inline } ?? words
      lines.append(.link(what, to: SnapshotPage.path(at.household, topic(of: fault))))
    }
    return lines.isEmpty ? [] : [.message(Message(.warning, visit.say("Before it can be signed"), lines))]
  }

  private func topic(of fault: SheetFault) -> Topic {
    let list = fault.member.prefix { $0 != "[" }
    switch list {
    case "income": return .income
    case "debts": return .debts
    case "envelopes", "goals": return .envelopes
    case "expenses":
      let group = merged.expenses.first { $0.name == fault.line }?.group
      return Topic.allCases.first { topic in group.map(topic.groups.contains) ?? false } ?? .home
    default: return .people
    }
  }

  var unknowns: [Block] {
    var lines: [(Inline, Topic)] = []
    if merged.liquid == .unknown { lines.append((visit.say("what is at hand and in the bank"), .people)) }
    lines += merged.income.filter { $0.amount == .unknown }.map { (.name($0.name), .income) }
    for topic in Topic.allCases {
      lines += draft.expenses(of: topic).filter { $0.amount == .unknown }.map { (.name($0.name), topic) }
    }
    for debt in merged.debts {
      if debt.balance == .unknown { lines.append((visit.say("\(debt.creditor): what is owed"), .debts)) }
      if debt.instalment == .unknown { lines.append((visit.say("\(debt.creditor): the instalment"), .debts)) }
      if debt.arrears == .unknown { lines.append((visit.say("\(debt.creditor): what is overdue"), .debts)) }
    }
    guard !lines.isEmpty else { return [.paragraph(visit.say("Everything that was asked has an answer."))] }
    return [
      .paragraph(
        visit.say(
          "Times “don't know”: \(merged.unknownCount). They stay unknown, and count for nothing; nobody guesses.")),
      .list(lines.map { .link($0.0, to: SnapshotPage.path(at.household, $0.1)) }),
    ]
  }

  var topics: Block {
    .section(
      visit.say("Topics"),
      [
        .list(
          Topic.allCases.map { topic in
            .link(TopicWords.title(topic, visit), to: SnapshotPage.path(at.household, topic))
              + (draft.done.contains(topic) ? visit.say(" (written down)") : visit.say(" (not looked at yet)"))
          })
      ])
  }
}
