import Bookkeeping
import LedgerCore
import LedgerSQLite
import SeededRandom
import Testing

@Suite struct SplitTests {
  /// Whatever pieces a history comes in, and in whatever order: the inbox is the same, every line once.
  ///
  /// Pieces begin and end with a day where lines have no bank reference; with references they are cut anywhere.
  @Test func `overlapping pieces of a history give the same inbox as the whole`() throws {
    let seed = SeededGenerator.printedSeed("overlapping pieces")
    var random = SeededGenerator(seed: seed)
    for round in 0..<12 {
      let whole = history(&random, references: round % 2 == 0)
      let expected = whole.lines.map { "\($0.day) \($0.cents) \($0.text)" }.sorted()
      try Office.with { office in
        for piece in pieces(of: whole, &random, anywhere: round % 2 == 0).shuffled(using: &random) {
          try office.take(piece)
        }
        let found = try office.waiting().map {
          "\($0.line.booked) \($0.line.amount.cents) \($0.details?.description ?? "")"
        }
        #expect(found.sorted() == expected, "seed \(seed), round \(round)")
        let again = try office.take(whole)
        #expect(again.newLines == 0, "seed \(seed), round \(round)")
      }
    }
  }

  private func history(_ random: inout SeededGenerator, references: Bool) -> StatementFile {
    var date = day("2026-03-01")
    var lines: [StatementFile.Line] = []
    for number in 0..<Int.random(in: 1...60, using: &random) {
      if Int.random(in: 0..<3, using: &random) == 0 { date = date.adding(days: Int.random(in: 1...4, using: &random)) }
      let cents = [130, -130, 500, -1_000, 2_500].randomElement(using: &random) ?? 1
      let text = ["Caffè", "Dono", "Bollo"].randomElement(using: &random) ?? ""
      lines.append(.init(day: date, cents: cents, text: text, reference: references ? "R\(number)" : nil))
    }
    return StatementFile(from: day("2026-03-01"), to: date, opening: 10_000, lines: lines)
  }

  /// Pieces that cover everything, each reaching back into the one before it.
  private func pieces(of whole: StatementFile, _ random: inout SeededGenerator, anywhere: Bool) -> [StatementFile] {
    var pieces: [StatementFile] = []
    var start = 0
    while start < whole.lines.count {
      var end = Int.random(in: (start + 1)...whole.lines.count, using: &random)
      var begin = max(0, start - Int.random(in: 0...8, using: &random))
      if !anywhere {
        while end < whole.lines.count, whole.lines[end].day == whole.lines[end - 1].day { end += 1 }
        while begin > 0, whole.lines[begin - 1].day == whole.lines[begin].day { begin -= 1 }
      }
      var piece = whole
      piece.id = "piece \(pieces.count)"
      piece.lines = Array(whole.lines[begin..<end])
      piece.opening = whole.opening + whole.lines[..<begin].reduce(0) { $0 + $1.cents }
      piece.from = whole.lines[begin].day
      piece.to = whole.lines[end - 1].day
      pieces.append(piece)
      start = end
    }
    return pieces
  }
}
