public import LedgerCore

/// A natural person, or a body without members here: the stream `party/<id>`.
///
/// The log knows the id and a commitment; the name is sealed in the vault and can be forgotten.
public struct PartyState: StreamState {
  public static let family = "party"
  public static let keyForm = StreamKeyForm.ulid

  public internal(set) var record: Fingerprint?
  public internal(set) var sort: PartyRegistered.Sort?

  public init() {}
}
