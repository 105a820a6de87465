import Bookkeeping
import Coaching
import LedgerCore
import MastroWeb
import Pages

/// The family's bank lines: those that nobody has sorted, one below the other, and the texts by which others are sorted.
struct LinesPage {
  let at: CoachingCase
  /// Nil for all months.
  let month: CivilMonth?
  private var visit: Visit { at.visit }
  private static let most = 25

  static func add(to routes: inout Routes) {
    for path in ["/coaching/{household}/lines", "/coaching/{household}/lines/{month}"] {
      routes.form(
        path, for: .roles([.educator]), show: { try LinesPage($0).page() }, submit: { try LinesPage($0).sort() })
    }
    routes.form(
      "/coaching/{household}/rules/{number}/remove", for: .roles([.educator]), show: showRemoving, submit: remove)
  }

  init(_ visit: Visit) throws {
    let text = visit.parameter("month")
    month = CivilMonth(text)
    guard text.isEmpty || month != nil else { throw WebRefusals.pageUnknown() }
    at = try CoachingCase(visit, page: "bank-lines")
  }

  private var path: WebPath {
    month.map { "/coaching/\(at.household)/lines/\($0)" } ?? "/coaching/\(at.household)/lines"
  }

  private func page() throws -> SitePage {
    let lines = try visit.bookkeeper.actualLines(of: at.household, in: month)
    let asked = (visit.submitted?.text("lines") ?? visit.asked("lines") ?? "").split(separator: ",").map(String.init)
    let chosen =
      asked.isEmpty ? lines.filter { $0.category == nil } : lines.filter { asked.contains($0.handle) }
    let shown = Array(chosen.prefix(LinesPage.most))
    var blocks: [Block] = [
      .actions([Action(visit.say("Take in a bank file"), to: "/coaching/\(at.household)/import")])
    ]
    if shown.isEmpty {
      blocks.append(
        .paragraph(
          lines.isEmpty
            ? visit.say("No bank line is here. Take in a file that the family has downloaded from its bank.")
            : visit.say("No line waits for a category.")))
    } else {
      let options = try CategoryChoice.options(at)
      let more = chosen.count - shown.count
      blocks += [
        .section(
          visit.say("Where do these belong?"), more > 0 ? [.note(visit.say("\(more) more come after these."))] : [])
      ]
      blocks += visit.form(
        shown.map { item($0, options) }, submit: "Sort them", cancel: back,
        hidden: [("lines", shown.map(\.handle).joined(separator: ","))])
    }
    if !lines.isEmpty { blocks.append(.details(visit.say("All lines"), [.listed(table(lines))])) }
    let rules = try visit.bookkeeper.categoryRules(of: at.household)
    if !rules.isEmpty { blocks.append(.details(visit.say("Texts by which lines are sorted"), [.table(table(rules))])) }
    let title = month.map { visit.say("Bank lines of \($0)") } ?? visit.say("Bank lines")
    return at.page(
      title, lead: visit.say("They lie sealed in the vault; nothing of them is in the log."), width: .wide, blocks)
  }

  private var back: Action {
    month.map { Action(visit.say("Back to the month"), to: "/coaching/\(at.household)/months/\($0)") }
      ?? Action(visit.say("Back to the family"), to: at.path)
  }

  private func text(_ line: SortedLine) -> String {
    [line.line.content.counterparty, line.line.content.description].compactMap { $0 }.filter { !$0.isEmpty }
      .joined(separator: " ")
  }

  private func item(_ line: SortedLine, _ options: [Field.Option]) -> Form.Item {
    let row = "line-\(line.handle)"
    let content = line.line.content
    var fields = [
      visit.field(
        row, "Where it belongs", .choice(options),
        initial: visit.submitted == nil ? line.category?.description : nil, isRequired: false)
    ]
    if let payee = content.counterparty, !payee.isEmpty {
      fields.append(
        visit.field(row + "-always", "Also every other line of “\(payee)”, now and later", .checkbox, isRequired: false)
      )
    }
    let title: Inline = "\(content.booked) · \(at.words.signed(content.amount))"
    return .group(title.over(.name(text(line))), fields)
  }

