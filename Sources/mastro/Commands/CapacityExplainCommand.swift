import ArgumentParser
import Bookkeeping
import Coaching
import FinancialArithmetic
import Funds
import LedgerCore
import LedgerViews

struct CapacityExplain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Why a family's capacity is what it is: every term, which one decides, what was left out.",
    discussion: """
      The sealed working is opened, as it was signed; nothing is computed again. With --history: how capacity and its terms
      have changed from one assessment to the next; `mastro budget indicators --history` does so for the indicators.
      """)
  @OptionGroup var common: LedgerOptions
  @Argument(help: "The household: name, file number, a member's name, or ending of the id.") var household: String
  @Option(help: "The assessment; the newest otherwise.") var assessment: String?
  @Flag(help: "All assessments of the family, one below the other.") var history = false

  func run() throws {
    let bookkeeper = try common.open()
    let book = try bookkeeper.budget(of: bookkeeper.familyID(household))
    if history { return try showHistory(book, bookkeeper) }
    let chosen = try chosen(book, bookkeeper)
    guard let working = try bookkeeper.sealed(chosen.record, as: CapacityWorking.self) else {
      throw BudgetRefusals.gone(["what": "the working of \(chosen.day)", "household": household])
    }
    let hours = try bookkeeper.sentencesOnHours(of: book)
    guard !common.json else { return try showJSON(chosen, working, hours) }
    card(chosen, working, book, bookkeeper).show(json: false)
    Console.data("\nTerms, a month\n")
    TermTable(working).terms.show(json: false)
    if let lines = TermTable(working).lines {
      Console.data("\nLines\n")
      lines.show(json: false)
    }
    if !working.indicators.isEmpty {
      Console.data("\nIndicators\n")
      IndicatorViews.table(working.indicators).show(json: false)
    }
    Console.data("")
    for sentence in working.explanation { Console.data(sentence) }
    for note in working.notes.map(\.sentence) + hours { Console.data("- " + note) }
    if !working.routes.isEmpty {
      Console.data("\nFor now we ask for no instalments:")
      for route in working.routes { Console.data("- " + RouteText.sentence(route)) }
    }
  }

  private func chosen(_ book: BudgetBook, _ bookkeeper: Bookkeeper) throws -> BudgetState.Assessment {
    if let assessment {
      let id = try bookkeeper.entryID(assessment)
      guard let found = book.state.assessments.first(where: { $0.id == id }) else {
        throw ViewRefusals.notA(["id": id, "thing": "assessment of this family"])
      }
      return found
    }
    guard let newest = book.state.assessments.last else {
      throw BudgetRefusals.nothingSealed([
        "household": household, "what": "assessment", "step": "`mastro capacity assess`",
      ])
    }
    return newest
  }

  private func card(
    _ assessment: BudgetState.Assessment, _ working: CapacityWorking, _ book: BudgetBook, _ bookkeeper: Bookkeeper
  ) -> Card {
    var card = Card()
    card.add("Assessment", "id", .text(assessment.id))
    card.add("Of", "day", .day(assessment.day))
    card.add(
      "Signed by", "assessor", .text((try? bookkeeper.memberName(assessment.assessor)) ?? "\(assessment.assessor)"))
    card.add("Capacity", "capacity", CapacityCard.words(assessment.capacity))
    card.add("Formula", "formula", .text(assessment.formula))
    card.add("Parameters", "parameters", .text("\(assessment.parameters.version), \(assessment.parameters.digest)"))
    card.add("Snapshot", "snapshot", .text(assessment.snapshot))
    if book.state.assessment?.id != assessment.id { card.add("Binds", "binds", .text("no more")) }
    if book.isSuspended { card.add("Suspended", "suspended", .text(book.state.suspension?.reason.rawValue ?? "")) }
    return card
  }

  private func showJSON(
    _ assessment: BudgetState.Assessment, _ working: CapacityWorking, _ hours: [String]
  ) throws {
    guard var object = BudgetLists.assessment(assessment).object else { return }
    object["working"] = try JSONEncoding.encode(working)
    object["explanation"] = .array(working.explanation.map { .string($0) })
    object["notes"] = .array((working.notes.map(\.sentence) + hours).map { .string($0) })
    object["term"] = .string(working.binding.term)
    Console.data(JSON.object(object).prettyText)
  }

  private func showHistory(_ book: BudgetBook, _ bookkeeper: Bookkeeper) throws {
    var report = Report(columns: [
      .init("Of", "day"), .init("Capacity", right: true), .init("Y", right: true), .init("N", right: true),
      .init("A", right: true), .init("R", right: true), .init("Decides", "binding"), .init("Parameters"),
      .init("Assessment", "id"),
    ])
    report.rows = try book.state.assessments.map { assessment in
      let working = try bookkeeper.sealed(assessment.record, as: CapacityWorking.self)
      func term(_ path: KeyPath<CapacityTerms, ExactAmount>) -> Report.Cell {
        working.map { .text($0.terms[keyPath: path].shown) } ?? Report.Cell(json: nil, text: "not readable")
      }
      let decides = working.map { $0.binding.zero?.rawValue ?? $0.binding.bound.rawValue }
      let terms = [term(\.income), term(\.needs), term(\.running), term(\.surplus)]
      return [.day(assessment.day), .money(assessment.capacity)] + terms
        + [.optional(decides), .text(assessment.parameters.version), .text(assessment.id)]
    }
    report.empty = "nobody has assessed this family"
    report.show(json: common.json)
  }
}

