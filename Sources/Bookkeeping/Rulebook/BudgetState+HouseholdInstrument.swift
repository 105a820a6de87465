public import Coaching
public import Funds

/// Coaching stands in a family's list, so that forgetting the family finds its sealed sheets. It is no help that others
/// see as an overlap, and it binds nobody: an open budget stands in the way of no erasure.
extension BudgetState: HouseholdInstrument {
  public var help: Help? { nil }
  public var obligation: Obligation { .none }
}
