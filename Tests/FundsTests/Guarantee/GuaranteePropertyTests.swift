import Bookkeeping
import Funds
import LedgerCore
import SeededRandom
import Testing

/// Random guarantees and claims: the ledger says what paper says, and never pays above a cap.
@Suite struct GuaranteePropertyTests {
  @Test func `random commands are accepted and refused as on paper, within cap and multiplier`() throws {
    var player = try GuaranteePlayer(seed: SeededGenerator.printedSeed())
    for step in 1...500 {
      try player.step()
      if step.isMultiple(of: 20) { try player.compare() }
    }
    #expect(player.accepted.values.reduce(0, +) > 100)
    #expect(player.refused > 40)
    let kinds: [Kind] = [
      "guarantee.issued", "guarantee.claimed", "guarantee.provisioned", "guarantee.claim-accepted",
      "guarantee.claim-refused", "guarantee.tenant-paid", "guarantee.paid", "guarantee.recovered",
      "guarantee.released", "reserve.set",
    ]
    for kind in kinds { #expect(player.accepted[kind, default: 0] > 0, "\(kind) was never accepted") }
  }

  @Test func `any sequence of claims pays within the cap, and no less for a larger loss`() {
    var random = SeededGenerator(seed: SeededGenerator.printedSeed())
    for _ in 0..<2_000 {
      func amount(_ most: Int) -> Money { Money(cents: Int.random(in: 0...most, using: &random)) }
      var amounts = GuaranteeAmounts(
        cap: amount(500_000), coverageBasisPoints: Int.random(in: 1...10_000, using: &random), deposit: amount(200_000))
      for _ in 0..<8 {
        let before = amounts.payable
        amounts.admitted += amount(150_000)
        #expect(amounts.payable >= before)
        if random.chance(30) { amounts.recovered += amount(amounts.admitted.cents - amounts.recovered.cents) }
        let payable = amounts.payable
        #expect(payable >= .zero)
        if random.chance(80) { amounts.paid += payable }
        #expect(amounts.paid <= amounts.cap)
        #expect(amounts.residual >= .zero)
      }
    }
  }
}

/// A guarantee on paper.
private struct PaperGuarantee {
  let stream: StreamID
  let purse: Restriction
  let cap: Int
  let deposit: Int
  let coverage: Int
  var isIssued = false
  var isOver = false
  /// Months from the first that were claimed, and not refused.
  var taken: Set<Int> = []
  var open: [(claim: ULID, months: [Int])] = []
  var admitted = 0
  var recovered = 0
  var accepted = 0
  var paid = 0
  var provision = 0
  /// Of what is accepted and unpaid, the part that a provision bore.
  var unpaidProvided = 0
  var recourse = 0

  /// The formula once more, with other means.
  func entitled(admitting more: Int = 0, recovering back: Int = 0) -> Int {
    let loss = max(0, admitted + more - recovered - back - deposit)
    return min(cap, (loss * coverage * 2 + 10_000) / 20_000)
  }
}

/// Plays guarantees on a ledger and on paper.
private struct GuaranteePlayer {
  let books: Books
  let family: StreamID
  var random: SeededGenerator
  var guarantees: [PaperGuarantee] = []
  var reserves: [Restriction: Int] = [:]
  var accepted: [Kind: Int] = [:]
  var refused = 0

  init(seed: UInt64) throws {
    books = try Books.fixture()
    random = SeededGenerator(seed: seed)
    family = try books.register()
    for purse in Restriction.guarantors { try books.receive(100_000_000, purse) }
    books.pass(days: 300)
  }

  private mutating func command(_ isLegal: Bool, _ run: (Books) throws -> Void) throws -> Bool {
    do {
      try run(books)
      let kind = try books.newest().entry.kind
      try #require(isLegal, "the ledger accepted \(kind), the paper did not")
      accepted[kind, default: 0] += 1
      return true
    } catch let refusal as Refusal {
      try #require(!isLegal, "the ledger refused \(books.attempted.map(\.text) ?? ""), the paper did not: \(refusal)")
      refused += 1
      return false
    }
  }

  private func exposure(_ purse: Restriction) -> Int {
    guarantees.filter { $0.purse == purse && $0.isIssued && !$0.isOver }.reduce(0) { $0 + $1.cap - $1.accepted }
  }

