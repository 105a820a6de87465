public import LedgerCore

/// Another person confirms a whole batch by its digest; from here on its loans are lent money of the fund.
public struct PortfolioConfirmed: EntryBody {
  public static let kind: Kind = "portfolio.confirmed"
  public static let roles: Set<Role> = [.administrator, .treasurer, .committee]

  public let count: Int
  public let digest: Fingerprint
  public let total: Money

  public init(count: Int, total: Money, digest: Fingerprint) {
    self.count = count
    self.digest = digest
    self.total = total
  }

  static let differs = RefusalCode(
    "portfolio.differs", "the batch is not what you confirm: {what} is {given}, not {stated}",
    hint: "`mastro import list` shows the batch as the ledger has it; compare with whoever imported it")
  static let incomplete = RefusalCode(
    "portfolio.incomplete", "loan {number} of the batch is not there any more",
    hint: "somebody has reversed it: reverse the rest, and import the file again")

  public static let refusals = [PortfolioRules.wrongState, Persons.samePerson, differs, incomplete]

  public func admit(to state: PortfolioState, in context: Admission) throws(Refusal) -> Effects {
    guard state.status == .proposed, let proposal = state.proposal, let batch = context.header.stream.ulid else {
      throw PortfolioRules.wrongState(["batch": context.header.stream.key, "state": state.status.rawValue])
    }
    try context.requireAnotherPerson(than: state.proposers)
    guard digest == proposal.digest else { throw differs("the digest", digest, proposal.digest) }
    guard count == proposal.count else { throw differs("the count", count, proposal.count) }
    guard total == proposal.total else { throw differs("the total", total, proposal.total) }
    var claims: [Claim] = []
    var bodies: [[UInt8]] = []
    var openings: [Account: Money] = [:]
    for number in 1...count {
      guard let entry = context.holder(of: LoanOpeningBalance.claim(number, of: batch)) else {
        throw Self.incomplete(["number": number])
      }
      bodies.append(entry.entry.body)
      claims.append(.pin(entry.id))
      for posting in entry.entry.postings.lines where posting.account.isUnder("equity:opening") {
        openings[posting.account, default: .zero] -= Money(cents: posting.amount)
      }
    }
    let entered = openings.values.reduce(Money.zero, +)
    let found = PortfolioProposed.digest(of: bodies)
    guard found == digest else { throw differs("the digest", digest, found) }
    guard entered == total else { throw differs("the total", total, entered) }
    return try Effects(claims: claims) { journal in
      for (account, amount) in openings {
        let names = account.segments.suffix(2).map { Slug(String($0)) ?? Restriction.freeName }
        journal.post(account, Chart.lent(Restriction(fund: names[0], name: names[1])), amount)
      }
    }
  }

  private func differs(
    _ what: String, _ given: some CustomStringConvertible, _ stated: some CustomStringConvertible
  ) -> Refusal {
    Self.differs(["what": what, "given": given, "stated": stated])
  }

  public func apply(to state: inout PortfolioState, from entry: LoggedEntry) { state.status = .confirmed }
}
