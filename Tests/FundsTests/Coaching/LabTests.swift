import Bookkeeping
import Coaching
import Funds
import LedgerCore
import Testing

/// Laboratories from their announcement to what became of them.
@Suite struct LabTests {
  @Test func `a laboratory is announced, held and told by its numbers`() throws {
    let books = try Books.coaching()
    let lab = try books.labToday()
    #expect(try books.lab(lab).status == .scheduled)
    try books.holdLab(lab, Books.held(feedback: ["clear": [0, 0, 1, 4, 5], "safe": [0, 0, 0, 0, 0]]))
    let state = try books.lab(lab)
    #expect(state.status == .held)
    #expect(state.body == "comune")
    #expect(state.heldOn == books.today)
    #expect(state.outcome?.people == 10)
    #expect(state.outcome?.feedback?["clear"] == [0, 0, 1, 4, 5])
    #expect(try books.newest().posted == [:])
  }

  @Test func `more people than places are no refusal: who came has come`() throws {
    let books = try Books.coaching()
    let lab = try books.scheduleLab(days: 0, places: 3)
    try books.holdLab(lab, Books.held(8, guests: 20))
    #expect(try books.lab(lab).outcome?.people == 28)
  }

  @Test func `it may be held later than it was planned, and be cancelled after its day when nobody came`() throws {
    let books = try Books.coaching()
    let late = try books.labToday()
    let empty = try books.scheduleLab(days: 1)
    books.pass(days: 3)
    try books.holdLab(late)
    #expect(try books.lab(late).heldOn == books.today)
    try books.cancelLab(empty, .nobodyCame)
    #expect(try books.lab(empty).cancelled == .nobodyCame)
  }

  @Test func `a count of hands that was wrong is taken back and recorded again`() throws {
    let books = try Books.coaching()
    let lab = try books.labToday()
    let wrong = try books.holdLab(lab, Books.held(3))
    try books.reverse(wrong, by: .edda)
    #expect(try books.lab(lab).status == .scheduled)
    try books.holdLab(lab, Books.held(4))
    #expect(try books.lab(lab).outcome?.attendance.count == 4)
  }

  @Test func `the announcement itself is never taken back: it is cancelled`() throws {
    let books = try Books.coaching()
    let lab = try books.scheduleLab()
    let entry = try books.newest()
    let refused = #expect(throws: Refusal.self) { try books.reverse(entry, by: .edda) }
    #expect(refused?.code.id == "reversal.not-reversible")
    try books.cancelLab(lab)
  }

  @Test func `the order of the attendance tells nothing: it is that of the pseudonyms`() throws {
    let held = Books.held(20)
    let names = held.attendance.map(\.description)
    #expect(names == names.sorted())
    let numbers = (0..<20).map { Books.fingerprint(100 + $0).description }
    #expect(names != numbers)
  }

  @Test(arguments: [
    #"{"attendance":[],"guests":5,"minutes":60,"names":["Rossi"]}"#,
    #"{"attendance":["Rossi"],"guests":5,"minutes":60}"#,
    #"{"attendance":[],"feedback":{"clear":[0,0,0,0,1.5]},"guests":5,"minutes":60}"#,
    #"{"attendance":[],"guests":5,"minutes":60,"remark":"went well"}"#,
  ])
  func `names and free texts find no place in the log`(body: String) throws {
    let books = try Books.coaching()
    let lab = try books.labToday()
    let refused = #expect(throws: Refusal.self) {
      try books.send(forged: Books.held(), lab, by: .edda, body: Array(body.utf8)) { $0.onBehalfOf = "comune" }
    }
    #expect(refused?.code.id == "body.invalid")
  }
}
