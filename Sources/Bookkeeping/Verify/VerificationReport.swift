public import LedgerCore
public import Sodium
public import TransparencyLog

/// The bytes do not hold together: verification stops here, and nothing behind it can be believed (exit code 6).
public struct IntegrityFailure: Error, Hashable, Sendable {
  /// One of `IntegrityCode`, the codes of `ledger-specs/format.md` and of the store.
  public let code: IntegrityCode
  /// The first bad position; nil where the fault is not in one entry.
  public let position: Int?
  public let sentence: String

  init(_ code: IntegrityCode, at position: Int? = nil, _ sentence: String) {
    self.code = code
    self.position = position
    self.sentence = sentence
  }
}

/// What can be wrong with the bytes of a ledger.
///
/// Those up to `against.not-extended` are the codes of `ledger-specs/format.md`, which `tools/verify.py` knows too; the
/// others speak of what a store keeps beside the entries.
public enum IntegrityCode: String, Sendable, Hashable, CaseIterable {
  case envelopeMalformed = "envelope.malformed"
  case keyUnknown = "key.unknown"
  case signatureInvalid = "signature.invalid"
  case payloadNotCanonical = "payload.not-canonical"
  case payloadMalformed = "payload.malformed"
  case ledgerMismatch = "ledger.mismatch"
  case idDuplicate = "id.duplicate"
  case streamRevision = "stream.revision"
  case streamPrevious = "stream.previous"
  case seenSize = "seen.size"
  case seenRoot = "seen.root"
  case recordedBeforeSeen = "recorded.before-seen"
  case effectiveFuture = "effective.future"
  case postingsForm = "postings.form"
  case postingsUnbalanced = "postings.unbalanced"
  case keyNotValid = "key.not-valid"
  case reversalMismatch = "reversal.mismatch"
  case checkpointSignature = "checkpoint.signature"
  case checkpointOrigin = "checkpoint.origin"
  case checkpointSize = "checkpoint.size"
  case treeRoot = "tree.root"
  case againstNotExtended = "against.not-extended"
  /// A row of the database is missing or cannot be read.
  case storeDamaged = "store.damaged"
  /// A stored hash of the tree is not the one that the entries have.
  case storedNode = "stored.node"
  /// A column beside a payload, or an id, says something else than the payload.
  case storedIndex = "stored.index"
  case storedStream = "stored.stream"
  case storedBalance = "stored.balance"
  case storedDayTotal = "stored.day-total"
  case storedClaim = "stored.claim"
}

/// The bytes hold, but what was logged breaks the rules of its day (exit code 7).
public struct RuleFailure: Hashable, Sendable {
  /// The code of the refusal, or `enrolment.unconfirmed`.
  public let code: String
  public let position: Int
  public let sentence: String
}

/// Nobody broke a rule when it was logged, but a rule asks for something that has not been done yet (exit code 7).
public struct Finding: Hashable, Sendable {
  /// Its own, or one of those that the states of streams declare (`Awaiting.code`).
  public struct Code: RawRepresentable, Sendable, Hashable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// A fact observed at the bank has taken an account to the wrong side of zero, and nothing has covered it since.
    public static let accountBelowZero = Code(rawValue: "account.below-zero")
    /// Entries that say they were recorded in the verifier's own future.
    public static let recordedFuture = Code(rawValue: "recorded.future")
  }

  public let code: Code
  public let position: Int?
  public let sentence: String
}

/// Something worth knowing that breaks no rule and changes no exit code.
public struct VerificationNote: Hashable, Sendable {
  public enum Code: String, Sendable, Hashable, CaseIterable {
    /// Entries that took effect long before they were recorded.
    case backDated = "back-dated"
    /// Entries of a revoked member from the position on from which they may not be theirs.
    case compromised = "compromised"
  }

  public let code: Code
  /// The first of the entries.
  public let position: Int
  public let sentence: String
}

/// How much of a ledger is examined.
public enum VerificationDepth: Sendable, Hashable {
  /// Everything; each entry is admitted again by the rules, on the ledger as it stood before it.
  case full
  /// Bytes, signatures, keys, tree, postings and balances, and the rules of governance, without which no key counts; but
  /// not the rules of the other kinds, nor findings.
  case integrityOnly
}

/// What is known of a ledger from elsewhere.
public struct VerificationAnchors: Sendable {
  /// The ledger that this must be.
  public var ledgerID: Digest?
  /// A checkpoint (signed note) that somebody kept; the log must extend it.
  public var against: [UInt8]?
  /// When the verification takes place; nil where nobody trusts a clock, and then no entry can be ahead of it.
  public var now: Instant?

  public init(ledgerID: Digest? = nil, against: [UInt8]? = nil, now: Instant? = nil) {
    self.ledgerID = ledgerID
    self.against = against
    self.now = now
  }
}

/// What a verification has found.
public struct VerificationReport: Sendable {
  /// Leaf hash of the genesis entry; nil where not even that could be read.
  public internal(set) var ledgerID: Digest?
  public internal(set) var origin = ""
  /// Size and root of what was verified: the whole log, or what stands before the first bad position.
  public internal(set) var verified = TreeHead.empty
  /// Entries that the log holds.
  public internal(set) var entries = 0
  /// Sealed records to which the log commits.
  public internal(set) var sealedRecords = 0
  /// Sealed records that were erased; the log itself loses nothing by it.
  public internal(set) var erasedRecords = 0
  public internal(set) var integrityFailure: IntegrityFailure?
  /// The first rule failures, in log order; `ruleFailureCount` counts them all.
  public internal(set) var ruleFailures: [RuleFailure] = []
  public internal(set) var ruleFailureCount = 0
  public internal(set) var findings: [Finding] = []
  public internal(set) var notes: [VerificationNote] = []
  /// Balances that are not zero, made from the postings; empty after an integrity failure.
  public internal(set) var balances: [AccountBalance] = []
  /// True where somebody said which ledger this must be, or where it is the one at work here and not a bundle.
  public internal(set) var isAnchored = true

  static let mostRuleFailures = 100

  /// 0 sound, 6 the bytes do not hold together, 7 a rule was broken, asks for something, or the bundle is unanchored.
  public var exitCode: Int32 {
    if integrityFailure != nil { return 6 }
    return ruleFailureCount > 0 || !findings.isEmpty || !isAnchored ? 7 : 0
  }

  mutating func add(_ failure: RuleFailure) {
    ruleFailureCount += 1
    if ruleFailures.count < VerificationReport.mostRuleFailures { ruleFailures.append(failure) }
  }
}
