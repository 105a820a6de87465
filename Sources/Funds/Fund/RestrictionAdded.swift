public import LedgerCore

/// A further restriction of a fund, for a donor who binds money to purposes of their own.
public struct RestrictionAdded: EntryBody {
  public static let kind: Kind = "fund.restriction-added"
  public static let roles: Set<Role> = [.administrator]

  public let name: Slug
  public let purposes: [Slug]

  public init(_ terms: RestrictionTerms) {
    name = terms.name
    purposes = terms.purposes
  }

  public static let refusals = [FundRules.restrictionTaken, FundRules.restrictionEmpty]

  public func admit(to state: FundState, in context: Admission) throws(Refusal) -> Effects {
    let fund = context.fundName
    guard state.isOpen else { throw SpendingRules.fundUnknown(["fund": fund]) }
    guard state.restrictions[name] == nil else {
      throw FundRules.restrictionTaken(["restriction": Restriction(fund: fund, name: name)])
    }
    try FundRules.check(RestrictionTerms(name: name, purposes: purposes), fund: fund, in: context)
    return .none
  }

  public func apply(to state: inout FundState, from entry: LoggedEntry) { state.restrictions[name] = purposes }
}
