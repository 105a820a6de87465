import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages
import Sodium

/// What one administrator has proposed about a member, in words.
struct ProposalWords {
  let visit: Visit
  let names: Naming

  func title(_ change: LedgerState.Change) -> Inline {
    switch change {
    case .enrol: visit.say("New member")
    case .roles: visit.say("Other roles")
    case .addKey: visit.say("Further device")
    case .removeKey: visit.say("Device to be removed")
    case .policy: visit.say("Policy")
    case .logKey: visit.say("Key of the log")
    case .restored: visit.say("Restored log")
    }
  }

  /// The member whom it concerns; a new one's name stands in the record that waits with them.
  func subject(_ change: LedgerState.Change) throws -> Inline {
    if case .enrol(let member) = change {
      return .name(try visit.bookkeeper.sealedName(member.record) ?? member.id.description)
    }
    guard let id = change.member else { return "" }
    return .name(names(.member(id)) ?? id.description)
  }

  /// A key in whole, after the code that is read aloud.
  private func comparing(_ key: KeyID, _ title: Inline) -> [Term] {
    [
      Term(visit.say("Code to compare aloud"), "\(strong: .code(key.spokenCode))"),
      Term(title, .code(key.inFours)),
    ]
  }

  /// What changes, with every key as people compare it.
  func terms(_ change: LedgerState.Change) -> [Term] {
    switch change {
    case .enrol(let member):
      return [
        Term(visit.say("Roles"), visit.words(for: member.roles)),
        Term(visit.say("Acts for"), visit.words(forBodiesOf: member.roles, member.bodies, names)),
      ] + member.keys.keys.sorted { $0.hex < $1.hex }.flatMap { comparing($0, visit.say("Key")) }
    case .roles(_, let roles, let bodies):
      return [
        Term(visit.say("Roles from then on"), visit.words(for: roles)),
        Term(visit.say("Acts for"), visit.words(forBodiesOf: roles, bodies, names)),
      ]
    case .addKey(_, let key): return comparing(key.keyID, visit.say("New key"))
    case .removeKey(_, let key): return [Term(visit.say("Key to be removed"), .code(key.inFours))]
    case .policy, .logKey, .restored: return []
    }
  }
}
