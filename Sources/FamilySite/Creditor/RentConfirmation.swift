import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// A landlord says that the rent of a month has come.
enum RentConfirmation {
  static func show(_ visit: Visit) throws -> SitePage {
    let part = try CreditorDesk(visit).part()
    let months = part.rents.map { Field.Option($0.description, "\($0)") }
    let blocks: [Block] =
      months.isEmpty
      ? [.message(Message(.done, visit.say("Nothing is left to do here")))]
      : visit.form(
        [
          .field(visit.field("month", "Which rent has come?", .radios(months), initial: months.first?.value)),
          .field(
            visit.field(
              "receipt", "The receipt, or the line of your bank", .file(accept: Evidence.accept),
              hint: "The file is not kept here, only its fingerprint: keep it.")),
        ], submit: "Go on, to sign")
    return SitePage(
      visit.say("Confirm the rent"), trail: try CreditorPlanAnswer.trail(part, visit), blocks)
  }

  static func submit(_ visit: Visit) throws -> Reply {
    let part = try CreditorDesk(visit).part()
    let confirmed = try visit.read {
      PlanCurrentRentConfirmed(month: $0.month("month"), evidence: $0.digest("receipt"))
    }
    return try visit.draft(
      [visit.statement(confirmed, stream: part.stream, as: .creditor, for: part.body)],
      then: WebPath(stringLiteral: part.path))
  }
}