extension Bookkeeper {
  /// What must be said about hours, which the working leaves out.
  fileprivate func sentencesOnHours(of book: BudgetBook) throws -> [String] {
    try hoursOfService(of: book).map { name, worth in
      "\(name) are worth \(worth) a month, and no money: neither income nor a smaller debt in the formula."
    }
  }
}

/// The terms of a working, and the lines that they are made of.
private struct TermTable {
  let working: CapacityWorking

  init(_ working: CapacityWorking) { self.working = working }

  var terms: Report {
    let terms = working.terms
    let floor = working.floors.max { $0.amount.money < $1.amount.money }?.id.text ?? ""
    var rows: [(String, String, ExactAmount?)] = [
      ("Y", "income that can be counted on", terms.income),
      ("E", "essential expenses and what is put by for them", terms.essentials),
      ("F", "floor: \(floor), for \(working.members)", terms.floor),
      ("B", "benefits that pay an expense", terms.benefits),
      ("N", "needs: max(E, F) − B", terms.needs),
      ("A", "instalments that run already", terms.running),
      ("R", "what is left: Y − N − A", terms.surplus),
      ("Sav", "put by", terms.saving),
      ("C_static", "min(R − Sav, \(working.parameters.instalments.percentOfIncome) % of Y − A)", terms.fixed),
    ]
    rows.append(("C_cash", terms.cash == nil ? "no calendar" : "the tightest month of the cash line", terms.cash))
    rows.append(("C", "what may be added, floored to the cent", ExactAmount(terms.capacity.money)))
    var report = Report(columns: [.init("Term"), .init("What it is", "name"), .init("Amount", right: true), .init("")])
    let binding = Set([
      working.binding.term, working.binding.needs == .floor ? "F" : "E",
    ])
    report.rows = rows.map { term, name, amount in
      [
        .text(term), .text(name), amount.map { .text($0.shown) } ?? .none,
        .text(binding.contains(term) ? "← binds" : ""),
      ]
    }
    return report
  }

  /// Nil where only terms were given.
  var lines: Report? {
    guard let budget = working.budget else { return nil }
    var report = Report(columns: [
      .init("Term"), .init("Line"), .init("Told", right: true), .init("Counted", right: true), .init("As", "basis"),
    ])
    for term in budget.income {
      report.rows.append(row("Y", term.names.joined(separator: " + "), term.told, term.counted, term.basis.rawValue))
    }
    for line in budget.expenses { report.rows.append(row("E", line.line.name, nil, line.monthly, "")) }
    for line in budget.benefits {
      report.rows.append(row("B", line.name, line.amount, line.counted, "pays \(line.pays)"))
    }
    for line in budget.running {
      let place = line.stream != nil ? "from the ledger" : line.atSource ? "taken at the source" : ""
      report.rows.append(row("A", line.name, nil, line.monthly, place))
    }
    return report.rows.isEmpty ? nil : report
  }

  private func row(
    _ term: String, _ name: String, _ told: ExactAmount?, _ counted: ExactAmount, _ basis: String
  ) -> [Report.Cell] {
    [.text(term), .text(name), .optional(told?.shown), .text(counted.shown), .text(basis)]
  }
}
