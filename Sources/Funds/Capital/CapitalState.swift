public import LedgerCore

/// Money that a funder lends to the fund and wants back: the stream `capital/<id>`.
public struct CapitalState: StreamState {
  public static let family = "capital"
  public static let keyForm = StreamKeyForm.ulid

  public internal(set) var restriction: Restriction?
  public internal(set) var funder: Slug?
  public internal(set) var received = Money.zero
  public internal(set) var returned = Money.zero
  /// The entries that recorded money, so that one which the bank took back can be told.
  public internal(set) var receipts: [ULID: Money] = [:]
  /// A return that one person has approved and nobody has paid.
  public internal(set) var returnApproved: Money?
  public internal(set) var returnPersons = Persons()

  public init() {}

  public var owed: Money { received - returned }
}

enum CapitalRules {
  static let wrongState = RefusalCode(
    "capital.wrong-state", "the capital {capital} is {state}", hint: "`mastro log STREAM` shows what happened to it")
  static let otherTerms = RefusalCode(
    "capital.other-terms", "this capital is {funder}'s, for {restriction}",
    hint: "capital of another funder or for another restriction has a stream of its own")
  static let exceedsOwed = RefusalCode(
    "capital.exceeds-owed", "{amount} is more than the {owed} still owed", hint: "check the amount")

  static func requireOwed(_ amount: Money, by state: CapitalState, in context: Admission) throws(Refusal) {
    let owed = state.owed - context.bounced(state.receipts)
    guard amount <= owed else { throw exceedsOwed(["amount": amount, "owed": max(owed, .zero)]) }
  }
}
