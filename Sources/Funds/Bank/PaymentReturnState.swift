public import LedgerCore

/// A payment that the bank sent back: the stream `payment-return/<id>`.
public struct PaymentReturnState: StreamState {
  public static let family = "payment-return"
  public static let keyForm = StreamKeyForm.ulid

  /// What is still owed to the payee; nil where the bounced payment was one to us.
  public internal(set) var owed: Money?
  public internal(set) var isRecorded = false

  public init() {}
}
