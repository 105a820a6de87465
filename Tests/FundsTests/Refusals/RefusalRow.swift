import Bookkeeping
import Coaching
import Funds
import LedgerCore
import Testing

/// One reason to refuse, one way to provoke it: everything in `act` succeeds but its last entry.
struct RefusalRow: Sendable, CustomTestStringConvertible {
  /// The kind of the refused entry.
  let kind: Kind
  let code: String
  /// False where the story begins before the ledger is opened.
  let inFund: Bool
  let act: @Sendable (Books) throws -> Void

  init(_ kind: Kind, _ code: String, inFund: Bool = true, _ act: @escaping @Sendable (Books) throws -> Void) {
    self.kind = kind
    self.code = code
    self.inFund = inFund
    self.act = act
  }

  /// The word before the stop.
  var family: String { String(kind.text.prefix { $0 != "." }) }

  /// Families of kinds whose assessments are those of the ledger itself, and no stand-ins.
  static let coachingFamilies = Set(CoachingRegistry.kinds.map(\.family))

  var testDescription: String { "\(kind): \(code)" }

  static let all =
    governance + members + spending + money + help + vouchers + bank + core + households + consents + erasures + loans
    + guarantees + plans + service + coaching + labs
}

extension Money {
  static func eur(_ units: Int) -> Money { Money(cents: units * 100) }
}

@Suite struct RefusalTests {
  @Test(arguments: RefusalRow.all)
  func `is refused with its code, and nothing is written`(row: RefusalRow) throws {
    let rulebook = RefusalRow.coachingFamilies.contains(row.family) ? Rulebook.mastro : StubAssessments.rulebook
    let books = row.inFund ? try Books.fixture(rulebook: rulebook) : Books()
    var refused: Refusal?
    do {
      try row.act(books)
    } catch let refusal as Refusal {
      refused = refusal
    }
    #expect(refused?.code.id == row.code)
    #expect(books.attempted == row.kind, "another entry than the last one was refused")
    #expect(refused?.message.contains("{") == false, "a fact of the message is missing")
    #expect(refused?.hint.contains("{") == false, "a fact of the hint is missing")
    #expect(Rulebook.mastro.refusals.contains { $0.id == row.code }, "the rulebook does not declare it")
  }

  /// Refusals of bytes, which no rule can give, and of a rule that is itself wrong: other tests provoke them.
  static let elsewhere: Set<String> = ["books.equation", "envelope.malformed", "signature.invalid"]

  @Test func `every refusal that the rulebook declares has a row`() {
    let rows = Set(RefusalRow.all.map(\.code))
    let declared = Set(Rulebook.mastro.refusals.map(\.id))
    #expect(declared.subtracting(rows) == Self.elsewhere)
  }

  @Test func `every refusal that a kind declares has a row of that kind`() {
    var missing: [String] = []
    for kind in Registry.kinds + CoachingRegistry.kinds {
      for refusal in kind.refusals where refusal.id != "fund.in-use" {  // refuses the reversal of fund.opened
        if RefusalRow.all.contains(where: { $0.kind == kind.kind && $0.code == refusal.id }) { continue }
        missing.append("\(kind.kind): \(refusal.id)")
      }
    }
    #expect(missing == [])
  }

  @Test func `a code has one message, wherever it is declared`() {
    let kinds = Registry.kinds + CoachingRegistry.kinds
    let all = kinds.flatMap(\.refusals) + Rulebook.mastro.governance.refusals + Rulebook.mastro.refusals
    for refusals in Dictionary(grouping: all, by: \.id).values {
      #expect(Set(refusals.map(\.message)).count == 1, "\(refusals[0].id)")
      #expect(Set(refusals.map(\.hint)).count == 1, "\(refusals[0].id)")
    }
  }
}
