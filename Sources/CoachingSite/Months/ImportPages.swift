import LedgerSQLite
import BankStatements
import Bookkeeping
import Coaching
import LedgerCore
import MastroWeb
import Pages

/// The family's own bank file: looked at first, with what is known already and whether its balance follows; then taken in.
enum ImportPages {
  static func add(to routes: inout Routes) {
    routes.form(
      "/coaching/{household}/import", for: .roles([.educator]), most: 2 * StatementDraft.mostBytes, show: show,
      submit: look)
    routes.form(
      "/coaching/{household}/import/preview", for: .roles([.educator]), show: preview, submit: takeIn)
  }

  private static func show(_ visit: Visit) throws -> SitePage {
    let at = try CoachingCase(visit, page: "bank-lines")
    let profiles =
      [Field.Option("", visit.say("whatever it looks like"))]
      + CSVProfile.builtIn.map { Field.Option($0.name, .name($0.name)) }
    return at.page(
      visit.say("Take in a bank file"),
      lead: visit.say("CAMT.053 or CSV, as the bank's site gives it. You see what is in it before anything is kept."),
      visit.form(
        [
          .field(visit.field("file", "The bank's file", .file(accept: ".xml,.csv,.txt,.zip"))),
          .field(
            visit.field(
              "account", "What the family calls the account", .text(most: 40),
              hint: "A second account needs a name of its own, in small letters.", initial: "main")),
          .field(visit.field("profile", "How a CSV file is written", .choice(profiles), isRequired: false)),
          .field(
            visit.field(
              "profile-file", "Or a profile file of your own", .file(accept: ".profile,.txt"),
              hint: "It says which column is what, where the bank writes its file in another way.", isRequired: false)),
          .field(
            visit.field(
              "accept", "Take it in even where its closing balance does not follow", .checkbox, isRequired: false)),
        ], submit: "Look at it", cancel: Action(visit.say("Back to the family"), to: at.path)))
  }

  private static func look(_ visit: Visit) throws -> Reply {
    let at = try CoachingCase(visit, page: "bank-lines")
    let read = try visit.read { reader -> StatementDraft? in
      guard let account = reader.slug("account"), let file = reader.file("file") else { return nil }
      let draft = StatementDraft(
        file.bytes, account: account, profile: profile(reader), acceptsDifference: reader.flag("accept"))
      if draft == nil { reader.fault("file", "This file is too large: export a shorter period, such as three months") }
      return draft
    }
    guard let draft = read else { throw WebRefusals.pageUnknown() }
    _ = try plan(draft, at)
    try visit.bookkeeper.keepStatementDraft(draft, of: at.household)
    return .redirect("/coaching/\(at.household)/import/preview")
  }

  /// The text of the profile file that was sent, else the name of the profile that was chosen.
  private static func profile(_ reader: FormReader) -> String? {
    guard let file = reader.optionalFile("profile-file") else { return reader.optionalText("profile") }
    let text = String(decoding: file.bytes, as: UTF8.self)
    do {
      _ = try CSVProfile(parsing: text)
    } catch {
      reader.fault("profile-file", "This is no profile: \(error.description)")
    }
    return text
  }

  private static func statements(_ draft: StatementDraft) throws -> [BankStatement] {
    let format =
      try draft.profile.map { StatementFormat.csv(try CSVProfile.builtIn(named: $0) ?? CSVProfile(parsing: $0)) }
      ?? .detect
    return try StatementReader.read(draft.bytes, as: format)
  }

  private static func plan(_ draft: StatementDraft, _ at: CoachingCase) throws -> ActualsImport {
    try at.visit.bookkeeper.previewActuals(
      statements(draft), of: at.household, account: draft.account, acceptingDifference: draft.acceptsDifference)
  }

