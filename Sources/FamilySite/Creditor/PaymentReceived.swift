import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// A creditor says that money has come from the family.
enum PaymentReceived {
  static func show(_ visit: Visit) throws -> SitePage {
    let part = try CreditorDesk(visit).part()
    let next = part.next.map { LanguageAmount.typed($0.missing, visit.language) }
    return SitePage(
      visit.say("Money has arrived"), trail: try CreditorPlanAnswer.trail(part, visit),
      [
        .paragraph(
          visit.say(
            "Only money that came to you from the family itself: what the fund passes on is written down already."))
      ]
        + visit.form(
          [
            .field(visit.field("amount", "How much has come?", .amount, initial: next)),
            .field(
              visit.field(
                "receipt", "The receipt, or the line of your bank", .file(accept: Evidence.accept),
                hint: "The file is not kept here, only its fingerprint: keep it.")),
          ], submit: "Go on, to sign"))
  }

  static func submit(_ visit: Visit) throws -> Reply {
    let part = try CreditorDesk(visit).part()
    let (amount, receipt) = try visit.read { ($0.amount("amount"), $0.digest("receipt")) }
    let state: PlanState = try visit.bookkeeper.state(part.stream)
    let parts = try state.parts(of: amount, to: part.share.creditor)
    return try visit.draft(
      [
        visit.statement(
          PlanPaid(amount, parts: parts, .direct(receipt)), stream: part.stream, as: .creditor, for: part.body)
      ], then: WebPath(stringLiteral: part.path))
  }
}

/// An amount as it stands in a field that a person goes on typing in.
enum LanguageAmount {
  static func typed(_ money: Money, _ language: Language) -> String { language.writeBare(money.cents, .euro) }
}
