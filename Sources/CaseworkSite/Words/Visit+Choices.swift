import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// What people choose from in the forms.
extension Visit {
  /// Every restriction of every fund, with what can still be promised from it.
  func purseOptions() throws -> [Field.Option] {
    try purses().map { purse in
      Field.Option(
        purse.restriction.description, say("\(words(of: purse.restriction)), \(purse.spendable) can be promised"))
    }
  }

  func purses() throws -> [PurseStatement] {
    try bookkeeper.all(FundState.self).filter(\.state.isOpen).compactMap { Slug($0.stream.key) }
      .flatMap { try bookkeeper.statement(of: $0) }
  }

  /// What one restriction holds, and what can still be promised from it.
  func purse(_ restriction: Restriction) throws -> [Block] {
    guard let purse = try bookkeeper.statement(of: restriction.fund).first(where: { $0.restriction == restriction })
    else { return [] }
    return [
      .section(
        say("The money of \(words(of: restriction))"),
        [
          .facts([
            Term(say("Available"), "\(purse.available)"), Term(say("Already promised"), "\(purse.committed)"),
            Term(say("Kept as a minimum"), "\(purse.minimumReserve)"),
            Term(say("Can be promised"), "\(strong: "\(purse.spendable)")"),
          ])
        ])
    ]
  }

  /// Every restriction with its money, for a request that has not chosen one yet.
  func purseTable() throws -> Block {
    .table(
      Table(
        caption: say("What can still be promised"),
        columns: [
          Table.Column(say("Restriction")), Table.Column(say("Can be promised (€)"), isFigure: true),
        ],
        rows: try purses().map { [.inline(words(of: $0.restriction)), .money($0.spendable)] },
        empty: say("No fund is open yet.")))
  }

  func purposeOptions() throws -> [Field.Option] {
    try bookkeeper.governing().policy.purposes.map { Field.Option($0.text, word($0, of: "purpose")) }
  }

  func accountOptions() throws -> [Field.Option] {
    try bookkeeper.governing().policy.bankAccounts.map { Field.Option($0.text, .name($0.text)) }
  }

  func bodyOptions() throws -> [Field.Option] {
    try bookkeeper.governing().bodies.keys.sorted().map { try bodyOption($0) }
  }

  func partyOptions(_ parties: some Sequence<ULID>) throws -> [Field.Option] {
    try parties.map { Field.Option($0.description, try party($0)) }
  }

  /// Who may get money or be owed it: the people of the family, firms, and people who belong to no family, by name.
  func payeeOptions(of household: HouseholdState?) throws -> [Field.Option] {
    let family = (household?.members ?? []).sorted()
    let others = try bookkeeper.parties().filter { party in
      guard let name = party.name, !name.isEmpty, !family.contains(party.id) else { return false }
      return try party.sort == .company || (person.isStaff && bookkeeper.households(of: party.id).isEmpty)
    }
    let named = others.sorted { FoldedText($0.name ?? "").text < FoldedText($1.name ?? "").text }
    return try partyOptions(family) + named.map { Field.Option($0.id.description, .name($0.name ?? $0.id.ending)) }
  }

  /// Yes or no, and why not.
  func verdict<Reason: RawRepresentable<String> & CaseIterable>(_ reasons: Reason.Type) -> [Form.Item] {
    [
      .field(
        field(
          "verdict", "Your decision",
          .radios([
            Field.Option(Verdict.approve.rawValue, say("Approve")),
            Field.Option(Verdict.refuse.rawValue, say("Refuse")),
          ]))),
      .field(
        field(
          "reason", "Why, where you refuse", .choice([noOption] + options(reasons, of: "reason")), isRequired: false)),
    ]
  }
}

enum Verdict: String, Sendable {
  case approve, refuse
}

extension FormReader {
  /// A restriction as the choice has it: `casa/rent`.
  func purse(_ name: String) -> Restriction {
    let parts = text(name).split(separator: "/").compactMap { Slug($0) }
    guard parts.count == 2 else {
      fault(name, "Choose one of these")
      return Restriction(fund: "none", name: "none")
    }
    return Restriction(fund: parts[0], name: parts[1])
  }

  func party(_ name: String) -> ULID { id(name) ?? .nowhere }

  func optionalParty(_ name: String) -> ULID? { isGiven(name) ? id(name) : nil }

  func code(_ name: String) -> Slug { slug(name) ?? "none" }
}

extension Visit {
  /// What was decided: nil to approve, the reason to refuse.
  func decision<Reason: RawRepresentable<String>>(_ type: Reason.Type) throws -> Reason? {
    let (verdict, reason) = try read { form in
      let verdict = form.choice("verdict", Verdict.self)
      if verdict == .refuse, !form.isGiven("reason") { form.fault("reason", "Say why you refuse") }
      return (verdict, form.isGiven("reason") ? form.choice("reason", Reason.self) : nil)
    }
    return verdict == .refuse ? reason : nil
  }

  /// Reads one value that must be there.
  func need<Value>(_ body: (FormReader) throws -> Value?) throws -> Value {
    guard let value = try read(body) else { throw WebRefusals.malformed(["reason": "a choice is missing"]) }
    return value
  }
}

extension ULID {
  /// What stands for an id that was not given; nobody sees it, because the form is refused.
  static let nowhere = ULID(high: 0, low: 0)
}
