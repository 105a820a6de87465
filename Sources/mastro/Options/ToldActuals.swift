import ArgumentParser
import Bookkeeping
import LedgerCore

/// A file of what moved and no bank knows, for families that live on cash.
struct ToldActuals: ParsableArguments {
  @Option(help: "What moved besides the bank lines: CSV with date;amount;category;text, or JSON.") var actuals: String?
  @Option(help: "How amounts in the file are written, for instance it.") var locale: String?

  func validate() throws {
    guard locale == nil || actuals != nil else { throw ValidationError("--locale is about the amounts of --actuals") }
  }

  func file() throws -> ActualsFile? {
    try actuals.map { ActualsFile(try Files.read($0), named: $0, style: try NumberStyle.of(locale: locale)) }
  }

  /// Says what the file has brought.
  func tell(_ month: ActualMonth) {
    guard let actuals else { return }
    let totals = month.toldTotals
    Console.note(
      "\(month.told.count == 1 ? "1 line comes" : "\(month.told.count) lines come") from \(actuals): "
        + "\(totals.incoming) came in, \(totals.outgoing) went out")
    guard month.toldAgainst > 0 else { return }
    Console.note(
      "warning: \(month.toldAgainst) of them against the direction of the category; unless it is a refund, what goes out has a minus"
    )
  }
}
