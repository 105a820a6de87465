import Funds
import LedgerCore

extension RefusalRow {
  private static func match(
    _ books: Books, _ entries: [LoggedEntry], _ lines: [(Int, UInt8)], account: Slug = "main",
    in stream: StreamID? = nil
  ) throws {
    try books.record(
      BankMatched(
        account: account, entries: entries.map(\.id),
        lines: lines.map { .init(amount: Money(cents: $0.0), line: Books.fingerprint($0.1)) }),
      stream ?? books.stream("match"), by: .teo)
  }

  static let bank: [RefusalRow] = [
    RefusalRow("cash.moved", "stream.already-recorded") {
      try $0.receive(10_000)
      let stream = $0.stream("cash")
      try $0.record(CashMoved(amount: .eur(1), from: "main", to: "till"), stream, by: .teo)
      try $0.record(CashMoved(amount: .eur(1), from: "main", to: "till"), stream, by: .teo)
    },
    RefusalRow("cash.moved", "cash.same-account") {
      try $0.record(CashMoved(amount: .eur(1), from: "main", to: "main"), $0.stream("cash"), by: .teo)
    },
    RefusalRow("cash.moved", "account.overdrawn") {
      try $0.record(CashMoved(amount: .eur(1), from: "main", to: "till"), $0.stream("cash"), by: .teo)
    },
    RefusalRow("cost.paid", "stream.already-recorded") {
      try $0.receive(10_000, .free)
      let cost = try $0.cost(1)
      try $0.record(
        CostPaid(amount: .eur(1), nature: .levy, fund: "casa", account: "main"), cost.entry.stream, by: .teo)
    },
    RefusalRow("payment.returned", "stream.already-recorded") {
      let first = try $0.receive(10_000)
      let stream = try $0.bounce(try $0.receive(10_000)).entry.stream
      try $0.record(PaymentReturned(payment: first.id, account: "main"), stream, by: .teo)
    },
    RefusalRow("payment.returned", "payment.unknown") { try $0.bounce(try $0.pledge(100)) },
    RefusalRow("payment.returned", "payment.unknown") { try $0.bounce(try $0.receive(100), account: "till") },
    RefusalRow("payment.returned", "payment.unknown") { try $0.bounce(try $0.bounce(try $0.receive(100))) },
    RefusalRow("payment.returned", "payment.unknown") {
      let gift = try $0.receive(100)
      try $0.proposeReversal(of: gift, by: .teo)
      try $0.reverse(gift, by: .tina)
      try $0.bounce(gift)
    },
    RefusalRow("payment.returned", "claim.taken") {
      let gift = try $0.receive(100)
      try $0.bounce(gift)
      try $0.bounce(gift)
    },
    RefusalRow("payment.reissued", "payment.nothing-owed") {
      let stream = try $0.bounce(try $0.receive(100)).entry.stream
      try $0.record(PaymentReissued(amount: .eur(1), account: "main"), stream, by: .teo)
    },
    RefusalRow("payment.reissued", "payment.nothing-owed") {
      try $0.receive(20_000)
      let stream = try $0.bounce(try $0.grant(10_000)).entry.stream
      try $0.record(PaymentReissued(amount: .eur(100), account: "main"), stream, by: .teo)
      try $0.record(PaymentReissued(amount: .eur(100), account: "main"), stream, by: .teo)
    },
    RefusalRow("payment.reissued", "chain.amount-differs") {
      try $0.receive(20_000)
      let stream = try $0.bounce(try $0.grant(10_000)).entry.stream
      try $0.record(PaymentReissued(amount: .eur(101), account: "main"), stream, by: .teo)
    },
    RefusalRow("bank.matched", "stream.already-recorded") {
      let stream = $0.stream("match")
      try match($0, [try $0.receive(100)], [(100, 1)], in: stream)
      try match($0, [try $0.receive(100)], [(100, 2)], in: stream)
    },
    RefusalRow("bank.matched", "match.empty") { try match($0, [try $0.receive(100)], []) },
    RefusalRow("bank.matched", "match.empty") { try match($0, [], [(0, 1)]) },
    RefusalRow("bank.matched", "match.empty") { try match($0, [try $0.receive(200)], [(100, 1), (100, 1)]) },
    RefusalRow("bank.matched", "match.entry-unknown") { try match($0, [try $0.pledge(100)], [(100, 1)]) },
    RefusalRow("bank.matched", "match.entry-unknown") {
      try match($0, [try $0.receive(100)], [(100, 1)], account: "till")
    },
    RefusalRow("bank.matched", "match.unequal") { try match($0, [try $0.receive(100)], [(99, 1)]) },
    RefusalRow("bank.matched", "match.unequal") { try match($0, [try $0.receive(100)], [(101, 1)]) },
    RefusalRow("bank.matched", "match.mixed-directions") {
      try match($0, [try $0.receive(100)], [(120, 1), (-20, 2)])
    },
    RefusalRow("bank.matched", "match.line-taken") {
      try match($0, [try $0.receive(100)], [(100, 1)])
      try match($0, [try $0.receive(100)], [(100, 1)])
    },
    RefusalRow("bank.matched", "match.entry-taken") {
      let gift = try $0.receive(100)
      try match($0, [gift], [(100, 1)])
      try match($0, [gift], [(100, 2)])
    },
  ]
}
