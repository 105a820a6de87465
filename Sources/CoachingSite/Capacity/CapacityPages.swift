import Bookkeeping
import Coaching
import LedgerCore
import MastroWeb
import Pages

/// What a family can add to its instalments: as it was signed, why, what is left of it, and a new assessment.
enum CapacityPages {
  static func add(to routes: inout Routes) {
    routes.page("/coaching/{household}/capacity", for: .roles([.educator])) { .page(try show($0)) }
    routes.page("/coaching/{household}/capacity/{assessment}", for: .roles([.educator])) { .page(try showOne($0)) }
    routes.form(
      "/coaching/{household}/assess", for: .roles([.educator]), show: AssessmentForm.show,
      submit: AssessmentForm.submit)
    ReservationForms.add(to: &routes)
  }

  private static func show(_ visit: Visit) throws -> SitePage {
    let at = try CoachingCase(visit, page: "capacity")
    var blocks = standing(at)
    if let assessment = at.state.assessments.last { blocks += try explanation(at, assessment) }
    blocks.append(.section(visit.say("All assessments"), [.listed(try history(at))]))
    return at.page(visit.say("What the family can promise"), lead: at.name, width: .wide, blocks)
  }

  private static func showOne(_ visit: Visit) throws -> SitePage {
    let at = try CoachingCase(visit, page: "capacity")
    let id = try visit.id("assessment")
    guard let assessment = at.state.assessments.first(where: { $0.id == id }) else { throw WebRefusals.pageUnknown() }
    var page = at.page(
      visit.say("The assessment of \(assessment.day)"), lead: at.name, width: .wide, try explanation(at, assessment))
    page.trail.append((visit.say("Capacity"), "/coaching/\(at.household)/capacity"))
    return page
  }

  /// What binds today.
  private static func standing(_ at: CoachingCase) -> [Block] {
    let visit = at.visit
    let assess = Action(
      visit.say("Assess now"), to: "/coaching/\(at.household)/assess",
      isMain: at.state.assessment == nil || at.book.isStale || at.book.isSuspended)
    let change = Action(visit.say("Something has changed"), to: "/coaching/\(at.household)/change")
    guard let assessment = at.state.assessment, let left = at.book.left else {
      let next =
        at.state.confirmedSnapshot == nil
        ? visit.say("It rests on a snapshot that the family has confirmed; there is none yet.")
        : visit.say("It rests on the snapshot that the family has confirmed.")
      return [
        .message(Message(.note, visit.say("Nobody has assessed yet what the family can promise."), [next])),
        .actions(at.state.confirmedSnapshot == nil ? [] : [assess]),
      ]
    }
    var blocks: [Block] = []
    if let suspension = at.state.suspension {
      blocks.append(
        .message(
          Message(
            .warning, visit.say("Suspended: nothing new is promised until it is assessed again."),
            [visit.say("\(at.words.code(suspension.reason, of: "reason")), since \(suspension.since)")])))
    } else if at.book.isStale {
      blocks.append(
        .message(Message(.warning, visit.say("Too old: assess again before anything new is promised."))))
    }
    var figures = [
      Pages.Figure(
        visit.text("May be added a month"), at.words.capacity(assessment.capacity),
        note: visit.say("signed on \(assessment.day)"))
    ]
    if assessment.capacity.isPositive {
      figures += [
        Pages.Figure(visit.text("Promised since"), "\(left.promised)"),
        Pages.Figure(visit.text("Reserved"), "\(left.reserved)"),
        Pages.Figure(
          visit.text("Still left today"), "\(at.book.amount)",
          note: at.book.validThrough.map { visit.say("binds through \($0)") }),
      ]
    }
    blocks.append(.figures(figures))
    if !assessment.capacity.isPositive {
      blocks.append(.list(CapacityRoute.suggested(for: assessment.capacity).map { CapacitySentences.route($0, visit) }))
    }
    blocks.append(.actions([assess, change]))
    return blocks + ReservationForms.section(at)
  }

  private static func explanation(_ at: CoachingCase, _ assessment: BudgetState.Assessment) throws -> [Block] {
    let visit = at.visit
    let facts: [Block] = [
      .facts([
        Term(visit.say("Assessed on"), "\(assessment.day)"),
        Term(visit.say("Signed by"), try at.memberName(assessment.assessor)),
        Term(visit.say("Capacity"), at.words.capacity(assessment.capacity)),
        Term(visit.say("Binds"), at.state.assessment?.id == assessment.id ? visit.say("yes") : visit.say("no more")),
      ])
    ]
    guard let working = try visit.bookkeeper.sealed(assessment.record, as: CapacityWorking.self) else {
      return facts + [at.notReadable]
    }
    return facts + WorkingView(visit, working).blocks(hours: try visit.bookkeeper.hoursOfService(of: at.book))
  }

  private static func history(_ at: CoachingCase) throws -> Table {
    let visit = at.visit
    let table = Table(
      caption: visit.say("All assessments"),
      columns: [
        Table.Column(visit.say("Day")), Table.Column(visit.say("Capacity")),
        Table.Column(visit.say("Comes in, Y"), isFigure: true), Table.Column(visit.say("Needed, N"), isFigure: true),
        Table.Column(visit.say("Running, A"), isFigure: true), Table.Column(visit.say("Left, R"), isFigure: true),
        Table.Column(visit.say("What decides")), Table.Column(visit.say("Parameters")),
      ],
      rows: try at.state.assessments.reversed().map { assessment in
        let working = try visit.bookkeeper.sealed(assessment.record, as: CapacityWorking.self)
        let decides = working.map { working in
          working.binding.zero.map { at.words.code($0, of: "zero") }
            ?? at.words.code(working.binding.bound, of: "bound")
        }
        return [
          .inline(.link("\(assessment.day)", to: "/coaching/\(at.household)/capacity/\(assessment.id)")),
          .inline(at.words.capacity(assessment.capacity)), at.words.cell(working?.terms.income),
          at.words.cell(working?.terms.needs), at.words.cell(working?.terms.running),
          at.words.cell(working?.terms.surplus), decides.map { .inline($0) } ?? .none,
          .inline(.code(assessment.parameters.version)),
        ]
      }, empty: visit.say("Nobody has assessed this family yet."))
    return table
  }
}
