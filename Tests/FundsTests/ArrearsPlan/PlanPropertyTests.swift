import Bookkeeping
import Funds
import LedgerCore
import SeededRandom
import Testing

@Suite struct PlanPropertyTests {
  @Test func `any split sums to its instalment, keeps caps and never promises more than is owed`() throws {
    var random = SeededGenerator(seed: SeededGenerator.printedSeed())
    var shared = 0
    for _ in 0..<400 {
      let debts = randomDebts(&random)
      let owed = debts.reduce(Money.zero) { $0 + $1.outstanding }
      let monthly = Money(cents: Int.random(in: max(1, owed.cents / 120)...owed.cents, using: &random))
      guard
        let split = try? PlanSplit.monthly(
          monthly, from: Books.start.date, among: debts, minimum: Money(cents: Int.random(in: 0...300, using: &random)))
      else { continue }
      shared += 1
      for instalment in split {
        #expect(instalment.shares.reduce(.zero, +) == instalment.amount)
        #expect(instalment.amount <= monthly)
        for (debt, share) in zip(debts, instalment.shares) {
          #expect(share >= .zero && share <= debt.terms.cap ?? share)
        }
      }
      for index in debts.indices {
        #expect(split.reduce(Money.zero) { $0 + $1.shares[index] } == debts[index].outstanding)
      }
    }
    #expect(shared > 100, "too few splits were possible to say anything")
  }

  private func randomDebts(_ random: inout SeededGenerator) -> [PlanState.Debt] {
    (1...Int.random(in: 1...6, using: &random)).map { number in
      let amount = Money(cents: Int.random(in: 1...300_000, using: &random))
      let cap = random.chance(30) ? Money(cents: max(500, amount.cents / Int.random(in: 1...30, using: &random))) : nil
      return PlanState.Debt(
        PlanDebt(
          amount: amount, creditor: ULID(high: 1, low: UInt64(number)), nature: .utility,
          tier: Int.random(in: 1...3, using: &random), cap: cap))
    }
  }

  @Test func `whatever is tried, debts and payments add up, and nothing is left when plans end`() throws {
    var random = SeededGenerator(seed: SeededGenerator.printedSeed())
    let books = try Books.fixture()
    var paid: [ULID: Int] = [:]
    var plan = try books.openPlan()
    var accepted = 0
    for _ in 0..<700 {
      if random.chance(8) { books.pass(days: Int.random(in: 1...40, using: &random)) }
      do {
        try step(plan, books, &paid, &random)
        accepted += 1
      } catch is Refusal {}
      let state = try books.plan(plan)
      try check(state, books, paid)
      guard [.completed, .lapsed, .withdrawn].contains(state.status) else { continue }
      #expect(try books.promised(plan) == 0)
      #expect(try books.balance("memo:contra:debts") == 0)
      #expect(try books.balance(Chart.held(plan.id)) == 0)
      let household = StreamID("household", try #require(state.household))
      plan = try books.openPlan(of: household)
      paid = [:]
    }
    #expect(accepted > 150, "too few commands were accepted to say anything")
    let live = try books.plan(plan)
    let folded: PlanState = try Ledger(store: books.ledger.store, rulebook: Rulebook.mastro).state(of: plan)
    #expect(folded.debts == live.debts)
    #expect(folded.status == live.status)
    #expect(folded.monthly == live.monthly)
  }

  private func check(_ state: PlanState, _ books: Books, _ paid: [ULID: Int]) throws {
    for debt in state.debts {
      #expect(debt.outstanding >= .zero)
      #expect(debt.credited.cents == paid[debt.creditor, default: 0])
      #expect(debt.credited <= debt.terms.amount)
      let owed = PlanState.Status.running.union([.opened]).contains(state.status) ? debt.outstanding.cents : 0
      #expect(try books.balance(Chart.debts(try #require(state.household), to: debt.creditor)) == owed)
    }
    #expect(try books.balance(Chart.instalments(try #require(state.household))) == state.monthly.cents)
    guard let terms = state.proposal?.terms ?? state.agreed?.terms else { return }
    for instalment in terms.instalments { #expect(instalment.shares.reduce(.zero, +) == instalment.amount) }
  }

  private func step(
    _ plan: StreamID, _ books: Books, _ paid: inout [ULID: Int], _ random: inout SeededGenerator
  ) throws {
    let state = try books.plan(plan)
    let debt = Int.random(in: 1...3, using: &random)
    let amount = Int.random(in: 1...60_000, using: &random)
    let creditor = state.debts[debt - 1].creditor
    switch Int.random(in: 0..<16, using: &random) {
    case 0: try books.propose(try books.planTerms(plan, monthly: max(2_500, amount)), plan)
    case 1, 2, 3: try agreeSomehow(plan, books)
    case 4:
      try books.payDirectly(amount, off: debt, plan)
      paid[creditor, default: 0] += amount
    case 5: try books.hold(amount, plan)
    case 6:
      let held = -(try books.balance(Chart.held(plan.id)))
      let part = random.chance(70) ? min(held, state.debts[debt - 1].outstanding.cents) : amount
      try books.forward(part, off: debt, plan)
      paid[creditor, default: 0] += part
    case 7:
      let held = -(try books.balance(Chart.held(plan.id)))
      try books.record(PlanHeldReturned(amount: Money(cents: held), account: "main"), plan, by: .tina)
    case 8:
      try books.waive(amount / 10 + 1, plan)
      paid[Party.landlord, default: 0] += amount / 10 + 1
    case 9: try books.breach(plan)
    case 10: try books.record(PlanCured(), plan, by: .olga)
    case 11: try books.lapse(plan)
    case 12: try books.record(PlanSuspended(reason: .agreed), plan, by: .olga)
    case 13: try books.record(PlanResumed(), plan, by: .olga)
    case 14: try books.record(PlanCompleted(), plan, by: .olga)
    case 15 where random.chance(20): try books.withdraw(plan, by: .fina)
    default:
      let undone = try books.payDirectly(amount, off: debt, plan)
      try books.reverse(undone, by: .omar)
    }
  }

  /// Whatever of an agreement is still missing.
  private func agreeSomehow(_ plan: StreamID, _ books: Books) throws {
    let state = try books.plan(plan)
    guard let proposal = state.proposal, let entry = try entry(proposal.id, books) else { return }
    if !proposal.overriders.signers.contains(Person.carla.id) {
      for person in [Person.carla, .carlo] { try books.override(entry, by: person) }
    }
    for creditor in state.creditors(of: proposal.terms).subtracting(proposal.acceptedBy).sorted() {
      try books.acceptFor(creditor, entry)
    }
    if !proposal.isAcceptedByHousehold { try books.accept(entry, nil, by: .fina) }
    if state.status == .opened { try books.activate(entry) } else { try books.renegotiate(entry) }
  }

  private func entry(_ id: ULID, _ books: Books) throws -> LoggedEntry? {
    try books.ledger.store.read { log in
      try log.position(of: id).map { try log.stored(at: $0).logged() }
    }
  }
}
