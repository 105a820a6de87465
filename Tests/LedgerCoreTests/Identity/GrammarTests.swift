import LedgerCore
import LedgerCoreTesting
import SeededRandom
import Testing

/// One grammar of the format with its pattern, and texts on both sides of its borders.
struct Grammar: Sendable, CustomStringConvertible {
  let description: String
  let admits: @Sendable (String) -> Bool
  let pattern: String
  /// What the pattern cannot say.
  var mostBytes = Int.max
  let right: [String]
  let wrong: [String]
  /// Letters of which fuzzed texts are made.
  let letters: String

  static let all = [slug, kind, stream, account, commodity]

  private static let sixtyThree = String(repeating: "a", count: 63)
  private static let ulid = "01ARZ3NDEKTSV4RRFFQ69G5FAV"

  static let slug = Grammar(
    description: "name", admits: { Slug($0) != nil }, pattern: "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?",
    right: ["a", "0", "casa", "rent-deposit", "a--b", "2026", sixtyThree, "x-1"],
    wrong: [
      "", "-", "-a", "a-", "A", "Casa", "a b", "a_b", "a.b", "a/b", "a:b", sixtyThree + "a", "è", "casa\n", "a\u{301}",
      "ａ", "a\0",
    ], letters: "ab09--Zé ")

  static let kind = Grammar(
    description: "kind", admits: { Kind($0) != nil }, pattern: "[a-z]+(-[a-z]+)*[.][a-z]+(-[a-z]+)*([.][2-9])?",
    mostBytes: 63,
    right: ["a.b", "loan.disbursed", "entry.reversal-proposed", "loan.disbursed.2", "a-b.c-d.9", "log.key-rotated"],
    wrong: [
      "", ".", "a", "a.", ".b", "a.b.", "a.b.1", "a.b.0", "a.b.10", "a.b.c", "a..b", "A.b", "a.B", "a-.b", "-a.b",
      "a.b-", "a.-b", "a--b.c", "a.b--c", "a1.b", "a.b2", "a.b.2.3", "a b.c", "a.é", "a.b\n", sixtyThree + ".b",
    ], letters: "ab..--29Z")

  static let stream = Grammar(
    description: "stream", admits: { StreamID($0) != nil },
    pattern: "ledger|[a-z]+(-[a-z]+)*/([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?|[0-7][0-9A-HJKMNP-TV-Z]{25})",
    right: [
      "ledger", "fund/casa", "grant/\(ulid)", "arrears-plan/2026", "a/b", "ledger/a", "fund/\(sixtyThree)",
    ],
    wrong: [
      "", "/", "fund", "fund/", "/casa", "Fund/casa", "fund/Casa", "fund//casa", "fund/casa/", "fund/a/b", "ledger/",
      "grant/\(ulid)0", "grant/\(ulid.dropLast())", "grant/8\(ulid.dropFirst())", "fund1/a", "-fund/a", "fund-/a",
      "fu--nd/a", "fund/-a", "fund/a-", "fund/\(sixtyThree)a", "ledgers", "Ledger", "fund/casa\n", "fund/cà",
    ], letters: "ab//--09Z")

  static let account = Grammar(
    description: "account", admits: { Account($0) != nil },
    pattern:
      "(assets|liabilities|equity|income|expenses|memo)(:[A-Za-z0-9][A-Za-z0-9-]{0,62}){1,11}", mostBytes: 200,
    right: [
      "assets:bank", "memo:a", "equity:fund:casa:free:available", "assets:loans:\(ulid)", "income:Rossi-",
      "expenses:1:2:3:4:5:6:7:8:9:10:11", "assets:\(sixtyThree)", "liabilities:X",
      "assets:" + sixtyThree + ":" + sixtyThree + ":" + sixtyThree + ":a",
    ],
    wrong: [
      "", "assets", "assets:", ":bank", "assets::bank", "assets:bank:", "Assets:bank", "asset:bank", "other:bank",
      "assets:-bank", "assets:ba nk", "assets:bànk", "assets:bank_a", "assets:bank/a", "assets.bank",
      "expenses:1:2:3:4:5:6:7:8:9:10:11:12", "assets:\(sixtyThree)a",
      "assets:" + sixtyThree + ":" + sixtyThree + ":" + sixtyThree + ":ab", "assets:bank\n", "memo", "memo:",
    ], letters: "aB::--09.")

