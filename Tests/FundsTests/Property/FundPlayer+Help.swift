import Funds
import LedgerCore
import SeededRandom

/// Grants and vouchers, payments that bounce, and payments taken back.
extension FundPlayer {
  private func purpose(_ purse: Restriction) -> Slug { purse == .food ? "food" : "arrears" }

  mutating func request() throws {
    let purse = one(of: NaiveFund.purses)
    let (amount, party, clerk) = (random.chance(10) ? amount(upTo: 600_000) : amount(), party(), clerk())
    let asked = random.chance(92) ? purpose(purse) : one(of: ["food", "arrears", "holiday"])
    let fits = purse == .free ? asked != "holiday" : asked == purpose(purse)
    let stream = books.stream("grant")
    let entry = try command(amount > 0 && fits) {
      try $0.request(amount, purse, purpose: asked, for: party, by: clerk, in: stream)
      return try $0.newest()
    }
    guard entry != nil else { return }
    grants.append(NaiveGrant(stream: stream, purse: purse, party: party, amount: amount, requester: clerk))
  }

  mutating func approve() throws {
    guard let number = index(in: grants, where: { $0.status == .requested }) else { return }
    let grant = grants[number]
    let approver = approver()
    let amount = random.chance(95) ? grant.amount : grant.amount + 1
    let needed = NaiveFund.approvals(fund.helped[grant.party, default: 0] + amount)
    let isLegal =
      grant.status == .requested && amount == grant.amount && approver != grant.requester
      && !grant.approvers.contains(approver) && needed != nil && fund.isCovered && amount <= fund.spendable(grant.purse)
    guard try command(isLegal, { try $0.approve(grant.stream, amount, by: approver) }) != nil else { return }
    grants[number].approvers.append(approver)
    guard grants[number].approvers.count >= needed ?? 9 else { return }
    grants[number].status = .approved
    fund.committed[grant.purse, default: 0] += amount
    fund.helped[grant.party, default: 0] += amount
  }

  mutating func pay() throws {
    guard let number = index(in: grants, where: { $0.status == .approved }) else { return }
    let grant = grants[number]
    let (payer, account, isUrgent) = (payer(), account(), random.chance(20))
    let isOther = payer != grant.requester && !grant.approvers.contains(payer)
    let isLegal =
      grant.status == .approved && (isUrgent ? fund.helped[grant.party, default: 0] <= 30_000 : isOther)
      && fund.canLeave(grant.amount, account) && fund.available[grant.purse, default: 0] >= grant.amount
    let entry = try command(isLegal) {
      try $0.pay(grant.stream, grant.amount, by: payer, urgent: isUrgent, account: account)
    }
    guard let entry else { return }
    grants[number].status = .paid
    grants[number].payer = payer
    grants[number].isUrgent = isUrgent
    grants[number].payment = entry
    fund.committed[grant.purse, default: 0] -= grant.amount
    fund.available[grant.purse, default: 0] -= grant.amount
    fund.bank[account, default: 0] -= grant.amount
    payments.append(NaivePayment(entry: entry, amount: grant.amount, account: account, gift: nil, grant: number))
  }

  mutating func endGrant() throws {
    guard let number = index(in: grants, where: { $0.status == .approved || $0.status == .paid }) else { return }
    let grant = grants[number]
    if random.chance(50) {
      let isLegal = grant.status == .requested || grant.status == .approved
      let entry = try command(isLegal) { try $0.record(GrantWithdrawn(), grant.stream, by: .olga) }
      guard entry != nil else { return }
      grants[number].status = .over
      guard grant.status == .approved else { return }
      fund.committed[grant.purse, default: 0] -= grant.amount
      fund.helped[grant.party, default: 0] -= grant.amount
      return
    }
    let amount = random.chance(50) ? 1 : amount()
    let isLegal = grant.status == .paid && amount > 0 && amount <= grant.amount - grant.returned
    let entry = try command(isLegal) {
      try $0.record(GrantReturned(amount: Money(cents: amount), account: "main"), grant.stream, by: .teo)
    }
    guard entry != nil else { return }
    grants[number].returned += amount
    grants[number].payment = nil
    fund.bank["main", default: 0] += amount
    fund.available[grant.purse, default: 0] += amount
    fund.helped[grant.party, default: 0] -= amount
  }

  mutating func voucher() throws {
    let (amount, party, clerk) = (amount(upTo: 20_000), party(), clerk())
    if random.chance(30) {
      let stream = books.stream("voucher")
      vouchers.append(NaiveVoucher(stream: stream, party: party, amount: amount))
      return try approve(vouchers.count - 1)
    }
    let isLegal =
      amount > 0 && fund.vouchersOfYear[party, default: 0] + amount <= 10_000 && fund.isCovered
      && amount <= fund.spendable(.food)
    let entry = try command(isLegal) {
      try $0.record(
        VoucherIssued($0.terms(amount, for: party), expires: $0.today.adding(days: 60)), $0.stream("voucher"),
        by: clerk, as: .operator)
    }
    guard let entry else { return }
    var voucher = NaiveVoucher(stream: entry.entry.stream, party: party, amount: amount)
    voucher.status = .issued
    voucher.issuer = clerk
    vouchers.append(voucher)
    fund.helped[party, default: 0] += amount
    spend(voucher)
  }

  private mutating func spend(_ voucher: NaiveVoucher) {
    fund.available[.food, default: 0] -= voucher.amount
    fund.vouchers += voucher.amount
    fund.vouchersOfYear[voucher.party, default: 0] += voucher.amount
  }

