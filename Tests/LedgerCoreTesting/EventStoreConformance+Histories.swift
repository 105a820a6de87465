import LedgerCore
import SeededRandom
import Sodium

extension EventStoreConformance {
  static func ledger(_ store: any EventStore) throws {
    let ledger = Ledger(store: store, rulebook: Toy.rulebook)
    let key = try SigningKey(seed: [UInt8](repeating: 7, count: 32))
    let now = Instant(seconds: 1_700_000_000)
    var serial = 0
    func request(_ body: some EntryBody, _ jar: Slug) throws -> EntryRequest {
      serial += 1
      return try EntryRequest(
        body, stream: StreamID("jar", jar), actor: ULID(high: 5, low: 5), role: .treasurer, effective: now.date,
        id: ULID(high: 9, low: UInt64(serial)))
    }
    func submit(_ requests: [EntryRequest]) throws -> [Receipt] {
      let signed = try ledger.prepare(requests, recorded: now) { SignedEntry($0.entry, with: key) }
      return try ledger.submit(signed, now: now)
    }
    func code(_ what: String, _ requests: [EntryRequest]) throws -> String {
      let error = try refusal(what) { _ = try submit(requests) }
      guard let refusal = error as? Refusal else { throw error }
      return refusal.code.id
    }
    let first = try ledger.prepare(
      [
        request(JarOpened(name: "kitchen"), "kitchen"),
        request(JarFilled(cents: 500, ticket: "t-1"), "kitchen"),
      ], recorded: now
    ) { SignedEntry($0.entry, with: key) }
    let receipts = try ledger.submit(first, now: now)
    try expect(receipts.map(\.position), is: [0, 1], "positions of a submission")
    try expect(ledger.submit(first, now: now), is: receipts, "the same submission again")
    try expect(
      code("an overdraft", [request(JarEmptied(cents: 501), "kitchen")]), is: "jar.short", "refusal of an overdraft")
    try expect(
      code("a used ticket", [request(JarFilled(cents: 1, ticket: "t-1"), "kitchen")]), is: "claim.taken",
      "refusal of a used ticket")
    try expect(
      code(
        "a submission of which one part is refused",
        [request(JarFilled(cents: 70), "kitchen"), request(JarEmptied(cents: 571), "kitchen")]),
      is: "jar.short", "refusal of a part")
    try store.read { try expect($0.balance(of: Toy.account(of: "kitchen")), is: 500, "balance after refusals") }
    try expect(
      ledger.state(of: StreamID("jar", "kitchen"), as: Jar.self).fillings, is: 1, "fillings")
    func reversal(_ proposing: Bool, _ actor: UInt64) throws -> EntryRequest {
      serial += 1
      return try EntryRequest.reversal(
        of: first[1].entry.id, proposing: proposing, stream: StreamID("jar", "kitchen"),
        actor: ULID(high: 5, low: actor), role: .treasurer, effective: now.date, id: ULID(high: 9, low: UInt64(serial)))
    }
    _ = try submit([reversal(true, 5)])
    try expect(code("a reversal by the proposer", [reversal(false, 5)]), is: "approval.same-person", "four eyes")
    _ = try submit([reversal(false, 6)])
    try store.read { try expect($0.balance(of: Toy.account(of: "kitchen")), is: 0, "balance after the reversal") }
    try expect(ledger.state(of: StreamID("jar", "kitchen"), as: Jar.self).fillings, is: 0, "fillings after it")
    _ = try submit([request(JarFilled(cents: 20, ticket: "t-1"), "kitchen")])
    try store.read { try expect($0.holder(of: Claim("ticket", "t-1")), is: 4, "the ticket's next holder") }
  }

  /// Random histories in random batches, some of them rolled back, against sums over a plain list.
  static func model(_ store: any EventStore) throws {
    for seed in [UInt64(20_261_120), 7, 99] {
      do {
        try model(store, seed: seed)
      } catch let failure as ConformanceFailure {
        throw ConformanceFailure(description: "seed \(seed): \(failure)")
      }
    }
  }

