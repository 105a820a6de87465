import Bookkeeping
import Coaching
import Funds
import LedgerCore
import MastroWeb
import Pages
import Sodium

/// What the family has signed on paper, recorded by an operator who did not write it: of the document only the digest is
/// kept.
enum PaperForms {
  static func add(to routes: inout Routes) {
    routes.form("/coaching/{household}/confirm", for: .roles([.operator]), most: most, show: showSnapshot) { visit in
      let (at, back) = try open(visit, page: "snapshot-on-paper")
      guard let snapshot = at.state.newestSnapshot else { throw WebRefusals.pageUnknown() }
      let body = BudgetSnapshotConfirmed(snapshot: snapshot.id, attestation: try attestation(visit))
      return try visit.draft([visit.request(body, stream: at.book.stream)], then: back)
    }
    routes.form("/coaching/{household}/agree", for: .roles([.operator]), most: most, show: showPlan) { visit in
      let (at, back) = try open(visit, page: "plan-on-paper")
      guard let plan = at.state.proposedPlan else { throw WebRefusals.pageUnknown() }
      let body = BudgetPlanAgreed(plan: plan.id, attestation: try attestation(visit))
      return try visit.draft([visit.request(body, stream: at.book.stream)], then: back)
    }
  }

  /// A scanned page.
  private static let most = 12 * 1024 * 1024

  /// Operators of the fund may record a paper without seeing the budget; nothing of it is shown here.
  private static func open(_ visit: Visit, page: String) throws -> (CoachingCase, WebPath) {
    let family = try visit.household(visit.id("household"), for: .record, page: page)
    let back: WebPath = family.showsBudget ? "/coaching/\(family.id)" : "/home"
    return (try CoachingCase(visit, family: family), back)
  }

  private static func showSnapshot(_ visit: Visit) throws -> SitePage {
    let (at, back) = try open(visit, page: "snapshot-on-paper")
    let title = visit.say("The snapshot, confirmed on paper")
    guard let snapshot = at.state.newestSnapshot, snapshot.confirmed == nil else {
      return SitePage(title, [.paragraph(visit.say("No snapshot waits to be confirmed."))])
    }
    let facts = [
      Term(visit.say("Family"), at.name), Term(visit.say("Snapshot of"), "\(snapshot.day)"),
      Term(visit.say("Taken by"), try at.memberName(snapshot.takenBy)),
      Term(visit.say("Lines"), "\(snapshot.lines)"), Term(visit.say("Times “don't know”"), "\(snapshot.unknowns)"),
    ]
    return SitePage(
      title, lead: visit.say("You state that somebody of the family has signed the printed budget."),
      [.facts(facts)] + (try form(visit, at, back)))
  }

  private static func showPlan(_ visit: Visit) throws -> SitePage {
    let (at, back) = try open(visit, page: "plan-on-paper")
    let title = visit.say("The plan, agreed on paper")
    guard let plan = at.state.proposedPlan else {
      return SitePage(title, [.paragraph(visit.say("No plan waits for this family's yes."))])
    }
    let facts = [
      Term(visit.say("Family"), at.name), Term(visit.say("Plan of"), "\(plan.day)"),
      Term(visit.say("Proposed by"), try at.memberName(plan.proposer)),
      Term(visit.say("Months"), visit.say("\(plan.from) to \(plan.last)")),
      Term(visit.say("New instalments a month"), "\(plan.promised)"),
    ]
    return SitePage(
      title, lead: visit.say("You state that somebody of the family has signed the printed plan."),
      [.facts(facts)] + (try form(visit, at, back)))
  }

  private static func form(_ visit: Visit, _ at: CoachingCase, _ back: WebPath) throws -> [Block] {
    let names = try visit.bookkeeper.partyNames()
    let people = at.family.state.members.sorted().map { party in
      Field.Option(
        party.description,
        at.family.showsRecord
          ? .name(names[party] ?? "…\(party.description.suffix(6))") : .code("…" + party.description.suffix(6)))
    }
    return visit.form(
      [
        .field(visit.field("party", "Who has signed", .choice(people))),
        .field(
          visit.field(
            "medium", "How", .choice(at.words.options(Attestation.Medium.self, of: "medium")),
            initial: Attestation.Medium.signedPaper.rawValue)),
        .field(
          visit.field(
            "document", "The signed document, scanned or photographed",
            .file(accept: ".pdf,.jpg,.jpeg,.png"),
            hint: "It is not kept: only its fingerprint is recorded. Keep the paper.")),
      ], submit: "Go on", cancel: Action(visit.say("Back"), to: back))
  }

  private static func attestation(_ visit: Visit) throws -> Attestation {
    let (party, medium, file) = try visit.read {
      ($0.id("party"), $0.choice("medium", Attestation.Medium.self), $0.file("document"))
    }
    guard let party, let medium, let file else { throw WebRefusals.pageUnknown() }
    return Attestation(
      party: party, medium: medium, documentDigest: Fingerprint(SHA256.hash(file.bytes)))
  }
}
