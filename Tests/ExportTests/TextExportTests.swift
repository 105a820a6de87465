import Bookkeeping
import LedgerCore
import LedgerCoreTesting
import Testing

private struct FullDisk: Error {}

struct TextExportTests {
  @Test(arguments: TextExport.allCases)
  func `an export is ASCII, in whole lines, the same each time, and names every posted entry once`(
    format: TextExport
  ) throws {
    let books = try Books.sample()
    var pieces: [String] = []
    try format.write(books.log) { pieces.append($0) }
    #expect(pieces.allSatisfy { $0.hasSuffix("\n") && $0.utf8.allSatisfy { $0 == 0x0A || (0x20..<0x7F).contains($0) } })
    #expect(try books.text(format) == pieces.joined())
    var mentions: [Int] = []
    try books.log.scan(0..<books.log.size) { stored in
      let entry = try stored.logged().entry
      let id = entry.id.description
      let holding = pieces.indices.filter { pieces[$0].contains(id) }
      #expect(holding.count == (entry.postings.lines.isEmpty ? 0 : 1), "\(entry.kind) at \(stored.position)")
      mentions += holding
    }
    #expect(mentions == mentions.sorted())
  }

  @Test(arguments: TextExport.allCases)
  func `an entry is handed over before the next one is read`(format: TextExport) throws {
    var books = try Books()
    for cents in 1...50 { try books.add("jar.filled", [("assets:a", .euro, cents), ("income:a", .euro, -cents)]) }
    var longest = 0
    var pieces = 0
    try format.write(books.log) { piece in
      longest = max(longest, piece.utf8.count)
      pieces += 1
    }
    #expect(pieces > 50)
    #expect(longest < 1_000)
  }

  @Test(arguments: TextExport.allCases)
  func `a sink that fails ends the export`(format: TextExport) throws {
    let books = try Books.sample()
    var pieces = 0
    #expect(throws: FullDisk.self) {
      try format.write(books.log) { _ in
        pieces += 1
        if pieces == 3 { throw FullDisk() }
      }
    }
    #expect(pieces == 3)
  }

  @Test(arguments: TextExport.allCases)
  func `an empty ledger and one without postings have no transaction`(format: TextExport) throws {
    var books = try Books()
    let empty = try books.text(format)
    let entry = try books.add("ledger.opened", in: "ledger")
    let silent = try books.text(format)
    #expect(!silent.contains(entry.id.description))
    #expect(silent.split(separator: "\n").count == empty.split(separator: "\n").count)
    #expect(!empty.isEmpty)
  }
}
