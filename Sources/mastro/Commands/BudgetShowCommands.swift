import ArgumentParser
import Bookkeeping
import Coaching
import Funds
import LedgerCore
import LedgerSQLite
import LedgerViews

struct BudgetShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "A family's coaching on one screen: where it stands, its budget, what comes next.",
    discussion: """
      The budget is the newest snapshot, with the ledger's own lines as they are today. With --json everything is told:
      snapshots, plans, goals, checks, capacity, and the sheet.
      """)
  @OptionGroup var common: LedgerOptions
  @Argument(help: "The household: name, file number, a member's name, or ending of the id.") var household: String
  @Flag(help: "The plan in force in place of the snapshot.") var plan = false

  func run() throws {
    let bookkeeper = try common.open()
    let book = try bookkeeper.budget(of: bookkeeper.familyID(household))
    guard book.state.status != .new else {
      throw BudgetRefusals.nothingSealed([
        "household": household, "what": "budget", "step": "`mastro budget open`",
      ])
    }
    let card = try BudgetCard(book, bookkeeper).card
    let sheet = try openedSheet(book, bookkeeper)
    let steps = try bookkeeper.history(book.stream)
    guard !common.json else {
      var object = card.json.object ?? [:]
      for (member, list) in try BudgetLists(book, bookkeeper).json { object[member] = list }
      if let sheet { object["sheet"] = try JSONEncoding.encode(sheet) }
      object["steps"] = Report(steps).json
      return Console.data(JSON.object(object).prettyText)
    }
    card.show(json: false)
    if let sheet { Console.data("\n" + SheetView(sheet).text) }
    Console.data("")
    Report(steps).show(json: false)
  }

  /// The sealed sheet with the ledger's lines as they are now; nil where nothing is sealed, or nobody can read it.
  private func openedSheet(_ book: BudgetBook, _ bookkeeper: Bookkeeper) throws -> BudgetSheet? {
    let record = plan ? (book.state.agreedPlan ?? book.state.proposedPlan)?.record : book.state.newestSnapshot?.record
    guard let record else { return nil }
    do {
      let sheet = try bookkeeper.sheet(record, "the budget", of: book.household)
      return try bookkeeper.ledgerLines(of: book.household, from: sheet.month, on: book.day).merged(into: sheet).sheet
    } catch let refusal as Refusal where refusal.code == BudgetRefusals.gone {
      Console.note("the sealed budget cannot be read here: the family was forgotten, or the vault is another one")
      return nil
    }
  }
}

/// Where a family's coaching stands, as a card.
struct BudgetCard {
  let card: Card

  init(_ book: BudgetBook, _ bookkeeper: Bookkeeper) throws {
    let state = book.state
    let names = try Names(bookkeeper)
    var card = Card()
    card.add("Household", "household", .text(names.name(book.household)))
    card.add("State", "state", .text(state.outcome.map { "closed: \($0.rawValue)" } ?? state.status.rawValue))
    card.add("Coach", "coach", .optional(try state.coach.map { try bookkeeper.memberName($0) }))
    card.add("For", "body", .optional(state.openedFor))
    card.add("Opened", "openedOn", .day(state.openedOn))
    if let snapshot = state.newestSnapshot {
      let unknown = snapshot.unknowns > 0 ? ", \(snapshot.unknowns) × \"don't know\"" : ""
      let confirmed = snapshot.confirmed.map { "confirmed \($0)" } ?? "waits for the family's yes"
      card.add(
        "Snapshot", "snapshot",
        Report.Cell(
          json: .string(snapshot.id.description),
          text: "\(snapshot.day), \(snapshot.lines) lines\(unknown), \(confirmed)"))
    }
    CapacityCard.add(book, to: &card)
    if let plan = state.proposedPlan {
      card.add("Plan that waits", "proposedPlan", BudgetCard.cell(plan))
    }
    if let plan = state.agreedPlan { card.add("Plan in force", "agreedPlan", BudgetCard.cell(plan)) }
    card.add("Months to check", "monthsToCheck", .list(book.monthsToCheck))
    if let check = state.checks.max(by: { $0.month < $1.month }) {
      card.add("Last check", "lastCheck", .text("\(check.month), next: \(check.nextStep.rawValue)"))
    }
    let goals = try state.goals.compactMap { goal in
      try bookkeeper.sealed(goal.record, as: Goal.self).map { $0.name + (goal.by.map { ", by \($0)" } ?? "") }
    }
    if !goals.isEmpty {
      card.add(
        "Goals", "goalNames", Report.Cell(json: .array(goals.map { .string($0) }), text: goals.joined(separator: "; ")))
    }
    self.card = card
  }

