public import LedgerCore

/// Refusals of what comes from a browser or a program, before any rule is asked.
public enum SubmissionRefusals {
  static let request = RefusalCode(
    "request.invalid", "the member {member} of the request is not valid: {reason}",
    hint: "a request has kind, stream, role and body, and may have onBehalfOf, effective and id", .usage)
  static let size = RefusalCode(
    "submission.size", "a submission has 1 to {most} entries, not {count}", hint: "submit them in several parts", .usage
  )
  static let keyUnknown = RefusalCode(
    "key.unknown", "no member of this ledger has ever had the key {key}",
    hint: "sign with a key that two administrators have enrolled", .usage)
  static let draftDiffers = RefusalCode(
    "draft.differs", "the entry {entry} that was signed is not the one that was requested",
    hint: "draft and sign all entries again", .usage)

  public static let all = [request, size, keyUnknown, draftDiffers]
}
