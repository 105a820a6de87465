import LedgerCore
import LedgerCoreTesting
import SeededRandom
import Testing

@Suite struct PostingsTests {
  static let bank: Account = "assets:bank"
  static let gifts: Account = "income:gifts"
  static let most = Postings.largestAmount

  static func line(_ account: Account, _ amount: Int, _ commodity: Commodity = .euro) -> Posting {
    Posting(account, commodity, amount)
  }

  static let refused: [([Posting], Postings.Fault)] = [
    ([line(bank, 1)], .unbalanced(.euro, memorandum: false, by: 1)),
    ([line(bank, 5), line(gifts, -4)], .unbalanced(.euro, memorandum: false, by: 1)),
    ([line(bank, 5), line(gifts, -5, .minutes)], .unbalanced(.euro, memorandum: false, by: 5)),
    ([line(bank, 5), line("memo:a", -5)], .unbalanced(.euro, memorandum: false, by: 5)),
    (
      [line(bank, 5), line(gifts, -5), line("memo:a", 2), line("memo:b", -1)],
      .unbalanced(.euro, memorandum: true, by: 1)
    ),
    ([line(bank, 0)], .zero(bank)), ([line(bank, 0), line(gifts, 0)], .zero(bank)),
    ([line(bank, most + 1), line(gifts, -most - 1)], .tooLarge(bank)),
    ([line(bank, .min), line(gifts, .max)], .tooLarge(bank)), ([line(bank, .max)], .tooLarge(bank)),
    ([line(gifts, -5), line(bank, 5)], .disorder(bank)), ([line(bank, 5), line(bank, -5)], .disorder(bank)),
    ([line(bank, 5, .minutes), line(bank, -5)], .disorder(bank)),
    ([line("assets:b", 5), line("assets:B", -5)], .disorder("assets:B")),
    ([line("assets:bank:a", 5), line("assets:bank", -5)], .disorder(bank)),
  ]

  @Test(arguments: refused)
  func `postings that are not in order are refused with the first thing that is wrong`(
    lines: [Posting], fault: Postings.Fault
  ) {
    #expect(throws: fault) { try Postings(signed: lines) }
  }

  static let accepted: [[Posting]] = [
    [], [line(bank, 5), line(gifts, -5)], [line(bank, most), line(gifts, -most)],
    [line("memo:a", 5), line("memo:b", -5)],
    [line(bank, 5), line(gifts, -5), line("memo:a", -7), line("memo:b", 7)],
    [line(bank, -5), line(bank, 9, .minutes), line(gifts, 5), line(gifts, -9, .minutes)],
    [line("assets:B", -5), line("assets:b", 5)],
  ]

  @Test(arguments: accepted)
  func `balanced postings in order are taken as they are written`(lines: [Posting]) throws {
    #expect(try Postings(signed: lines).lines == lines)
    #expect(try Postings(lines.reversed()).lines == lines, "however they were written down")
  }

  @Test func `an entry has at most 512 postings`() throws {
    func lines(_ count: Int) -> [Posting] {
      (0..<count).map { Self.line(Account(unchecked: "assets:a\(1000 + $0)"), $0 % 2 == 0 ? 1 : -1) }
    }
    #expect(try Postings(signed: lines(512)).lines.count == 512)
    #expect(throws: Postings.Fault.tooMany(514)) { try Postings(signed: lines(514)) }
    #expect(throws: Postings.Fault.tooMany(514)) { try Postings(lines(514)) }
  }

  @Test func `parts on one account are added up, and zeros drop out`() throws {
    let postings = try Postings([
      Self.line(Self.gifts, -3), Self.line(Self.bank, 5), Self.line("assets:till", 9), Self.line(Self.gifts, -2),
      Self.line("assets:till", -9), Self.line("memo:a", 0),
    ])
    #expect(postings.lines == [Self.line(Self.bank, 5), Self.line(Self.gifts, -5)])
    #expect(throws: Postings.Fault.tooLarge(Self.bank)) {
      try Postings([Self.line(Self.bank, .max), Self.line(Self.bank, 1)])
    }
  }

  @Test func `postings mirrored twice are themselves`() throws {
    for lines in Self.accepted {
      let postings = try Postings(signed: lines)
      #expect(postings.mirror.mirror == postings)
      #expect(try Postings(signed: postings.mirror.lines) == postings.mirror)
      #expect(try Postings(lines + postings.mirror.lines) == .none)
    }
  }

  @Test func `only something other than a memorandum account moves money`() throws {
    #expect(try !Postings([Self.line("memo:a", 5), Self.line("memo:b", -5)]).movesMoney)
    #expect(try Postings([Self.line(Self.bank, 5), Self.line(Self.gifts, -5)]).movesMoney)
    #expect(!Postings.none.movesMoney)
  }

  @Test func `the message of wrong postings names account and difference`() {
    let messages: [(Postings.Fault, String)] = [
      (.tooMany(514), "514 postings, at most 512 are allowed"),
      (.zero(Self.bank), "the posting on assets:bank is zero"),
      (.tooLarge(Self.bank), "the posting on assets:bank is beyond 1000000000000"),
      (.disorder(Self.bank), "assets:bank is out of order or stands twice"),
      (.unbalanced(.euro, memorandum: false, by: -3), "the postings in EUR sum to -3, not to zero"),
      (.unbalanced(.minutes, memorandum: true, by: 1), "the memorandum postings in min sum to 1, not to zero"),
    ]
    for (fault, message) in messages { #expect(fault.description == message) }
  }

  @Test(arguments: Seeds.all)
  func `postings are accepted exactly when a naive check accepts them`(seed: UInt64) throws {
    var generator = Seeds.generator(seed)
    let accounts: [Account] = ["assets:a", "assets:b", "equity:a", "memo:a", "memo:b"]
    var counts = (accepted: 0, refused: 0)
    for _ in 0..<3_000 {
      var lines: [Posting] = []
      for _ in 0..<generator.below(3) {
        let amount = generator.below(4)
        let commodity: Commodity = generator.pick([.euro, .euro, .minutes])
        lines.append(Self.line(generator.pick(accounts), amount, commodity))
        lines.append(Self.line(generator.pick(accounts), -amount, commodity))
      }
      if generator.below(3) > 0 { lines.sort { $0.key < $1.key } }
      let isRight = isNaivelyRight(lines)
      #expect(((try? Postings(signed: lines)) != nil) == isRight, "\(lines)")
      if isRight { counts.accepted += 1 } else { counts.refused += 1 }
    }
    #expect(counts.accepted > 300 && counts.refused > 300)
  }

  private func isNaivelyRight(_ lines: [Posting]) -> Bool {
    let texts = lines.map { "\($0.account.text)\u{0}\($0.commodity.text)" }
    let sums = Dictionary(grouping: lines) { "\($0.account.isMemorandum) \($0.commodity)" }
      .mapValues { $0.reduce(0) { $0 + $1.amount } }
    return texts == Set(texts).sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
      && lines.allSatisfy { $0.amount != 0 } && sums.values.allSatisfy { $0 == 0 }
  }
}
