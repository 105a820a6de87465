import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// Names of those with whom a reader has to do, looked up one by one: nobody else's record is opened.
struct PeopleNames {
  private let bookkeeper: Bookkeeper
  private let governing: LedgerState

  init(_ bookkeeper: Bookkeeper) throws {
    self.bookkeeper = bookkeeper
    governing = try bookkeeper.governing()
  }

  func party(_ id: ULID) throws -> Inline {
    let state: PartyState = try bookkeeper.state(StreamID("party", id))
    return .name(try bookkeeper.sealedName(state.record?.digest) ?? PeopleNames.ending(of: id))
  }

  func household(_ id: ULID) throws -> Inline {
    let state: HouseholdState = try bookkeeper.state(StreamID("household", id))
    return .name(try bookkeeper.sealedName(state.record?.digest) ?? PeopleNames.ending(of: id))
  }

  func member(_ id: ULID) throws -> Inline {
    .name(try bookkeeper.sealedName(governing.members[id]?.record) ?? PeopleNames.ending(of: id))
  }

  func body(_ slug: Slug) -> Inline { .name(governing.bodies[slug]?.name ?? slug.text) }

  func fund(_ slug: Slug) throws -> Inline {
    let state: FundState = try bookkeeper.state(StreamID("fund", slug))
    return .name(state.title.isEmpty ? slug.text : state.title)
  }

  /// Where no name is known any more: enough to tell two of them apart.
  private static func ending(of id: ULID) -> String { "…" + id.description.suffix(6) }
}

extension Visit {
  func word(_ code: some RawRepresentable<String>, of member: String) -> Inline {
    Inline(glossary.code(code.rawValue, of: member))
  }

  /// Options for the values of a closed list; whatever else there is stands last.
  func options<Code: RawRepresentable<String> & CaseIterable>(
    _ type: Code.Type, of member: String, without left: Set<String> = []
  ) -> [Field.Option] {
    let codes = type.allCases.map(\.rawValue).filter { !left.contains($0) }
    return (codes.filter { $0 != "other" } + codes.filter { $0 == "other" })
      .map { Field.Option($0, Inline(glossary.code($0, of: member))) }
  }
}

extension Inline {
  /// Several things in one line, with commas between them.
  static func listed(_ items: [Inline]) -> Inline {
    items.enumerated().reduce("") { line, item in item.offset == 0 ? item.element : "\(line), \(item.element)" }
  }
}

extension Table.Cell {
  /// An amount with its sign: no heading of these pages names the currency.
  static func euros(_ amount: Money) -> Table.Cell { .inline("\(amount)") }
}
