public import LedgerCore
import Sodium
import TransparencyLog

/// The genesis entry: the log's name and key, and the two administrators who prove that they hold their keys.
public struct LedgerOpened: EntryBody {
  public static let kind: Kind = "ledger.opened"
  public static let roles: Set<Role> = [.administrator]

  /// One of the two who open the ledger.
  public struct Administrator: Codable, Sendable {
    public let expires: Instant
    public let member: ULID
    public let nonce: String
    public let proof: String
    public let publicKey: String
    /// Commitment of the sealed record with the person's name.
    public let record: Fingerprint?

    public init(_ proof: EnrolmentProof, record: Fingerprint?) {
      expires = proof.expires
      member = proof.member
      nonce = proof.nonce
      self.proof = proof.proof
      publicKey = proof.publicKey
      self.record = record
    }

    var enrolment: EnrolmentProof {
      EnrolmentProof(expires: expires, member: member, nonce: nonce, proof: proof, publicKey: publicKey)
    }
  }

  public let administrators: [Administrator]
  public let currency: Commodity
  /// The log's verifier key (vkey), whose name is the origin.
  public let logKey: String
  /// The name of the log, for instance `mastro.example/fondo-lodi`.
  public let origin: String

  public init(administrators: [Administrator], currency: Commodity, logKey: String, origin: String) {
    self.administrators = administrators
    self.currency = currency
    self.logKey = logKey
    self.origin = origin
  }

  static let alreadyOpened = RefusalCode(
    "ledger.already-opened", "this ledger was opened by its first entry", hint: "a second ledger has its own folder")
  static let twoAdministrators = RefusalCode(
    "ledger.two-administrators", "a ledger is opened by two different administrators with two different keys",
    hint: "give --admin twice, with two people's keys")
  static let logKeyInvalid = RefusalCode(
    "ledger.log-key-invalid", "the log key does not belong to the log {origin}",
    hint: "the log key is a vkey whose name is the log's origin, and nobody signs entries with it")
  static let currencyUnknown = RefusalCode(
    "ledger.currency", "a ledger is kept in EUR, not in {currency}", hint: "leave the currency out")

  public static let refusals = [
    alreadyOpened, currencyUnknown, logKeyInvalid, twoAdministrators, EnrolmentProof.proofInvalid,
    EnrolmentProof.pointInvalid, EnrolmentProof.proofExpired,
  ]

  public func admit(to state: LedgerState, in context: Admission) throws(Refusal) -> Effects {
    guard !state.isOpen, context.position == 0 else { throw Self.alreadyOpened() }
    guard currency == .euro else { throw Self.currencyUnknown(["currency": currency]) }
    guard let key = try? VerifierKey(parsing: logKey), key.kind == .ed25519, key.name.text == origin,
      origin.utf8.count <= 100, origin.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
      !administrators.contains(where: { $0.publicKey == key.publicKey.base64 })
    else { throw Self.logKeyInvalid(["origin": origin]) }
    guard administrators.count == 2, administrators[0].member != administrators[1].member,
      administrators[0].publicKey != administrators[1].publicKey,
      let signer = administrators.first(where: { $0.member == context.signer })
    else { throw Self.twoAdministrators() }
    for administrator in administrators {
      let key = try administrator.enrolment.verified(ledger: nil, origin: origin, recorded: context.header.recorded)
      if administrator.member == signer.member, let signed = context.signerKey, signed != key.keyID {
        throw FundGovernance.keyNotValid(["key": signed.hex.prefix(16), "member": signer.member])
      }
    }
    return .none
  }

  public func apply(to state: inout LedgerState, from entry: LoggedEntry) {
    state.origin = origin
    state.logKey = logKey
    for administrator in administrators {
      guard let key = PublicKey(base64: administrator.publicKey) else { continue }
      state.members[administrator.member] = Member(
        id: administrator.member, roles: [.administrator], bodies: [],
        keys: [key.keyID: .init(publicKey: key, from: entry.position, until: nil)], party: nil,
        record: administrator.record?.digest)
    }
  }
}
