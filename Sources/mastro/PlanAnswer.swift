import Bookkeeping
import Funds
import LedgerCore

/// For whom somebody answers, and how they sign it.
struct PlanAnswer {
  /// Nil for the family.
  let creditor: ULID?
  let attestation: Attestation?
  let desk: Desk
  let body: Slug?

  /// In the role of the side, and for its body, unless somebody else's paper is attested or the person chose otherwise.
  func signed(_ request: EntryRequest) -> EntryRequest {
    var request = desk.prefer(creditor == nil ? .household : .creditor, request, unless: attestation != nil)
    if attestation == nil, let body, request.onBehalfOf == nil, desk.member.bodies.contains(body) {
      request.onBehalfOf = body
    }
    return request
  }
}

extension SideOptions {
  /// The side that was named; else the one to which the speaker belongs.
  func answer(of state: PlanState, _ desk: Desk) throws -> PlanAnswer {
    let attestation = try attesting.attestation(desk.bookkeeper)
    var found = try creditor.map { try desk.bookkeeper.creditor($0, of: state) }
    if found == nil, !family { found = speaker(of: state, attestation, desk) }
    let body = state.debts.first { $0.creditor == found }?.creditorBody
    return PlanAnswer(creditor: found, attestation: attestation, desk: desk, body: body)
  }

  private func speaker(of state: PlanState, _ attestation: Attestation?, _ desk: Desk) -> ULID? {
    let party = attestation?.party ?? desk.member.party
    if let own = state.debts.first(where: { $0.creditor == party }) { return own.creditor }
    guard attestation == nil else { return nil }
    return state.debts.first { debt in debt.creditorBody.map { desk.member.bodies.contains($0) } ?? false }?.creditor
  }
}

extension Desk {
  /// The part of the policy about plans.
  func planPolicy() throws -> PlanPolicy {
    guard let section = governing.policy.plans else {
      throw PolicySection.missing(["version": governing.policy.version, "section": "plans"])
    }
    return section
  }
}

extension Bookkeeper {
  /// A creditor of a plan, by name or by any unique ending of the id.
  func creditor(_ text: String, of state: PlanState) throws -> ULID {
    let party = try party(text)
    guard state.debts.contains(where: { $0.creditor == party }) else {
      throw PlanRules.creditorUnknown(["creditor": text])
    }
    return party
  }
}
