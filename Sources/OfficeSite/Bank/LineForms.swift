import Bookkeeping
import Funds
import LedgerCore
import LedgerSQLite
import MastroWeb
import Pages

/// Forms for what a line is where more has to be said than the line tells: amount, account and day are the line's.
struct LineForms {
  let line: LinePage
  private var visit: Visit { line.visit }

  init(_ visit: Visit) throws { line = try LinePage(visit) }

  /// Asked where an entry of the same amount waits for its line: it could be the same thing.
  private var similar: [Form.Item] {
    guard !line.item.suggestions.isEmpty else { return [] }
    return [
      .field(
        visit.field(
          "new", "An entry of the same amount is recorded; this is another one", .checkbox, isRequired: false))
    ]
  }

  private func page(_ title: Inline, _ items: [Form.Item]) -> SitePage {
    line.page(title, form: visit.form(items + similar, submit: "Go on to signing"))
  }

  func showGift() throws -> SitePage {
    page(
      visit.say("A gift"),
      [
        .field(try visit.purseField("to", "For which restriction", hint: "What the donor wants it to be used for")),
        .field(try visit.partyField("donor", "Donor", isRequired: false)),
        .block(.paragraph(.link(visit.say("Register a new donor"), to: "/parties/new"))),
      ])
  }

  func submitGift() throws -> Reply {
    let (purse, donor, new) = try visit.read { ($0.purse("to"), $0.optionalID("donor"), $0.flag("new")) }
    return try line.draft(.contribution(to: purse, donor: donor, pledge: nil), evenIfSimilar: new)
  }

  func showCapital() throws -> SitePage {
    page(
      visit.say("Repayable capital"),
      [
        .field(try visit.purseField("to", "For which restriction")),
        .field(try visit.bodyField("funder", "Who lends it")),
        .field(visit.field("due", "Wanted back on", .date, isRequired: false)),
      ])
  }

  func submitCapital() throws -> Reply {
    let (purse, funder, due, new) = try visit.read {
      ($0.purse("to"), $0.slug("funder"), $0.optionalDay("due"), $0.flag("new"))
    }
    guard let purse, let funder else { throw WebRefusals.pageUnknown() }
    return try line.draft(.capital(to: purse, funder: funder, due: due), evenIfSimilar: new)
  }

  func showCost() throws -> SitePage {
    let natures = CostPaid.Nature.allCases.map {
      Field.Option($0.rawValue, Inline(visit.glossary.code($0.rawValue, of: "nature")))
    }
    return page(
      visit.say("A cost of the bank"),
      [
        .field(visit.field("nature", "What it was", .radios(natures))),
        .field(try visit.fundField("fund", "Fund whose free money bears it")),
      ])
  }

  func submitCost() throws -> Reply {
    let (nature, fund, new) = try visit.read {
      ($0.choice("nature", CostPaid.Nature.self), $0.slug("fund"), $0.flag("new"))
    }
    guard let nature, let fund else { throw WebRefusals.pageUnknown() }
    return try line.draft(.cost(nature, fund: fund), evenIfSimilar: new)
  }

  func showMove() throws -> SitePage {
    let isIn = line.item.line.amount.isPositive
    return page(
      visit.say("Money between own accounts"),
      [
        .field(
          try isIn
            ? visit.accountField("account", "From which account") : visit.accountField("account", "To which account"))
      ])
  }

  func submitMove() throws -> Reply {
    let (account, new) = try visit.read { ($0.slug("account"), $0.flag("new")) }
    guard let account else { throw WebRefusals.pageUnknown() }
    return try line.draft(line.item.line.amount.isPositive ? .moveFrom(account) : .moveTo(account), evenIfSimilar: new)
  }

  func showReturned() throws -> SitePage {
    let opposite = Money.zero - line.item.line.amount
    let movements = try visit.bookkeeper.bankMovements(of: line.item.line.account).filter {
      $0.amount == opposite && $0.kind != PaymentReturned.kind && $0.effective <= line.item.line.booked
    }.suffix(20).reversed()
    guard !movements.isEmpty else {
      return line.page(
        visit.say("Sent back by the bank"),
        form: [.note(visit.say("No payment of this amount is recorded on this account."))])
    }
    let options = movements.map {
      Field.Option(
        $0.id.description, Inline(visit.glossary.kind($0.kind)),
        hint: visit.say("\($0.amount) with effect from \($0.effective)"))
    }
    return page(
      visit.say("Sent back by the bank"),
      [.field(visit.field("payment", "Which payment came back", .radios(Array(options))))])
  }

  func submitReturned() throws -> Reply {
    let (payment, new) = try visit.read { ($0.id("payment"), $0.flag("new")) }
    guard let payment else { throw WebRefusals.pageUnknown() }
    return try line.draft(.returned(payment), evenIfSimilar: new)
  }

  func showPayment() throws -> SitePage {
    let names = try visit.naming()
    let expected = try visit.bookkeeper.expectedReceipts()
    let seen = try visit.families(among: expected.compactMap(\.household), page: "bank")
    let options = expected.filter { $0.household.map { seen.contains($0) } ?? true }.map { receipt in
      let id = receipt.household ?? receipt.party
      let name = id.flatMap { names(.party($0)) } ?? "…" + String(receipt.stream.key.suffix(6))
      return Field.Option(
        "\(receipt.cause.rawValue)-\(receipt.stream.key)",
        "\(Inline.name(name)): \(Inline(visit.glossary.stream(String(receipt.stream.family)))) \(receipt.amount)")
    }
    guard !options.isEmpty else {
      return line.page(
        visit.say("A family's or tenant's payment"), form: [.note(visit.say("Nothing is expected at the moment."))])
    }
    return page(
      visit.say("A family's or tenant's payment"),
      [
        .field(
          visit.field(
            "receipt", "What is paid", .choice(options), hint: "Type the first letters of the name to find it"))
      ])
  }

  func submitPayment() throws -> Reply {
    let (value, new) = try visit.read { ($0.text("receipt"), $0.flag("new")) }
    let receipt = try visit.bookkeeper.expectedReceipts().first { "\($0.cause.rawValue)-\($0.stream.key)" == value }
    guard let receipt else {
      _ = try visit.read { $0.fault("receipt", "Choose one of these") }
      return .redirect(line.item.path)
    }
    return try line.draft(receipt.meaning, evenIfSimilar: new)
  }

  func showGrant() throws -> SitePage {
    let names = try visit.naming()
    let paid = try visit.bookkeeper.all(GrantState.self).filter { $0.state.paid > $0.state.returned }
    let seen = try visit.families(among: paid.compactMap { $0.state.request?.household }, page: "bank")
    let options = paid.compactMap { found -> Field.Option? in
      guard let request = found.state.request, request.household.map({ seen.contains($0) }) ?? true else { return nil }
      let name = names(.party(request.payee)) ?? "…" + String(found.stream.key.suffix(6))
      return Field.Option(String(found.stream.key), "\(Inline.name(name)): \(found.state.paid - found.state.returned)")
    }
    return page(
      visit.say("Money of a grant that came back"), [.field(visit.field("grant", "Which grant", .choice(options)))])
  }

  func submitGrant() throws -> Reply {
    let (grant, new) = try visit.read { ($0.id("grant"), $0.flag("new")) }
    guard let grant else { throw WebRefusals.pageUnknown() }
    return try line.draft(.grantReturn(StreamID("grant", grant)), evenIfSimilar: new)
  }
}
