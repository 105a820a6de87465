import LedgerCore
import LedgerCoreTesting
import Testing

/// A door before the kind's rule, and one behind it.
private struct Gates: Governance {
  static let closed = RefusalCode("gate.closed", "closed", hint: "wait")
  static let tooMuch = RefusalCode("gate.too-much", "too much", hint: "take less")

  var refusals: [RefusalCode] { [Self.closed, Self.tooMuch] }

  func authorize(_ kind: EntryKind, in context: Admission) throws(Refusal) {
    if context.signer == JarBook.person(2) { throw Self.closed() }
  }

  func examine(_ effects: Effects, of kind: EntryKind, in context: Admission) throws(Refusal) {
    if effects.postings.lines.contains(where: { $0.amount > 100 }) { throw Self.tooMuch() }
  }
}

@Suite struct GovernanceOrderTests {
  private func book() throws -> JarBook {
    try JarBook(
      rulebook: Rulebook(kinds: [EntryKind(JarOpened.self), EntryKind(JarFilled.self)], governance: Gates()))
  }

  @Test func `who may sign is asked before the kind's own rule, and effects after it`() throws {
    let book = try book()
    try book.refuses("gate.closed") { try $0.record(try $0.request(JarFilled(cents: 1_000), "a", by: 2)) }
    try book.refuses("jar.not-open") { try $0.record(try $0.request(JarFilled(cents: 1_000), "a")) }
    try book.open("a")
    try book.refuses("gate.too-much") { try $0.fill("a", 1_000) }
    try book.fill("a", 100)
  }

  @Test func `reversals pass the same doors`() throws {
    let book = try book()
    try book.open("a")
    let gift = try book.fill("a", 100)
    try book.refuses("gate.closed") { try $0.record(try $0.reversal(of: gift, "a", proposing: true, by: 2)) }
    try book.record(try book.reversal(of: gift, "a", proposing: true, by: 1))
    try book.refuses("gate.closed") { try $0.record(try $0.reversal(of: gift, "a", by: 2)) }
    try book.record(try book.reversal(of: gift, "a"))
  }
}
