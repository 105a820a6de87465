import Funds
import LedgerCore
import Testing

/// Who belongs to a family, and what becomes of families that grow, part and come together.
@Suite struct HouseholdTests {
  private func residence(_ party: ULID, _ books: Books) throws -> Int {
    try books.ledger.store.read { try $0.balance(of: Chart.residence(party), .household) }
  }

  @Test func `a family is its members, and every member lives in it`() throws {
    let books = try Books.fixture()
    let family = try books.register()
    let state = try books.household(family)
    #expect(state.members == [Party.family, Party.otherFamily])
    #expect(state.relations == [Party.family: .reference, Party.otherFamily: .spouse])
    #expect(state.municipality == "E648")
    #expect(try residence(Party.family, books) == 1)
    try books.record(HouseholdUpdated(municipality: nil, record: Books.fingerprint(30)), family, by: .olga)
    #expect(try books.household(family).record == Books.fingerprint(30))
    #expect(try books.household(family).municipality == nil)
  }

  @Test func `somebody joins and leaves, and may live in two families`() throws {
    let books = try Books.fixture()
    let family = try books.register()
    let other = try books.register([Party.donor])
    try books.join(other, Party.family)
    #expect(try residence(Party.family, books) == 2)
    try books.leave(family, Party.family)
    #expect(try residence(Party.family, books) == 1)
    #expect(try books.household(family).members == [Party.otherFamily])
    #expect(try books.household(family).former == [Party.family])
    try books.join(family, Party.family)
    #expect(try books.household(family).former == [])
  }

  @Test func `a family that is taken up by another ends, and its people live in one household`() throws {
    let books = try Books.fixture()
    let family = try books.register([Party.family])
    let other = try books.register([Party.otherFamily])
    #expect(throws: Refusal.self) { try books.merge(family, into: other) }
    try books.join(other, Party.family)
    try books.merge(family, into: other)
    #expect(try books.household(family).mergedInto == other.id)
    #expect(try residence(Party.family, books) == 1)
    let refused = #expect(throws: Refusal.self) { try books.join(family, Party.donor) }
    #expect(refused?.code.id == "household.merged")
  }

  @Test func `some of a family leave for a household of their own`() throws {
    let books = try Books.fixture()
    let family = try books.register()
    let other = try books.register([Party.otherFamily])
    #expect(try residence(Party.otherFamily, books) == 2)
    try books.split([Party.otherFamily], of: family, into: other)
    #expect(try books.household(family).members == [Party.family])
    #expect(try residence(Party.otherFamily, books) == 1)
  }

  @Test func `what was said of a family is never reversed`() throws {
    let books = try Books.fixture()
    let family = try books.register()
    let steps: [(Books) throws -> LoggedEntry] = [
      { try $0.newest() }, { try $0.join(family, Party.donor) }, { try $0.consent(family) },
    ]
    for step in steps {
      let entry = try step(books)
      let refused = #expect(throws: Refusal.self) { try books.reverse(entry, by: .olga) }
      #expect(refused?.code.id == "reversal.not-reversible")
    }
  }

  @Test func `an outcome counts once for a family, and for those it has taken up`() throws {
    let books = try Books.fixture()
    let family = try books.register([Party.family])
    let first = try books.outcome(.dwelling, family)
    #expect(throws: Refusal.self) { try books.outcome(.dwelling, family) }
    try books.outcome(.job, family)
    #expect(try books.household(family).outcomes.keys.sorted() == [.dwelling, .job])
    let other = try books.register([Party.family])
    try books.merge(family, into: other)
    let refused = #expect(throws: Refusal.self) { try books.outcome(.dwelling, other) }
    #expect(refused?.code.id == "outcome.already-recorded")
    try books.outcome(.food, other)
    let late = #expect(throws: Refusal.self) { try books.reverse(first, by: .olga) }
    #expect(late?.code.id == "reversal.not-newest")
  }

  @Test func `an outcome that was a mistake is taken back and may be recorded again`() throws {
    let books = try Books.fixture()
    let family = try books.register()
    try books.reverse(try books.outcome(.food, family), by: .olga)
    #expect(try books.household(family).outcomes == [:])
    try books.outcome(.food, family)
  }
}

/// Who may see anything of a family.
@Suite struct ConsentTests {
  @Test func `a consent names bodies, what they see and until when`() throws {
    let books = try Books.fixture()
    let family = try books.register()
    #expect(!(try books.household(family).lets("comune", see: .overlaps, on: books.today)))
    let consent = try books.consent(family, days: 10)
    let state = try books.household(family)
    #expect(state.lets("comune", see: .overlaps, on: books.today))
    #expect(state.lets("comune", see: .overlaps, on: books.today.adding(days: 10)))
    #expect(!state.lets("comune", see: .overlaps, on: books.today.adding(days: 11)))
    #expect(!state.lets("comune", see: .record, on: books.today))
    #expect(!state.lets("emporio", see: .overlaps, on: books.today))
    #expect(!state.lets("comune", see: .overlaps, on: books.today, after: consent.position))
    try books.withdraw(consent)
    #expect(!(try books.household(family).lets("comune", see: .overlaps, on: books.today)))
    let again = #expect(throws: Refusal.self) { try books.withdraw(consent) }
    #expect(again?.code.id == "consent.unknown")
  }

  @Test func `somebody of the family gives it with a key of their own, and another takes it back`() throws {
    let books = try Books.fixture()
    let son = Person(30, "son", .household)
    try books.enrol(son, party: Party.otherFamily)
    let family = try books.register()
    let consent = try books.consent(family, speaking: nil, by: son)
    try books.withdraw(consent, speaking: Party.family)
    #expect(try books.household(family).consents == [:])
    try books.leave(family, Party.otherFamily)
    let refused = #expect(throws: Refusal.self) { try books.consent(family, speaking: nil, by: son) }
    #expect(refused?.code.id == "voice.not-theirs")
  }
}
