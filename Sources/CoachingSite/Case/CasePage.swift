import Bookkeeping
import Coaching
import Funds
import LedgerCore
import LedgerViews
import MastroWeb
import Pages

/// Where a family stands: what it has told, what it can promise, what comes next.
struct CasePage {
  let at: CoachingCase
  private var visit: Visit { at.visit }
  private var state: BudgetState { at.state }

  static func show(_ visit: Visit) throws -> SitePage { try CasePage(at: CoachingCase(visit, page: "budget")).page() }

  private func page() throws -> SitePage {
    guard state.status != .new else { return unopened }
    var blocks: [Block] = []
    if let next = try nextStep() { blocks.append(next) }
    blocks += [.section(visit.say("Where the family stands"), [.facts(try standing())])]
    blocks.append(.actions(actions))
    blocks += [
      .section(visit.say("Goals"), try goals()), .section(visit.say("Months looked at together"), checks),
      .section(visit.say("The budget as it was told"), try budget()),
    ]
    if state.isOpen { blocks.append(.section(visit.say("The page to take home"), [takeHome])) }
    blocks.append(.section(visit.say("What has happened"), [.timeline(try history())]))
    var page = at.page(at.name, lead: lead, blocks)
    page.trail = [(visit.say("Today"), "/coaching")]
    return page
  }

  private var lead: Inline? {
    guard let body = state.openedFor else { return nil }
    return visit.say("Coached for \(bodyName(body))")
  }

  private func bodyName(_ body: Slug) -> String {
    (try? visit.bookkeeper.governing().bodies[body]?.name) ?? body.text
  }

  private var unopened: SitePage {
    var page = at.page(
      at.name,
      [
        .message(
          Message(
            .note, visit.say("The coaching of this family has not begun."),
            [visit.say("It has said yes that its budget be seen.")])),
        .actions([Action(visit.say("Begin the coaching"), to: "/coaching/\(at.household)/open", isMain: true)]),
      ])
    page.trail = [(visit.say("Today"), "/coaching")]
    return page
  }

  /// The one thing that waits, with the page where it is done.
  private func nextStep() throws -> Block? {
    let household = at.household
    func step(_ title: Inline, _ lines: [Inline], _ action: Action?, _ tone: Message.Tone = .note) -> Block {
      .columns([[.message(Message(tone, title, lines))] + (action.map { [.actions([$0])] } ?? [])])
    }
    guard state.isOpen else {
      return step(
        visit.say("The coaching is closed."), [],
        Action(visit.say("Begin it again"), to: "/coaching/\(household)/open"))
    }
    if try at.hasDraft() {
      return step(
        visit.say("A snapshot was begun and is not signed yet."), [],
        Action(visit.say("Go on with it"), to: "/coaching/\(household)/snapshot/summary", isMain: true))
    }
    guard let snapshot = state.newestSnapshot else {
      return step(
        visit.say("Nobody has written down this family's budget yet."), [],
        Action(visit.say("Begin the snapshot"), to: "/coaching/\(household)/snapshot/people", isMain: true))
    }
    if snapshot.confirmed == nil {
      return step(
        visit.say("The family has not confirmed the snapshot of \(snapshot.day)."),
        [
          visit.say(
            "It confirms it on its own page with its key; or it signs on paper, and an operator who did not take the snapshot records that."
          )
        ],
        isOperator
          ? Action(visit.say("Record the family's signature on paper"), to: "/coaching/\(household)/confirm") : nil,
        .warning)
    }
    if let suspension = state.suspension {
      return step(
        visit.say(
          "The capacity is suspended: \(at.words.code(suspension.reason, of: "reason")), since \(suspension.since)."),
        [visit.say("Nothing new is promised until somebody assesses it again.")],
        Action(visit.say("Assess the capacity"), to: "/coaching/\(household)/capacity", isMain: true), .warning)
    }
    if state.assessment == nil || at.book.isStale {
      return step(
        state.assessment == nil
          ? visit.say("Nobody has assessed yet what the family can promise.")
          : visit.say("The assessment is too old: nothing new is promised on it."), [],
        Action(visit.say("Assess the capacity"), to: "/coaching/\(household)/capacity", isMain: true))
    }
    if let plan = state.proposedPlan {
      return step(
        visit.say("The plan of \(plan.day) waits for the family's yes."), [],
        isOperator
          ? Action(visit.say("Record the family's signature on paper"), to: "/coaching/\(household)/agree") : nil)
    }
    return at.book.monthsToCheck.first.map { month in
      step(
        visit.say("\(month) is over: look at it with the family."), [],
        Action(visit.say("Check the month"), to: "/coaching/\(household)/months/\(month)", isMain: true))
    }
  }

  private var isOperator: Bool { visit.viewer?.holds(.operator) ?? false }

  private func standing() throws -> [Term] {
    let words = at.words
    var terms = [
      Term(
        visit.say("State"),
        state.outcome.map { visit.say("closed: \(words.code($0, of: "outcome"))") }
          ?? words.code(state.status, of: "state"))
    ]
    if let coach = state.coach { terms.append(Term(visit.say("Coach"), try at.memberName(coach))) }
    if let day = state.openedOn { terms.append(Term(visit.say("Open since"), "\(day)")) }
    if let snapshot = state.newestSnapshot {
      terms.append(
        Term(
          visit.say("Snapshot"),
          visit.say("\(snapshot.day): \(snapshot.lines) lines, \(snapshot.unknowns) times “don't know”").over(
            snapshot.confirmed.map { visit.say("confirmed on \($0)") } ?? visit.say("not confirmed yet"))))
    }
    if let assessment = state.assessment, let left = at.book.left {
      terms.append(
        Term(
          visit.say("Capacity"),
          Inline.link(words.capacity(assessment.capacity), to: "/coaching/\(at.household)/capacity").over(
            visit.say("assessed on \(assessment.day)"))))
      if assessment.capacity.isPositive {
        terms.append(
          Term(
            visit.say("Left of it"),
            ("\(at.book.amount)" as Inline).over(
              visit.say("\(left.promised) promised since, \(left.reserved) reserved"))))
      }
    }
    if at.book.running.isPositive {
      terms.append(Term(visit.say("Instalments that run in the ledger"), "\(at.book.running)"))
    }
    if let plan = state.proposedPlan { terms.append(Term(visit.say("Plan that waits"), line(plan))) }
    if let plan = state.agreedPlan { terms.append(Term(visit.say("Plan in force"), line(plan))) }
    return terms
  }

