import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// What one administrator has proposed about a member, for another one to confirm.
struct MemberProposal {
  let visit: Visit
  let proposal: LedgerState.Proposal

  init(_ visit: Visit) throws {
    self.visit = visit
    guard let proposal = try visit.bookkeeper.governing().proposals[visit.id()], proposal.change.member != nil else {
      throw WebRefusals.pageUnknown()
    }
    self.proposal = proposal
  }

  func show() throws -> SitePage {
    let names = try visit.naming()
    let words = ProposalWords(visit: visit, names: names)
    let facts =
      [
        Term(visit.say("Who"), try words.subject(proposal.change)),
        Term(visit.say("Proposed by"), .name(names(.member(proposal.proposer)) ?? proposal.proposer.description)),
      ] + words.terms(proposal.change)
    let form =
      proposal.proposer == visit.viewer?.id
      ? [Block.note(visit.say("You have proposed this yourself: another administrator confirms it."))]
      : visit.form([], submit: "Go on to signing")
    return SitePage(
      words.title(proposal.change), lead: visit.say("It takes effect when a second administrator confirms it."),
      trail: visit.membersTrail, visit.decided(facts, then: form))
  }

  func submit() throws -> Reply {
    let words = ProposalWords(visit: visit, names: try visit.naming())
    let what = visit.say("You confirm: \(words.title(proposal.change)), \(try words.subject(proposal.change))")
    return try visit.draft(
      [visit.request(MemberConfirmed(confirms: proposal.id), stream: .ledger)], then: "/members", warnings: [what])
  }
}
