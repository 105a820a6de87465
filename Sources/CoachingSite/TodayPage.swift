import Bookkeeping
import Coaching
import Funds
import LedgerCore
import MastroWeb
import Pages

/// What waits for an educator today, family by family.
struct TodayPage {
  private let visit: Visit
  private let words: CoachingWords
  /// Families that let a body of the viewer's see their budget.
  private var cases: [CoachingCase] = []
  /// Those whose coaching has not begun, or is closed.
  private var others: [CoachingCase] = []

  static func show(_ visit: Visit) throws -> SitePage { try TodayPage(visit).page() }

  private init(_ visit: Visit) throws {
    self.visit = visit
    words = CoachingWords(visit)
    let person = try visit.person
    for entry in try visit.bookkeeper.households() {
      let access = HouseholdAccess(of: entry.id, entry.state, for: person, on: visit.today)
      guard entry.state.isRegistered, !entry.state.isErased, entry.state.mergedInto == nil, !access.isOwn,
        access.scopes.contains(.budget)
      else { continue }
      // Its name stands on the page: that is a reading of its data.
      let at = try CoachingCase(visit, family: visit.household(entry.id, for: .budget, page: "today"))
      if at.state.isOpen { cases.append(at) } else { others.append(at) }
    }
  }

  private func page() throws -> SitePage {
    let matters = try cases.flatMap(matters)
    return SitePage(
      visit.say("Today"), lead: "\(visit.today)", width: .wide,
      [
        .section(visit.say("What waits for you"), [.listed(table(of: matters))]),
        .section(visit.say("Families that you coach"), [.listed(families)]),
        .section(visit.say("Laboratories to come"), try labs()),
        .section(visit.say("Open a case"), opening),
      ])
  }

  /// Something that somebody must look at.
  private struct Matter {
    let at: CoachingCase
    let what: Inline
    let detail: Inline
    let path: WebPath
  }

  private func matters(_ at: CoachingCase) throws -> [Matter] {
    let household = at.household
    var found: [Matter] = []
    func add(_ what: Inline, _ detail: Inline, _ path: WebPath) {
      found.append(Matter(at: at, what: what, detail: detail, path: path))
    }
    if let suspension = at.state.suspension {
      add(
        visit.say("Capacity suspended"),
        visit.say("\(words.code(suspension.reason, of: "reason")), since \(suspension.since)"),
        "/coaching/\(household)/capacity")
    }
    for plan in try plansAtRisk(of: household) {
      add(
        visit.say("Repayment plan at risk"), visit.say("\(plan.standing.overdue) overdue"), "/coaching/\(household)")
    }
    if let month = at.book.monthsToCheck.first {
      add(
        visit.say("Month to look at"), ("\(month)" as Inline).over(more(at.book.monthsToCheck.count - 1)),
        "/coaching/\(household)/months/\(month)")
    }
    if let snapshot = at.state.newestSnapshot, snapshot.confirmed == nil {
      add(
        visit.say("Snapshot not confirmed"), visit.say("taken on \(snapshot.day)"), "/coaching/\(household)")
    }
    if try at.hasDraft() {
      add(
        visit.say("Snapshot begun"), visit.say("not signed yet"), "/coaching/\(household)/snapshot/summary")
    } else if at.state.newestSnapshot == nil {
      add(
        visit.say("No snapshot yet"), visit.say("open since \(at.state.openedOn ?? visit.today)"),
        "/coaching/\(household)/snapshot/people")
    }
    if at.state.suspension == nil, at.state.confirmedSnapshot != nil, at.state.assessment == nil || at.book.isStale {
      add(
        visit.say("Capacity to assess"),
        at.book.isStale ? visit.say("the assessment is too old") : visit.say("the snapshot is confirmed"),
        "/coaching/\(household)/capacity")
    }
    if let plan = at.state.proposedPlan {
      add(visit.say("Plan waits for the family's yes"), visit.say("proposed on \(plan.day)"), "/coaching/\(household)")
    }
    return found
  }

  private func more(_ count: Int) -> Inline {
    count > 0 ? visit.say("months waiting besides: \(count)") : ""
  }

  private func plansAtRisk(of household: ULID) throws -> [PlanOverview] {
    try visit.bookkeeper.instruments(of: household).filter { $0.family == PlanState.family }.compactMap(\.ulid)
      .map { try visit.bookkeeper.plan($0, on: visit.today) }
      .filter {
        $0.state.status == .breached || PlanState.Status.running.contains($0.state.status) && !$0.standing.isKept
      }
  }

  private func table(of matters: [Matter]) -> Table {
    let table = Table(
      caption: visit.say("What waits for you"),
      columns: [
        Table.Column(visit.say("What")), Table.Column(visit.say("Family")), Table.Column(visit.say("More")),
      ],
      rows: matters.map { matter in
        [.inline(.link(matter.what, to: matter.path)), .inline(matter.at.name), .inline(matter.detail)]
      }, empty: visit.say("Nothing waits. New families are below, under “Open a case”."))
    return table
  }

  private var families: Table {
    let table = Table(
      caption: visit.say("Families that you coach"),
      columns: [
        Table.Column(visit.say("Family")), Table.Column(visit.say("Snapshot")), Table.Column(visit.say("Capacity")),
        Table.Column(visit.say("Left (€)"), isFigure: true), Table.Column(visit.say("Plan through")),
      ],
      rows: cases.map { at in
        [
          .inline(.link(at.name, to: at.path)), at.state.newestSnapshot.map { .day($0.day) } ?? .none,
          at.state.assessment.map { .inline(words.capacity($0.capacity)) } ?? .inline(visit.say("not assessed")),
          at.state.assessment.map { $0.capacity.isPositive ? .money(at.book.amount) : .none } ?? .none,
          at.state.agreedPlan.map { .inline("\($0.last)") } ?? .none,
        ]
      }, empty: visit.say("You coach no family yet: open a case below."))
    return table
  }

  private var opening: [Block] {
    let table = Table(
      caption: visit.say("Families that let you see their budget"),
      columns: [
        Table.Column(visit.say("Family")), Table.Column(visit.say("Coaching")), Table.Column(visit.say("Next")),
      ],
      rows: others.map { at in
        [
          .inline(.link(at.name, to: at.path)),
          .inline(at.state.closedOn.map { visit.say("closed on \($0)") } ?? visit.say("not begun")),
          .inline(.link(visit.say("Begin the coaching"), to: "/coaching/\(at.household)/open")),
        ]
      },
      empty: visit.say(
        "No other family lets your body see its budget. The family says yes first: an operator records its consent, with the scope “budget” for your body."
      ))
    return [.listed(table)]
  }

  private func labs() throws -> [Block] {
    let labs = try visit.bookkeeper.all(LabState.self).filter { found in
      found.state.status == .scheduled
    }.sorted { ($0.state.plan?.day ?? visit.today) < ($1.state.plan?.day ?? visit.today) }
    let table = Table(
      caption: visit.say("Laboratories to come"),
      columns: [
        Table.Column(visit.say("Day")), Table.Column(visit.say("Topic")),
        Table.Column(visit.say("Places"), isFigure: true),
      ],
      rows: labs.compactMap { found in
        guard let plan = found.state.plan, let id = found.id else { return nil }
        return [
          .inline(.link("\(plan.day)", to: "/labs/\(id)")), .inline(words.code(plan.topic, of: "topic")),
          .figure(plan.places, .whole),
        ]
      }, empty: visit.say("No laboratory is announced."))
    return [.listed(table), .actions([Action(visit.say("Announce a laboratory"), to: "/labs/new")])]
  }
}
