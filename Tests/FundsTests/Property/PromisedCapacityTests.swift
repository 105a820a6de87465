import FinancialArithmetic
import Funds
import LedgerCore
import SeededRandom
import Testing

/// Bodies that reserve, offer, agree and end at random, and an educator who assesses again from time to time.
@Suite struct PromisedCapacityTests {
  @Test func `no sequence of offers and reservations promises more than the educator has signed`() throws {
    let seed = SeededGenerator.printedSeed()
    var accepted = 0
    var refused = 0
    for run in 0..<8 {
      let player = try CapacityPlayer(seed: seed &+ UInt64(run))
      for _ in 0..<100 { try player.step() }
      accepted += player.acceptedCount
      refused += player.refusedCount
    }
    print("accepted \(accepted), refused \(refused)")
    #expect(accepted > 100, "too few steps were accepted to say anything")
    #expect(refused > 50, "too few steps were refused to say anything")
  }
}

/// Plays with one family's capacity, and checks after each step what must hold.
final class CapacityPlayer {
  private let board = AssessmentBoard()
  private let books: Books
  private let household: StreamID
  private var random: SeededGenerator
  private var contracts: UInt8 = 0
  private var waiting: [LoggedEntry] = []
  private var running: [StreamID] = []
  private var loans: [StreamID] = []
  private(set) var acceptedCount = 0
  private(set) var refusedCount = 0

  private static let bodies: [Slug] = ["banca", "comune", "emporio"]

  init(seed: UInt64) throws {
    random = SeededGenerator(seed: seed)
    (books, household) = try board.family()
    try books.receive(5_000_000)
    board.assess(household, 20_000, books)
  }

  private var capacity: AffordableInstalment {
    guard let capacity = board[household.id] else { preconditionFailure("the player has assessed the family") }
    return capacity
  }

  func step() throws {
    switch Int.random(in: 0..<100, using: &random) {
    case ..<22: try reserve()
    case ..<27: try release()
    case ..<52: try propose()
    case ..<74: try bind()
    case ..<82: try end()
    case ..<90: try borrow()
    case ..<97: books.pass(days: Int.random(in: 1...4, using: &random))
    default: try assessAgain()
    }
    try check()
  }

  private func attempt(_ act: () throws -> Void) throws {
    do {
      try act()
      acceptedCount += 1
    } catch let refusal as Refusal {
      #expect(refusal.code.id.hasPrefix("capacity."), "\(refusal)")
      refusedCount += 1
    }
  }

  private func isUsed(_ reservation: ULID) throws -> Bool {
    try books.ledger.store.read { try $0.holder(of: Claim(stored: "capacity-reservation/\(reservation)")) != nil }
  }

  private func live() throws -> [AffordableInstalment.Reservation] {
    try capacity.reservations.filter { try books.today <= $0.through && !isUsed($0.id) }
  }

  private func left() throws -> Int {
    try capacity.amount.cents - books.promised(under: capacity.assessment)
      - live().reduce(0) { $0 + $1.amount.cents }
  }

  /// As the kind of coaching does it: what is left, and no more.
  private func reserve() throws {
    let left = try left()
    guard left > 0, let body = Self.bodies.randomElement(using: &random) else { return }
    board.reserve(
      Int.random(in: 1...left, using: &random), of: household, for: body,
      days: Int.random(in: 0...15, using: &random), books)
  }

  private func release() throws {
    guard let gone = capacity.reservations.randomElement(using: &random) else { return }
    replace(capacity.reservations.filter { $0.id != gone.id }, capacity.amount.cents)
  }

  /// What is left of the reservations is kept in the order in which they were made, each whole while the sum fits.
  private func assessAgain() throws {
    let amount = Int.random(in: 0...25_000, using: &random)
    var sum = 0
    let kept = try live().filter { reservation in
      guard sum + reservation.amount.cents <= amount else { return false }
      sum += reservation.amount.cents
      return true
    }
    board.assess(household, amount, books, reservations: kept)
  }

