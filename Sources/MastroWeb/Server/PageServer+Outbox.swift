import Bookkeeping
import Pages
import Sodium

extension PageServer {
  /// Where a script sends what this person has signed and no server has answered for.
  func outbox(_ visit: Visit, _ own: Phrasebook) -> String {
    guard let viewer = visit.viewer, let ledger = try? visit.bookkeeper.ledgerID() else { return "" }
    let values = [
      "publicKey": viewer.key.base64, "ledger": ledger.hex,
      "again": own.text("The server does not answer. Your signature is kept and sent again."),
      "recorded": own.text("What you signed before the connection broke is recorded."), "open": own.text("See it"),
      "title": own.text("Recorded"),
      "refused": own.text(
        "What you signed before was not recorded, and is not sent again. Write it anew if it still holds."),
      "recordedElsewhere": own.text(
        "It is recorded, but these books do not go on from those that this device has seen: tell the fund's people."),
    ]
    return Block.html([.island("outbox", values: values, [])], in: visit.language)
  }
}