  private static func cell(_ plan: BudgetState.Plan) -> Report.Cell {
    let promise = plan.promised.isPositive ? "promises \(plan.promised) a month" : "promises nothing new"
    return Report.Cell(
      json: .string(plan.id.description),
      text: "\(plan.from) to \(plan.last), \(promise)"
        + (plan.agreed.map { ", agreed \($0)" } ?? ", waits for the family's yes"))
  }
}

/// Everything of a family's coaching that a program may want as lists.
struct BudgetLists {
  let json: [(String, JSON)]

  init(_ book: BudgetBook, _ bookkeeper: Bookkeeper) throws {
    let state = book.state
    json = [
      ("snapshots", .array(state.snapshots.map(BudgetLists.snapshot))),
      ("assessments", .array(state.assessments.map(BudgetLists.assessment))),
      ("reservations", .array(book.reservations.map(BudgetLists.reservation))),
      ("plans", .array((state.agreedPlans + [state.proposedPlan].compactMap { $0 }).map(BudgetLists.plan))),
      ("goals", .array(try state.goals.map { try BudgetLists.goal($0, bookkeeper) })),
      ("checks", .array(state.checks.map(BudgetLists.check))),
    ]
  }

  private static func snapshot(_ snapshot: BudgetState.Snapshot) -> JSON {
    var object: JSONObject = [
      "day": .string(snapshot.day.description), "id": .string(snapshot.id.description),
      "lines": .integer(snapshot.lines), "month": .string(snapshot.month.description),
      "session": .string(snapshot.session.rawValue), "unknowns": .integer(snapshot.unknowns),
    ]
    object["confirmed"] = snapshot.confirmed.map { .string($0.description) }
    return .object(object)
  }

  static func assessment(_ assessment: BudgetState.Assessment) -> JSON {
    .object([
      "capacity": .integer(assessment.capacity.cents), "day": .string(assessment.day.description),
      "formula": .string(assessment.formula.text), "id": .string(assessment.id.description),
      "parameters": .string(assessment.parameters.version), "running": .integer(assessment.running.cents),
      "snapshot": .string(assessment.snapshot.description),
    ])
  }

  static func reservation(_ reservation: BudgetState.Reservation) -> JSON {
    .object([
      "amount": .integer(reservation.amount.cents), "body": .string(reservation.body.text),
      "id": .string(reservation.id.description), "through": .string(reservation.through.description),
    ])
  }

  private static func plan(_ plan: BudgetState.Plan) -> JSON {
    var object: JSONObject = [
      "day": .string(plan.day.description), "from": .string(plan.from.description),
      "id": .string(plan.id.description), "months": .integer(plan.months), "promised": .integer(plan.promised.cents),
      "session": .string(plan.session.rawValue),
    ]
    object["agreed"] = plan.agreed.map { .string($0.description) }
    return .object(object)
  }

  private static func goal(_ goal: BudgetState.GoalRecord, _ bookkeeper: Bookkeeper) throws -> JSON {
    var object: JSONObject = ["day": .string(goal.day.description), "id": .string(goal.id.description)]
    object["by"] = goal.by.map { .string($0.description) }
    if let told = try bookkeeper.sealed(goal.record, as: Goal.self) { object["goal"] = try JSONEncoding.encode(told) }
    return .object(object)
  }

  private static func check(_ check: BudgetState.MonthCheck) -> JSON {
    .object([
      "day": .string(check.day.description), "id": .string(check.id.description),
      "month": .string(check.month.description), "nextStep": .string(check.nextStep.rawValue),
      "session": .string(check.session.rawValue),
    ])
  }
}

extension Bookkeeper {
  /// A member's name where the vault holds it, else their id.
  func memberName(_ id: ULID) throws -> String {
    try sealedName(governing().members[id]?.record) ?? id.description
  }
}

struct BudgetList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "The families that are coached, and what waits.")
  @OptionGroup var common: LedgerOptions
  @Flag(help: "Also those whose coaching is closed.") var all = false

  func run() throws {
    var query = ListQuery()
    query.includesAll = all
    try Viewer(common.open()).list(BudgetListing.self, query).show(json: common.json)
  }
}
