import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// Costs, money that is held, and interest: what the treasurer states of a loan besides its payments.
extension LoanPages {
  static let charge = Step<LoanState>(
    "charge", "Charge a cost", says: "No more than the terms and the policy allow.",
    when: { $0.state.isRunning }
  ) { visit, _ in
    let (amount, due) = try visit.read { ($0.amount("amount"), $0.optionalDay("due")) }
    let nature = try visit.need { $0.choice("nature", LoanCost.Nature.self) }
    return LoanCostCharged(amount: amount, nature: nature, due: due ?? visit.today)
  }
  .asking { visit, _ in
    [
      .field(visit.field("nature", "What for", .choice(visit.options(LoanCost.Nature.self, of: "nature")))),
      .field(visit.field("amount", "Amount", .amount)),
      .field(visit.field("due", "Day on which it is due", .date, hint: "Today otherwise.", isRequired: false)),
    ]
  }
  .showing { visit, _ in [.table(costs(visit, try visit.bookkeeper.governing().policy.loans?.costs ?? []))] }

  /// What the policy lets the fund charge.
  private static func costs(_ visit: Visit, _ limits: [LoanCostLimit]) -> Table {
    Table(
      caption: visit.say("What the policy allows at most"),
      columns: [Table.Column(visit.say("What for")), Table.Column(visit.say("Amount (€)"), isFigure: true)],
      rows: limits.map { [.inline(visit.word($0.nature.rawValue, of: "nature")), .money($0.upTo)] },
      empty: visit.say("Nothing but the agreed fee."))
  }

  static let accrue = Step<LoanState>(
    "accrue", "Accrue the interest that is due",
    says: "A payment does it by itself; by hand it is needed before a day on which the books are looked at.",
    roles: LoanInterestAccrued.roles, when: { $0.state.isRunning }
  ) { visit, file in
    let book = try book(visit, file)
    let entry = try visit.read { form in
      let found = book.accruing(through: visit.today, closing: form.flag("closing"))?.entry
      if found == nil { form.fault("closing", "No interest is due today") }
      return found
    }
    return try entry.map { [try visit.state($0, in: file.stream)] } ?? []
  }
  .asking { visit, _ in
    [
      .field(
        visit.field(
          "closing", "Also for the days since the last instalment: at the end of a year", .checkbox,
          isRequired: false))
    ]
  }

  static let applySurplus = Step<LoanState>(
    "apply-surplus", "Pay what is due with money that is held", roles: LoanUnallocatedApplied.roles,
    when: { $0.state.isRunning }
  ) { visit, file in
    let ready = try LoanReady(book(visit, file), on: visit.today, applying: false)
    let entry = ready.book.applyingSurplus(on: visit.today)?.entry ?? LoanUnallocatedApplied(allocation: .none)
    return try ready.before.map { try visit.state($0, in: file.stream) } + [visit.state(entry, in: file.stream)]
  }

  static let returnSurplus = Step<LoanState>(
    "return-surplus", "Give back money that is held", says: "It leaves the bank when a second person signs the same.",
    when: { $0.state.isRunning && $0.state.pending == nil }
  ) { visit, _ in
    let (amount, account) = try visit.read { ($0.amount("amount"), $0.code("account")) }
    return LoanSurplusReturned(amount: amount, account: account)
  }
  .asking { visit, file in
    let held = try book(visit, file).position?.unallocated ?? .zero
    return [
      .field(
        visit.field(
          "amount", "Amount", .amount,
          initial: held.isPositive ? visit.language.writeBare(held.cents, .euro) : nil)),
      .field(visit.field("account", "Bank account from which it is paid", .choice(try visit.accountOptions()))),
    ]
  }

  /// Pays before it is due; a new schedule repays what is left.
  static let prepay = Step<LoanState>(
    "prepay", "The borrower pays before it is due", says: "A new schedule repays what is left, if anything is.",
    roles: LoanPrepaid.roles, when: { $0.state.isRunning }
  ) { visit, file in
    let (movement, day) = try prepaid(visit, file)
    return try movement.before.map { try visit.moved($0, in: file.stream, on: day) }
      + [visit.moved(movement.main, in: file.stream, on: day)]
  }
  .asking { visit, _ in
    [
      .field(
        visit.field("amount", "Amount", .amount, hint: "Empty for everything that is owed.", isRequired: false)),
      .field(
        visit.field(
          "keep", "What becomes of the instalments",
          .radios([
            Field.Option("days", visit.say("The days stay, and the instalments fall")),
            Field.Option("instalments", visit.say("The instalments stay, and the loan ends sooner")),
          ]), initial: "days")),
      .field(visit.field("account", "Bank account in which it arrived", .choice(try visit.accountOptions()))),
      .field(visit.field("day", "Day of the receipt", .date, initial: visit.today.description)),
    ]
  }
  .previewing { visit, file in
    let (movement, _) = try prepaid(visit, file)
    let paid = movement.main
    var facts = [
      Term(visit.say("Comes in"), "\(paid.amount)"), Term(visit.say("Costs"), "\(paid.allocation.costs)"),
      Term(visit.say("Interest"), "\(paid.allocation.interest)"),
      Term(visit.say("Principal"), "\(paid.allocation.principal)"),
    ]
    if paid.held.isPositive { facts.insert(Term(visit.say("Held already"), "\(paid.held)"), at: 1) }
    let rest: [Block] =
      paid.schedule.map { [visit.table($0, "The schedule from then on")] }
      ?? [.paragraph(visit.say("Nothing is owed any more: the loan can be closed then."))]
    return [.section(visit.say("What comes of it"), [.facts(facts)] + rest)]
  }

  private static func prepaid(
    _ visit: Visit, _ file: File
  ) throws -> (movement: LoanMovement<LoanPrepaid>, day: CivilDate) {
    let (amount, account, day, keep) = try visit.read {
      ($0.optionalAmount("amount"), $0.code("account"), $0.day("day"), $0.text("keep") == "instalments")
    }
    let ready = try LoanReady(book(visit, file), on: day, closing: true)
    return (try ready.prepaying(amount, into: account, on: day, keepingInstalment: keep), day)
  }

  static let recover = Step<LoanState>(
    "recover", "Money came back that was given up", says: "It goes back to the restriction that had lent it.",
    roles: LoanRecovered.roles, when: { $0.state.status == .writtenOff }
  ) { visit, file in
    let (amount, account, day) = try visit.read { ($0.amount("amount"), $0.code("account"), $0.day("day")) }
    return [try visit.moved(LoanRecovered(amount: amount, account: account), in: file.stream, on: day)]
  }
  .main.asking { visit, _ in
    [
      .field(visit.field("amount", "Amount", .amount)),
      .field(visit.field("account", "Bank account in which it arrived", .choice(try visit.accountOptions()))),
      .field(visit.field("day", "Day of the receipt", .date, initial: visit.today.description)),
    ]
  }
}

extension Visit {
  /// Money that has moved on a day of the bank's.
  fileprivate func moved<Body: EntryBody>(_ body: Body, in stream: StreamID, on day: CivilDate) throws -> EntryRequest {
    try request(body, stream: stream, effective: day, onBehalfOf: try actsFor())
  }
}
