import Bookkeeping
import Coaching
import Funds
import LedgerCore

extension Bookkeeper {
  /// The assessment that binds a family now, wherever it lives; nil where no educator has assessed it.
  func bindingAssessment(of household: ULID) throws -> ULID? {
    var household = household
    var seen: Set<ULID> = []
    while seen.insert(household).inserted {
      let state: HouseholdState = try state(StreamID("household", household))
      guard let next = state.mergedInto else { break }
      household = next
    }
    let budget: BudgetState = try state(StreamID("budget", household))
    return budget.assessment?.id
  }
}
