import Funds
import LedgerCore
import SeededRandom

/// Money that comes, goes back and changes its place.
extension FundPlayer {
  mutating func receive() throws {
    let amount = amount()
    let account = account()
    if random.chance(40), let gift = index(in: gifts, where: { $0.isPledge && $0.outstanding > 0 }) {
      return try receive(amount, account, gift)
    }
    let purse = one(of: NaiveFund.purses)
    let payer = payer()
    guard
      let entry = try command(
        amount > 0,
        {
          try $0.record(
            ContributionReceived(amount: Money(cents: amount), to: purse, account: account, donor: nil),
            $0.stream("contribution"), by: payer, as: .treasurer)
        })
    else { return }
    var gift = NaiveGift(stream: entry.entry.stream, purse: purse, isPledge: false, isConditional: false)
    gift.held = amount
    gifts.append(gift)
    take(amount, account, into: gifts.count - 1, entry)
  }

  private mutating func receive(_ amount: Int, _ account: Slug, _ number: Int) throws {
    let gift = gifts[number]
    let fits = amount > 0 && (!gift.isPledge || amount <= gift.outstanding)
    guard
      let entry = try command(
        fits,
        {
          try $0.record(
            ContributionReceived(amount: Money(cents: amount), to: gift.purse, account: account, donor: nil),
            gift.stream, by: .teo)
        })
    else { return }
    gifts[number].held += amount
    if gift.isPledge {
      gifts[number].outstanding -= amount
      if gift.isConditional {
        fund.conditional[gift.purse, default: 0] -= amount
      } else {
        fund.pledged[gift.purse, default: 0] -= amount
      }
    }
    take(amount, account, into: number, entry)
  }

  private mutating func take(_ amount: Int, _ account: Slug, into gift: Int, _ entry: LoggedEntry) {
    fund.bank[account, default: 0] += amount
    fund.available[gifts[gift].purse, default: 0] += amount
    payments.append(NaivePayment(entry: entry, amount: amount, account: account, gift: gift, grant: nil))
  }

  mutating func pledge() throws {
    let amount = amount()
    let purse = one(of: NaiveFund.purses)
    let isConditional = random.chance(30)
    guard let entry = try command(amount > 0, { try $0.pledge(amount, purse, conditional: isConditional) }) else {
      return
    }
    var gift = NaiveGift(stream: entry.entry.stream, purse: purse, isPledge: true, isConditional: isConditional)
    gift.outstanding = amount
    gifts.append(gift)
    if isConditional {
      fund.conditional[purse, default: 0] += amount
    } else {
      fund.pledged[purse, default: 0] += amount
    }
  }

  mutating func cancel() throws {
    guard let number = index(in: gifts, where: { $0.outstanding > 0 }) else { return }
    let gift = gifts[number]
    let amount = random.chance(80) ? gift.outstanding : amount()
    let isLegal = gift.outstanding > 0 && amount == gift.outstanding
    let entry = try command(isLegal) {
      try $0.record(PledgeCancelled(amount: Money(cents: amount), reason: .uncollectable), gift.stream, by: .olga)
    }
    guard entry != nil else { return }
    gifts[number].outstanding = 0
    if gift.isConditional {
      fund.conditional[gift.purse, default: 0] -= amount
    } else {
      fund.pledged[gift.purse, default: 0] -= amount
    }
  }

  mutating func approveRefund() throws {
    guard let number = index(in: gifts, where: { $0.held > 0 && $0.refund == nil }) else { return }
    let gift = gifts[number]
    let amount = random.chance(70) ? min(amount(), max(gift.held, 1)) : amount()
    let approver = approver()
    let isLegal =
      gift.refund == nil && amount > 0 && amount <= gift.held && amount <= fund.spendable(gift.purse)
    let entry = try command(isLegal) {
      try $0.record(RefundApproved(amount: Money(cents: amount)), gift.stream, by: approver, as: .committee)
    }
    if entry != nil { gifts[number].refund = (amount, approver) }
  }

  mutating func payRefund() throws {
    guard let number = index(in: gifts, where: { $0.refund != nil }) else { return }
    let gift = gifts[number]
    let amount = random.chance(90) ? gift.refund?.amount ?? amount() : amount()
    let (account, payer) = (account(), payer())
    let isLegal =
      gift.refund.map { $0.amount == amount && $0.by != payer } ?? false
      && amount <= gift.held && amount <= fund.spendable(gift.purse) && fund.canLeave(amount, account)
    let entry = try command(isLegal) {
      try $0.record(
        ContributionRefunded(amount: Money(cents: amount), account: account), gift.stream, by: payer, as: .treasurer)
    }
    guard entry != nil else { return }
    gifts[number].refund = nil
    gifts[number].held -= amount
    fund.bank[account, default: 0] -= amount
    fund.available[gift.purse, default: 0] -= amount
  }