  private struct Made {
    let entry: Entry
    let position: Int
  }

  private static func model(_ store: any EventStore, seed: UInt64) throws {
    struct Stop: Error {}
    var random = SeededGenerator(seed: seed)
    var maker = try EntryMaker(seed: UInt8(truncatingIfNeeded: seed))
    let accounts = (0..<12).map { AccountKey(Account(unchecked: "assets:a\($0)"), $0 % 3 == 0 ? .minutes : .euro) }
    var history: [Made] = []
    try store.read { log in
      try log.scan(0..<log.size) { history.append(Made(entry: try $0.logged().entry, position: $0.position)) }
    }
    for _ in 0..<25 {
      let fails = Int.random(in: 0..<5, using: &random) == 0
      var batch: [Made] = []
      do {
        try store.write { log in
          for _ in 0..<Int.random(in: 1...8, using: &random) {
            let amount = Int.random(in: 1...1_000, using: &random)
            let commodity = Bool.random(using: &random) ? Commodity.euro : .minutes
            let pair = accounts.filter { $0.commodity == commodity }.shuffled(using: &random).prefix(2).map(\.account)
            let signed = try maker.append(
              in: StreamID(unchecked: "jar/s\(Int.random(in: 0..<6, using: &random))"),
              [Posting(pair[0], commodity, amount), Posting(pair[1], commodity, -amount)],
              day: Int.random(in: 0..<40, using: &random), to: log)
            batch.append(Made(entry: signed.entry, position: try log.size - 1))
          }
          if fails { throw Stop() }
        }
        history += batch
      } catch is Stop {}
      try store.read { log in
        try compare(log, with: history, accounts, at: Int.random(in: 0...history.count, using: &random), &random)
      }
    }
  }

  private static func compare(
    _ log: any LogReader, with history: [Made], _ accounts: [AccountKey], at size: Int, _ random: inout SeededGenerator
  ) throws {
    func sums(_ included: (Made) -> Bool) -> [AccountBalance] {
      var sums: [AccountKey: Int] = [:]
      for made in history where included(made) {
        for posting in made.entry.postings.lines { sums[posting.key, default: 0] += posting.amount }
      }
      return sums.filter { $0.value != 0 }.sorted { $0.key < $1.key }
        .map { AccountBalance(key: $0.key, amount: $0.value) }
    }
    try expect(log.size, is: history.count, "size")
    try expect(log.balances(at: nil), is: sums { _ in true }, "balances")
    try expect(log.balances(at: size), is: sums { $0.position < size }, "balances at \(size)")
    let day = CivilDate(dayNumber: Int.random(in: -1..<41, using: &random))
    try expect(log.balances(asOf: day), is: sums { $0.entry.header.effective <= day }, "balances as of \(day)")
    guard let key = accounts.randomElement(using: &random) else { return }
    var balance = 0
    var lines: [RegisterLine] = []
    for made in history {
      for posting in made.entry.postings.lines where posting.key == key {
        balance += posting.amount
        lines.append(RegisterLine(position: made.position, amount: posting.amount, balance: balance))
      }
    }
    try expect(log.balance(of: key, at: nil), is: balance, "balance")
    let most = Int.random(in: 0..<10, using: &random)
    try expect(
      log.register(of: key, from: size, most: most), is: Array(lines.filter { $0.position >= size }.prefix(most)),
      "register from \(size)")
    for number in 0..<6 {
      let stream = StreamID(unchecked: "jar/s\(number)")
      let own = history.filter { $0.entry.stream == stream }
      try expect(log.head(of: stream)?.revision ?? 0, is: own.count, "revision of \(stream)")
      try expect(log.positions(of: stream, after: 0), is: own.map(\.position), "positions of \(stream)")
    }
  }
}
