import Funds
import LedgerCore

/// What it means that the rules refuse an entry that was logged.
enum RefusalVerdict {
  case integrity(IntegrityCode)
  case rule
  /// The postings differ from those of the rules because they break an equation of the books, which is said instead.
  case brokenEquation

  /// Most refusals say that a rule of the day was broken. Those that `ledger-specs/format.md` counts to the form of a
  /// ledger are integrity failures here too, so that both verifiers give the same answer.
  init(_ refusal: Refusal, of entry: Entry, at position: Int) {
    let isReversal = Reversal.isReversal(entry.kind)
    switch refusal.code.id {
    case "enrolment.proof-invalid": self = .integrity(.signatureInvalid)
    case "key.not-a-point", "key.already-enrolled", "enrolment.expired", "key.not-valid":
      self = .integrity(.keyNotValid)
    case "ledger.log-key-invalid": self = .integrity(.payloadMalformed)
    case "postings.differ" where isReversal: self = .integrity(.reversalMismatch)
    case "reversal.target-unknown", "reversal.not-newest": self = .integrity(.reversalMismatch)
    case _ where position == 0: self = .integrity(.payloadMalformed)
    case "postings.differ" where RefusalVerdict.breaksEquation(entry): self = .brokenEquation
    default: self = .rule
    }
  }

  private static func breaksEquation(_ entry: Entry) -> Bool { (try? BookEquation.check(entry.postings)) == nil }
}
