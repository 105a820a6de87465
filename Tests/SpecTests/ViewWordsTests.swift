import CommandLineTesting
import Testing

/// That the walk over the views hears what it walks past: the scenarios themselves are walked where they are played.
struct ViewWordsTests {
  @Test func `the walk meets the codes of the standard fund`() throws {
    let sandbox = try Sandbox.withStandardFund()
    defer { sandbox.remove() }
    let walk = try #require(ViewWalk(path: sandbox.file("ledger")))
    try walk.walk()
    #expect(walk.codes.count > 10)
    #expect(walk.codes.contains { $0.hasPrefix("role") }, "\(walk.codes.sorted())")
    #expect(walk.unknown == [])
  }
}
