import FinancialArithmetic
import Funds
import LedgerCore

extension GoldenStory {
  /// Hours for a condominium, one stretch of them in dispute; the fund pays for what was done, and the family stops.
  func tellService() throws {
    var policy = PolicyText.service
    policy.version = "2026-3"
    policy.kinds = PolicyText().kinds
    try books.adopt(policy)
    try books.enrol(.ines, bodies: ["emporio"])
    let worker = books.stream("party")
    try books.record(PartyRegistered(record: Books.fingerprint(1), sort: .person), worker, by: .olga)
    let family = try books.register([worker.id])
    let work = ServiceWork(
      household: family.id, worker: worker.id, hostBody: "emporio", hostParty: Party.landlord,
      tasks: [.commonParts, .greenCare], start: books.today, end: books.today.adding(days: 180))
    let agreement = try books.agree(work)
    try books.set(books.terms(total: 40_000), agreement)
    try books.accept(.household, agreement, attesting: books.paper(worker.id))
    try books.accept(.host, agreement)
    try books.record(
      ServiceInsured(document: Books.fingerprint(30), from: work.start, until: work.end), agreement, by: .olga)
    let morning = try books.perform(agreement)
    let afternoon = try books.perform(agreement, "14:00", "16:00")
    try books.confirmHours(morning)
    try books.dispute(afternoon)
    try books.resolve(afternoon, 60)
    try books.credit(agreement, 300)
    try books.settle(service: agreement, 3_500)
    try books.end(agreement)
    try repayByHours(work)
  }

  /// An hour of the same person takes seven euros off a loan of sixty.
  private func repayByHours(_ work: ServiceWork) throws {
    var loan = LoanTry()
    loan.amount = 6_000
    loan.rate = "0"
    loan.method = .interestFree
    loan.borrower = .household(work.household)
    loan.overriding = true
    let stream = try books.apply(loan)
    try books.approveLoan(stream, loan)
    try books.approveLoan(stream, loan, by: .carlo)
    try books.accept(stream, for: work.worker)
    try books.disburse(stream, 6_000)
    let agreement = try books.agree(work)
    try books.set(books.terms(.loan(stream.id), total: 4_000), agreement)
    try books.accept(.household, agreement, attesting: books.paper(work.worker))
    try books.accept(.host, agreement)
    try books.record(
      ServiceInsured(document: Books.fingerprint(30), from: work.start, until: work.end), agreement, by: .olga)
    try books.confirmHours(try books.perform(agreement, "17:00", "18:00"))
    try books.credit(agreement, 60)
    let credited = try LoanServiceCredited(
      amount: .eur(7), agreement: agreement.id, bornBy: .free, to: try books.loanState(stream),
      at: try books.position(stream), on: books.today)
    try books.record(credited, stream, by: .teo)
  }
}
