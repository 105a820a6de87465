import Bookkeeping
import Coaching
import FinancialArithmetic
import LedgerCore
import MastroWeb
import Pages

/// Why a capacity is what it is: the sentences, the picture, every term, and the lines behind it.
struct WorkingView {
  let visit: Visit
  let working: CapacityWorking
  private let words: CoachingWords
  private var terms: CapacityTerms { working.terms }

  init(_ visit: Visit, _ working: CapacityWorking) {
    self.visit = visit
    self.working = working
    words = CoachingWords(visit)
  }

  /// - Parameter hours: hours of service, which the working leaves out.
  func blocks(hours: [(name: String, worth: Money)]) -> [Block] {
    var blocks: [Block] = [
      .section(visit.say("Step by step"), [.diagram(waterfall), .list(CapacitySentences(visit, working).all)]),
      .section(visit.say("The terms of the formula"), [.table(termTable)]),
    ]
    let notes =
      working.notes.map(note)
      + hours.map {
        visit.say(
          "\($0.name): worth \($0.worth) a month, and no money; neither income nor a smaller debt in the formula.")
      }
    if !notes.isEmpty { blocks.append(.section(visit.say("What one must know"), [.list(notes)])) }
    if working.budget != nil { blocks.append(.section(visit.say("The lines behind the terms"), [.table(lineTable)])) }
    if let cash = working.cash { blocks.append(.section(visit.say("Month by month"), months(cash))) }
    if let seasons = working.seasons {
      blocks.append(.section(visit.say("By the season"), [seasonTable(seasons)]))
    }
    if !working.indicators.isEmpty {
      blocks.append(.section(visit.say("Indicators"), [.table(IndicatorTable.table(visit, working.indicators))]))
    }
    return blocks + [.details(visit.say("Floors and parameters"), [.table(floorTable), .facts(parameters)])]
  }

  private var parameters: [Term] {
    [
      Term(visit.say("Formula"), .code(working.formula.text)),
      Term(visit.say("Parameters"), .code(working.parameters.version.text)),
      Term(visit.say("Their fingerprint"), .code(working.parametersDigest.description)),
      Term(visit.say("In force since"), "\(working.parameters.validFrom)"),
    ]
  }

  var waterfall: Diagram {
    let cents = { (amount: ExactAmount) in (try? amount.rounded())?.cents ?? 0 }
    let capacity = working.capacity.cents
    var steps: [(String, Int, Bool)] = [
      (visit.text("What can be counted on"), cents(terms.income), true),
      (visit.text("Needed to live"), -cents(terms.needs), false),
      (visit.text("Instalments that run"), -cents(terms.running), false),
    ]
    if terms.surplus.isPositive {
      steps.append((visit.text("Put by"), -cents(terms.saving), false))
      let rest = steps.reduce(0) { $0 + $1.1 } - capacity
      if rest.magnitude > 3 { steps.append((visit.text("Held back out of care"), -rest, false)) }
    }
    if capacity > 0 {
      steps.append((visit.text("Can be added"), capacity, true))
    } else if !terms.surplus.isPositive {
      steps.append((visit.text("Missing"), cents(terms.surplus), true))
    }
    steps = steps.filter { $0.1 != 0 }
    let levels = Set(steps.indices.filter { steps[$0].2 })
    return Diagram(
      .waterfall(levels: levels), title: visit.text("From what comes in to what can be promised"),
      summary: visit.text(CapacitySentences(visit, working).result), categories: .names(steps.map(\.0)),
      categoryTitle: visit.text("Step"), series: [.init(visit.text("Euros a month"), steps.map(\.1))], quantity: .euro)
  }

  private var termTable: Table {
    let binding = Set([working.binding.term, working.binding.needs == .floor ? "F" : "E"])
    let rows: [(String, Inline, ExactAmount?)] = [
      ("Y", visit.say("income that can be counted on"), terms.income),
      ("E", visit.say("essential expenses and what is put by for them"), terms.essentials),
      ("F", visit.say("the least that \(working.members) people live on"), terms.floor),
      ("B", visit.say("benefits that pay an expense"), terms.benefits),
      ("N", visit.say("needs: the larger of E and F, less B"), terms.needs),
      ("A", visit.say("instalments that run already"), terms.running),
      ("R", visit.say("what is left: Y − N − A"), terms.surplus),
      ("Sav", visit.say("put by"), terms.saving),
      (
        "C_static",
        visit.say(
          "the smaller of R − Sav and of \(words.percent(working.parameters.instalments.percentOfIncome)) of Y − A"),
        terms.fixed
      ),
      (
        "C_cash",
        terms.cash == nil
          ? visit.say("nobody has laid out the coming months") : visit.say("the tightest month of the cash line"),
        terms.cash
      ),
      ("C", visit.say("what may be added, floored to the cent"), ExactAmount(terms.capacity.money)),
    ]
    return Table(
      caption: visit.say("The terms, a month"),
      columns: [
        Table.Column(visit.say("Term")), Table.Column(visit.say("What it is")),
        Table.Column(visit.say("Amount"), isFigure: true), Table.Column(visit.say("Decides")),
      ],
      rows: rows.map { term, what, amount in
        [
          .inline(.code(term)), .inline(what), words.cell(amount),
          binding.contains(term) ? .inline("\(strong: visit.say("this one decides"))") : .none,
        ]
      })
  }

