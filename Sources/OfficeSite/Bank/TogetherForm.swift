import Bookkeeping
import Funds
import LedgerCore
import LedgerSQLite
import MastroWeb
import Pages
import Sodium

/// Says that several lines are several entries: many to many, with equal sums.
struct TogetherForm {
  let visit: Visit
  let account: Slug
  private let lines: [InboxLine]
  private let entries: [BankMovement]
  /// What one can look through on a page.
  private static let most = 100

  init(_ visit: Visit) throws {
    self.visit = visit
    account = try visit.bankAccount()
    lines = Array(try visit.bookkeeper.bankInbox(account: account).prefix(TogetherForm.most))
    entries = try visit.bookkeeper.bankMovements(of: account).filter { $0.match == nil }.suffix(TogetherForm.most)
  }

  func show() throws -> SitePage {
    guard !lines.isEmpty, !entries.isEmpty else {
      return SitePage(
        visit.say("Several lines at once"), trail: visit.bankTrail,
        [.note(visit.say("There must be a line without an entry, and an entry without a line."))])
    }
    let lineOptions = lines.map {
      Field.Option($0.line.key.hex, "\($0.line.booked): \($0.line.amount)", hint: visit.told($0.details))
    }
    let entryOptions = entries.map {
      Field.Option($0.id.description, "\($0.effective): \($0.amount)", hint: Inline(visit.glossary.kind($0.kind)))
    }
    return SitePage(
      visit.say("Several lines at once"),
      lead: visit.say("Choose lines and entries that are the same money; both sides must have the same sum."),
      trail: visit.bankTrail, width: .wide,
      visit.form(
        [
          .field(visit.choices("lines", "Lines of the bank", lineOptions)),
          .field(visit.choices("entries", "Entries of the books", entryOptions)),
        ], submit: "Go on to signing"))
  }

  func submit() throws -> Reply {
    let keys = Set(visit.submitted?.values["lines"] ?? [])
    let ids = Set(visit.submitted?.values["entries"] ?? [])
    let chosenLines = lines.map(\.line).filter { keys.contains($0.key.hex) }
    let chosenEntries = entries.map(\.id).filter { ids.contains($0.description) }
    try visit.read { reader in
      if chosenLines.isEmpty { reader.fault("lines", "Choose among these") }
      if chosenEntries.isEmpty { reader.fault("entries", "Choose among these") }
    }
    return try visit.draft(
      visit.bookkeeper.link(chosenLines, to: chosenEntries, account: account, by: visit.matcher()), then: "/bank")
  }
}

extension Visit {
  /// A bank account that the path names and the policy knows.
  func bankAccount() throws -> Slug {
    guard let account = Slug(parameter("account")),
      try bookkeeper.governing().policy.bankAccounts.contains(account)
    else { throw WebRefusals.pageUnknown() }
    return account
  }
}
