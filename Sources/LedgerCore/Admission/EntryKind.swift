/// An entry kind as the registry knows it: what its Swift type says about itself, with the type forgotten.
public struct EntryKind: Sendable {
  public let kind: Kind
  public let family: String
  public let keyForm: StreamKeyForm
  public let roles: Set<Role>
  public let isReversible: Bool
  public let observesBank: Bool
  public let refusals: [RefusalCode]
  let initialState: @Sendable () -> any StreamState
  let decode: @Sendable ([UInt8]) throws(JSONError) -> any EntryBody

  public init<Body: EntryBody>(_ type: Body.Type) {
    kind = type.kind
    family = Body.State.family
    keyForm = Body.State.keyForm
    roles = type.roles
    isReversible = type.isReversible
    observesBank = type.observesBank
    refusals = type.refusals
    initialState = { Body.State() }
    decode = { bytes throws(JSONError) in
      try JSONDecoding.decodeExactly(Body.self, from: JSON.parse(bytes, form: .canonical))
    }
  }

  /// Throws where the bytes are not the canonical body of an entry of this kind.
  public func check(body bytes: [UInt8]) throws(JSONError) { _ = try decode(bytes) }
}

extension EntryBody {
  func admitOpened(to state: any StreamState, in context: Admission) throws(Refusal) -> Effects {
    guard let own = state as? State else { preconditionFailure("\(Self.kind) was asked about a foreign stream") }
    return try admit(to: own, in: context)
  }

  func applyOpened(to state: inout any StreamState, from entry: LoggedEntry) {
    guard var own = state as? State else { preconditionFailure("\(Self.kind) was applied to a foreign stream") }
    apply(to: &own, from: entry)
    state = own
  }
}

/// All kinds of a product and the rules above them.
public struct Rulebook: Sendable {
  public let kinds: [Kind: EntryKind]
  public let governance: any Governance
  let initialStates: [String: @Sendable () -> any StreamState]

  public init(kinds: [EntryKind], governance: some Governance) {
    self.kinds = Dictionary(uniqueKeysWithValues: kinds.map { ($0.kind, $0) })
    self.governance = governance
    initialStates = Dictionary(kinds.map { ($0.family, $0.initialState) }, uniquingKeysWith: { first, _ in first })
  }

  /// Every reason for which this rulebook may refuse an entry, in the order in which it is asked.
  public var refusals: [RefusalCode] {
    var seen: Set<RefusalCode> = []
    let all = CoreRefusals.all + governance.refusals + kinds.values.sorted { $0.kind < $1.kind }.flatMap(\.refusals)
    return all.filter { seen.insert($0).inserted }
  }
}

/// The rules above all kinds: who may sign, under which policy, in which period, and which balances may not be passed.
public protocol Governance: Sendable {
  var refusals: [RefusalCode] { get }
  /// Asked before the kind's own rule.
  func authorize(_ kind: EntryKind, in context: Admission) throws(Refusal)
  /// Whether two memberships are known to be one human being.
  func isSamePerson(_ one: ULID, _ other: ULID, in context: Admission) -> Bool
  /// Asked after it, with what the entry would do.
  func examine(_ effects: Effects, of kind: EntryKind, in context: Admission) throws(Refusal)
}

extension Governance {
  public func isSamePerson(_ one: ULID, _ other: ULID, in context: Admission) -> Bool { one == other }
}
