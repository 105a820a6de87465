import BankStatements
import Bookkeeping
import LedgerCore
import LedgerSQLite
import MastroWeb
import Pages

/// Takes the lines of a bank's file into the inbox.
struct StatementUpload {
  let visit: Visit
  /// The largest file that a browser may send; larger ones are imported on the command line, or in parts.
  static let megabytes = 8
  /// The most bytes that the form may have, its other fields included.
  static let most = megabytes * 1_048_576 + 65_536
  private static let detect = "detect"

  func show() throws -> SitePage {
    let formats =
      [Field.Option(StatementUpload.detect, visit.say("Found out by the file itself"))]
      + CSVProfile.builtIn.map { Field.Option($0.name, "CSV: \(Inline.name($0.name))") }
    return SitePage(
      visit.say("Take in a statement"),
      lead: visit.say(
        "Nothing is recorded in the books by this: the lines wait in the inbox until you say what they are."),
      trail: visit.bankTrail,
      visit.form(
        [
          .field(try visit.accountField("account", "Bank account")),
          .field(
            visit.field(
              "file", "The bank's file", .file(accept: ".xml,.csv,.txt"),
              hint:
                "CAMT.053 or CSV, at most \(StatementUpload.megabytes) MB. Lines that are known already are recognised."
            )),
          .field(visit.field("format", "How it is written", .choice(formats), initial: StatementUpload.detect)),
          .field(
            visit.field(
              "difference", "Take it in although its balances do not add up", .checkbox,
              hint: "Only where the bank itself is wrong; the statement is then marked as not proved", isRequired: false
            )),
        ], submit: "Take it in", cancel: Action(visit.say("Back"), to: "/bank")))
  }

  func submit() throws -> Reply {
    let (account, file, format, accepting) = try visit.read { reader in
      let file = reader.file("file")
      if let file, file.bytes.count > StatementUpload.megabytes * 1_048_576 {
        reader.fault("file", "The file has more than \(StatementUpload.megabytes) MB: export a shorter period")
      }
      return (reader.slug("account"), file, reader.text("format"), reader.flag("difference"))
    }
    guard let account, let file else { throw WebRefusals.pageUnknown() }
    let profile = CSVProfile.builtIn(named: format)
    let statements = try StatementReader.read(file.bytes, as: profile.map { .csv($0) } ?? .detect)
    let plan = try visit.bookkeeper.planImport(statements, into: account, acceptingDifference: accepting)
    try visit.bookkeeper.carryOut(plan)
    return .page(result(plan))
  }

  private func result(_ plan: StatementImport) -> SitePage {
    let title = visit.say("\(plan.newLines) new lines; \(plan.duplicateLines) were known already")
    let notes = plan.parts.flatMap(\.notes)
    let parts = plan.parts.map { part -> [Table.Cell] in
      [
        .text(part.statement.id), part.stored.from.map { .day($0) } ?? .none, part.stored.to.map { .day($0) } ?? .none,
        part.stored.opening.map { .money($0) } ?? .none, .money(part.lines.sum(\.amount)),
        part.stored.closing.map { .money($0) } ?? .none,
        .inline(part.stored.isProved ? visit.say("opening + lines = closing") : visit.say("not proved")),
      ]
    }
    let warnings: [Block] =
      notes.isEmpty ? [] : [.message(Message(.warning, visit.say("Look at this"), notes.map { visit.words(for: $0) }))]
    return SitePage(
      visit.say("The statement is taken in"), trail: visit.bankTrail, width: .wide,
      [.message(Message(.done, title))] + warnings + [
        .table(
          Table(
            caption: visit.say("Statements of the file"),
            columns: [
              Table.Column(visit.say("Statement")), Table.Column(visit.say("From")), Table.Column(visit.say("To")),
              Table.Column(visit.say("Opening"), isFigure: true), Table.Column(visit.say("Movements"), isFigure: true),
              Table.Column(visit.say("Closing"), isFigure: true), Table.Column(visit.say("Proof")),
            ], rows: parts)),
        .actions([Action(visit.say("Go to the lines"), to: "/bank", isMain: true)]),
      ])
  }
}

extension Visit {
  /// What a person should know about a statement.
  func words(for note: StatementNote) -> Inline {
    switch note {
    case .read(let warning): .name(warning.description)
    case .notProved(let reason): say("Not proved: \(Inline.name(reason))")
    case .differenceAccepted(let difference): say("Not proved: \(difference) is missing, and was accepted")
    case .gap(let from, let through, let difference):
      say("No statement covers the days from \(from) to \(through), in which the balance changed by \(difference)")
    case .overlap(let from, let through):
      say("Another statement covers the days from \(from) to \(through), too; lines of both are taken in once")
    case .breaks(let day, let difference): say("The balance changes by \(difference) before \(day) without a line")
    case .equalLines(let day, let sum):
      say("\(sum) on \(day) is taken as known, though by its balances this statement follows an earlier one")
    }
  }
}
