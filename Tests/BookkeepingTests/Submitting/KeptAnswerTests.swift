import Bookkeeping
import LedgerCore
import LedgerCoreTesting
import Testing

@Suite struct KeptAnswerTests {
  @Test func `an answer is made once for a log, and again when it has grown, whoever wrote`() throws {
    try withFolder { path in
      let jars = try JarLedger(in: path)
      let watch = try HeadWatch(jars.bookkeeper)
      let kept = KeptAnswer<Int>(watch)
      var made = 0
      func ask() throws -> Int {
        try kept.value {
          made += 1
          return try jars.store.read { try $0.size }
        }
      }
      #expect(kept.answer == nil)
      #expect(try [ask(), ask(), ask()] == [2, 2, 2])
      #expect(made == 1 && kept.answer == 2)
      try jars.again().record(JarFilled(cents: 1))
      #expect(try ask() == 2, "nobody has looked yet")
      try watch.look()
      #expect(kept.answer == nil)
      #expect(try [ask(), ask()] == [3, 3])
      #expect(made == 2)
    }
  }

  @Test func `what could not be made is not kept`() throws {
    try withFolder { path in
      let kept = KeptAnswer<Int>(try HeadWatch(try JarLedger(in: path).bookkeeper))
      #expect(throws: StoreError.busy) { try kept.value { throw StoreError.busy } }
      #expect(kept.value { 7 } == 7)
    }
  }
}
