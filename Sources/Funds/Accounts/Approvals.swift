import LedgerCore

/// How many persons must approve, for every instrument alike.
enum Approvals {
  static let abovePolicy = RefusalCode(
    "approval.above-policy",
    "{total} for one beneficiary in {year} is above what the policy lets anybody approve, {limit}",
    hint: "a smaller amount, or a new policy adopted by two administrators")
}

extension Admission {
  /// How many persons approve, looking at the beneficiary's whole year, so that splitting does not help; of a household,
  /// at that of everybody who belongs to it.
  func approvalsNeeded(_ amount: Money, for beneficiary: ULID) throws(Refusal) -> Int {
    let year = header.recorded.date.year
    let total = amount + assisted(beneficiary, year: year)
    let policy = governing.policy
    guard let needed = policy.approvalsNeeded(total: total) else {
      throw Approvals.abovePolicy(["total": total, "year": year, "limit": policy.approvals.last?.upTo ?? .zero])
    }
    return needed
  }
}
