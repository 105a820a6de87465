import Bookkeeping
import Funds
import LedgerCore
import LedgerViews
import MastroWeb
import Pages

/// What administrators do with a fund: open it, add a restriction, set the reserve.
struct FundForms {
  let visit: Visit

  private func purposesField(_ hint: Phrase) throws -> Field {
    let purposes = try visit.bookkeeper.governing().policy.purposes
    return visit.choices(
      "purposes", "What its money may pay for",
      purposes.map { Field.Option($0.text, Inline(visit.glossary.code($0.text, of: "purpose"))) }, hint: hint)
  }

  private func name() throws -> Slug {
    guard let name = Slug(visit.parameter("name")), try visit.openFunds().contains(where: { $0.name == name }) else {
      throw WebRefusals.pageUnknown()
    }
    return name
  }

  private func trail(_ name: Slug) throws -> Trail {
    visit.fundsTrail + [(.name(try visit.fundTitles()[name] ?? name.text), "/funds/\(name)")]
  }

  func showOpen() throws -> SitePage {
    SitePage(
      visit.say("Open a fund"), lead: visit.say("Free money is always there; a first restriction can go with it."),
      trail: visit.fundsTrail,
      visit.form(
        [
          .field(visit.field("title", "Full name", .text(most: 120))),
          .field(visit.field("name", "Short name", .text(most: 63), hint: "Small letters, digits and hyphens: casa")),
          .group(
            visit.say("A first restriction, if there is one"),
            [
              visit.field("restriction", "Its short name", .text(most: 63), isRequired: false),
              try purposesField("Only these purposes are paid from it"),
            ]),
          .group(
            visit.say("Free money that it brings, if there is any"),
            [
              visit.field("amount", "Amount", .amount, isRequired: false),
              try visit.accountField("account", "Bank account", isRequired: false),
            ]),
        ], submit: "Go on to signing"))
  }

  func submitOpen() throws -> Reply {
    let (title, name, restriction, purposes, amount, account) = try visit.read { reader in
      let restriction = reader.isGiven("restriction") ? reader.slug("restriction") : nil
      let purposes = reader.slugs("purposes")
      if restriction != nil, purposes.isEmpty { reader.fault("purposes", "Choose among these") }
      let amount = reader.optionalAmount("amount")
      return (
        reader.text("title", most: 120), reader.slug("name"), restriction, purposes, amount,
        amount == nil ? nil : reader.slug("account")
      )
    }
    guard let name else { throw WebRefusals.pageUnknown() }
    let opened = FundOpened(
      title: title, restrictions: restriction.map { [RestrictionTerms(name: $0, purposes: purposes)] } ?? [],
      openings: account.flatMap { account in
        amount.map { [.init(account: account, amount: $0, restriction: Restriction.freeName)] }
      } ?? [])
    return try visit.draft([visit.request(opened, stream: StreamID("fund", name))], then: "/funds/\(name)")
  }

  func showRestriction() throws -> SitePage {
    SitePage(
      visit.say("Add a restriction"), lead: visit.say("For a donor who binds money to purposes of their own."),
      trail: try trail(name()),
      visit.form(
        [
          .field(
            visit.field("restriction", "Short name", .text(most: 63), hint: "Small letters, digits and hyphens: casa")),
          .field(try purposesField("Only these purposes are paid from it")),
        ], submit: "Go on to signing"))
  }

  func submitRestriction() throws -> Reply {
    let fund = try name()
    let (restriction, purposes) = try visit.read { reader in
      let purposes = reader.slugs("purposes")
      if purposes.isEmpty { reader.fault("purposes", "Choose among these") }
      return (reader.slug("restriction"), purposes)
    }
    guard let restriction else { throw WebRefusals.pageUnknown() }
    let added = RestrictionAdded(RestrictionTerms(name: restriction, purposes: purposes))
    return try visit.draft([visit.request(added, stream: StreamID("fund", fund))], then: "/funds/\(fund)")
  }

  func showReserve() throws -> SitePage {
    let fund = try name()
    let purses = try visit.bookkeeper.statement(of: fund)
    let titles = try visit.fundTitles()
    let options = purses.map {
      Field.Option(
        $0.restriction.name.text, visit.words(for: $0.restriction, in: titles),
        hint: visit.say("now \($0.guaranteeReserve) in reserve, \($0.spendable) may be promised"))
    }
    return SitePage(
      visit.say("Set the reserve"),
      lead: visit.say("Money behind guarantees: it cannot be spent while it stands there."),
      trail: try trail(fund),
      visit.form(
        [
          .field(visit.field("restriction", "Restriction", .radios(options))),
          .field(visit.field("amount", "Reserve from now on", .text(most: 20), hint: "0 dissolves it")),
        ], submit: "Go on to signing"))
  }

  func submitReserve() throws -> Reply {
    let fund = try name()
    let (restriction, amount) = try visit.read { reader in
      if !reader.isGiven("amount") { reader.fault("amount", "Give an amount") }
      return (reader.slug("restriction"), reader.optionalAmount("amount"))
    }
    guard let restriction, let amount else { throw WebRefusals.pageUnknown() }
    let set = ReserveSet(amount: amount, restriction: restriction)
    return try visit.draft([visit.request(set, stream: StreamID("fund", fund))], then: "/funds/\(fund)")
  }
}
