import Bookkeeping
import Coaching
import Funds
import LedgerCore
import LedgerViews
import MastroWeb
import Pages

/// Budget laboratories: what is announced, what took place, and what may be told of it.
enum LabPages {
  static func add(to routes: inout Routes) {
    routes.page("/labs", for: .roles([.educator])) { .page(try list($0)) }
    routes.form("/labs/new", for: .roles([.educator]), show: showNew, submit: announce)
    routes.page("/lab-report", for: .roles([.educator])) { .page(try report($0)) }
    routes.page("/labs/{id}", for: .roles([.educator])) { .page(try show($0)) }
    routes.form("/labs/{id}/hold", for: .roles([.educator]), show: LabHoldForm.show, submit: LabHoldForm.submit)
    routes.form("/labs/{id}/cancel", for: .roles([.educator]), show: showCancelling, submit: cancel)
    routes.page("/labs/{id}/room", for: .roles([.educator])) { .page(try LabRoom.show($0)) }
    routes.page("/exercises", for: .roles([.educator])) { .page(try LabRoom.list($0)) }
    routes.page("/exercises/{name}", for: .roles([.educator])) { .page(try LabRoom.exercise($0)) }
  }

  static func trail(_ visit: Visit) -> [(title: Inline, path: WebPath)] { [(visit.say("Laboratories"), "/labs")] }

  /// A laboratory of the path.
  static func lab(_ visit: Visit) throws -> (stream: StreamID, id: ULID, state: LabState) {
    let id = try visit.id()
    let stream = try visit.stream("lab")
    return (stream, id, try visit.bookkeeper.state(stream))
  }

  private static func list(_ visit: Visit) throws -> SitePage {
    let words = CoachingWords(visit)
    let labs = try visit.bookkeeper.all(LabState.self).filter { $0.state.plan != nil }
      .sorted { day($0.state, visit) > day($1.state, visit) }
    let table = Table(
      caption: visit.say("Laboratories"),
      columns: [
        Table.Column(visit.say("Day")), Table.Column(visit.say("Topic")), Table.Column(visit.say("State")),
        Table.Column(visit.say("Body")), Table.Column(visit.say("Exercise")),
        Table.Column(visit.say("Places"), isFigure: true), Table.Column(visit.say("Came"), isFigure: true),
      ],
      rows: try labs.compactMap { found in
        guard let plan = found.state.plan, let id = found.id else { return nil }
        let exercise = found.state.outcome?.exercise ?? plan.exercise
        return [
          .inline(.link("\(day(found.state, visit))", to: "/labs/\(id)")), .inline(words.code(plan.topic, of: "topic")),
          .inline(words.code(found.state.status, of: "state")), .text(try words.body(found.state.body)),
          exercise.map { .inline(.name(title($0, visit))) } ?? .none, .figure(plan.places, .whole),
          found.state.outcome.map { .figure($0.people, .whole) } ?? .none,
        ]
      }, empty: visit.say("No laboratory was announced yet: announce the first one."))
    return SitePage(
      visit.say("Laboratories"),
      lead: visit.say("A group works on the budget of an invented family: nobody's own worries are on the wall."),
      width: .wide,
      [
        .actions([
          Action(visit.say("Announce a laboratory"), to: "/labs/new", isMain: true),
          Action(visit.say("Exercises"), to: "/exercises"), Action(visit.say("Report"), to: "/lab-report"),
        ]), .listed(table),
      ])
  }

  private static func day(_ state: LabState, _ visit: Visit) -> CivilDate {
    state.heldOn ?? state.plan?.day ?? visit.today
  }

  static func title(_ exercise: Slug, _ visit: Visit) -> String {
    let found = try? LabExercise.named(exercise)
    return (found?.texts[visit.language.tag] ?? found?.texts["en"])?.title ?? exercise.text
  }

  static func exercises(_ visit: Visit) -> [Field.Option] {
    [Field.Option("", visit.say("none"))]
      + LabExercise.shipped.map { Field.Option($0.name.text, .name(title($0.name, visit))) }
  }

  private static func showNew(_ visit: Visit) throws -> SitePage {
    let words = CoachingWords(visit)
    return SitePage(
      visit.say("Announce a laboratory"), trail: trail(visit),
      visit.form(
        [
          .field(visit.field("day", "On which day", .date)),
          .field(visit.field("topic", "What it is about", .choice(words.options(LabTopic.self, of: "topic")))),
          .field(
            visit.field(
              "session", "What is offered", .choice(words.options(SessionType.self, of: "session")),
              initial: SessionType.training.rawValue)),
          .field(visit.field("places", "How many people have a place", .integer(1...500), initial: "15")),
          .field(visit.field("exercise", "The invented family", .choice(exercises(visit)), isRequired: false)),
        ], submit: "Go on", cancel: Action(visit.say("Back"), to: "/labs")))
  }

  private static func announce(_ visit: Visit) throws -> Reply {
    let (day, topic, session, places, exercise) = try visit.read { reader in
      (
        reader.day("day"), reader.choice("topic", LabTopic.self), reader.choice("session", SessionType.self),
        reader.integer("places", in: 1...500), reader.isGiven("exercise") ? reader.slug("exercise") : nil
      )
    }
    guard let topic, let session else { throw WebRefusals.pageUnknown() }
    if let exercise { _ = try LabExercise.named(exercise) }
    let body = LabScheduled(day: day, topic: topic, session: session, places: places, exercise: exercise)
    let bodies = try visit.person.member.bodies
    let id = visit.newID()
    let request = try visit.begin(body, "lab", id: id, onBehalfOf: LabState().signingBody(among: bodies))
    return try visit.draft([request], then: "/labs/\(id)")
  }

