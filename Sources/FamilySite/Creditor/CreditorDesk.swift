import Bookkeeping
import Funds
import LedgerCore
import LedgerSQLite
import MastroWeb
import Pages

/// What a creditor or landlord has in the books, as a person or for their body: their own part of each plan, and the
/// guarantees that were given to them.
struct CreditorDesk {
  /// One creditor's part of a plan. The rest of the plan is not in it, so no page can show it.
  struct Part {
    let plan: ULID
    let household: ULID
    let share: CreditorShare
    /// The body for which the viewer speaks; nil where they are the creditor themselves.
    let body: Slug?
    /// Months whose rent this landlord has still to confirm.
    let rents: [CivilMonth]
    /// The proposal that waits for this creditor's answer.
    let proposal: ULID?
  }

  struct Guarantee {
    let id: ULID
    let request: GuaranteeRequested
    let state: GuaranteeState
    let body: Slug?
  }

  private let visit: Visit

  init(_ visit: Visit) { self.visit = visit }

  func parts() throws -> [Part] {
    try visit.files(of: PlanState.family).flatMap { stream -> [Part] in
      guard let id = stream.ulid else { return [] }
      return try CreditorDesk.ownParts(of: visit.bookkeeper.plan(id), for: visit.person)
    }
  }

  /// The part that a page's address names; for everybody else there is no such page.
  func part() throws -> Part {
    let stream = try visit.stream("plan")
    let creditor = try visit.id("creditor")
    let plan = try visit.bookkeeper.plan(stream.ulid ?? visit.id())
    guard
      let part = try CreditorDesk.ownParts(of: plan, for: try visit.person).first(where: {
        $0.share.creditor == creditor
      })
    else { throw WebRefusals.pageUnknown() }
    try note(part.household, "plan-share")
    return part
  }

  func guarantees() throws -> [Guarantee] {
    try visit.files(of: GuaranteeState.family).compactMap { stream in
      guard let id = stream.ulid else { return nil }
      return try guarantee(id, try visit.bookkeeper.state(stream))
    }
  }

  func guarantee() throws -> Guarantee {
    let state: GuaranteeState = try visit.bookkeeper.state(try visit.stream("guarantee"))
    guard let guarantee = try guarantee(try visit.id(), state) else { throw WebRefusals.pageUnknown() }
    try note(guarantee.request.household, "guarantee")
    return guarantee
  }

  private func guarantee(_ id: ULID, _ state: GuaranteeState) throws -> Guarantee? {
    let person = try visit.person.member
    guard let request = state.request, ![.refused, .withdrawn].contains(state.status) else { return nil }
    if person.party == request.landlord { return Guarantee(id: id, request: request, state: state, body: nil) }
    guard let body = request.landlordBody, person.bodies.contains(body) else { return nil }
    return Guarantee(id: id, request: request, state: state, body: body)
  }

  /// What the family reads in its list of who saw what.
  private func note(_ household: ULID, _ page: String) throws {
    try visit.bookkeeper.vault.noteAccess(to: household, by: visit.person.id, page: page, at: visit.now)
  }

  private static func ownParts(of plan: PlanOverview, for viewer: Visitor) throws -> [Part] {
    guard let household = plan.state.household else { return [] }
    var seen: Set<ULID> = []
    return plan.state.debts.compactMap { debt in
      let isOwn = viewer.member.party == debt.creditor
      let body = isOwn ? nil : debt.creditorBody.flatMap { viewer.member.bodies.contains($0) ? $0 : nil }
      guard isOwn || body != nil, seen.insert(debt.creditor).inserted, let share = plan.share(of: debt.creditor) else {
        return nil
      }
      let isLandlord = share.claims.contains { $0.nature == .rent }
      let proposal = plan.state.proposal.flatMap { proposal in
        plan.state.creditors(of: proposal.terms).contains(debt.creditor)
          && !proposal.acceptedBy.contains(debt.creditor) ? proposal.id : nil
      }
      return Part(
        plan: plan.id, household: household, share: share, body: body, rents: isLandlord ? plan.rentsToConfirm : [],
        proposal: proposal)
    }
  }
}

extension CreditorDesk.Part {
  var path: String { "/creditor/plans/\(plan)/\(share.creditor)" }
  var stream: StreamID { StreamID("plan", plan) }
  var owed: Money { share.claims.reduce(.zero) { $0 + $1.outstanding } }
  var received: Money { share.claims.reduce(.zero) { $0 + $1.credited } }
  /// What comes next of this creditor's own part.
  var next: CreditorShare.Payment? { share.isProposed ? nil : share.payments.first { $0.missing.isPositive } }
  var isRunning: Bool { PlanState.Status.running.contains(share.status) }
}
