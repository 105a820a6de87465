import Bookkeeping
import Coaching
import LedgerCore
import MastroWeb
import Pages

/// A capacity as it would be signed now, with everything that explains it; then it is signed.
enum AssessmentForm {
  static func show(_ visit: Visit) throws -> SitePage {
    let at = try CoachingCase(visit, page: "capacity")
    let asked = Asked(visit)
    var page = at.page(visit.say("Assess the capacity"), lead: at.name, width: .wide, [])
    page.trail.append((visit.say("Capacity"), "/coaching/\(at.household)/capacity"))
    let draft: CapacityDraft
    do {
      draft = try visit.bookkeeper.assessment(of: at.book, asked.question(visit))
    } catch let refusal as Refusal {
      let advice = at.words.glossary.refusal(refusal)
      page.blocks = [.message(Message(.warning, advice.message, [advice.remedy])), again(visit, asked)]
      return page
    }
    let sentences = CapacitySentences(visit, draft.working)
    page.blocks = [
      .message(
        Message(draft.working.capacity.isPositive ? .done : .note, visit.say(sentences.result), routes(draft, visit)))
    ]
    page.blocks += draft.falling.map { reservation in
      .message(
        Message(
          .warning,
          visit.say(
            "The reservation of \(reservation.amount) of \(reservation.body.text) has no room in it, and falls.")))
    }
    page.blocks += visit.form(
      [.block(.note(visit.say("On the snapshot of \(draft.snapshot.day), with what the ledger knows today.")))],
      submit: "Read it once more, and sign",
      cancel: Action(visit.say("Back"), to: "/coaching/\(at.household)/capacity"),
      hidden: [("months", asked.months ?? ""), ("first", asked.first ?? "")])
    page.blocks += WorkingView(visit, draft.working).blocks(hours: try visit.bookkeeper.hoursOfService(of: at.book))
    page.blocks.append(again(visit, asked))
    return page
  }

  static func submit(_ visit: Visit) throws -> Reply {
    let at = try CoachingCase(visit, page: "capacity")
    let draft = try visit.bookkeeper.assessment(of: at.book, Asked(visit).question(visit))
    let request = try at.sealing(draft.working.canonicalBytes()) { draft.body(record: $0) }
    return try visit.draft([request], then: "/coaching/\(at.household)/capacity")
  }

  private static func routes(_ draft: CapacityDraft, _ visit: Visit) -> [Inline] {
    draft.working.routes.map { CapacitySentences.route($0, visit) }
  }

  /// How many months are looked at, and when the first instalment would be due: from the address, or as it was sent.
  private struct Asked {
    let months: String?
    let first: String?

    init(_ visit: Visit) {
      let sent = visit.submitted
      months = sent.map { $0.text("months") } ?? visit.asked("months")
      first = sent.map { $0.text("first") } ?? visit.asked("first")
    }

    func question(_ visit: Visit) throws -> CapacityQuestion {
      CapacityQuestion(
        parameters: try visit.bookkeeper.parameters(on: visit.today), months: months.flatMap { Int($0) },
        firstInstalment: first.flatMap { CivilMonth($0) }, on: visit.today)
    }
  }

  /// The same with other assumptions; nothing is signed by it.
  private static func again(_ visit: Visit, _ asked: Asked) -> Block {
    .details(
      visit.say("Look at it with other assumptions"),
      [
        .form(
          Form(
            action: WebPath(untrusted: visit.path) ?? "/coaching", method: .get,
            [
              .field(
                Field(
                  "months", visit.say("Months of cash that are looked at, 12 to 24"), .integer(12...24),
                  values: [asked.months ?? ""], isRequired: false)),
              .field(
                Field(
                  "first", visit.say("Month in which the first new instalment would be due"), .month,
                  values: [asked.first ?? ""], isRequired: false)),
            ], submit: visit.say("Compute again"), isCompact: true))
      ])
  }
}