  private func line(_ plan: BudgetState.Plan) -> Inline {
    let promise =
      plan.promised.isPositive
      ? visit.say("promises \(plan.promised) a month") : visit.say("promises nothing new")
    return visit.say("\(plan.from) to \(plan.last)").over(promise)
  }

  private var actions: [Action] {
    guard state.isOpen else { return [] }
    let household = at.household
    var actions = [Action(visit.say("New snapshot"), to: "/coaching/\(household)/snapshot/people")]
    if state.confirmedSnapshot != nil || state.assessment != nil {
      actions += [
        Action(visit.say("Capacity"), to: "/coaching/\(household)/capacity"),
        Action(visit.say("Propose a plan"), to: "/coaching/\(household)/plan"),
      ]
    }
    if state.newestSnapshot != nil {
      actions.append(Action(visit.say("Scenarios"), to: "/coaching/\(household)/scenarios"))
      actions.append(Action(visit.say("Bank lines"), to: "/coaching/\(household)/lines"))
      if at.book.sheets.count > 1 {
        actions.append(Action(visit.say("What has changed"), to: "/coaching/\(household)/compare"))
      }
      actions.append(Action(visit.say("Indicators"), to: "/coaching/\(household)/indicators"))
    }
    return actions + [
      Action(visit.say("Something has changed"), to: "/coaching/\(household)/change"),
      Action(visit.say("End the coaching"), to: "/coaching/\(household)/close"),
    ]
  }

  /// Those in the newest sheet, and those that were set since.
  private func goals() throws -> [Block] {
    let sheet = try newestSheet()
    let later = try state.goals.compactMap { try visit.bookkeeper.sealed($0.record, as: Goal.self) }
    let all = ((sheet?.goals ?? []) + later).reduce(into: [Goal]()) { known, goal in
      known.removeAll { $0.name == goal.name }
      known.append(goal)
    }
    let table = GoalTable.table(visit, all)
    let add = Action(visit.say("Write down a goal"), to: "/coaching/\(at.household)/goals/new")
    return [.listed(table)] + (state.isOpen ? [.actions([add])] : [])
  }

  private var checks: [Block] {
    let current = CivilMonth(at.book.day)
    let isUnderWay = state.isOpen && state.plan(for: current) != nil && !state.checks.contains { $0.month == current }
    let due = at.book.monthsToCheck
    let done = state.checks.sorted { $0.month > $1.month }
    let table = Table(
      caption: visit.say("Months looked at together"),
      columns: [
        Table.Column(visit.say("Month")), Table.Column(visit.say("Looked at")), Table.Column(visit.say("Next step")),
      ],
      rows: (isUnderWay
        ? [[.inline(.link("\(current)", to: path(current))), .inline(visit.say("under way")), .none]] : [])
        + due.map { month in [.inline(.link("\(month)", to: path(month))), .inline(visit.say("waits")), .none] }
        + done.map { check in
          [
            .inline(.link("\(check.month)", to: path(check.month))), .day(check.day),
            .inline(at.words.code(check.nextStep, of: "nextStep")),
          ]
        }, empty: visit.say("Months are looked at once the family has agreed to a plan."))
    return [.listed(table)]
  }

  private func path(_ month: CivilMonth) -> WebPath { "/coaching/\(at.household)/months/\(month)" }

  private func newestSheet() throws -> BudgetSheet? {
    guard let record = state.newestSnapshot?.record ?? state.snapshots.last?.record else { return nil }
    return try visit.bookkeeper.sealed(record, as: BudgetSheet.self)
  }

  private func budget() throws -> [Block] {
    guard state.newestSnapshot != nil || !state.snapshots.isEmpty else {
      return [.paragraph(visit.say("Nobody has written down this family's budget yet."))]
    }
    guard let told = try newestSheet() else { return [at.notReadable] }
    let sheet = try visit.bookkeeper.ledgerLines(of: at.household, from: told.month, on: at.book.day).merged(into: told)
      .sheet
    let tables = BudgetTables(visit, sheet)
    return [.facts(tables.month), .details(visit.say("Every line"), tables.blocks)]
  }

  private var takeHome: Block {
    let languages = FamilyPageFile.languages.map { Field.Option($0.tag, .name($0.name)) }
    return .form(
      Form(
        action: "/coaching/\(at.household)/page", method: .get,
        [
          .field(
            Field("in", visit.say("Language of the page"), .choice(languages), values: [visit.language.tag])),
          .field(
            Field(
              "meeting", visit.say("You meet again on"), .date, isRequired: false)),
          .field(Field("beside", visit.say("Italian beside it"), .checkbox, isRequired: false)),
        ], submit: visit.say("Make the page"), isCompact: true))
  }

  private func history() throws -> [Moment] {
    try visit.bookkeeper.history(at.book.stream).reversed().map { step in
      Moment(
        step.entry.header.effective, Inline(at.words.glossary.kind(step.entry.header.kind)),
        detail: visit.say("signed by \(step.person)"))
    }
  }
}
