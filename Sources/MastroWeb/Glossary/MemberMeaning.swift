import LedgerCore

/// What the value of a body's member stands for, beyond what its form tells.
///
/// A day, a month, a truth value and a digest are known by their form; whether a number is cents or days is not.
enum MemberMeaning: Sendable, Hashable {
  case money
  case minutes
  /// Hundredths of a percent.
  case basisPoints
  case percent
  case party
  case member
  case body
  /// A case of one of these families.
  case file([String])
  /// Shown whole, as it is: a key, a proof.
  case literal
  case role
  /// A word of a closed list, or a purpose.
  case code
  /// Told by its form: a day, an entry's id, a digest, a code, a number.
  case form

  /// - Parameter path: the names of the members down to this one; elements of a list have their list's name.
  init(_ path: [String]) {
    let name = path.last ?? ""
    switch (path.dropLast().last, name) {
    case ("seasons", "months"), ("parts", "amount"): self = .money
    case ("conditions", "payable"), ("pack", "name"), ("schemes", "name"),
      (_, "name") where path.contains("packs"):
      self = .code
    case ("debt", "id"): self = .file(["loan", "plan"])
    case (_, "plan") where path.count > 1: self = .form
    default: self = MemberMeaning.byName[name] ?? .form
    }
  }

  private static let byName: [String: MemberMeaning] = {
    var table: [String: MemberMeaning] = [:]
    for (meaning, names) in lists { for name in names { table[name] = meaning } }
    return table
  }()

  private static let lists: [(MemberMeaning, [String])] = [
    (
      .money,
      [
        "accrued", "admitted", "allowance", "amount", "arrears", "average", "cap", "capacity", "carried", "change",
        "costs", "deposit", "fee", "held", "hourlyRate", "interest", "maximumAmount", "maximumFee", "minimumShare",
        "monthly", "monthlyCap", "outstanding", "payable", "principal", "promised", "rent", "roundInstalmentTo",
        "running", "shares", "total", "totalCap", "upTo", "voucherApprovalAbove",
      ]
    ),
    (.minutes, ["minutes", "mostMinutesPerDay"]),
    (.basisPoints, ["coverageBasisPoints"]),
    (.percent, ["annualRatePercent", "maximumRatePercent", "multiplierPercent", "percent", "taegPercent"]),
    (
      .party,
      [
        "beneficiary", "creditor", "donor", "hostParty", "household", "into", "landlord", "leaving", "parties", "party",
        "payee", "tutor", "worker",
      ]
    ),
    (.member, ["coach", "member"]),
    (.body, ["bodies", "body", "creditorBody", "funder", "hostBody", "landlordBody", "shop"]),
    (.file(["service"]), ["agreement"]),
    (.file(["grant"]), ["grant"]),
    (.file(["portfolio"]), ["portfolio"]),
    (.literal, ["attendance", "digest", "keyId", "line", "logKey", "lostRoot", "nonce", "proof", "publicKey"]),
    (.role, ["roles"]),
    (
      .code,
      [
        "basis", "conditions", "currency", "dayCount", "depositNetted", "form", "group", "indicator", "kind", "medium",
        "method", "nature", "needs", "nextStep", "outcome", "pack", "purpose", "purposes", "reason", "relation",
        "reply",
        "restriction", "scheme", "rounding", "scopes", "security", "session", "side", "sort", "task", "tasks", "topic",
        "unit",
      ]
    ),
  ]
}
