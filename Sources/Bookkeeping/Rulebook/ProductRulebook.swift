import Coaching
import Funds
public import LedgerCore

extension Rulebook {
  /// Every kind of the product under its governance: what a family can promise comes from its coaching, and what
  /// coaching must know of a family comes from the funds' register of households.
  public static let mastro = Rulebook(
    kinds: Registry.kinds + CoachingRegistry.kinds, governance: FundGovernance(assessments: BudgetAssessments()))
}
