import LedgerCore
import LedgerCoreTesting
import SeededRandom
import Sodium
import TransparencyLog

/// Entries with every member of a payload, or as few as there may be.
enum SampleEntry {
  static let body = #"{"amount":125000,"note":"caffè \"x\" \u0001 🙂","on":[1,-2,null,true,{}]}"#

  static func full() throws -> Entry {
    Entry(
      header: EntryHeader(
        actor: ULID(high: 1, low: 2), effective: CivilDate(dayNumber: 20_777), id: ULID(high: 3, low: 4),
        kind: "loan.disbursed.2", ledger: SHA256.hash([1]), onBehalfOf: "comune", previous: SHA256.hash([2]),
        recorded: Instant(seconds: 1_795_168_800), revision: 3, role: .treasurer,
        seen: TreeHead(size: 41, root: SHA256.hash([3])), stream: "loan/casa"),
      body: Array(body.utf8),
      postings: try Postings([
        Posting("assets:bank:main", .euro, -125_000), Posting("assets:loans:casa", .euro, 125_000),
        Posting("memo:a", .minutes, 1), Posting("memo:b", .minutes, -1),
      ]))
  }

  static func genesis() -> Entry {
    Entry(
      header: EntryHeader(
        actor: ULID(high: 1, low: 2), effective: CivilDate(dayNumber: 20_777), id: ULID(high: 3, low: 4),
        kind: "ledger.opened", ledger: nil, previous: nil, recorded: Instant(seconds: 1_795_168_800), revision: 1,
        role: .administrator, seen: .empty, stream: .ledger),
      body: Array("{}".utf8), postings: .none)
  }

  static func random(using generator: inout SeededGenerator) throws -> Entry {
    let coins: [Posting] = (0..<generator.below(6)).flatMap { _ in
      let amount = Int.random(in: -Postings.largestAmount / 8...Postings.largestAmount / 8, using: &generator)
      let family: String = generator.pick(["assets", "equity", "memo"])
      let commodity: Commodity = generator.pick([.euro, .minutes, "points"])
      let names = [1, 2].map { _ in Account(unchecked: "\(family):a\(generator.below(9))") }
      return [Posting(names[0], commodity, amount), Posting(names[1], commodity, -amount)]
    }
    let hasPrevious = Bool.random(using: &generator)
    return Entry(
      header: EntryHeader(
        actor: ULID(high: generator.next(), low: generator.next()),
        effective: CivilDate(dayNumber: generator.below(60_000) - 20_000),
        id: ULID(high: generator.next(), low: generator.next()),
        kind: generator.pick(["grant.paid", "a.b", "entry.reversal-proposed", "loan.disbursed.9"]),
        ledger: generator.pick([nil, digest(using: &generator)]), onBehalfOf: generator.pick([nil, "comune-lodi"]),
        previous: hasPrevious ? digest(using: &generator) : nil,
        recorded: Instant(seconds: generator.below(4_000_000_000)), revision: hasPrevious ? 2 + generator.below(99) : 1,
        role: generator.pick(Role.allCases),
        seen: TreeHead(size: generator.below(1_000_000), root: digest(using: &generator)),
        stream: generator.pick([.ledger, "fund/casa", "grant/01ARZ3NDEKTSV4RRFFQ69G5FAV"])),
      body: Array(generator.pick([body, "{}", #"{"a":{"b":[]}}"#]).utf8), postings: try Postings(coins))
  }

  private static func digest(using generator: inout SeededGenerator) -> Digest {
    SHA256.hash([UInt8(generator.below(256))])
  }
}
