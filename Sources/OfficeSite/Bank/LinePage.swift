import Bookkeeping
import Funds
import LedgerCore
import LedgerSQLite
import MastroWeb
import Pages
import Sodium

/// One line of the bank: what it may be, to be chosen with the arrow keys and sent with Enter.
struct LinePage {
  let visit: Visit
  let item: InboxLine
  /// The next line that waits, so that one goes from line to line.
  private let following: InboxLine?

  init(_ visit: Visit) throws {
    self.visit = visit
    guard let key = Digest(hex: visit.parameter("key")), let line = try visit.bookkeeper.vault.line(key) else {
      throw WebRefusals.pageUnknown()
    }
    let lines = try visit.bookkeeper.bankInbox(account: line.account, includingMatched: true)
    guard let place = lines.firstIndex(where: { $0.line.key == key }) else { throw WebRefusals.pageUnknown() }
    item = lines[place]
    following = (lines[(place + 1)...] + lines[..<place]).first { $0.match == nil }
  }

  /// Where one goes on after this line.
  var then: WebPath { following?.path ?? "/bank" }

  private var facts: [Term] {
    var facts = [
      Term(visit.say("Amount"), "\(strong: "\(item.line.amount)")"),
      Term(visit.say("Booked"), "\(item.line.booked)"), Term(visit.say("Account"), .name(item.line.account.text)),
    ]
    guard let details = item.details else {
      return facts + [Term(visit.say("Text"), visit.say("forgotten"))]
    }
    if let name = details.counterparty {
      facts.append(Term(item.line.amount.isPositive ? visit.say("From whom") : visit.say("To whom"), .name(name)))
    }
    facts.append(Term(visit.say("Text"), .name(details.description)))
    if let iban = details.iban { facts.append(Term("IBAN", .code(iban))) }
    if let reference = details.reference { facts.append(Term(visit.say("Reference"), .code(reference))) }
    return facts
  }

  func page(_ title: Inline? = nil, form: [Block]) -> SitePage {
    SitePage(title ?? visit.say("What is this line?"), trail: trail, [.facts(facts)] + form)
  }

  private var trail: Trail {
    let isLine = visit.path == item.path.text
    return visit.bankTrail + (isLine ? [] : [(visit.say("The line"), item.path)])
  }

  func show() throws -> SitePage {
    if let match = item.match {
      return page(
        visit.say("This line has its entry"),
        form: [
          .list(match.entries.map { .code($0.description) }), .actions([Action(visit.say("Next line"), to: then)]),
        ])
    }
    let candidates = try LineCandidates(visit, item).all()
    let other = Block.section(visit.say("It is something else"), [.actions(others)])
    guard !candidates.isEmpty else {
      return page(form: [.note(visit.say("Nothing of this amount is recorded, waits or is expected.")), other])
    }
    let options = candidates.map { Field.Option($0.value, $0.label, hint: $0.hint) }
    let isSure = candidates.count == 1 || candidates[0].weight > candidates[1].weight
    let form = visit.form(
      [
        .field(
          visit.field(
            "choice", "What it is", .radios(options),
            hint: "The arrow keys move the choice, the Enter key sends it",
            initial: isSure ? candidates[0].value : nil))
      ], submit: "Go on to signing", cancel: Action(visit.say("Next line"), to: then))
    return page(form: form + [other])
  }

  /// What has to be asked more about.
  private var others: [Action] {
    let base = item.path.text
    func action(_ title: Inline, _ name: String) -> Action? {
      WebPath(untrusted: base + "/" + name).map { Action(title, to: $0) }
    }
    let common = [
      action(visit.say("Money between own accounts"), "move"), action(visit.say("Sent back by the bank"), "returned"),
      WebPath(untrusted: "/bank/accounts/\(item.line.account)/together").map {
        Action(visit.say("Several lines at once"), to: $0)
      },
    ]
    let own =
      item.line.amount.isPositive
      ? [
        action(visit.say("A gift"), "gift"), action(visit.say("A family's or tenant's payment"), "payment"),
        action(visit.say("Money of a grant that came back"), "grant"),
        action(visit.say("Repayable capital"), "capital"),
      ] : [action(visit.say("A cost of the bank"), "cost")]
    return (own + common).compactMap { $0 }
  }

  func submit() throws -> Reply {
    let value = try visit.read { $0.text("choice") }
    guard let chosen = try LineCandidates(visit, item).all().first(where: { $0.value == value }) else {
      _ = try visit.read { $0.fault("choice", "This is not open any more: choose again") }
      return .redirect(item.path)
    }
    switch chosen.origin {
    case .entry(let id):
      return try visit.draft(
        visit.bookkeeper.link([item.line], to: [id], account: item.line.account, by: visit.matcher()), then: then)
    // The recorded entries of this amount stood beside it, and this was chosen.
    case .made(let meaning): return try draft(meaning, evenIfSimilar: true)
    }
  }

  /// Makes the entry with its match, for the person to sign both.
  func draft(_ meaning: LineMeaning, evenIfSimilar: Bool) throws -> Reply {
    try visit.draft(
      visit.bookkeeper.make(meaning, from: item.line, by: visit.matcher(), evenIfSimilar: evenIfSimilar), then: then)
  }
}
