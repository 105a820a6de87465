import LedgerCore
import LedgerCoreTesting
import Testing

/// Two ledgers over one store stand for two programs: each remembers what it has folded, neither knows of the other.
@Suite struct SeveralProgramsTests {
  @Test func `what one program drafted and another recorded elsewhere is not remembered where it was drafted`() throws {
    let store = InMemoryEventStore()
    let (here, there) = (try JarBook(store: store), try JarBook(store: store))
    try here.open("x")
    let (first, second) = (here.newID(), here.newID())
    let drafted = try here.prepare([
      try here.request(JarOpened(name: "a"), "a"), try here.request(JarFilled(cents: 5), "a", id: first),
      try here.request(JarFilled(cents: 7), "a", id: second),
    ])
    for _ in 0..<9 { _ = there.newID() }
    there.clock = here.clock
    try there.open("b", "c")
    #expect(try there.submit(drafted) == [3, 4, 5])
    here.clock = there.clock
    try here.reverse(second, in: "a")
    #expect(try here.held("a") == 5)
    #expect(try here.jar("a").name == "a")
    try here.reverse(first, in: "a")
    #expect(try here.held("a") == 0)
    #expect(try here.held("b") == 0)
  }

  @Test func `a program sees what another has recorded in a stream that it remembers`() throws {
    let store = InMemoryEventStore()
    let (here, there) = (try JarBook(store: store), try JarBook(store: store))
    for _ in 0..<50 { _ = there.newID() }
    try here.open("a")
    for round in 1...5 {
      there.clock = here.clock
      try there.fill("a", 1)
      here.clock = there.clock
      try here.fill("a", 1)
      #expect(try here.jar("a").fillings == 2 * round)
      #expect(try there.jar("a").fillings == 2 * round)
    }
  }

  @Test func `an entry drafted on a stream that has gone on is refused, and drafted again is admitted`() throws {
    let store = InMemoryEventStore()
    let (here, there) = (try JarBook(store: store), try JarBook(store: store))
    for _ in 0..<50 { _ = there.newID() }
    try here.open("a")
    there.clock = here.clock
    let request = try here.request(JarFilled(cents: 5), "a")
    let late = try here.prepare([request])
    try there.fill("a", 1)
    let refusal = try here.refuses("stream.conflict") { try $0.submit(late) }
    #expect(refusal?.code.consequence == .conflict)
    #expect(refusal?.message == "stream jar/a has gone on: it stands at revision 2")
    here.clock = there.clock
    #expect(try here.record(request) == [request.id])
  }

  @Test func `entries of different streams do not disturb each other`() throws {
    let book = try JarBook()
    try book.open("a", "b")
    let one = try book.prepare([try book.request(JarFilled(cents: 5), "a")])
    let other = try book.prepare([try book.request(JarFilled(cents: 6), "b")])
    #expect(try book.submit(other) == [2])
    #expect(try book.submit(one) == [3])
  }

  @Test func `a draft that rested on a balance which is gone is refused when it is submitted`() throws {
    let book = try JarBook()
    try book.open("a")
    try book.fill("a", 5)
    let late = try book.prepare([try book.request(JarEmptied(cents: 5), "a")])
    try book.record(try book.request(JarEmptied(cents: 1), "a"))
    try book.refuses("stream.conflict") { try $0.submit(late) }
    try book.refuses("jar.short") { try $0.record(try $0.request(JarEmptied(cents: 5), "a")) }
  }
}
