import ArgumentParser
import Bookkeeping
import Funds
import LedgerCore
import LedgerSQLite
import LedgerViews
import Sodium

struct GrantCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grant", abstract: "Help that is not paid back: requested, approved and paid by different persons.",
    subcommands: [
      Request.self, Approve.self, Refuse.self, Withdraw.self, Lapse.self, Pay.self, Ratify.self, Evidence.self,
      Return.self, List.self, Show.self,
    ])

  struct Request: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Ask for help for somebody.",
      discussion:
        "mastro grant request 450.00 --from casa/rent --purpose arrears --for \"Rossi\" --payee \"Immobiliare Blu\" --as olga"
    )
    @OptionGroup var write: WriteOptions
    @Argument(help: "Amount.") var amount: AmountText
    @Option(help: "FUND/RESTRICTION that pays.") var from: RestrictionText
    @Option(help: "What it is for.") var purpose: Slug
    @Option(name: .customLong("for"), help: "Who is helped.") var beneficiary: String
    @Option(help: "Household in which they live, where they live in several.") var household: String?
    @Option(help: "Who gets the money; the beneficiary otherwise.") var payee: String?
    @Option(help: "Dossier file; it is sealed in the vault.") var dossier: String?
    @OptionGroup var attesting: AttestationOptions
    @Option(help: "How the amount is written, for instance it.") var locale: String?

    func run() throws {
      let desk = try Desk(write)
      let who = try desk.bookkeeper.party(beneficiary)
      let household = try desk.household(helping: who, named: household)
      let payee = try payee.map { try desk.bookkeeper.party($0) } ?? who
      let amount = try amount.money(locale)
      let attestation = try attesting.attestation(desk.bookkeeper)
      let id = desk.newID()
      func request(_ dossier: Fingerprint?) throws -> EntryRequest {
        let requested = GrantRequested(
          amount: amount, from: from.restriction, purpose: purpose, beneficiary: who, payee: payee, dossier: dossier,
          attestation: attestation, household: household)
        return try desk.begin(requested, "grant", id: id)
      }
      let overlaps = try desk.overlaps(of: household, need: purpose)
      if let dossier {
        let sealed = try desk.sealing(Files.read(dossier), of: household ?? who, request)
        try desk.record([sealed], overlaps: overlaps)
      } else {
        try desk.record([request(nil)], overlaps: overlaps)
      }
    }
  }

  struct Approve: Step {
    static let configuration = CommandConfiguration(abstract: "Approve; the last approval needed commits the money.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "The grant.") var subject: String

    func body(at desk: Desk, _ state: GrantState) throws -> GrantApproved {
      let request = try GrantCommand.request(of: state, subject)
      return GrantApproved(amount: request.amount, payee: request.payee)
    }

    func remark(on entry: Entry) -> String? {
      entry.postings.lines.isEmpty
        ? "the policy asks for more approvals of this amount: another person must approve before it is paid" : nil
    }
  }

  struct Refuse: Step {
    static let configuration = CommandConfiguration(abstract: "Refuse, with a reason.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "The grant.") var subject: String
    @Option(help: "Why.") var reason: GrantRefused.Reason

    func body(at desk: Desk, _ state: GrantState) throws -> GrantRefused {
      GrantRefused(reason: reason)
    }
  }

  struct Withdraw: Step {
    static let configuration = CommandConfiguration(abstract: "Take a request back before it is paid.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "The grant.") var subject: String

    func body(at desk: Desk, _ state: GrantState) throws -> GrantWithdrawn {
      GrantWithdrawn()
    }
  }

  struct Lapse: Step {
    static let configuration = CommandConfiguration(abstract: "Let an approval lapse that nobody has paid in time.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "The grant.") var subject: String

    func body(at desk: Desk, _ state: GrantState) throws -> GrantApprovalLapsed {
      GrantApprovalLapsed()
    }
  }

  struct Pay: Step {
    static let configuration = CommandConfiguration(abstract: "Pay what was approved.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "The grant.") var subject: String
    @Option(help: "Bank account from which it is paid.") var account: Slug
    @Flag(help: "Two persons pay what cannot wait for three; a third ratifies it.") var urgent = false

    func body(at desk: Desk, _ state: GrantState) throws -> GrantPaid {
      let request = try GrantCommand.request(of: state, subject)
      return GrantPaid(amount: request.amount, payee: request.payee, account: account, urgent: urgent)
    }
  }

  struct Ratify: Step {
    static let configuration = CommandConfiguration(abstract: "Stand behind an urgent grant as the third person.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "The grant.") var subject: String

    func body(at desk: Desk, _ state: GrantState) throws -> GrantRatified {
      GrantRatified()
    }
  }

  struct Evidence: Step {
    static let configuration = CommandConfiguration(abstract: "Record the receipt, by its digest.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "The grant.") var subject: String
    @Option(help: "The receipt.") var receipt: String
    @OptionGroup var attesting: AttestationOptions

    func body(at desk: Desk, _ state: GrantState) throws -> GrantEvidenced {
      GrantEvidenced(
        document: Fingerprint(SHA256.hash(try Files.read(receipt))),
        attestation: try attesting.attestation(desk.bookkeeper))
    }
  }

  struct Return: Step {
    static let configuration = CommandConfiguration(abstract: "Record money of a grant that came back.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "The grant.") var subject: String
    @Argument(help: "Amount.") var amount: AmountText
    @Option(help: "Bank account it arrived in.") var account: Slug
    @Option(help: "How the amount is written, for instance it.") var locale: String?

    func body(at desk: Desk, _ state: GrantState) throws -> GrantReturned {
      GrantReturned(amount: try amount.money(locale), account: account)
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "The grants and where they stand.")
    @OptionGroup var common: LedgerOptions
    @Option(help: "Only those in this state: requested, approved, paid, …") var state: String?

    func run() throws {
      try Viewer(common.open()).list(GrantListing.self, ListQuery(state: state)).show(json: common.json)
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "A grant, and everybody who has signed it.")
    @OptionGroup var common: LedgerOptions
    @Argument(help: "The grant.") var grant: String

    func run() throws {
      let bookkeeper = try common.open()
      try Viewer(bookkeeper).card(GrantCard.self, bookkeeper.stream("grant", grant)).show(json: common.json)
    }
  }

  static func request(of state: GrantState, _ text: String) throws -> GrantRequested {
    guard let request = state.request else { throw ViewRefusals.notA(["id": text, "thing": "grant"]) }
    return request
  }
}
