import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// The tenant says what they know of a claim of their landlord.
enum ClaimAnswer {
  static func show(_ visit: Visit) throws -> SitePage {
    let (family, guarantee, claim) = try open(visit)
    let names = try PeopleNames(visit.bookkeeper)
    let replies = TenantReplied.Reply.allCases.map { Field.Option($0.rawValue, told($0, visit)) }
    var blocks: [Block] = [
      .facts([
        Term(visit.say("Who asks"), try names.party(guarantee.request.landlord)),
        Term(visit.say("How much"), "\(strong: "\(claim.claimed)")"),
        Term(visit.say("For which months"), .listed(claim.months.map { "\($0)" })),
        Term(visit.say("Asked on"), "\(claim.claimedOn)"),
      ])
    ]
    if claim.status == .open, claim.notifiedOn != nil, claim.reply == nil {
      blocks.append(.note(visit.say("If the fund pays in your place, you owe the fund what it has paid.")))
      blocks += visit.form(
        [
          .field(visit.field("reply", "What do you say?", .radios(replies))),
          .field(
            visit.field(
              "document", "A receipt or a letter, if you have one", .file(accept: Evidence.accept),
              hint: "It is not kept here: keep it yourself. Only its fingerprint is written down.", isRequired: false)),
        ], submit: "Go on, to sign", hidden: family.hidden)
    } else {
      blocks.append(.message(Message(.done, visit.say("Nothing waits for you here"))))
    }
    return SitePage(
      visit.say("Your landlord asks the fund for money"), trail: [(visit.say("This month"), family.link("/me"))], blocks
    )
  }

  static func submit(_ visit: Visit) throws -> Reply {
    let (family, guarantee, claim) = try open(visit)
    let (reply, document) = try visit.read {
      ($0.choice("reply", TenantReplied.Reply.self), $0.optionalDigest("document"))
    }
    return try visit.draft(
      [
        visit.statement(
          TenantReplied(claim: claim.id, reply: reply ?? .disputes, document: document),
          stream: StreamID("guarantee", guarantee.id), as: .household)
      ], then: family.link("/me"))
  }

  private static func open(_ visit: Visit) throws -> (OwnFamily, FamilyBooks.Guarantee, GuaranteeClaim) {
    let stream = try visit.stream("guarantee")
    let family = try visit.family(having: stream, "guarantee")
    let state: GuaranteeState = try visit.bookkeeper.state(stream)
    let wanted = try visit.id("claim")
    guard let request = state.request, let claim = state.claims.first(where: { $0.id == wanted }) else {
      throw WebRefusals.pageUnknown()
    }
    return (family, FamilyBooks.Guarantee(id: try visit.id(), state: state, request: request), claim)
  }

  private static func told(_ reply: TenantReplied.Reply, _ visit: Visit) -> Inline {
    switch reply {
    case .agrees: visit.say("It is true: I have not paid")
    case .disputes: visit.say("It is not true")
    case .hasPaid: visit.say("I have paid")
    case .asksForPlan: visit.say("I want to pay bit by bit")
    }
  }
}
