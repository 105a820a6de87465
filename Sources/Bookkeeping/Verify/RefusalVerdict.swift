import Funds
import LedgerCore

/// What it means that the rules refuse an entry that was logged.
enum RefusalVerdict {
  case integrity(IntegrityCode)
  case rule

  /// Most refusals say that a rule of the day was broken. Those that `ledger-specs/format.md` counts to the form of a
  /// ledger are integrity failures here too, so that both verifiers give the same answer.
  init(_ refusal: Refusal, of entry: Entry, at position: Int) {
    let isReversal = Reversal.isReversal(entry.kind)
    let isGovernance = entry.stream == .ledger
    switch refusal.code.id {
    case "enrolment.proof-invalid": self = .integrity(.signatureInvalid)
    case "key.not-a-point", "key.already-enrolled", "enrolment.expired", "key.not-valid":
      self = .integrity(.keyNotValid)
    case "stream.wrong", "ledger.log-key-invalid": self = .integrity(.payloadMalformed)
    case "body.invalid" where isReversal || isGovernance: self = .integrity(.payloadMalformed)
    case "kind.unknown" where isGovernance: self = .integrity(.payloadMalformed)
    case "postings.differ" where isReversal: self = .integrity(.reversalMismatch)
    case "postings.differ" where isGovernance: self = .integrity(.postingsForm)
    case "reversal.target-unknown", "reversal.not-newest": self = .integrity(.reversalMismatch)
    case _ where position == 0: self = .integrity(.payloadMalformed)
    default: self = .rule
    }
  }
}