  private var lineTable: Table {
    var rows: [[Table.Cell]] = []
    func add(_ term: String, _ name: String, _ told: ExactAmount?, _ counted: ExactAmount, _ how: Inline?) {
      rows.append([
        .inline(.code(term)), .text(name), words.cell(told), words.cell(counted), how.map { .inline($0) } ?? .none,
      ])
    }
    for term in working.budget?.income ?? [] {
      add("Y", term.names.joined(separator: " + "), term.told, term.counted, words.code(term.basis, of: "basis"))
    }
    for line in working.budget?.expenses ?? [] { add("E", line.line.name, nil, line.monthly, nil) }
    for line in working.budget?.benefits ?? [] {
      add("B", line.name, line.amount, line.counted, visit.say("pays \(line.pays)"))
    }
    for line in working.budget?.running ?? [] {
      let place =
        line.stream != nil ? visit.say("from the ledger") : line.atSource ? visit.say("taken at the source") : nil
      add("A", line.name, nil, line.monthly, place)
    }
    return Table(
      caption: visit.say("The lines behind the terms, a month"),
      columns: [
        Table.Column(visit.say("Term")), Table.Column(visit.say("Line")),
        Table.Column(visit.say("Told"), isFigure: true), Table.Column(visit.say("Counted"), isFigure: true),
        Table.Column(visit.say("How")),
      ], rows: rows)
  }

  private var floorTable: Table {
    let sources = Dictionary(
      working.parameters.floors.map { ($0.id, $0.sources) }, uniquingKeysWith: { first, _ in first })
    return Table(
      caption: visit.say("The least that \(working.members) people live on: the highest counts"),
      columns: [
        Table.Column(visit.say("Floor")), Table.Column(visit.say("Euros a month"), isFigure: true),
        Table.Column(visit.say("Where it comes from")),
      ],
      rows: working.floors.map { floor in
        [
          .inline(words.floor(floor.id)), .money(floor.amount.money),
          .inline(Inline((sources[floor.id] ?? []).joined(separator: "; ")).written(in: .english)),
        ]
      })
  }

  private func months(_ test: CashTest) -> [Block] {
    let line = working.cashLine?.points ?? []
    var blocks: [Block] = []
    if !line.isEmpty {
      blocks.append(
        .diagram(
          CashDiagram.diagram(
            visit, [(visit.text("Without anything new"), line.map(\.balance))], months: line.map(\.month))))
    }
    blocks.append(
      .table(
        Table(
          caption: visit.say("What each month would allow"),
          columns: [
            Table.Column(visit.say("Month")), Table.Column(visit.say("At its end (€)"), isFigure: true),
            Table.Column(visit.say("Kept in the purse"), isFigure: true),
            Table.Column(visit.say("New instalments by then"), isFigure: true),
            Table.Column(visit.say("Allows"), isFigure: true),
          ],
          rows: test.months.map { month in
            [
              .inline(month.month == test.tightest ? "\(strong: "\(month.month)")" : "\(month.month)"),
              .money(month.balance.money), words.cell(month.buffer), .figure(month.instalments, .whole),
              words.cell(month.allows),
            ]
          })))
    return blocks
  }

  private func seasonTable(_ seasons: SeasonalCapacity) -> Block {
    .table(
      Table(
        caption: visit.say("What may be added in each month of the year"),
        columns: [Table.Column(visit.say("Month")), Table.Column(visit.say("Euros"), isFigure: true)],
        rows: seasons.months.enumerated().map { index, amount in
          [.text(visit.language.writeName(ofMonth: index + 1)), .money(amount)]
        }, totals: [.inline(visit.say("On average")), .money(seasons.average)]))
  }

  private func note(_ note: CapacityNote) -> Inline {
    let names = note.names.joined(separator: ", ")
    switch note.code {
    case .unknown: return visit.say("Nobody knows these amounts, and they count for nothing: \(names).")
    case .liquidUnknown: return visit.say("Nobody knows what is at hand; the cash line begins at zero.")
    case .noCalendar: return visit.say("Nobody has laid out the coming months: C rests on C_static alone.")
    case .oneOff: return visit.say("Comes once and is no income of an ordinary month: \(names).")
    case .purposeBound: return visit.say("Pays one expense only; it stands in B and not in Y: \(names).")
    case .disabilityAllowance:
      return visit.say("Disability allowances are neither income nor a benefit here: \(names).")
    case .percentile: return visit.say("Never the same: of the monthly sums a low one counts: \(names).")
    case .declared:
      return visit.say("Never the same, and too few months are known: a part of what is declared counts: \(names).")
    case .worseYear: return visit.say("Seasonal: a twelfth of the worse of two years counts: \(names).")
    case .benefitCut:
      return visit.say("A benefit counts only as far as the essential expense that it pays: \(names).")
    case .flexible: return visit.say("Not essential, so outside E; the cash line counts it: \(names).")
    }
  }
}

extension CoachingWords {
  /// What a floor of the parameters is called; another body's own by its id.
  func floor(_ id: Slug) -> Inline { id == "dignity" ? dignity : .code(id.text) }
}
