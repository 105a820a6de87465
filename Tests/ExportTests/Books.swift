import Bookkeeping
import LedgerCore
import LedgerCoreTesting
import SeededRandom
import Testing

/// A log in memory with postings made by hand, for exports to show.
struct Books {
  let log = LayeredLog()
  private var maker: EntryMaker

  init() throws { maker = try EntryMaker() }

  @discardableResult
  mutating func add(
    _ kind: Kind, in stream: StreamID = "jar/a", on date: String = "2026-03-02",
    for body: Slug? = nil, _ postings: [(Account, Commodity, Int)] = []
  ) throws -> Entry {
    let lines = postings.map { Posting($0.0, $0.1, $0.2) }
    let plain = try maker.entry(in: stream, lines, on: log)
    var header = plain.entry.header
    header.kind = kind
    header.onBehalfOf = body
    guard let day = CivilDate(date) else { preconditionFailure("'\(date)' is not a date") }
    header.effective = day
    let entry = Entry(header: header, body: plain.entry.body, postings: plain.entry.postings)
    try log.append(Addition(signed: SignedEntry(entry, with: maker.key), claims: [], releases: nil))
    return entry
  }

  func text(_ format: TextExport) throws -> String {
    var text = ""
    try format.write(log) { text += $0 }
    return text
  }

  /// Every trait that has ever broken an export: silent entries, several commodities, the largest amounts, late and
  /// reversed entries, days that share entries, an account above another, names that need quotes or marks.
  static func sample() throws -> Books {
    var books = try Books()
    let largest = Postings.largestAmount
    try books.add("ledger.opened", in: "ledger")
    try books.add(
      "contribution.received", in: "contribution/a", for: "comune-lodi",
      [("assets:bank:main", .euro, largest), ("equity:fund:casa:free:available", .euro, -largest)])
    try books.add(
      "loan.disbursed", on: "2026-03-05",
      [
        ("assets:loans:01J8XG5S1T2V3W4X5Y6Z7A8B9C", .euro, 125_001), ("assets:bank:main", .euro, -125_001),
        ("equity:fund:casa:free:available", .euro, -125_001), ("equity:fund:casa:free:lent", .euro, 125_001),
        ("memo:commitments:casa", .euro, -125_001), ("memo:contra:commitments", .euro, 125_001),
        ("memo:service:0-a", .minutes, 90), ("memo:contra:service", .minutes, -90),
      ])
    let mistake: [(Account, Commodity, Int)] = [("expenses:operating:casa", .euro, 5), ("assets:bank", .euro, -5)]
    try books.add("cost.paid", on: "2026-03-05", mistake)
    try books.add("entry.reversed", on: "2026-03-05", mistake.map { ($0, $1, -$2) })
    try books.add("grant.requested")
    try books.add("cost.paid", on: "2026-01-31", [("expenses:operating:casa", .euro, 1), ("assets:bank", .euro, -1)])
    try books.add("service.credited", on: "2026-03-06", [("memo:a", .minutes, 1), ("memo:contra:a", .minutes, -1)])
    try books.add("jar.filled", on: "2026-03-06", [("equity:memo:a", .euro, 7), ("equity:Memo:a", .euro, -7)])
    for commodity in Books.oddCommodities {
      try books.add(
        "jar.filled", on: "2026-04-01", [("assets:X-ray:x-ray", commodity, 3), ("income:Rossi-", commodity, -3)])
    }
    try books.add("jar.filled", on: "0001-01-01", [("assets:old", .euro, 10), ("equity:old", .euro, -10)])
    try books.add("jar.filled", on: "9999-12-31", [("assets:old", .euro, 20), ("equity:old", .euro, -20)])
    try books.add("grant.refused")
    return books
  }

  static let oddCommodities: [Commodity] = [
    "e", "E", "a-1", "A-1", "CHF", "eur", "MIN", "Min", "true", "null", "points", "m-", "h", "ABCDEFGHIJKLMNOP",
    "abcdefghijklmnop",
  ]

  /// Entries with random accounts, commodities, amounts and days.
  static func random(_ entries: Int, using generator: inout SeededGenerator) throws -> Books {
    var books = try Books()
    let accounts = (0..<40).map { _ in randomAccount(using: &generator) }
    let commodities = [.euro, .minutes] + (0..<4).map { _ in randomCommodity(using: &generator) }
    for _ in 0..<entries {
      let memorandum = Bool.random(using: &generator)
      let pool = accounts.filter { $0.isMemorandum == memorandum }
      var postings: [(Account, Commodity, Int)] = []
      for _ in 0..<Int.random(in: 0...3, using: &generator) {
        guard let debit = pool.randomElement(using: &generator), let credit = pool.randomElement(using: &generator),
          let commodity = commodities.randomElement(using: &generator)
        else { continue }
        let bound = Bool.random(using: &generator) ? 1_000 : Postings.largestAmount / 4
        let amount = Int.random(in: -bound...bound, using: &generator)
        postings += [(debit, commodity, amount), (credit, commodity, -amount)]
      }
      let day = CivilDate(dayNumber: Int.random(in: 20_400...20_600, using: &generator))
      try books.add("jar.filled", on: day.description, postings)
    }
    return books
  }

  static func randomAccount(using generator: inout SeededGenerator) -> Account {
    let letters = Array("abxyzABXYZ0129-")
    let segments = (0..<Int.random(in: 1...5, using: &generator)).map { _ in
      let words = ["memo", "Memo", "x-", "X-", "x", "X", "", "", "", ""]
      let word = words.randomElement(using: &generator) ?? ""
      let rest = (0..<Int.random(in: 0...6, using: &generator)).map { _ in
        letters.randomElement(using: &generator) ?? "a"
      }
      let text = word + String(rest)
      return text.isEmpty || text.hasPrefix("-") ? "0" + text : text
    }
    let kind = Account.Class.allCases.randomElement(using: &generator) ?? .memo
    return Account(unchecked: ([kind.rawValue] + segments).joined(separator: ":"))
  }

  static func randomCommodity(using generator: inout SeededGenerator) -> Commodity {
    let letters = Array("aeEURurmM01-")
    let length = Int.random(in: 0...15, using: &generator)
    let rest = (0..<length).map { _ in letters.randomElement(using: &generator) ?? "a" }
    return Commodity(unchecked: "\("eEmMuR".randomElement(using: &generator) ?? "e")" + String(rest))
  }
}

/// Expects another program's balances to be the ledger's, and names those that differ.
func expectSame(
  _ theirs: [AccountKey: Int], _ ours: [AccountBalance], _ comment: Comment? = nil,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let ours = Dictionary(uniqueKeysWithValues: ours.map { ($0.key, $0.amount) })
  let differences = Set(theirs.keys).union(ours.keys).sorted().filter { theirs[$0] != ours[$0] }.map { key in
    "\(key.account) \(key.commodity): \(theirs[key] ?? 0) instead of \(ours[key] ?? 0)"
  }
  #expect(differences == [], comment, sourceLocation: sourceLocation)
}

/// Days on which a balance may change its answer: the days of the entries and their neighbours.
let interestingDays = [
  "0001-01-01", "2026-01-30", "2026-01-31", "2026-03-02", "2026-03-05", "2026-03-06", "2026-04-01",
]
