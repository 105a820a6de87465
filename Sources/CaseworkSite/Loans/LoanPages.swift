import Bookkeeping
import FinancialArithmetic
import Funds
import LedgerCore
import MastroWeb
import Pages

/// A loan: what was agreed, what is owed, and what comes next.
enum LoanPages: Instrument {
  typealias State = LoanState

  static let path = "loans"
  static let title: Phrase = "Loan"

  static func household(of file: File) -> ULID? { file.state.contract?.borrower.household }
  static func status(of state: LoanState) -> String { state.status.rawValue }
  static func amount(of state: LoanState) -> Money? { state.contract?.amount }
  static func purse(of state: LoanState) -> Restriction? {
    [.applied, .approved].contains(state.status) ? state.contract?.purse : nil
  }

  static func book(_ visit: Visit, _ file: File) throws -> LoanBook {
    guard let book = try visit.bookkeeper.loan(file.stream) else { throw WebRefusals.pageUnknown() }
    return book
  }

  static func facts(_ visit: Visit, _ file: File) throws -> [Term] {
    let book = try book(visit, file)
    let contract = book.contract
    var terms = [
      Term(visit.say("Amount"), "\(strong: "\(contract.amount)")"),
      Term(visit.say("State"), standing(visit, book)),
      Term(visit.say("Purpose"), visit.word(contract.purpose, of: "purpose")),
      Term(visit.say("Lent by"), visit.words(of: contract.purse)),
    ]
    if let household = contract.borrower.household {
      terms.append(Term(visit.say("Family"), try visit.family(household)))
    } else {
      terms.append(Term(visit.say("Borrower"), try visit.party(contract.borrower.id)))
    }
    if let application = file.state.application, file.state.terms == nil {
      terms.append(Term(visit.say("Instalments asked for"), "\(application.instalments)"))
      terms.append(Term(visit.say("Rule pack"), visit.word(application.pack, of: "pack")))
      terms.append(Term(visit.say("Paid to"), try visit.party(application.payee)))
    }
    if let agreed = file.state.terms { terms += visit.summary(agreed, in: file.state.schedule) }
    if file.state.status == .applied || file.state.status == .approved {
      terms.append(Term(visit.say("Approvals"), "\(file.state.approvers.signers.count)"))
    }
    if let number = try visit.fileNumber(file.stream) { terms.append(Term(visit.say("File number"), .name(number))) }
    return terms + (try owed(visit, book))
  }

  private static func standing(_ visit: Visit, _ book: LoanBook) -> Inline {
    if book.state.status == .running, !book.isConfirmed { return visit.say("moved in, to be confirmed") }
    if book.state.isAccelerated, book.state.status == .running { return visit.say("the whole loan is due") }
    return visit.word(book.state.status.rawValue, of: "state")
  }

  private static func owed(_ visit: Visit, _ book: LoanBook) throws -> [Term] {
    guard let position = book.position, book.state.status == .running else { return [] }
    var terms = [
      Term(visit.say("Principal owed"), "\(position.outstanding)"),
      Term(visit.say("Interest owed"), "\(position.interest)"),
    ]
    if position.undisbursed.isPositive { terms.append(Term(visit.say("Not paid out yet"), "\(position.undisbursed)")) }
    if position.unpaidCosts.isPositive { terms.append(Term(visit.say("Costs owed"), "\(position.unpaidCosts)")) }
    if position.unallocated.isPositive {
      terms.append(Term(visit.say("Held for instalments to come"), "\(position.unallocated)"))
    }
    if let ageing = try book.ageing(asOf: visit.today), ageing.overdue.isPositive {
      terms.append(Term(visit.say("Overdue"), "\(ageing.overdue)"))
      terms.append(Term(visit.say("Days past due"), "\(ageing.countedDays)"))
    }
    return terms
  }

  static func parts(_ visit: Visit, _ file: File) throws -> [Block] {
    let book = try book(visit, file)
    var blocks: [Block] = []
    if let pending = file.state.pending {
      blocks.append(
        .message(
          Message(.note, visit.say("A second person must sign the same before it takes effect"), [name(pending, visit)])
        ))
    }
    if let position = book.position, file.state.status == .running {
      blocks.append(.section(visit.say("Schedule"), [.table(table(position, visit))]))
    } else if let agreed = file.state.terms {
      blocks.append(.section(visit.say("Schedule"), [visit.table(agreed.schedule, "What was agreed")]))
    }
    if file.state.status == .applied, let purse = purse(of: file.state) { blocks += try visit.purse(purse) }
    return blocks
  }

  static func name(_ pending: LoanState.Pending, _ visit: Visit) -> Inline {
    switch pending.decision {
    case .rescheduled: visit.say("New instalments")
    case .accelerated: visit.say("The whole loan falls due")
    case .writtenOff(let entry): visit.say("\(entry.amount) given up in the books")
    case .surplusReturned(let entry): visit.say("\(entry.amount) given back to the family")
    }
  }

  private static func table(_ position: LoanPosition, _ visit: Visit) -> Table {
    Table(
      caption: visit.say("The schedule in force, and what of it is paid"),
      columns: [
        Table.Column(visit.say("No."), isFigure: true), Table.Column(visit.say("Due")),
        Table.Column(visit.say("Principal (€)"), isFigure: true),
        Table.Column(visit.say("Interest (€)"), isFigure: true),
        Table.Column(visit.say("Instalment (€)"), isFigure: true), Table.Column(visit.say("Paid (€)"), isFigure: true),
        Table.Column(visit.say("Unpaid (€)"), isFigure: true),
      ],
      rows: position.rows.map { row in
        [
          .figure(row.number, .whole), .day(row.due), .money(row.principal), .money(row.interest),
          .money(row.instalment), .money(row.paid), .money(row.unpaid),
        ]
      })
  }
}
