public import LedgerCore

/// Money that changes its restriction: the stream `transfer/<id>`, proposed by one person and made by another.
public struct TransferState: StreamState {
  public static let family = "transfer"
  public static let keyForm = StreamKeyForm.ulid

  public internal(set) var proposal: TransferProposed?
  public internal(set) var isMade = false
  public internal(set) var persons = Persons()

  public init() {}
}

enum TransferRules {
  static let same = RefusalCode(
    "transfer.same-restriction", "{restriction} is both sides of the transfer", hint: "give two different restrictions")
  static let donorConsent = RefusalCode(
    "restriction.donor-consent-required", "the money of {restriction} is bound by its donor's will",
    hint: "give the digest of the donor's written consent with --consent FILE; free money needs none")
  static let wrongState = RefusalCode(
    "transfer.wrong-state", "the transfer {transfer} is {state}", hint: "`mastro log STREAM` shows what happened to it")
}