  private mutating func approve(_ number: Int) throws {
    let voucher = vouchers[number]
    let approver = approver()
    let needed = NaiveFund.approvals(fund.helped[voucher.party, default: 0] + voucher.amount)
    let isLegal =
      voucher.status == .new && voucher.amount > 0 && !voucher.approvers.contains(approver) && needed != nil
      && fund.isCovered && voucher.amount <= fund.spendable(.food)
    let entry = try command(isLegal) {
      try $0.record(
        VoucherApproved($0.terms(voucher.amount, for: voucher.party)), voucher.stream, by: approver, as: .committee)
    }
    guard entry != nil else { return }
    vouchers[number].approvers.append(approver)
    guard vouchers[number].approvers.count >= needed ?? 9 else { return }
    vouchers[number].status = .approved
    fund.committed[.food, default: 0] += voucher.amount
    fund.helped[voucher.party, default: 0] += voucher.amount
  }

  mutating func advanceVoucher() throws {
    guard let number = index(in: vouchers, where: { $0.status != .over }) else { return }
    let voucher = vouchers[number]
    switch voucher.status {
    case .new: try approve(number)
    case .approved:
      let clerk = clerk()
      let isLegal = !voucher.approvers.contains(clerk) && voucher.amount <= fund.available[.food, default: 0]
      let entry = try command(isLegal) {
        try $0.record(
          VoucherIssued($0.terms(voucher.amount, for: voucher.party), expires: $0.today.adding(days: 60)),
          voucher.stream, by: clerk,
          as: .operator)
      }
      guard entry != nil else { return }
      vouchers[number].status = .issued
      vouchers[number].issuer = clerk
      fund.committed[.food, default: 0] -= voucher.amount
      spend(voucher)
    case .issued:
      let redeemer = one(of: [Person.hugo, .olga, .omar, .pia])
      let isLegal = redeemer != voucher.issuer && !voucher.approvers.contains(redeemer)
      guard try command(isLegal, { try $0.redeem(voucher.stream, by: redeemer) }) != nil else { return }
      vouchers[number].status = .redeemed
      vouchers[number].redeemer = redeemer
      fund.vouchers -= voucher.amount
      fund.payable += voucher.amount
    case .redeemed, .over:
      let payer = payer()
      let isLegal =
        voucher.status == .redeemed && payer != voucher.issuer && payer != voucher.redeemer
        && !voucher.approvers.contains(payer) && fund.canLeave(voucher.amount, "main")
      guard try command(isLegal, { try $0.settle(voucher.stream, voucher.amount, by: payer) }) != nil else { return }
      vouchers[number].status = .over
      fund.payable -= voucher.amount
      fund.bank["main", default: 0] -= voucher.amount
    }
  }

  mutating func bounce() throws {
    if random.chance(50), let number = index(in: debts, where: { !$0.isPaid }) { return try reissue(number) }
    guard let number = index(in: payments, where: { !$0.isOver }) else { return }
    let payment = payments[number]
    guard let entry = try command(!payment.isOver, { try $0.bounce(payment.entry, account: payment.account) }) else {
      return
    }
    payments[number].isOver = true
    guard let gift = payment.gift else {
      if let grant = payment.grant { grants[grant].isPinned = true }
      fund.bank[payment.account, default: 0] += payment.amount
      fund.payable += payment.amount
      debts.append(NaiveDebt(stream: entry.entry.stream, amount: payment.amount))
      return
    }
    fund.bank[payment.account, default: 0] -= payment.amount
    fund.available[gifts[gift].purse, default: 0] -= payment.amount
    gifts[gift].held -= payment.amount
    guard gifts[gift].isPledge else { return }
    gifts[gift].outstanding += payment.amount
    if gifts[gift].isConditional {
      fund.conditional[gifts[gift].purse, default: 0] += payment.amount
    } else {
      fund.pledged[gifts[gift].purse, default: 0] += payment.amount
    }
  }

  private mutating func reissue(_ number: Int) throws {
    let debt = debts[number]
    let account = account()
    let isLegal = !debt.isPaid && fund.canLeave(debt.amount, account)
    let entry = try command(isLegal) {
      try $0.record(PaymentReissued(amount: Money(cents: debt.amount), account: account), debt.stream, by: .teo)
    }
    guard entry != nil else { return }
    debts[number].isPaid = true
    fund.payable -= debt.amount
    fund.bank[account, default: 0] -= debt.amount
  }

  /// Two treasurers take the payment of a grant back, which is then approved again.
  mutating func undoPayment() throws {
    guard let number = index(in: grants, where: { $0.payment != nil && !$0.isPinned }),
      let payment = grants[number].payment, let line = payments.firstIndex(where: { $0.entry.id == payment.id })
    else { return }
    let grant = grants[number]
    let second = payer()
    let isLegal = !grant.isPinned
    guard try command(isLegal, { try $0.proposeReversal(of: payment, by: .teo) }) != nil else { return }
    guard try command(second != .teo, { try $0.reverse(payment, by: second, as: .treasurer) }) != nil else { return }
    grants[number].status = .approved
    grants[number].payment = nil
    payments[line].isOver = true
    fund.committed[grant.purse, default: 0] += grant.amount
    fund.available[grant.purse, default: 0] += grant.amount
    fund.bank[payments[line].account, default: 0] += grant.amount
  }
}