  mutating func step() throws {
    switch Int.random(in: 0..<10, using: &random) {
    case 0: try setReserve()
    case 1: guarantees.count < 12 || random.chance(20) ? try issue() : try pay()
    case 2, 3: try claim()
    case 4: try decide()
    case 5: try decide()
    case 6: try pay()
    case 7: try tenantPays()
    case 8: try provision()
    default: random.chance(60) ? try recover() : try end()
    }
  }

  private mutating func setReserve() throws {
    let purse = random.chance(70) ? Restriction.rent : .free
    let amount = Int.random(in: 0...400_000, using: &random)
    let before = reserves[purse, default: 0]
    let isLegal = amount >= before || exposure(purse) <= amount * 5
    if try command(isLegal, { try $0.reserve(amount, purse) }) { reserves[purse] = amount }
  }

  private mutating func issue() throws {
    let purse = random.chance(70) ? Restriction.rent : .free
    let cap = Int.random(in: 1...50_000, using: &random)
    // A family of its own for each, so that nobody is asked for more approvals.
    let home = try books.register([Party.family])
    let coverage = Int.random(in: 1...9_000, using: &random)
    let deposit = random.chance(50) ? 0 : Int.random(in: 0...20_000, using: &random)
    let stream = try books.requestGuarantee(
      books.terms(rent: 10_000, deposit: deposit, coverage: coverage, cap: cap, end: "2027-12-31"), from: purse,
      for: home)
    let isLegal = exposure(purse) + cap <= reserves[purse, default: 0] * 5
    guard try command(isLegal, { try $0.issueGuarantee(stream) }) else { return }
    guarantees.append(PaperGuarantee(stream: stream, purse: purse, cap: cap, deposit: deposit, coverage: coverage))
    guarantees[guarantees.count - 1].isIssued = true
    let reserve = try books.balance(Chart.guaranteeReserve(purse))
    #expect(-(try books.balance(Chart.exposure(purse))) <= -reserve * 5, "above the multiplier at issue")
  }

  private mutating func pick() -> Int? {
    let standing = guarantees.indices.filter { !guarantees[$0].isOver }
    return random.chance(90) ? standing.randomElement(using: &random) : guarantees.indices.randomElement(using: &random)
  }

  private mutating func claim() throws {
    guard let number = pick() else { return }
    let paper = guarantees[number]
    let first = Int.random(in: 0..<11, using: &random)
    let months = [first, first + 1]
    let names = months.map { "2026-" + ($0 < 9 ? "0" : "") + "\($0 + 1)" }
    let isLegal = !paper.isOver && paper.taken.isDisjoint(with: months)
    var claim: ULID?
    guard try command(isLegal, { claim = try $0.claim(paper.stream, names, amount: 10_000) }), let claim else { return }
    try books.notify(paper.stream, claim)
    try books.reply(paper.stream, claim)
    guarantees[number].taken.formUnion(months)
    guarantees[number].open.append((claim, months))
  }

  private mutating func decide() throws {
    guard let number = pick(), let index = guarantees[number].open.indices.randomElement(using: &random) else { return }
    let paper = guarantees[number]
    let (claim, months) = paper.open[index]
    let claimed = 20_000
    if random.chance(20) {
      let isDone = try command(true) {
        try $0.record(ClaimRefused(claim: claim, reason: .disputed), paper.stream, by: .carlo)
      }
      guard isDone else { return }
      guarantees[number].open.remove(at: index)
      guarantees[number].taken.subtract(months)
      return
    }
    let admitted = Int.random(in: 1...claimed + 500, using: &random)
    let payable = max(0, paper.entitled(admitting: admitted) - paper.accepted)
    let given = random.chance(95) ? payable : payable + 1
    let provided = min(paper.provision, payable)
    let reserve = reserves[paper.purse, default: 0]
    let isLegal = admitted <= claimed && given == payable && payable - provided <= reserve
    guard
      try command(isLegal, { try $0.accept(paper.stream, claim, admitted: admitted, payable: given) })
    else { return }
    guarantees[number].open.remove(at: index)
    guarantees[number].admitted += admitted
    guarantees[number].accepted += payable
    guarantees[number].provision -= provided
    guarantees[number].unpaidProvided += provided
    reserves[paper.purse] = reserve - (payable - provided)
  }

