import FinancialArithmetic
import Funds
import LedgerCore

/// The next step of something that has begun; often one that does not follow.
extension InstrumentPlayer {
  mutating func moveLoan() throws {
    guard let (stream, loan) = one(of: loans) else { return }
    let amount = amount(upTo: 40_000)
    let (approver, payer) = (approver(), payer())
    guard try books.loanState(stream).schedule != nil else {
      try attempt { try $0.approveLoan(stream, loan, by: approver) }
      return
    }
    switch Int.random(in: 3..<18, using: &random) {
    case 3: try attempt { [party = pick(Party.family, Party.otherFamily)] in try $0.accept(stream, for: party) }
    case 4, 5: try attempt { try $0.disburse(stream, loan.amount, by: payer) }
    case 6, 7, 8, 9: try attempt { try $0.repay(stream, amount) }
    case 10: try attempt { try $0.prepay(stream, amount) }
    case 11: try attempt { try $0.accrue(stream, closing: false) }
    case 12:
      try attempt { books in
        try books.record(try books.pausing(stream, from: books.today, months: 2), stream, by: .carla)
      }
    case 13:
      try attempt { books in
        let new = try books.rescheduling(stream, months: 9)
        try books.record(new, stream, by: .carla)
        try books.record(new, stream, by: .carlo)
      }
    case 14:
      try attempt { try $0.record(LoanImpaired(allowance: Money(cents: amount)), stream, by: .teo) }
    case 15:
      try attempt { books in
        let position = try books.position(stream)
        let writeOff = LoanWrittenOff(amount: position.owed, reason: .insolvent)
        try books.record(writeOff, stream, by: .carla)
        try books.record(writeOff, stream, by: .carlo)
      }
    case 16:
      try attempt { try $0.record(LoanRecovered(amount: Money(cents: amount), account: "main"), stream, by: .teo) }
    default: try attempt { try $0.record(LoanClosed(), stream, by: .teo) }
    }
  }

  mutating func moveGuarantee() throws {
    guard let stream = one(of: guarantees) else { return }
    let (amount, approver, payer) = (amount(upTo: 80_000), approver(), payer())
    let claim = one(of: claims.filter { $0.stream == stream })?.claim ?? stream.id
    switch Int.random(in: 0..<14, using: &random) {
    case 0: try attempt { try $0.reserve(amount * 4) }
    case 1, 2: try attempt { try $0.issueGuarantee(stream, by: approver) }
    case 3: try attempt { try $0.approveGuarantee(stream, by: approver) }
    case 4, 5:
      let month = "2026-0\(Int.random(in: 1...9, using: &random))"
      if let id = try attempt({ try $0.claim(stream, [month]) }) { claims.append((stream, id)) }
    case 6: try attempt { try $0.notify(stream, claim) }
    case 7: try attempt { try $0.reply(stream, claim) }
    case 8: try attempt { try $0.accept(stream, claim, by: approver) }
    case 9: try attempt { try $0.payGuarantee(stream, by: payer) }
    case 10: try attempt { try $0.tenantPays(stream, amount) }
    case 11: try attempt { try $0.recover(stream, amount) }
    case 12: try attempt { try $0.provision(stream, amount) }
    default: try attempt { try $0.release(stream) }
    }
  }

  mutating func movePlan() throws {
    guard let stream = one(of: plans) else { return }
    let amount = amount(upTo: 15_000)
    switch Int.random(in: 0..<12, using: &random) {
    case 0, 1:
      if let proposal = try attempt({ try $0.proposed(stream, monthly: max(amount, 3_000)) }) {
        proposals.append(proposal)
      }
    case 2, 3:
      guard let proposal = proposals.last(where: { $0.entry.stream == stream }) else { return }
      try attempt { books in
        try books.agree(proposal)
        try books.activate(proposal)
      }
    case 4, 5: try attempt { try $0.payDirectly(amount, off: 1 + amount % 3, stream) }
    case 6: try attempt { try $0.hold(amount, stream) }
    case 7: try attempt { try $0.forward(amount, off: 1 + amount % 3, stream) }
    case 8: try attempt { try $0.waive(amount, off: 1, stream) }
    case 9: try attempt { try $0.breach(stream) }
    case 10: try attempt { try $0.adjust(1 + amount % 3, by: -amount, stream) }
    default: try attempt { try $0.withdraw(stream) }
    }
  }

  mutating func moveService() throws {
    guard let (agreement, loan) = one(of: agreements) else { return }
    let hour = Int.random(in: 10...18, using: &random)
    switch Int.random(in: 0..<10, using: &random) {
    case 0...3:
      if let session = try attempt({ try $0.perform(agreement, "\(hour):00", "\(hour + 2):30") }) {
        sessions.append(session)
      }
    case 4...6:
      guard let session = one(of: sessions) else { return }
      try attempt { [person = pick(Person.hugo, .ines, .olga)] in try $0.confirmHours(session, by: person) }
    case 7, 8:
      let minutes = pick(150, 300, 60)
      try attempt { books in
        try books.credit(agreement, minutes)
        guard let loan, try books.loanState(loan).schedule != nil else { return }
        let waiting = try books.balance(Chart.serviceCredit(agreement.id, for: loan.id))
        guard waiting > 0 else { return }
        try books.record(
          LoanServiceCredited(
            amount: Money(cents: waiting), agreement: agreement.id, bornBy: .free, to: try books.loanState(loan),
            at: try books.position(loan), on: books.today), loan, by: .teo)
      }
    default: try attempt { try $0.end(agreement) }
    }
  }
}
