import Coaching
import Funds
public import LedgerCore

/// Every family of a body whose capacity is to be assessed again, and those who cannot be, each with the reason.
public struct CapacityBatch: Sendable {
  /// Why a family is left out: somebody must talk to it first.
  public enum Reason: Sendable, Hashable {
    /// The family lets the body see its budget no more.
    case noConsent
    case notConfirmed
    /// The capacity is suspended, and no snapshot was taken since: only a talk tells how things are now.
    case suspended(since: CivilDate)
    case other(String)
  }

  public let drafts: [CapacityDraft]
  public let skipped: [(household: ULID, reason: Reason)]
}

extension CapacityBatch.Reason: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noConsent: "the family does not let the body see its budget"
    case .notConfirmed: "no snapshot is confirmed"
    case .suspended(let since): "suspended since \(since), and no snapshot was taken and confirmed after that"
    case .other(let reason): reason
    }
  }
}

extension Bookkeeper {
  /// What is to be assessed of the families that a body coaches: nobody has assessed them, the assessment is too old, a
  /// newer snapshot is confirmed, or the parameters are newer than those it rests on.
  public func capacityBatch(of body: Slug, _ question: CapacityQuestion) throws -> CapacityBatch {
    var drafts: [CapacityDraft] = []
    var skipped: [(household: ULID, reason: CapacityBatch.Reason)] = []
    for book in try budgets() where book.state.isOpen && book.state.openedFor == body && book.isDue(question) {
      let family: HouseholdState = try state(StreamID("household", book.household))
      guard !family.isErased, family.mergedInto == nil else { continue }
      guard family.lets(body, see: .budget, on: max(question.day, book.day)) else {
        skipped.append((book.household, .noConsent))
        continue
      }
      guard let snapshot = book.state.confirmedSnapshot else {
        skipped.append((book.household, .notConfirmed))
        continue
      }
      if let suspension = book.state.suspension, suspension.snapshot == snapshot.id {
        skipped.append((book.household, .suspended(since: suspension.since)))
        continue
      }
      do {
        drafts.append(try assessment(of: book, question))
      } catch let refusal as Refusal {
        skipped.append((book.household, .other(refusal.message)))
      }
    }
    return CapacityBatch(drafts: drafts, skipped: skipped)
  }
}

extension BudgetBook {
  fileprivate func isDue(_ question: CapacityQuestion) -> Bool {
    guard let assessment = state.assessment, !isStale, !isSuspended else { return true }
    return assessment.snapshot != state.confirmedSnapshot?.id && state.confirmedSnapshot != nil
      || assessment.parameters.version != question.parameters.version.text
  }
}