  private mutating func pay() throws {
    guard let number = pick() else { return }
    let paper = guarantees[number]
    let owed = paper.accepted - paper.paid
    let amount = random.chance(85) ? owed : owed + 1
    let isLegal = !paper.isOver && owed > 0 && amount == owed
    guard try command(isLegal, { try $0.payGuarantee(paper.stream, amount) }) else { return }
    guarantees[number].paid += owed
    guarantees[number].unpaidProvided = 0
    guarantees[number].recourse += owed
  }

  private mutating func tenantPays() throws {
    guard let number = pick() else { return }
    let paper = guarantees[number]
    let amount = Int.random(in: 0...15_000, using: &random)
    let isLegal = !paper.isOver && amount > 0 && amount <= paper.admitted - paper.recovered
    guard try command(isLegal, { try $0.tenantPays(paper.stream, amount) }) else { return }
    let kept = max(paper.paid, min(paper.accepted, paper.entitled(recovering: amount)))
    let back = paper.accepted - kept
    let toReserve = min(back, paper.accepted - paper.paid - paper.unpaidProvided)
    guarantees[number].recovered += amount
    guarantees[number].accepted = kept
    guarantees[number].unpaidProvided -= back - toReserve
    guarantees[number].provision += back - toReserve
    reserves[paper.purse, default: 0] += toReserve
  }

  private mutating func provision() throws {
    guard let number = pick() else { return }
    let paper = guarantees[number]
    let amount = Int.random(in: 0...20_000, using: &random)
    let reserve = reserves[paper.purse, default: 0]
    let isLegal =
      !paper.isOver
      && (amount <= paper.provision
        || !paper.open.isEmpty && amount <= paper.cap - paper.accepted && amount - paper.provision <= reserve)
    guard try command(isLegal, { try $0.provision(paper.stream, amount) }) else { return }
    reserves[paper.purse] = reserve - (amount - paper.provision)
    guarantees[number].provision = amount
  }

  private mutating func recover() throws {
    guard let number = pick() else { return }
    let paper = guarantees[number]
    let amount = Int.random(in: 1...5_000, using: &random)
    guard try command(amount <= paper.recourse, { try $0.recover(paper.stream, amount) }) else { return }
    guarantees[number].recourse -= amount
    reserves[paper.purse, default: 0] += amount
  }

  private mutating func end() throws {
    let quiet = guarantees.indices.filter { guarantees[$0].open.isEmpty && !guarantees[$0].isOver }
    guard let number = random.chance(70) ? quiet.randomElement(using: &random) : pick() else { return }
    let paper = guarantees[number]
    let isLegal = !paper.isOver && paper.open.isEmpty && paper.accepted == paper.paid
    guard try command(isLegal, { try $0.release(paper.stream) }) else { return }
    guarantees[number].isOver = true
    reserves[paper.purse, default: 0] += paper.provision
    guarantees[number].provision = 0
  }

  /// The ledger's balances are the paper's, nothing was paid above a cap, and a rebuilt state is the live one.
  func compare() throws {
    for purse in Restriction.guarantors {
      #expect(try books.balance(Chart.exposure(purse)) == -exposure(purse))
      #expect(try books.balance(Chart.guaranteeReserve(purse)) == -reserves[purse, default: 0])
    }
    let rebuilt = Ledger(store: books.ledger.store, rulebook: Rulebook.mastro)
    for paper in guarantees {
      let id = paper.stream.id
      #expect(try books.balance(Chart.recourse(id)) == paper.recourse)
      #expect(try books.balance(Chart.provision(id)) == -paper.provision)
      let live = try books.guarantee(paper.stream)
      let again: GuaranteeState = try rebuilt.state(of: paper.stream)
      #expect(live.amounts == again.amounts)
      #expect(live.claims == again.claims)
      #expect(live.paid == Money(cents: paper.paid) && again.paid == live.paid)
      #expect(live.accepted == Money(cents: paper.accepted) && again.unpaid == live.unpaid)
      #expect(live.recourse == Money(cents: paper.recourse))
      #expect(paper.paid <= paper.cap)
      #expect(live.amounts.map { $0.payable >= .zero } == true)
    }
  }
}
