import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

extension Visit {
  /// What is decided already, above a form that asks for the rest.
  func decided(_ terms: [Term], then form: [Block]) -> [Block] { [.facts(terms)] + form }

  /// Account and day: what remains to be said of a payment that others have approved.
  func paymentFields() throws -> [Form.Item] {
    [
      .field(try accountField("account", "From which bank account")),
      .field(dayField("day", "Day of the payment", hint: "The day on which the money leaves the bank")),
    ]
  }

  /// Account and day of money that came in.
  func receiptFields() throws -> [Form.Item] {
    [
      .field(try accountField("account", "Into which bank account")),
      .field(dayField("day", "Day of the receipt", hint: "The day on which the bank has booked it")),
    ]
  }

  /// What a form about money says, with its account and day; everything that is wrong with it is told at once.
  func readMoney<Value>(_ body: (FormReader) throws -> Value) throws -> (Value, account: Slug, day: CivilDate) {
    let (value, account, day) = try read { (try body($0), $0.slug("account"), $0.day("day")) }
    // What is missing was told by `read`.
    guard let account else { throw WebRefusals.pageUnknown() }
    return (value, account, day)
  }

  /// Requests of a loan's money, in order.
  func requests<Main: EntryBody>(_ movement: LoanMovement<Main>, on day: CivilDate) throws -> [EntryRequest] {
    try movement.before.map { try request($0, stream: movement.stream, effective: day) }
      + [request(movement.main, stream: movement.stream, effective: day)]
      + movement.after.map { try request($0, stream: movement.stream, effective: day) }
  }
}
