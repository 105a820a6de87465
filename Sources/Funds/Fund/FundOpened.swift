public import LedgerCore

/// A fund begins, with its restrictions and, where it existed before, with the money it brings.
public struct FundOpened: EntryBody {
  public static let kind: Kind = "fund.opened"
  public static let roles: Set<Role> = [.administrator]
  public static let isReversible = true

  /// Money that a restriction holds in one of the ledger's bank accounts when the fund is opened.
  public struct Opening: Codable, Sendable, Hashable {
    public let account: Slug
    public let amount: Money
    public let restriction: Slug

    public init(account: Slug, amount: Money, restriction: Slug) {
      self.account = account
      self.amount = amount
      self.restriction = restriction
    }
  }

  public let openings: [Opening]
  public let restrictions: [RestrictionTerms]
  public let title: String

  public init(title: String, restrictions: [RestrictionTerms], openings: [Opening]) {
    self.title = title
    self.restrictions = restrictions
    self.openings = openings
  }

  static let alreadyOpen = RefusalCode(
    "fund.already-open", "there already is a fund {fund}", hint: "choose another short name")
  static let titleInvalid = RefusalCode(
    "fund.title-invalid", "the title is empty or longer than 120 bytes", hint: "give the fund's full name with --title")

  public static let refusals = [alreadyOpen, titleInvalid, FundRules.restrictionTaken, FundRules.restrictionEmpty]

  public func admit(to state: FundState, in context: Admission) throws(Refusal) -> Effects {
    let fund = context.fundName
    guard !state.isOpen else { throw Self.alreadyOpen(["fund": fund]) }
    guard (1...120).contains(title.utf8.count) else { throw Self.titleInvalid() }
    var names: Set<Slug> = [Restriction.freeName]
    for terms in restrictions {
      guard names.insert(terms.name).inserted else {
        throw FundRules.restrictionTaken(["restriction": Restriction(fund: fund, name: terms.name)])
      }
      try FundRules.check(terms, fund: fund, in: context)
    }
    for opening in openings {
      try context.requirePositive(opening.amount)
      try context.requireBankAccount(opening.account)
      guard names.contains(opening.restriction) else {
        throw SpendingRules.restrictionUnknown([
          "restriction": Restriction(fund: fund, name: opening.restriction),
          "known": names.sorted().map(\.text).joined(separator: ", "),
        ])
      }
    }
    return try Effects { journal in
      for opening in openings {
        let restriction = Restriction(fund: fund, name: opening.restriction)
        journal.post(Chart.bank(opening.account), Chart.available(restriction), opening.amount)
      }
    }
  }

  public func apply(to state: inout FundState, from entry: LoggedEntry) {
    state.isOpen = true
    state.title = title
    state.restrictions[Restriction.freeName] = []
    for terms in restrictions { state.restrictions[terms.name] = terms.purposes }
  }
}
