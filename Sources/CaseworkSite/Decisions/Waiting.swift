import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages
import Sodium

/// A decision that waits for the viewer.
struct Waiting {
  let title: Inline
  let what: Inline
  let path: WebPath
  let stream: StreamID
  let household: ULID?
  let amount: Money?
  let purse: Restriction?
  /// The day of the newest entry of its stream.
  let since: CivilDate
  /// Why the rules would refuse an approval as things stand; the decision waits nevertheless.
  let hurdle: Inline?
}

extension Visit {
  /// Codes by which the rules say that this person must leave the decision to others.
  private static let othersDecide: Set<String> = ["approval.same-person", "attestation.both-sides"]

  /// What waits for a decision of the viewer, oldest first: the rules themselves are asked, by a preview, what somebody
  /// cannot sign because they have signed another step.
  func waiting() throws -> [Waiting] {
    var found: [Waiting] = []
    found += try waiting(GrantPages.self)
    found += try waiting(LoanPages.self)
    found += try waiting(GuaranteePages.self)
    found += try waiting(VoucherPages.self)
    found += try waiting(PlanPages.self)
    found += try waiting(ServicePages.self)
    found += try waiting(FamilyPages.self)
    found += try waitingReversals()
    return found.sorted { $0.since < $1.since }
  }

  private func waiting<Pages: Instrument>(_ pages: Pages.Type) throws -> [Waiting] {
    let person = try person
    let decisions = Pages.steps.filter { $0.probe != nil && person.holds(anyOf: $0.roles) }
    guard !decisions.isEmpty else { return [] }
    return try bookkeeper.all(Pages.State.self).flatMap { found -> [Waiting] in
      guard let id = found.id else { return [] }
      let file = CaseFile(id: id, stream: found.stream, state: found.state, today: today)
      return try decisions.filter { $0.fits(file) }.compactMap { try waiting($0, file, pages) }
    }
  }

  private func waiting<Pages: Instrument>(
    _ step: Step<Pages.State>, _ file: CaseFile<Pages.State>, _ pages: Pages.Type
  ) throws -> Waiting? {
    let household = Pages.household(of: file)
    guard try isVisible(household) else { return nil }
    var hurdle: Inline?
    do {
      _ = try bookkeeper.preview(step.probe?(self, file) ?? [], signer: person.key.keyID)
    } catch let refusal as Refusal {
      if Visit.othersDecide.contains(refusal.code.id) { return nil }
      hurdle = glossary.refusal(refusal).message
    }
    return Waiting(
      title: .link(say(step.title), to: Pages.path(of: file.id, step.name)), what: say(Pages.title),
      path: Pages.path(of: file.id, step.name), stream: file.stream, household: household,
      amount: Pages.amount(of: file.state),
      purse: Pages.purse(of: file.state), since: try newest(file.stream), hurdle: hurdle)
  }

  /// Whether the viewer may see the help of a family; of nobody's family, whether they work for the fund itself.
  func isVisible(_ household: ULID?) throws -> Bool {
    guard let household else { return try person.isStaff }
    let state: HouseholdState = try bookkeeper.state(StreamID("household", household))
    return HouseholdAccess(of: household, state, for: try person, on: today).showsInstruments
  }

  private func newest(_ stream: StreamID) throws -> CivilDate {
    try bookkeeper.ledger.store.read { log in
      try log.head(of: stream).map { try log.stored(at: $0.position).logged().header.effective }
    } ?? today
  }

  private static let families = [
    "capital", "contribution", "fund", "grant", "guarantee", "household", "loan", "plan", "service", "voucher",
  ]

  /// Reversals that one person has proposed and another is to sign.
  private func waitingReversals() throws -> [Waiting] {
    try bookkeeper.proposedReversals(of: Visit.families).compactMap { mistake -> Waiting? in
      guard try person.holds(anyOf: mistake.roles) else { return nil }
      let entry = mistake.target.entry
      var hurdle: Inline?
      do {
        _ = try bookkeeper.preview([reversal(mistake)], signer: person.key.keyID)
      } catch let refusal as Refusal {
        if Visit.othersDecide.contains(refusal.code.id) { return nil }
        hurdle = glossary.refusal(refusal).message
      }
      let path: WebPath = "/reversals/\(entry.id)"
      return Waiting(
        title: .link(say("Sign that it is taken back"), to: path), what: Inline(glossary.kind(entry.kind)), path: path,
        stream: entry.stream, household: nil, amount: nil, purse: nil, since: try newest(entry.stream), hurdle: hurdle)
    }
  }
}
