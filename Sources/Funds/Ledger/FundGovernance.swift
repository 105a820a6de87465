public import LedgerCore
import Sodium
import TransparencyLog

/// The rules above all kinds: keys and roles by log position, the policy in force, closed periods, the sides of accounts.
public struct FundGovernance: Governance {
  /// Where educators' assessments come from.
  let assessments: any CapacityAssessments

  public init(assessments: some CapacityAssessments = NoAssessments()) { self.assessments = assessments }

  static let notOpened = RefusalCode(
    "ledger.not-opened", "the first entry of a ledger opens it", hint: "create the ledger with `mastro init`")
  static let memberUnknown = RefusalCode(
    "member.unknown", "{member} is not a member of this ledger",
    hint: "two administrators enrol a member: `mastro member enrol`, then `mastro member confirm`", .notFound)
  static let memberRevoked = RefusalCode(
    "member.revoked", "{member} was revoked", hint: "an administrator can enrol the person again with a new key")
  static let keyNotValid = RefusalCode(
    "key.not-valid", "the key {key} is not one of {member}'s keys at this position",
    hint: "sign with a key that is enrolled and not removed: `mastro member list`")
  static let roleNotHeld = RefusalCode(
    "role.not-held", "{member} does not hold the role {role}; they hold {held}",
    hint: "choose one of these with --role, or ask two administrators to change the roles")
  static let roleNotAllowed = RefusalCode(
    "role.not-allowed", "{kind} is signed as {roles}, not as {role}", hint: "sign with --role, as somebody who holds it"
  )
  static let bodyNotRepresented = RefusalCode(
    "body.not-represented", "{member} does not act for the body {body}",
    hint: "two administrators can let them: `mastro member roles`")
  static let kindNotAdmitted = RefusalCode(
    "policy.kind-not-admitted", "the policy {version} does not admit entries of kind {kind}",
    hint: "`mastro policy show` lists what it admits; `mastro policy adopt` changes it")
  static let noPolicy = RefusalCode(
    "policy.none", "no policy is in force yet",
    hint: "`mastro policy adopt FILE`, then a second administrator confirms it")
  static let policyChanged = RefusalCode(
    "policy.changed", "the policy has changed since this entry was drafted",
    hint: "read the new policy with `mastro policy show`, and repeat the command", .conflict)
  static let periodClosed = RefusalCode(
    "period.closed", "{effective} lies in a closed period, which ends on {through}",
    hint: "date the entry after it; a mistake in a closed period is put right in the open one")

  public var refusals: [RefusalCode] {
    [
      Self.notOpened, Self.memberUnknown, Self.memberRevoked, Self.keyNotValid, Self.roleNotHeld, Self.roleNotAllowed,
      Self.bodyNotRepresented, Self.noPolicy, Self.kindNotAdmitted, Self.policyChanged, Self.periodClosed,
    ] + SpendingRules.all + Persons.refusals + HouseholdRules.shared + Voice.all + Capacity.all + [
      PolicySection.missing, BookEquation.broken,
    ]
  }

  public func authorize(_ kind: EntryKind, in context: Admission) throws(Refusal) {
    guard context.position > 0 else {
      guard kind.kind == LedgerOpened.kind else { throw Self.notOpened() }
      return try checkGenesis(context.header, kind)
    }
    let ledger = context.governing
    let header = context.header
    guard let member = ledger.members[header.actor] else { throw Self.memberUnknown(["member": header.actor]) }
    guard !member.isRevoked else { throw Self.memberRevoked(["member": member.id]) }
    if let key = context.signerKey, !member.holds(key, at: context.position) {
      throw Self.keyNotValid(["key": key.hex.prefix(16), "member": member.id])
    }
    guard member.roles.contains(header.role) else {
      throw Self.roleNotHeld(["member": member.id, "role": header.role.rawValue, "held": list(member.roles)])
    }
    guard kind.roles.contains(header.role) else {
      throw Self.roleNotAllowed(["kind": kind.kind, "role": header.role.rawValue, "roles": list(kind.roles.sorted())])
    }
    if let body = header.onBehalfOf, !member.bodies.contains(body) {
      throw Self.bodyNotRepresented(["member": member.id, "body": body])
    }
    if kind.family != LedgerState.family { try checkPolicy(kind, ledger, header) }
    if let closed = ledger.closedThrough, header.effective <= closed {
      throw Self.periodClosed(["effective": header.effective, "through": closed])
    }
  }

  /// The administrators who open the ledger have no other role yet, and act for nobody.
  private func checkGenesis(_ header: EntryHeader, _ kind: EntryKind) throws(Refusal) {
    guard header.role == .administrator else {
      throw Self.roleNotAllowed(["kind": kind.kind, "role": header.role.rawValue, "roles": list(kind.roles.sorted())])
    }
    if let body = header.onBehalfOf {
      throw Self.bodyNotRepresented(["member": header.actor, "body": body])
    }
  }

  private func checkPolicy(_ kind: EntryKind, _ ledger: LedgerState, _ header: EntryHeader) throws(Refusal) {
    guard let since = ledger.policyPosition else { throw Self.noPolicy() }
    guard since < header.seen.size else { throw Self.policyChanged() }
    guard ledger.policy.kinds.contains(kind.kind) || Reversal.isReversal(header.kind) else {
      throw Self.kindNotAdmitted(["kind": kind.kind, "version": ledger.policy.version])
    }
  }

  private func list(_ roles: [Role]) -> String { roles.map(\.rawValue).joined(separator: ", ") }

  public func isSamePerson(_ one: ULID, _ other: ULID, in context: Admission) -> Bool {
    let members = context.governing.members
    guard one != other else { return true }
    guard let party = members[one]?.party else { return false }
    return party == members[other]?.party
  }

  /// The books' equations hold; assets, liabilities and a fund's purses keep to their side of zero, unless the bank has
  /// said otherwise.
  public func examine(_ effects: Effects, of kind: EntryKind, in context: Admission) throws(Refusal) {
    if context.header.kind == Reversal.reversed {
      if kind.kind == FundOpened.kind { try FundOpened.requireUnused(after: effects, in: context) }
      try context.requireRoom(toReverse: kind, effects)
    }
    try BookEquation.check(effects.postings)
    guard !kind.observesBank else { return }
    for posting in effects.postings.lines {
      guard let side = FundGovernance.side(of: posting.account), (posting.amount > 0) != (side > 0) else { continue }
      let before = context.balance(posting.account, posting.commodity) * side
      guard before - Int(posting.amount.magnitude) >= 0 else {
        throw SpendingRules.overdrawn([
          "account": posting.account, "holds": posting.commodity.format(before),
          "wanted": posting.commodity.format(Int(posting.amount.magnitude)),
        ])
      }
    }
  }

  /// 1 where an account's balance is a debit, −1 where it is a credit, nil where it may be either.
  public static func side(of account: Account) -> Int? {
    switch account.accountClass {
    case .assets: account.isUnder("assets:allowance") ? -1 : 1
    case .liabilities: -1
    case .equity: account.isUnder("equity:fund") ? (account.text.hasSuffix(":repayable") ? 1 : -1) : nil
    case .memo: account.isUnder("memo:contra") ? -1 : 1
    case .income, .expenses: nil
    }
  }
}
