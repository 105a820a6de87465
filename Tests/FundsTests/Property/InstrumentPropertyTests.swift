import Funds
import LedgerCore
import SeededRandom
import Testing

@Suite struct InstrumentPropertyTests {
  @Test func `after any sequence of accepted commands the books are in order, and a rebuilt ledger is the same`() throws
  {
    let seed = SeededGenerator.printedSeed()
    var player = try InstrumentPlayer(seed: seed)
    for _ in 0..<1_200 { try player.step() }
    print("accepted \(player.acceptedCount) of \(player.accepted.count) kinds, refused \(player.refusedCount)")
    #expect(player.acceptedCount > 150, "too few commands were accepted to say anything")
    #expect(player.refusedCount > 150, "too few commands were refused to say anything")
    for family in ["loan", "guarantee", "plan", "service"] {
      let count = player.accepted.filter { $0.key.text.hasPrefix("\(family).") }.values.reduce(0, +)
      #expect(count > 0, "\(family): only \(count) accepted")
    }
    let rebuilt = try Rebuilt(player.books)
    #expect(try rebuilt.differences(from: player.books) == [])
  }
}