  mutating func capital() throws {
    guard random.chance(70), let number = index(in: capitals, where: { $0.owed > 0 }) else {
      let amount = amount()
      let purse = one(of: NaiveFund.purses)
      guard let entry = try command(amount > 0, { try $0.capital(amount, purse) }) else { return }
      capitals.append(NaiveCapital(stream: entry.entry.stream, purse: purse, owed: amount))
      fund.bank["main", default: 0] += amount
      fund.available[purse, default: 0] += amount
      fund.repayable[purse, default: 0] += amount
      return
    }
    let capital = capitals[number]
    if let approved = capital.approved {
      let (account, payer) = (account(), payer())
      let isLegal =
        payer != approved.by && approved.amount <= fund.spendable(capital.purse)
        && fund.canLeave(approved.amount, account)
      let entry = try command(isLegal) {
        try $0.record(
          CapitalReturned(amount: Money(cents: approved.amount), account: account), capital.stream, by: payer,
          as: .treasurer)
      }
      guard entry != nil else { return }
      capitals[number].approved = nil
      capitals[number].owed -= approved.amount
      fund.bank[account, default: 0] -= approved.amount
      fund.available[capital.purse, default: 0] -= approved.amount
      fund.repayable[capital.purse, default: 0] -= approved.amount
    } else {
      let (amount, approver) = (amount(), approver())
      let isLegal = amount > 0 && amount <= capital.owed && amount <= fund.spendable(capital.purse)
      let entry = try command(isLegal) {
        try $0.record(
          CapitalReturnApproved(amount: Money(cents: amount)), capital.stream, by: approver, as: .committee)
      }
      if entry != nil { capitals[number].approved = (amount, approver) }
    }
  }

  mutating func transfer() throws {
    if random.chance(50) || transfers.isEmpty {
      let (from, to) = (one(of: NaiveFund.purses), one(of: NaiveFund.purses))
      let (amount, person, consent) = (amount(), payer(), random.chance(80))
      let entry = try command(amount > 0 && from != to && (from == .free || consent)) {
        try $0.record(
          TransferProposed(
            amount: Money(cents: amount), from: from, to: to, donorConsent: consent ? Books.fingerprint(1) : nil),
          $0.stream("transfer"), by: person, as: .treasurer)
      }
      guard let entry else { return }
      transfers.append(
        NaiveTransfer(stream: entry.entry.stream, from: from, to: to, amount: amount, by: person))
      return
    }
    guard let number = index(in: transfers, where: { !$0.isMade }) else { return }
    let transfer = transfers[number]
    let person = payer()
    let isLegal = !transfer.isMade && person != transfer.by && transfer.amount <= fund.spendable(transfer.from)
    let entry = try command(isLegal) {
      try $0.record(TransferMade(amount: Money(cents: transfer.amount)), transfer.stream, by: person, as: .treasurer)
    }
    guard entry != nil else { return }
    transfers[number].isMade = true
    fund.available[transfer.from, default: 0] -= transfer.amount
    fund.available[transfer.to, default: 0] += transfer.amount
  }

  mutating func setReserve() throws {
    let purse = one(of: NaiveFund.purses)
    let amount = random.chance(50) ? 0 : amount(upTo: 20_000)
    let more = amount - fund.reserve[purse, default: 0]
    let isLegal = more <= 0 || more <= fund.spendable(purse)
    let entry = try command(isLegal) {
      try $0.record(ReserveSet(amount: Money(cents: amount), restriction: purse.name), "fund/casa", by: .anna)
    }
    guard entry != nil else { return }
    fund.reserve[purse] = amount
    fund.available[purse, default: 0] -= more
  }

  mutating func moveAtTheBank() throws {
    let amount = amount(upTo: 5_000)
    let account = account()
    if random.chance(40) {
      guard try command(amount > 0, { try $0.cost(amount, account: account) }) != nil else { return }
      fund.bank[account, default: 0] -= amount
      fund.available[.free, default: 0] -= amount
      return
    }
    let other: Slug = account == "main" ? "till" : "main"
    let entry = try command(amount > 0 && fund.canLeave(amount, account)) {
      try $0.record(
        CashMoved(amount: Money(cents: amount), from: account, to: other), $0.stream("cash"), by: .teo)
    }
    guard entry != nil else { return }
    fund.bank[account, default: 0] -= amount
    fund.bank[other, default: 0] += amount
  }
}