  private func sort() throws -> Reply {
    let handles = (visit.submitted?.text("lines") ?? "").split(separator: ",").map(String.init)
    let known = Dictionary(
      try visit.bookkeeper.actualLines(of: at.household, in: month).map { ($0.handle, $0) },
      uniquingKeysWith: { first, _ in first })
    let chosen = try visit.read { reader in
      handles.prefix(LinesPage.most).compactMap { handle -> (SortedLine, Coaching.Category, String?)? in
        guard let line = known[handle], let text = reader.optionalText("line-\(handle)", most: 400) else { return nil }
        guard let category = Coaching.Category(text) else {
          reader.fault("line-\(handle)", "Choose one of these")
          return nil
        }
        return (line, category, reader.flag("line-\(handle)-always") ? line.line.content.counterparty : nil)
      }
    }
    for (line, category, always) in chosen {
      _ = try visit.bookkeeper.sort([line.handle], as: category, always: always, of: at.household)
    }
    return .redirect(path)
  }

  private func table(_ lines: [SortedLine]) -> Table {
    let table = Table(
      caption: visit.say("All lines"),
      columns: [
        Table.Column(visit.say("Day")), Table.Column(visit.say("Amount (€)"), isFigure: true),
        Table.Column(visit.say("Text")), Table.Column(visit.say("Where it belongs")),
      ],
      rows: lines.map { line in
        let category = line.category.map { CategoryChoice.words($0, at) } ?? visit.say("not sorted")
        let change: WebPath =
          month.map { "/coaching/\(at.household)/lines/\($0)?lines=\(line.handle)" }
          ?? "/coaching/\(at.household)/lines?lines=\(line.handle)"
        return [
          .day(line.line.content.booked), .money(line.line.content.amount), .text(text(line)),
          .inline(
            .link(category, to: change) + (line.isByRule && line.category != nil ? visit.say(" (by a text)") : "")),
        ]
      })
    return table
  }

  private func table(_ rules: [CategoryRule]) -> Table {
    Table(
      caption: visit.say("Of those that fit a line the first one holds"),
      columns: [
        Table.Column(visit.say("Text")), Table.Column(visit.say("Where it belongs")), Table.Column(visit.say("Remove")),
      ],
      rows: rows(of: rules))
  }

  private func rows(of rules: [CategoryRule]) -> [[Table.Cell]] {
    rules.enumerated().map { index, rule in
      [
        .text(rule.text), .inline(CategoryChoice.words(rule.category, at)),
        .inline(.link(visit.say("remove"), to: "/coaching/\(at.household)/rules/\(index + 1)/remove")),
      ]
    }
  }

  private static func rule(_ visit: Visit, _ at: CoachingCase) throws -> (number: Int, rule: CategoryRule) {
    let rules = try visit.bookkeeper.categoryRules(of: at.household)
    guard let number = Int(visit.parameter("number")), let rule = rules[safe: number - 1] else {
      throw WebRefusals.pageUnknown()
    }
    return (number, rule)
  }

  private static func showRemoving(_ visit: Visit) throws -> SitePage {
    let at = try CoachingCase(visit, page: "bank-lines")
    let (_, rule) = try rule(visit, at)
    return at.page(
      visit.say("Remove a text"), lead: visit.say("What it sorted has no category again."),
      [
        .facts([
          Term(visit.say("Text"), .name(rule.text)),
          Term(visit.say("Where it belongs"), CategoryChoice.words(rule.category, at)),
        ])
      ]
        + visit.form(
          [], submit: "Remove it", cancel: Action(visit.say("Back"), to: "/coaching/\(at.household)/lines"),
          hidden: [("text", rule.text)]))
  }

  private static func remove(_ visit: Visit) throws -> Reply {
    let at = try CoachingCase(visit, page: "bank-lines")
    let (number, rule) = try rule(visit, at)
    // Somebody may have changed the list meanwhile.
    guard visit.submitted?.text("text") == rule.text else { return .redirect("/coaching/\(at.household)/lines") }
    _ = try visit.bookkeeper.removeCategoryRule(number, of: at.household)
    return .redirect("/coaching/\(at.household)/lines")
  }
}
