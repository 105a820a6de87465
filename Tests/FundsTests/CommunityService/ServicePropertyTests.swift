import Funds
import LedgerCore
import SeededRandom
import Testing

/// Plays hours at random on a ledger and minute by minute on paper; both must say yes, or both no.
struct ServicePlayer {
  /// One agreement on paper.
  struct Paper {
    let stream: StreamID
    let worker: ULID
    let month: Int
    let total: Int
    let rate: Int
    var sessions: [PaperSession] = []
    var credited = 0
    var creditedMinutes = 0
    var byMonth: [Int: Int] = [:]
    var isEnded = false

    func waiting(through day: CivilDate) -> Int {
      max(0, sessions.filter { $0.date <= day }.reduce(0) { $0 + $1.counted } - creditedMinutes)
    }
  }

  struct PaperSession {
    let entry: LoggedEntry
    let date: CivilDate
    let minutes: Range<Int>
    var counted = 0
    var isOpen = true
    var isDisputed = false
  }

  let books: Books
  var random: SeededGenerator
  var papers: [Paper] = []
  /// Minutes of a worker's day, each at most once.
  var worked: [ULID: [CivilDate: Set<Int>]] = [:]
  private(set) var accepted: [Kind: Int] = [:]
  private(set) var refused = 0

  init(seed: UInt64) throws {
    books = try Books.serviceFixture()
    random = SeededGenerator(seed: seed)
    try books.receive(500_000, .free)
    let month = Int.random(in: 3_000...14_000, using: &random)
    let total = Int.random(in: 10_000...40_000, using: &random)
    let creditors = [Party.donor, Party.pia, Party.landlord]
    for (number, creditor) in creditors.enumerated() {
      let worker = number == 1 ? Party.otherFamily : Party.family
      let agreement = try books.agree(try books.work(worker: worker, tutor: nil))
      let debt = ServiceDebt.claim(creditor: creditor, nature: .rent)
      try books.set(
        books.terms(debt, from: number == 2 ? nil : .free, month: month, total: total), agreement)
      try books.accept(.household, agreement, attesting: books.paper(worker))
      try books.accept(.host, agreement)
      if number == 2 { try books.accept(.creditor, agreement, attesting: books.paper(creditor)) }
      try books.insure(agreement, days: 0...364)
      papers.append(Paper(stream: agreement, worker: worker, month: month, total: total, rate: 700))
    }
  }

  mutating func command(_ isLegal: Bool, _ run: (Books) throws -> LoggedEntry) throws -> LoggedEntry? {
    do {
      let entry = try run(books)
      try #require(isLegal, "the ledger accepted \(entry.entry.kind), the paper did not")
      accepted[entry.entry.kind, default: 0] += 1
      return entry
    } catch let refusal as Refusal {
      try #require(!isLegal, "the ledger refused \(books.attempted?.text ?? ""), the paper did not: \(refusal)")
      refused += 1
      return nil
    }
  }

  mutating func step() throws {
    let number = Int.random(in: 0..<papers.count, using: &random)
    switch Int.random(in: 0..<20, using: &random) {
    case 0..<7: try perform(number)
    case 7..<10: try answer(number)
    case 10..<13: try dispute(number)
    case 13..<18: try credit(number)
    case 18 where random.chance(6): try end(number)
    default: books.pass(days: Int.random(in: 0...6, using: &random))
    }
    try compare(number)
  }

  private mutating func perform(_ number: Int) throws {
    let paper = papers[number]
    let from = Int.random(in: 96..<200, using: &random) * 5
    let to = from + Int.random(in: 1...70, using: &random) * 5
    let date = books.today.adding(days: -Int.random(in: 0...2, using: &random))
    let taken = worked[paper.worker, default: [:]][date, default: []]
    let isLegal =
      date >= Books.start.date && to <= 1_440 && taken.isDisjoint(with: from..<to)
      && taken.count + to - from <= 720 && !paper.isEnded
    guard let start = TimeOfDay(minutes: from), let end = TimeOfDay(minutes: min(to, 1_440)), to <= 1_440 else {
      return
    }
    let entry = try command(isLegal) {
      try $0.record(
        ServicePerformed(on: date, from: start, to: end, task: .greenCare), paper.stream, by: .olga, as: .operator)
    }
    guard let entry else { return }
    papers[number].sessions.append(PaperSession(entry: entry, date: date, minutes: from..<to))
    worked[paper.worker, default: [:]][date, default: []].formUnion(from..<to)
  }

  /// An index, mostly one of those that fit.
  private mutating func session(of number: Int, where fits: (PaperSession) -> Bool) -> Int? {
    let all = papers[number].sessions
    let fitting = all.indices.filter { fits(all[$0]) }
    if random.chance(75), let found = fitting.randomElement(using: &random) { return found }
    return all.indices.randomElement(using: &random)
  }

  private mutating func end(_ number: Int) throws {
    let stream = papers[number].stream
    guard try command(!papers[number].isEnded, { try $0.end(stream) }) != nil else { return }
    papers[number].isEnded = true
  }

