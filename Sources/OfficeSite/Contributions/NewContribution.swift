import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages
import Sodium

/// Records a promise, or a gift that nobody had promised.
struct NewContribution {
  let visit: Visit

  private func common() throws -> [Form.Item] {
    [
      .field(visit.field("amount", "Amount", .amount)),
      .field(try visit.purseField("to", "For which restriction", hint: "What the donor wants it to be used for")),
      .field(try visit.partyField("donor", "Donor", isRequired: false)),
      .block(.paragraph(.link(visit.say("Register a new donor"), to: "/parties/new"))),
    ]
  }

  func showPledge() throws -> SitePage {
    SitePage(
      visit.say("A promise"), lead: visit.say("Somebody promises money; it counts as the fund's when it arrives."),
      trail: visit.contributionsTrail,
      visit.form(
        try common() + [
          .field(
            visit.field(
              "conditional", "It is due only if something happens", .checkbox,
              hint: "Then it stays out of the balance sheet", isRequired: false)),
          .field(
            visit.field(
              "document", "The signed promise", .file(accept: ".pdf,.jpg,.png"),
              hint: "Only its fingerprint is recorded: keep the paper", isRequired: false)),
          .field(visit.dayField("day", "Day of the promise")),
        ], submit: "Go on to signing"))
  }

  func submitPledge() throws -> Reply {
    let (amount, purse, donor, conditional, document, day) = try visit.read { reader in
      let document = reader.optionalFile("document")
      let donor = reader.optionalID("donor")
      if document != nil, donor == nil { reader.fault("donor", "Say whose signature the document bears") }
      return (
        reader.amount("amount"), reader.purse("to"), donor, reader.flag("conditional"), document, reader.day("day")
      )
    }
    guard let purse else { throw WebRefusals.pageUnknown() }
    var attestation: Attestation?
    if let document, let donor {
      attestation = Attestation(
        party: donor, medium: .signedPaper, documentDigest: Fingerprint(SHA256.hash(document.bytes)))
    }
    let pledge = ContributionPledged(
      amount: amount, to: purse, donor: donor, conditional: conditional, attestation: attestation)
    let id = visit.newID()
    return try visit.draft(
      [visit.begin(pledge, "contribution", id: id, effective: day)], then: "/contributions/\(id)")
  }

  func showReceived() throws -> SitePage {
    SitePage(
      visit.say("A gift without a pledge"),
      lead: visit.say(
        "What stands on a bank statement is better recorded in the bank inbox: there no line can count twice."),
      trail: visit.contributionsTrail,
      visit.form(try common() + (try visit.receiptFields()), submit: "Go on to signing"))
  }

  func submitReceived() throws -> Reply {
    let ((amount, purse, donor), account, day) = try visit.readMoney {
      ($0.amount("amount"), $0.purse("to"), $0.optionalID("donor"))
    }
    guard let purse else { throw WebRefusals.pageUnknown() }
    let received = ContributionReceived(amount: amount, to: purse, account: account, donor: donor)
    let id = visit.newID()
    return try visit.draft(
      [visit.begin(received, "contribution", id: id, effective: day)], then: "/contributions/\(id)")
  }
}