  private static func show(_ visit: Visit) throws -> SitePage {
    let (_, id, state) = try lab(visit)
    let words = CoachingWords(visit)
    guard let plan = state.plan else { throw WebRefusals.pageUnknown() }
    var facts = [
      Term(visit.say("State"), words.code(state.status, of: "state")),
      Term(visit.say("Day"), "\(state.heldOn ?? plan.day)"),
      Term(visit.say("Topic"), words.code(plan.topic, of: "topic")),
      Term(visit.say("Offered as"), words.code(plan.session, of: "session")),
      Term(visit.say("Body"), .name(try words.body(state.body))), Term(visit.say("Places"), "\(plan.places)"),
    ]
    if let exercise = state.outcome?.exercise ?? plan.exercise {
      facts.append(Term(visit.say("Exercise"), .name(title(exercise, visit))))
    }
    if let reason = state.cancelled { facts.append(Term(visit.say("Cancelled"), words.code(reason, of: "reason"))) }
    var blocks: [Block] = [.facts(facts)]
    var actions: [Action] = []
    if state.outcome?.exercise ?? plan.exercise != nil {
      actions.append(
        Action(visit.say("Show on the wall"), to: "/labs/\(id)/room", isMain: state.status == .scheduled))
    }
    if state.status == .scheduled {
      actions += [
        Action(visit.say("It took place"), to: "/labs/\(id)/hold"),
        Action(visit.say("It does not take place"), to: "/labs/\(id)/cancel"),
      ]
    }
    blocks.append(.actions(actions))
    if let outcome = state.outcome { blocks += outcomeBlocks(outcome, visit) }
    return SitePage(
      words.code(plan.topic, of: "topic"), lead: visit.say("Laboratory of \(state.heldOn ?? plan.day)"),
      trail: trail(visit), blocks)
  }

  private static func outcomeBlocks(_ outcome: LabHeld, _ visit: Visit) -> [Block] {
    let words = CoachingWords(visit)
    var blocks: [Block] = [
      .section(
        visit.say("Who came"),
        [
          .facts([
            Term(visit.say("From the register"), "\(outcome.attendance.count)"),
            Term(visit.say("Guests"), "\(outcome.guests)"),
            Term(visit.say("Duration"), "\(outcome.minutes, as: .minutes)"),
          ]), .note(visit.say("The log knows pseudonyms, never who came.")),
        ])
    ]
    let feedback = (outcome.feedback ?? [:]).sorted { $0.key < $1.key }
    guard !feedback.isEmpty else { return blocks }
    let isTold = outcome.people >= 5
    blocks.append(
      .section(
        visit.say("What people said"),
        isTold
          ? [
            .table(
              Table(
                caption: visit.say("How many gave each mark"),
                columns: [Table.Column(visit.say("Question"))]
                  + (1...LabQuestion.marks).map { Table.Column("\($0)", isFigure: true) },
                rows: feedback.map { question, marks in
                  [.inline(words.code(question, of: "question"))] + marks.map { .figure($0, .whole) }
                }))
          ]
          : [
            .paragraph(
              visit.say("Fewer than five people came: what they said is not shown, it would tell who said it."))
          ]))
    return blocks
  }

  private static func showCancelling(_ visit: Visit) throws -> SitePage {
    let (_, id, _) = try lab(visit)
    let words = CoachingWords(visit)
    return SitePage(
      visit.say("It does not take place"), trail: trail(visit),
      visit.form(
        [.field(visit.field("reason", "Why", .radios(words.options(LabCancelled.Reason.self, of: "reason"))))],
        submit: "Go on", cancel: Action(visit.say("Back"), to: "/labs/\(id)"), isGrave: true))
  }

  private static func cancel(_ visit: Visit) throws -> Reply {
    let (stream, id, state) = try lab(visit)
    guard let reason = try visit.read({ $0.choice("reason", LabCancelled.Reason.self) }) else {
      throw WebRefusals.pageUnknown()
    }
    let body = state.signingBody(among: try visit.person.member.bodies)
    return try visit.draft(
      [visit.request(LabCancelled(reason: reason), stream: stream, onBehalfOf: body)], then: "/labs/\(id)")
  }

  /// Numbers that name nobody; small groups are not told.
  private static func report(_ visit: Visit) throws -> SitePage {
    let from = visit.askedDay("from") ?? CivilDate(year: visit.today.year, month: 1, day: 1)
    let scope = ReportScope(asOf: visit.askedDay("to") ?? visit.today, from: from)
    let glossary = Glossary(visit.language)
    let words = ViewWords(say: { glossary.heading($0) }, code: { glossary.code($0, of: $1) })
    let read = try LedgerViews.Viewer(visit.bookkeeper, .pseudonyms).report("labs", scope)
    let days = Form(
      action: "/lab-report", method: .get,
      [
        .field(Field("from", visit.say("From"), .date, values: [scope.from.description])),
        .field(Field("to", visit.say("To"), .date, values: [scope.asOf.description])),
      ], submit: visit.say("Show"), isCompact: true)
    return SitePage(
      Inline(read.sheet.title(words)), lead: read.sheet.subtitle(words), trail: trail(visit), width: .wide,
      [.form(days)] + read.sheet.blocks(words))
  }
}