  private mutating func answer(_ number: Int) throws {
    guard let index = session(of: number, where: { $0.isOpen && !$0.isDisputed }) else { return }
    let session = papers[number].sessions[index]
    let person: Person = random.chance(80) ? .hugo : .olga
    let isLegal = session.isOpen && !session.isDisputed && person == .hugo
    let entry = try command(isLegal) { try $0.confirmHours(session.entry, by: person) }
    guard entry != nil else { return }
    papers[number].sessions[index].isOpen = false
    papers[number].sessions[index].counted = session.minutes.count
  }

  private mutating func dispute(_ number: Int) throws {
    guard let index = session(of: number, where: \.isOpen) else { return }
    let session = papers[number].sessions[index]
    if session.isOpen, !session.isDisputed {
      guard try command(true, { try $0.dispute(session.entry) }) != nil else { return }
      papers[number].sessions[index].isDisputed = true
      return
    }
    let minutes = random.chance(40) ? 0 : Int.random(in: 0...session.minutes.count, using: &random)
    let entry = try command(session.isOpen) { try $0.resolve(session.entry, minutes) }
    guard entry != nil else { return }
    papers[number].sessions[index].isOpen = false
    papers[number].sessions[index].counted = minutes
    guard minutes == 0 else { return }
    worked[papers[number].worker, default: [:]][session.date, default: []].subtract(session.minutes)
  }

  private mutating func credit(_ number: Int) throws {
    let paper = papers[number]
    let day = books.today.adding(days: -Int.random(in: 0...40, using: &random))
    let month = day.year * 12 + day.month
    let waiting = paper.waiting(through: day)
    let minutes = random.chance(60) ? waiting : Int.random(in: 1...(waiting + 30), using: &random)
    let amount = Self.worth(paper.creditedMinutes + minutes, paper.rate) - paper.credited
    let isLegal =
      minutes > 0 && minutes <= waiting && amount > 0 && amount <= paper.month - paper.byMonth[month, default: 0]
      && amount <= paper.total - paper.credited
    let entry = try command(isLegal) { try $0.credit(paper.stream, minutes, amount, through: day) }
    guard entry != nil else { return }
    papers[number].credited += amount
    papers[number].creditedMinutes += minutes
    papers[number].byMonth[month, default: 0] += amount
  }

  /// Counted in halves of a cent's sixtieth, half away from zero.
  private static func worth(_ minutes: Int, _ rate: Int) -> Int {
    let (whole, rest) = (minutes * rate).quotientAndRemainder(dividingBy: 60)
    return rest >= 30 ? whole + 1 : whole
  }

  private func compare(_ number: Int) throws {
    let paper = papers[number]
    let state = try books.service(paper.stream)
    try #require(state.credited.cents == Self.worth(state.creditedMinutes, paper.rate), "drift")
    try #require(state.credited.cents == paper.credited && paper.credited <= paper.total)
    try #require(paper.byMonth.values.allSatisfy { $0 <= paper.month })
    let confirmed = paper.sessions.reduce(0) { $0 + $1.counted }
    try #require(try books.minutes(paper.stream) == confirmed - paper.creditedMinutes)
    let open = paper.sessions.reduce(0) { $0 + ($1.isOpen ? $1.minutes.count : 0) }
    let left = paper.total - paper.credited
    let kept = paper.isEnded ? min(left, Self.worth(confirmed + open, paper.rate) - paper.credited) : left
    try #require(try books.balance(Chart.debts(books.family, to: paper.creditor(number))) == kept)
    guard number < 2 else { return }
    try #require(try books.balance(Chart.commitment(.free, paper.stream.id)) == kept)
  }
}

extension ServicePlayer.Paper {
  fileprivate func creditor(_ number: Int) -> ULID { [Party.donor, Party.pia, Party.landlord][number] }
}

@Suite struct ServicePropertyTests {
  @Test func `any hours, answers and credits: no minute twice, no cap passed, no cent of drift`() throws {
    let seed = SeededGenerator.printedSeed()
    for round in 0..<3 {
      var player = try ServicePlayer(seed: seed &+ UInt64(round))
      for _ in 0..<450 { try player.step() }
      for kind: Kind in ["service.performed", "service.confirmed", "service.disputed", "service.dispute-resolved"] {
        #expect(player.accepted[kind, default: 0] > 4, "\(kind)")
      }
      #expect(player.accepted["service.credited", default: 0] > 3)
      #expect(player.refused > 40)
    }
  }

  @Test func `the state that a stream has become is the one that its entries make anew`() throws {
    let seed = SeededGenerator.printedSeed()
    var player = try ServicePlayer(seed: seed)
    for _ in 0..<200 { try player.step() }
    let fresh = Ledger(store: player.books.ledger.store, rulebook: Books.rulebookWithStandInLoans)
    for paper in player.papers {
      let rebuilt: ServiceState = try fresh.state(of: paper.stream)
      let live = try player.books.service(paper.stream)
      #expect(rebuilt.sessions == live.sessions)
      #expect(rebuilt.credited == live.credited)
      #expect(rebuilt.creditedByMonth == live.creditedByMonth)
      #expect(rebuilt.creditedMinutes == live.creditedMinutes)
      #expect(rebuilt.status == live.status)
    }
  }
}
