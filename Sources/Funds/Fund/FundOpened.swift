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

  static let inUse = RefusalCode(
    "fund.in-use", "the fund {fund} is in use: {account} holds {holds}",
    hint: "a fund that has received or promised money stays; open another one")

  public static let refusals = [
    inUse, alreadyOpen, titleInvalid, FundRules.restrictionTaken, FundRules.restrictionEmpty,
  ]

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

  /// A fund that was opened by mistake can be reversed as long as nothing else has happened in it: otherwise one could
  /// open it anew and bind its donors' money to other purposes.
  static func requireUnused(after effects: Effects, in context: Admission) throws(Refusal) {
    let fund = context.fundName
    let state: FundState = context.state(of: context.header.stream)
    for name in state.restrictions.keys.sorted() {
      let restriction = Restriction(fund: fund, name: name)
      for account in Chart.holdings(of: restriction) {
        let moved = effects.postings.lines.first { $0.account == account }?.amount ?? 0
        let left = context.balance(account) + moved
        guard left == 0 else {
          throw inUse(["fund": fund, "account": account, "holds": Money(cents: left).magnitude])
        }
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
