import LedgerCore
import Sodium

/// The second administrator's signature, which puts a proposal in force; one kind for each thing that can be confirmed.
protocol Confirmation: EntryBody where State == LedgerState {
  var confirms: ULID { get }
  /// Whether this kind confirms that change.
  static func suits(_ change: LedgerState.Change) -> Bool
}

enum ConfirmationRefusals {
  static let nothing = RefusalCode(
    "proposal.unknown", "no proposal {entry} waits for this confirmation",
    hint: "`mastro member list` and `mastro policy show` name what waits", .notFound)
}

extension Confirmation {
  public static var roles: Set<Role> { [.administrator] }
  public static var refusals: [RefusalCode] { [ConfirmationRefusals.nothing, Persons.samePerson] }

  public func admit(to state: LedgerState, in context: Admission) throws(Refusal) -> Effects {
    guard let proposal = state.proposals[confirms], Self.suits(proposal.change) else {
      throw ConfirmationRefusals.nothing(["entry": confirms])
    }
    try context.requireAnotherPerson(than: Persons(proposal.proposer, proposal.change.member, proposal.change.party))
    switch proposal.change {
    case .roles(let id, let roles, _):
      let member = try MemberRules.member(id, in: state)
      if !roles.contains(.administrator) { try MemberRules.requireAdministratorsLeft(without: member, in: state) }
    case .removeKey(let id, let key):
      let member = try MemberRules.member(id, in: state)
      try MemberKeyRemoved.requireRemovable(key, of: member)
    case .addKey(let id, _): _ = try MemberRules.member(id, in: state)
    case .enrol, .policy, .logKey, .restored: break
    }
    return .none
  }

  public func apply(to state: inout LedgerState, from entry: LoggedEntry) {
    guard let proposal = state.proposals.removeValue(forKey: confirms) else { return }
    state.put(proposal.change, inForceAt: entry.position)
  }
}
