import Bookkeeping
import Funds
import LedgerCore
import LedgerViews
import MastroWeb
import Pages

extension Visit {
  /// Every restriction of every open fund.
  func purses() throws -> [Restriction] {
    try openFunds().flatMap { fund in
      fund.state.restrictions.keys.sorted().map { Restriction(fund: fund.name, name: $0) }
    }
  }

  func openFunds() throws -> [(name: Slug, state: FundState)] {
    try bookkeeper.all(FundState.self).filter(\.state.isOpen).compactMap { found in
      Slug(found.stream.key).map { (name: $0, state: found.state) }
    }.sorted { $0.name < $1.name }
  }

  /// "Fondo Casa: affitti", or "Fondo Casa: free money".
  func words(for purse: Restriction, in titles: [Slug: String]) -> Inline {
    let fund = Inline.name(titles[purse.fund] ?? purse.fund.text)
    if purse.isFree { return say("\(fund): free money") }
    return say("\(fund): \(Inline.name(purse.name.text))")
  }

  func words(for purse: Restriction) throws -> Inline { words(for: purse, in: try fundTitles()) }

  func fundTitles() throws -> [Slug: String] {
    Dictionary(try openFunds().map { ($0.name, $0.state.title) }, uniquingKeysWith: { first, _ in first })
  }

  /// A restriction to choose.
  func purseField(
    _ name: String, _ label: Phrase, hint: Phrase? = nil, initial: String? = nil, isRequired: Bool = true
  ) throws -> Field {
    let titles = try fundTitles()
    var options = try purses().map { Field.Option($0.description, words(for: $0, in: titles)) }
    if !isRequired { options.insert(Field.Option("", say("None of these")), at: 0) }
    return field(name, label, .choice(options), hint: hint, initial: initial, isRequired: isRequired)
  }

  func fundField(_ name: String, _ label: Phrase) throws -> Field {
    field(name, label, .choice(try openFunds().map { Field.Option($0.name.text, .name($0.state.title)) }))
  }

  /// One of the bank accounts of the policy.
  func accountField(
    _ name: String, _ label: Phrase, hint: Phrase? = nil, initial: String? = nil, isRequired: Bool = true
  ) throws -> Field {
    let accounts = try bookkeeper.governing().policy.bankAccounts
    var options = accounts.map { Field.Option($0.text, .name($0.text)) }
    if !isRequired { options.insert(Field.Option("", "—"), at: 0) }
    return field(
      name, label, .choice(options), hint: hint, initial: initial ?? (accounts.count == 1 ? accounts[0].text : nil),
      isRequired: isRequired)
  }

  /// The day on which it takes effect; today unless somebody says otherwise.
  func dayField(_ name: String = "day", _ label: Phrase = "Day", hint: Phrase? = nil) -> Field {
    field(name, label, .date, hint: hint, initial: today.description)
  }

  /// A body that is registered.
  func bodyField(_ name: String, _ label: Phrase, hint: Phrase? = nil) throws -> Field {
    let bodies = try bookkeeper.governing().bodies.values.sorted { $0.body < $1.body }
    return field(name, label, .choice(bodies.map { Field.Option($0.body.text, .name($0.name)) }), hint: hint)
  }

  /// A party by name, for those who may know names; nobody is chosen at first.
  func partyField(
    _ name: String, _ label: Phrase, hint: Phrase? = nil, initial: String? = nil, isRequired: Bool = true
  ) throws -> Field {
    let names = try books.names()
    let parties = try bookkeeper.parties().filter { $0.name != nil }.map { ($0.id, names.name($0.id)) }
      .sorted { $0.1 < $1.1 }
    var options = parties.map { Field.Option($0.0.description, .name($0.1)) }
    if !isRequired { options.insert(Field.Option("", say("Nobody, or not known")), at: 0) }
    return field(name, label, .choice(options), hint: hint, initial: initial, isRequired: isRequired)
  }
}