  private static func preview(_ visit: Visit) throws -> SitePage {
    let at = try CoachingCase(visit, page: "bank-lines")
    let title = visit.say("What is in the file")
    guard let draft = try visit.bookkeeper.statementDraft(of: at.household) else {
      return at.page(
        title,
        [
          .paragraph(visit.say("No file waits to be taken in.")),
          .actions([Action(visit.say("Take in a bank file"), to: "/coaching/\(at.household)/import", isMain: true)]),
        ])
    }
    let plan = try plan(draft, at)
    let lines = try visit.bookkeeper.proposals(for: plan, of: at.household)
    var blocks: [Block] = plan.parts.map { part($0, visit) }
    let table = Table(
      caption: visit.say("New lines"),
      columns: [
        Table.Column(visit.say("Day")), Table.Column(visit.say("Amount (€)"), isFigure: true),
        Table.Column(visit.say("Text")), Table.Column(visit.say("Where it belongs")),
      ],
      rows: lines.map { line in
        let content = line.line.content
        let text = [content.counterparty, content.description].compactMap { $0 }.joined(separator: " ")
        return [
          .day(content.booked), .money(content.amount), .text(text),
          .inline(line.category.map { CategoryChoice.words($0, at) } ?? visit.say("not sorted")),
        ]
      }, empty: visit.say("Every line of the file is here already."))
    blocks.append(.section(visit.say("New lines"), [.listed(table)]))
    blocks += visit.form(
      [], submit: "Take it in", cancel: Action(visit.say("Choose another file"), to: "/coaching/\(at.household)/import")
    )
    return at.page(
      title, lead: visit.say("New lines: \(lines.count); known already: \(plan.duplicateLines)."), width: .wide, blocks)
  }

  private static func part(_ part: ActualsImport.Part, _ visit: Visit) -> Block {
    let stored = part.stored
    var facts: [Term] = []
    if let from = stored.from, let to = stored.to {
      facts.append(Term(visit.say("Days"), visit.say("\(from) to \(to)")))
    }
    if let opening = stored.opening { facts.append(Term(visit.say("At the beginning"), "\(opening)")) }
    facts.append(Term(visit.say("Movements"), "\(part.lines.reduce(Money.zero) { $0 + $1.content.amount })"))
    if let closing = stored.closing { facts.append(Term(visit.say("At the end"), "\(closing)")) }
    facts.append(
      Term(
        visit.say("Balance"),
        stored.isProved ? visit.say("proved: the end follows from the lines") : visit.say("not proved")))
    facts.append(Term(visit.say("New lines"), "\(part.newLines.count)"))
    facts.append(Term(visit.say("Known already"), "\(part.duplicateLines)"))
    let notes = part.notes.map { note($0, visit) }
    return .section(
      visit.say("Statement \(part.statement.id)"),
      [.facts(facts)] + (notes.isEmpty ? [] : [.message(Message(.warning, visit.say("Look at this"), notes))]))
  }

  private static func note(_ note: StatementNote, _ visit: Visit) -> Inline {
    switch note {
    case .read(let warning): Inline(warning.description).written(in: .english)
    case .notProved(let reason): visit.say("Not proved: \(Inline(reason).written(in: .english))")
    case .differenceAccepted(let difference): visit.say("Not proved: \(difference) is missing, and was accepted.")
    case .gap(let from, let through, let difference):
      visit.say("No statement covers \(from) to \(through), in which the balance changed by \(difference).")
    case .overlap(let from, let through):
      visit.say("Another statement covers \(from) to \(through) too; lines of both are taken in once.")
    case .breaks(let day, let difference):
      visit.say("The balance changes by \(difference) before \(day) without a line.")
    case .equalLines(let day, let sum): visit.say("\(sum) on \(day) is taken as known already; look whether it is.")
    }
  }

  private static func takeIn(_ visit: Visit) throws -> Reply {
    let at = try CoachingCase(visit, page: "bank-lines")
    guard let draft = try visit.bookkeeper.statementDraft(of: at.household) else {
      return .redirect("/coaching/\(at.household)/import")
    }
    try visit.bookkeeper.importActuals(
      statements(draft), of: at.household, account: draft.account, acceptingDifference: draft.acceptsDifference)
    try visit.bookkeeper.keepStatementDraft(nil, of: at.household)
    return .redirect("/coaching/\(at.household)/lines")
  }
}