  private func replace(_ reservations: [AffordableInstalment.Reservation], _ amount: Int) {
    let now = capacity
    board[household.id] = AffordableInstalment(
      assessment: now.assessment, amount: Money(cents: amount), assessed: now.assessed, isSuspended: false,
      reservations: reservations)
  }

  private func propose() throws {
    let monthly = Int.random(in: 500...9_000, using: &random)
    let body = Self.bodies.randomElement(using: &random)
    let named =
      random.chance(60) ? capacity.reservations.filter { $0.body == body }.randomElement(using: &random) : nil
    let isNew = running.isEmpty || random.chance(60)
    let plan = try isNew ? open() : running.randomElement(using: &random) ?? open()
    guard try PlanState.Status.running.contains(books.plan(plan).status) || isNew else { return }
    var proposal: LoggedEntry?
    try attempt {
      proposal = try books.propose(
        try books.offer(monthly, plan, resting: capacity.assessment, reservation: named?.id), plan, onBehalfOf: body)
    }
    guard let proposal else { return }
    try books.agreeBoth(proposal)
    waiting.removeAll { $0.entry.stream == plan }
    waiting.append(proposal)
  }

  private func open() throws -> StreamID {
    contracts += 1
    return try books.openPlan(of: household, contract: contracts)
  }

  private func bind() throws {
    guard let proposal = waiting.randomElement(using: &random) else { return }
    let plan = proposal.entry.stream
    let isFirst = !running.contains(plan)
    var bound = false
    try attempt {
      if isFirst { try books.activate(proposal) } else { try books.renegotiate(proposal) }
      bound = true
    }
    guard bound else { return }
    waiting.removeAll { $0.id == proposal.id }
    if isFirst { running.append(plan) }
  }

  private func end() throws {
    if random.chance(40), let loan = loans.popLast() {
      try attempt { try books.record(LoanWithdrawn(), loan, by: .olga) }
    } else if let plan = running.randomElement(using: &random) {
      try attempt { try books.withdraw(plan, by: .fina) }
      running.removeAll { $0 == plan }
      waiting.removeAll { $0.entry.stream == plan }
    }
  }

  private func borrow() throws {
    var loan = LoanTry()
    (loan.rate, loan.method) = ("0", .interestFree)
    (loan.amount, loan.instalments) = (Int.random(in: 50...500, using: &random) * 60, 6)
    loan.borrower = .household(household.id)
    let body = Self.bodies.randomElement(using: &random)
    let named =
      random.chance(50) ? capacity.reservations.filter { $0.body == body }.randomElement(using: &random) : nil
    let stream = try books.record(
      loan.application, books.stream("loan"), by: .olga, onBehalfOf: body
    ).entry.stream
    var isAccepted = false
    try attempt {
      let approval = LoanApproved(try books.terms(loan), reservation: named?.id)
      try books.record(approval, stream, by: .carla)
      if try books.loanState(stream).status == .applied { try books.record(approval, stream, by: .carlo) }
      if Int.random(in: 0..<4, using: &random) == 0 { books.pass(days: 2) }
      try books.accept(stream)
      isAccepted = true
    }
    if isAccepted { loans.append(stream) }
  }

  private func check() throws {
    #expect(try left() >= 0, "more is promised and reserved than the educator has signed")
    let promises =
      try running.map { try books.plan($0).promise } + loans.map { try books.loanState($0).promise }
    #expect(
      try books.balance(Chart.instalments(household.id)) == promises.reduce(0) { $0 + $1.monthly.cents },
      "the total is what the instruments have promised")
    #expect(
      try books.promised(under: capacity.assessment)
        == promises.reduce(0) { $0 + $1.part(under: capacity.assessment).cents },
      "the tally is what the instruments have promised on its strength")
  }
}
