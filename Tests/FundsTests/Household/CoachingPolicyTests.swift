import Funds
import LedgerCore
import Testing

@Suite struct CoachingPolicyTests {
  private static func section(_ files: [(version: String, digest: UInt8)], days: Int) -> JSON {
    [
      "parameters": .array(
        files.map {
          ["digest": .string(Books.fingerprint($0.digest).description), "version": .string($0.version)]
        }), "reservationDays": .integer(days),
    ]
  }

  static let faults: [JSON] = [
    section([], days: 30), section([("", 1)], days: 30), section([(String(repeating: "x", count: 65), 1)], days: 30),
    section([("it-2026", 1), ("it-2026", 2)], days: 30), section([("it-2026", 1)], days: 0),
    section([("it-2026", 1)], days: 367),
  ]

  @Test(arguments: faults)
  func `a policy whose coaching makes no sense is refused`(section: JSON) throws {
    let books = try Books.fixture()
    var text = PolicyText()
    text.version = "2026-coaching"
    text.sections["coaching"] = section
    #expect(try books.code { try books.adopt(text) } == "policy.invalid")
  }

  @Test func `a policy may admit several parameter files, and a fund may do without coaching`() throws {
    let books = try Books.fixture()
    var text = PolicyText()
    for (version, section) in [
      ("2026-two", Self.section([("it-2025", 1), ("it-2026", 2)], days: 366)), ("2026-none", nil),
    ] {
      text.version = version
      text.sections["coaching"] = section
      try books.adopt(text)
      let state: LedgerState = try books.ledger.state(of: .ledger)
      #expect((state.policy.coaching != nil) == (section != nil))
    }
  }
}
