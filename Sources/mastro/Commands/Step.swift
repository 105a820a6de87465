import ArgumentParser
import Bookkeeping
import Funds
import LedgerCore
import LedgerViews

/// A command that signs one more entry in a stream which has begun: the next step of a loan, a plan, a guarantee.
///
/// What a step needs besides its stream are the command's own options; `body` turns them into the entry.
protocol Step: ParsableCommand {
  associatedtype Body: EntryBody
  var write: WriteOptions { get }
  /// What the person typed to name the stream.
  var subject: String { get }
  func body(at desk: Desk, _ state: Body.State) throws -> Body
  /// What to say after the entry is recorded; nothing otherwise.
  func remark(on entry: Entry) -> String?
}

extension Step {
  func run() throws {
    let desk = try Desk(write)
    let stream = try desk.bookkeeper.stream(Body.State.family, subject)
    let recorded = try desk.record(body(at: desk, desk.bookkeeper.state(stream)), stream: stream)
    if let entry = recorded.first?.entry, let remark = remark(on: entry) { Console.note(remark) }
  }

  func remark(on entry: Entry) -> String? { nil }
}

extension Card {
  /// The card of a stream, and everything that has happened in it.
  func show(withHistoryOf stream: StreamID, in bookkeeper: Bookkeeper, json: Bool) throws {
    var sheet = CardSheet("", stream, self)
    sheet.add("Steps", "steps", Report(try bookkeeper.history(stream)))
    sheet.show(json: json)
  }
}
