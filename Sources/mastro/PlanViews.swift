import Bookkeeping
import Funds
import LedgerCore
import LedgerViews

/// What a command about a plan means by its words.
enum PlanViews {
  /// The proposal that waits.
  static func waiting(_ state: PlanState, _ subject: String) throws -> PlanState.Proposal {
    guard let proposal = state.proposal else { throw PlanRules.noProposal(["proposal": "at all", "plan": subject]) }
    return proposal
  }

  /// An amount as parts of a creditor's debts: of the one that was named, else as the plan promises them.
  static func parts(
    of amount: Money, to creditor: String, debt: Int?, _ state: PlanState, _ bookkeeper: Bookkeeper
  ) throws -> [PlanPart] {
    let party = try bookkeeper.creditor(creditor, of: state)
    guard let debt else { return try state.parts(of: amount, to: party) }
    guard state.debts.indices.contains(debt - 1), state.debts[debt - 1].creditor == party else {
      throw PlanRules.creditorUnknown(["creditor": creditor])
    }
    return [PlanPart(amount, off: debt)]
  }
}