  static let commodity = Grammar(
    description: "commodity", admits: { Commodity($0) != nil }, pattern: "[A-Za-z][A-Za-z0-9-]{0,15}",
    right: ["EUR", "min", "a", "Z", "points", "a-", "A-1", "abcdefghijklmnop"],
    wrong: ["", "1a", "-a", "a b", "a_b", "€", "a.b", "abcdefghijklmnopq", "è", "a:b", "EUR\n", "a\"b"],
    letters: "aZ09-- .é")
}

@Suite struct GrammarTests {
  @Test(arguments: Grammar.all)
  func `what a grammar describes is accepted`(grammar: Grammar) {
    for text in grammar.right { #expect(grammar.admits(text), "'\(text)' is a \(grammar)") }
  }

  @Test(arguments: Grammar.all)
  func `everything beside a grammar is refused`(grammar: Grammar) {
    for text in grammar.wrong { #expect(!grammar.admits(text), "'\(text)' is no \(grammar)") }
  }

  @Test(arguments: Grammar.all, Seeds.all)
  func `a text is accepted exactly when the pattern of the format matches`(grammar: Grammar, seed: UInt64) throws {
    var generator = Seeds.generator(seed)
    let pattern = try Regex(grammar.pattern)
    let letters = Array(grammar.letters)
    var accepted = 0
    for _ in 0..<700 {
      var text: String
      if generator.below(2) == 0 {
        text = generator.pick(grammar.right + grammar.wrong)
        let place = text.index(text.startIndex, offsetBy: generator.below(text.count + 1))
        if generator.below(3) > 0 || place == text.endIndex {
          text.insert(generator.pick(letters), at: place)
        } else {
          text.remove(at: place)
        }
      } else {
        text = generator.text(from: letters, upTo: 7)
      }
      let isRight = text.wholeMatch(of: pattern) != nil && text.utf8.count <= grammar.mostBytes
      #expect(grammar.admits(text) == isRight, "'\(text)' as a \(grammar)")
      if isRight { accepted += 1 }
    }
    #expect(accepted > 15)
  }

  @Test func `an account knows its class and what it stands under`() throws {
    let account: Account = "memo:commitments:casa"
    #expect(account.accountClass == .memo)
    #expect(account.isMemorandum)
    #expect(account.segments == ["memo", "commitments", "casa"])
    #expect(account.isUnder("memo") && account.isUnder("memo:commitments") && account.isUnder("memo:commitments:casa"))
    #expect(!account.isUnder("mem") && !account.isUnder("memo:commit") && !account.isUnder("memo:commitments:casa:x"))
    #expect(!("assets:memo" as Account).isMemorandum)
    #expect(Account.Class.allCases.allSatisfy { Account(unchecked: "\($0.rawValue):x").accountClass == $0 })
  }

  @Test func `a stream knows its family and its key`() throws {
    let id = try #require(ULID("01ARZ3NDEKTSV4RRFFQ69G5FAV"))
    let grant = StreamID("grant", id)
    #expect(grant.family == "grant" && grant.ulid == id && grant.text == "grant/01ARZ3NDEKTSV4RRFFQ69G5FAV")
    let fund = StreamID("fund", "casa" as Slug)
    #expect(fund.family == "fund" && fund.key == "casa" && fund.ulid == nil)
    #expect(StreamID.ledger.family == "ledger" && StreamID.ledger.key.isEmpty)
  }

  @Test func `texts with a grammar are ordered by their bytes`() {
    let accounts: [Account] = ["assets:a", "assets:B", "assets:a:b", "assets:a-b"]
    #expect(accounts.sorted() == ["assets:B", "assets:a", "assets:a-b", "assets:a:b"])
  }

  @Test func `a text that breaks its grammar cannot be decoded`() {
    #expect(throws: JSONError.self) { try JSONDecoding.decodeExactly([Slug].self, from: ["Casa"]) }
    #expect(throws: JSONError.self) { try JSONDecoding.decodeExactly([Account].self, from: ["casa"]) }
    #expect(throws: JSONError.self) { try JSONDecoding.decodeExactly([Commodity].self, from: [1]) }
    #expect(throws: JSONError.self) {
      try JSONDecoding.decodeExactly([ULID].self, from: ["01arz3ndektsv4rrffq69g5fav"])
    }
    #expect(throws: JSONError.self) { try JSONDecoding.decodeExactly([Role].self, from: ["king"]) }
  }
}
