public import LedgerCore

/// The landlord asks to be paid for months that the tenant has not paid, and for what it has cost to ask them.
public struct GuaranteeClaimed: EntryBody {
  public static let kind: Kind = "guarantee.claimed"
  public static let roles: Set<Role> = [.creditor, .operator]
  public static let isReversible = true

  /// A month, and what is unpaid of its rent.
  public struct UnpaidMonth: Codable, Sendable, Hashable {
    public let amount: Money
    public let month: CivilMonth

    public init(_ month: CivilMonth, _ amount: Money) {
      self.amount = amount
      self.month = month
    }
  }

  /// The letter that puts a tenant in default (art. 1219 c.c.).
  public struct FormalNotice: Codable, Sendable, Hashable {
    public let date: CivilDate
    /// SHA-256 of the letter.
    public let document: Fingerprint

    public init(date: CivilDate, document: Fingerprint) {
      self.date = date
      self.document = document
    }
  }

  public let attestation: Attestation?
  public let costs: Money
  /// SHA-256 of the evidence, which is kept outside the ledger.
  public let document: Fingerprint
  public let formalNotice: FormalNotice?
  /// In order, each once.
  public let months: [UnpaidMonth]

  public init(
    _ months: [UnpaidMonth], costs: Money = .zero, document: Fingerprint, formalNotice: FormalNotice? = nil,
    attestation: Attestation? = nil
  ) {
    self.attestation = attestation
    self.costs = costs
    self.document = document
    self.formalNotice = formalNotice
    self.months = months
  }

  static let monthsInvalid = RefusalCode(
    "guarantee.months-invalid", "a claim names its months in order and each once, at least one of them or legal costs",
    hint: "give --month YYYY-MM=AMOUNT for each month, or --costs")
  static let monthOutside = RefusalCode(
    "guarantee.month-outside", "{month} has not begun, or is no month of the guarantee from {start} to {end}",
    hint: "claim months of the guarantee, once their rent is due")
  static let aboveRent = RefusalCode(
    "guarantee.above-rent", "{amount} for {month} is above the rent of the guarantee, {rent}",
    hint: "claim what is unpaid of the rent; what it has cost to ask for it belongs under --costs")
  static let monthTwice = RefusalCode(
    "guarantee.month-claimed-twice", "{month} was claimed already, on the guarantee {guarantee}",
    hint: "leave the month out; only a month whose claim was refused can be claimed again")
  static let costsNotCovered = RefusalCode(
    "guarantee.costs-not-covered", "the scheme {scheme} does not bear legal costs", hint: "claim the rents alone")
  static let noFormalNotice = RefusalCode(
    "guarantee.formal-notice-missing", "the scheme {scheme} asks for a formal notice to the tenant before the claim",
    hint: "give its day and its copy: --notice-date, --notice-letter")
  static let tooFewMonths = RefusalCode(
    "guarantee.too-few-months", "the scheme {scheme} begins with {needed} unpaid months, and these are {months}",
    hint: "wait until so many months are unpaid, and claim them together")
  static let tooLate = RefusalCode(
    "guarantee.claim-too-late", "claims on the guarantee were possible through {through}",
    hint: "nothing can be claimed any more")

  public static let refusals = [
    GuaranteeRules.wrongState, Voice.notTheirs, Voice.otherParty, tooLate, monthsInvalid, monthOutside, aboveRent,
    costsNotCovered, noFormalNotice, tooFewMonths, monthTwice,
  ]

  public var claimed: Money { months.reduce(costs) { $0 + $1.amount } }

  public func admit(to state: GuaranteeState, in context: Admission) throws(Refusal) -> Effects {
    let request = try GuaranteeRules.request(of: state, in: [.issued], context)
    try context.requireLandlord(of: request, attestation, state)
    if let through = state.claimableThrough, context.effective > through {
      throw Self.tooLate(["through": through])
    }
    try checkMonths(request.terms, context)
    if let conditions = state.conditions { try check(conditions, state, request.terms, context) }
    var claims: [Claim] = []
    for item in months { claims.append(try context.freeMonthClaim(item.month, request)) }
    return Effects(postings: .none, claims: claims)
  }

  private func checkMonths(_ terms: GuaranteeTerms, _ context: Admission) throws(Refusal) {
    let named = months.map(\.month)
    guard costs >= .zero, !months.isEmpty || costs.isPositive,
      zip(named, named.dropFirst()).allSatisfy({ $0 < $1 })
    else { throw Self.monthsInvalid() }
    for item in months {
      guard CivilMonth(terms.start) <= item.month, item.month <= CivilMonth(terms.end),
        item.month.firstDay <= context.effective
      else { throw Self.monthOutside(["month": item.month, "start": terms.start, "end": terms.end]) }
      try context.requirePositive(item.amount)
      guard item.amount <= terms.rent else {
        throw Self.aboveRent(["amount": item.amount, "month": item.month, "rent": terms.rent])
      }
    }
  }

  private func check(
    _ conditions: GuaranteeConditions, _ state: GuaranteeState, _ terms: GuaranteeTerms, _ context: Admission
  ) throws(Refusal) {
    guard conditions.legalCosts || costs == .zero else { throw Self.costsNotCovered(["scheme": terms.scheme]) }
    if conditions.formalNotice {
      guard let formalNotice, formalNotice.date <= context.effective else {
        throw Self.noFormalNotice(["scheme": terms.scheme])
      }
    }
    let before = state.claims.filter { $0.status != .refused }.flatMap(\.months)
    let unpaid = Set(before).union(months.map(\.month)).count
    guard unpaid >= conditions.unpaidMonths else {
      throw Self.tooFewMonths(["months": unpaid, "scheme": terms.scheme, "needed": conditions.unpaidMonths])
    }
  }

  public func apply(to state: inout GuaranteeState, from entry: LoggedEntry) {
    state.claims.append(
      GuaranteeClaim(id: entry.id, claimed: claimed, months: months.map(\.month), claimedOn: entry.header.effective))
    state.claimants.add(entry, attestation: attestation)
  }
}

extension Admission {
  /// A month's rent is lost to one landlord once, on whichever guarantee; a refused claim gives its months free.
  fileprivate func freeMonthClaim(_ month: CivilMonth, _ request: GuaranteeRequested) throws(Refusal) -> Claim {
    var round = 1
    while true {
      let claim = Claim("guarantee-month", "\(request.household)/\(request.landlord)/\(month)/\(round)")
      guard let holder = holder(of: claim) else { return claim }
      let other: GuaranteeState = state(of: holder.entry.stream)
      guard other.claims.first(where: { $0.id == holder.id })?.status == .refused else {
        throw GuaranteeClaimed.monthTwice(["month": month, "guarantee": holder.entry.stream.key])
      }
      round += 1
    }
  }
}
