/// Reasons for which any entry of any kind may be refused, in the order in which they are asked.
public enum CoreRefusals {
  public static let envelope = RefusalCode(
    "envelope.malformed", "this is not an envelope in the strict form: {reason}",
    hint: "envelopes are written by mastro; do not edit them", .usage)
  public static let tooLarge = RefusalCode(
    "payload.too-large", "the entry would have {size} bytes, at most {most} are allowed",
    hint: "say it in several entries")
  public static let signature = RefusalCode(
    "signature.invalid", "the signature of entry {entry} does not belong to these bytes",
    hint: "draft and sign the entry again", .usage)
  public static let ledger = RefusalCode(
    "ledger.mismatch", "the entry was signed for another ledger",
    hint: "check --ledger, and sign the entry for this one", .integrity)
  public static let idReused = RefusalCode(
    "id.reused", "the id {id} already belongs to another entry, at position {position}",
    hint: "leave out --id, or show the entry with `mastro show {id}`", .conflict)
  public static let kind = RefusalCode(
    "kind.unknown", "this program does not know entries of kind {kind}", hint: "update mastro")
  public static let stream = RefusalCode(
    "stream.wrong", "entries of kind {kind} do not belong into stream {stream}",
    hint: "see the table of streams in ledger-specs/format.md")
  public static let revision = RefusalCode(
    "stream.conflict", "stream {stream} has gone on: it stands at revision {revision}",
    hint: "somebody was faster; look at the stream and repeat the command", .conflict)
  public static let seen = RefusalCode(
    "seen.mismatch", "the signer saw a log of {size} entries that is not this log",
    hint: "this ledger was rolled back or forked: stop, and compare with `mastro verify --against`", .integrity)
  public static let recordedOrder = RefusalCode(
    "recorded.before-seen", "recorded {recorded} is before {last}, the time of the newest entry that the signer saw",
    hint: "check this machine's clock")
  public static let recordedFar = RefusalCode(
    "recorded.not-near", "recorded {recorded} is too far from this machine's clock, {now}",
    hint: "check the clocks, and draft the entry again", .conflict)
  public static let effective = RefusalCode(
    "effective.future", "effective {effective} is more than one day after the entry is recorded, {recorded}",
    hint: "record what has happened, when it has happened")
  public static let body = RefusalCode(
    "body.invalid", "the body of {kind} is not valid: {reason}",
    hint: "check the values that you gave")
  public static let postings = RefusalCode(
    "postings.invalid", "{reason}", hint: "check the amounts: none may be zero or beyond 10 billion euros")
  public static let postingsDiffer = RefusalCode(
    "postings.differ", "the postings of entry {entry} are not what the rules make of it now",
    hint: "the ledger has moved on since the entry was drafted; draft it again", .conflict)
  public static let claim = RefusalCode(
    "claim.taken", "{claim} has already been used, by the entry at position {position}",
    hint: "look at that entry; the same thing cannot count twice")
  public static let balance = RefusalCode(
    "balance.too-large", "the balance of {account} would be beyond what can be kept exactly",
    hint: "check the amount")

  static let all =
    [
      envelope, tooLarge, signature, ledger, idReused, kind, stream, revision, seen, recordedOrder, recordedFar,
      effective, body, postings, postingsDiffer, claim, balance,
    ] + Reversal.refusals
}
