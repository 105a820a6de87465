import Bookkeeping
import Coaching
import LedgerCore
import MastroWeb
import Pages

typealias Topic = SnapshotDraft.Topic

/// The pages on which a family's budget is written down, one topic each; what is saved waits in the vault until it is
/// signed.
enum SnapshotRoutes {
  static func add(to routes: inout Routes) {
    routes.page("/coaching/{household}/snapshot", for: .roles([.educator])) { visit in
      .redirect("/coaching/\(try visit.id("household"))/snapshot/people")
    }
    routes.form(
      "/coaching/{household}/snapshot/summary", for: .roles([.educator]), show: SnapshotSummary.show,
      submit: SnapshotSummary.submit)
    routes.form(
      "/coaching/{household}/snapshot/discard", for: .roles([.educator]), show: showDiscarding
    ) { visit in
      let at = try CoachingCase(visit, page: "snapshot")
      try visit.bookkeeper.dropSnapshotDraft(of: at.household)
      return .redirect(at.path)
    }
    routes.form(
      "/coaching/{household}/snapshot/{topic}", for: .roles([.educator]), most: 1 << 20,
      show: { try SnapshotPage($0).page() }, submit: { try SnapshotPage($0).save() })
  }

  private static func showDiscarding(_ visit: Visit) throws -> SitePage {
    let at = try CoachingCase(visit, page: "snapshot")
    return at.page(
      visit.say("Throw the unfinished snapshot away"),
      lead: visit.say("What was written down and not signed is gone then. Snapshots that were signed stay."),
      visit.form(
        [], submit: "Throw it away",
        cancel: Action(visit.say("Keep it"), to: "/coaching/\(at.household)/snapshot/summary"), isGrave: true))
  }
}

/// One topic of the snapshot.
struct SnapshotPage {
  let at: CoachingCase
  let topic: Topic
  let draft: SnapshotDraft
  /// Nobody has saved anything yet.
  let isNew: Bool
  var visit: Visit { at.visit }

  init(_ visit: Visit) throws {
    guard let topic = Topic(rawValue: visit.parameter("topic")) else { throw WebRefusals.pageUnknown() }
    self.topic = topic
    at = try CoachingCase(visit, page: "snapshot")
    let kept = try visit.bookkeeper.snapshotDraft(of: at.household)
    isNew = kept == nil
    draft = try kept ?? visit.bookkeeper.beginSnapshotDraft(of: at.household)
  }

  /// Where people go on after saving.
  enum Then: String, CaseIterable {
    case next, more, family
  }

  static func path(_ household: ULID, _ topic: Topic?) -> WebPath {
    "/coaching/\(household)/snapshot/\(topic?.rawValue ?? "summary")"
  }

  func page() throws -> SitePage {
    let rows = fields
    let more = Field.Option(Then.more.rawValue, visit.say("stay here, for more lines"))
    let then = visit.field(
      "then", "And then",
      .radios(
        [Field.Option(Then.next.rawValue, nextWords)] + (topic == .people ? [] : [more])
          + [Field.Option(Then.family.rawValue, visit.say("back to the family; go on another day"))]),
      initial: Then.next.rawValue)
    var page = at.page(
      TopicWords.title(topic, visit), lead: TopicWords.lead(topic, visit),
      [TopicWords.stepper(topic, draft, visit)] + begun
        + visit.form(
          rows.items + [.field(then)], submit: "Save",
          cancel: Action(visit.say("Back to the family"), to: at.path), hidden: [("rows", String(rows.count))])
        + [others])
    page.trail = at.trail + [(visit.say("Snapshot"), SnapshotPage.path(at.household, nil))]
    return page
  }

  private var begun: [Block] {
    var blocks: [Block] = []
    if isNew, at.state.newestSnapshot != nil {
      blocks.append(.note(visit.say("These are the figures of the last snapshot: change what has changed.")))
    }
    if visit.asked("more") != nil, visit.submitted == nil {
      blocks.append(
        .message(Message(.done, visit.say("Saved. There is room for more below."))))
    }
    if visit.asked("asks") != nil, visit.submitted == nil {
      blocks.append(
        .message(Message(.note, visit.say("Saved. One question more about a line below, where the family knows it."))))
    }
    return blocks
  }

  private var nextWords: Inline {
    guard let next = topic.next else { return visit.say("on to the summary") }
    return visit.say("on to: \(TopicWords.title(next, visit))")
  }

  /// Every topic, to jump to.
  private var others: Block {
    let links = Topic.allCases.filter { $0 != topic }.map { other in
      Inline.link(TopicWords.title(other, visit), to: SnapshotPage.path(at.household, other))
        + (draft.done.contains(other) ? visit.say(" (written down)") : "")
    }
    return .details(
      visit.say("Other topics"),
      [.list(links + [.link(visit.say("Summary"), to: SnapshotPage.path(at.household, nil))])])
  }

  func save() throws -> Reply {
    let (edit, then) = try visit.read { reader in
      let edit = TopicEdit(topic, draft, reader, visit)
      return (edit, reader.choice("then", Then.self) ?? .next)
    }
    try visit.bookkeeper.changeSnapshotDraft(of: at.household) { kept in
      edit.apply(to: &kept)
      kept.finish(topic)
      kept.record = nil
    }
    let household = at.household
    switch then {
    case .more: return .redirect("/coaching/\(household)/snapshot/\(topic.rawValue)?more=1")
    case .family: return .redirect(at.path)
    case .next where edit.asksMore: return .redirect("/coaching/\(household)/snapshot/\(topic.rawValue)?asks=1")
    case .next: return .redirect(SnapshotPage.path(household, topic.next))
    }
  }
}

extension SnapshotDraft.Topic {
  /// Nil: the summary comes next.
  var next: Topic? {
    let all = Topic.allCases
    let index = (all.firstIndex(of: self) ?? 0) + 1
    return index < all.count ? all[index] : nil
  }
}

/// What topics are called.
enum TopicWords {
  static func title(_ topic: Topic, _ visit: Visit) -> Inline {
    switch topic {
    case .people: visit.say("People and cash")
    case .income: visit.say("What comes in")
    case .home: visit.say("Home, light and heat, telephone")
    case .daily: visit.say("Food and daily life")
    case .care: visit.say("Health, school, children, transport")
    case .debts: visit.say("Debts and instalments")
    case .envelopes: visit.say("Money put by, and goals")
    }
  }

  static func lead(_ topic: Topic, _ visit: Visit) -> Inline {
    switch topic {
    case .people: visit.say("“Don't know” is an answer everywhere. Nothing of this is in the log; it is sealed.")
    case .income:
      visit.say("Every amount as the family sees it, each time it comes. Nobody has to know everything today.")
    case .home: visit.say("A home mortgage belongs here, like rent. Debts come later.")
    case .daily: visit.say("What a week or a month takes; a rough figure is better than none.")
    case .care: visit.say("Also what comes twice a year: books, glasses, the car's insurance.")
    case .debts:
      visit.say(
        "What is owed, and what of it is already paid in instalments. The fund's own loans and plans come by themselves."
      )
    case .envelopes: visit.say("What is set aside for something that comes once, and what the family wants to reach.")
    }
  }

  static func stepper(_ topic: Topic?, _ draft: SnapshotDraft, _ visit: Visit) -> Block {
    let all = Topic.allCases
    return .stepper(
      all.map { title($0, visit) } + [visit.say("Summary")],
      current: topic.flatMap { all.firstIndex(of: $0) } ?? all.count,
      done: Set(all.indices.filter { draft.done.contains(all[$0]) }))
  }
}
