import ArgumentParser
import Bookkeeping
import Funds
import LedgerCore
import LedgerViews
import Sodium

/// A signature on paper that the signer vouches for.
struct AttestationOptions: ParsableArguments {
  @Option(help: "Party whose signature on paper you attest.") var attestFor: String?
  @Option(help: "The signed document; only its digest is recorded.") var document: String?
  @Option(help: "How they signed.") var medium: Attestation.Medium = .signedPaper

  func attestation(_ bookkeeper: Bookkeeper) throws -> Attestation? {
    guard let attestFor else { return nil }
    guard let document else { throw ValidationError("--attest-for needs --document FILE") }
    return Attestation(
      party: try bookkeeper.party(attestFor), medium: medium,
      documentDigest: Fingerprint(SHA256.hash(try Files.read(document))))
  }
}

struct ContributionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "contribution", abstract: "Gifts, from promise to receipt.",
    subcommands: [Pledge.self, Receive.self, Refund.self, Cancel.self, List.self])

  struct Pledge: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Record a promise.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "Amount.") var amount: AmountText
    @Option(help: "FUND/RESTRICTION it is for.") var to: RestrictionText
    @Option(help: "The donor.") var donor: String?
    @Flag(help: "Due only if something happens: it stays out of the balance sheet.") var conditional = false
    @OptionGroup var attesting: AttestationOptions
    @Option(help: "How the amount is written, for instance it.") var locale: String?

    func run() throws {
      let desk = try Desk(write)
      let pledge = ContributionPledged(
        amount: try amount.money(locale), to: to.restriction, donor: try donor.map { try desk.bookkeeper.party($0) },
        conditional: conditional, attestation: try attesting.attestation(desk.bookkeeper))
      try desk.record([desk.begin(pledge, "contribution")])
    }
  }

  struct Receive: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Record money that has arrived.",
      discussion: "What arrived at the bank is better recorded with `mastro bank match`, which cannot count it twice.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "Amount.") var amount: AmountText
    @Option(help: "FUND/RESTRICTION it is for; the pledge's otherwise.") var to: RestrictionText?
    @Option(help: "Bank account it arrived in.") var account: Slug
    @Option(help: "The pledge that it fulfils.") var pledge: String?
    @Option(help: "The donor.") var donor: String?
    @Option(help: "How the amount is written, for instance it.") var locale: String?

    func run() throws {
      let desk = try Desk(write)
      let donor = try donor.map { try desk.bookkeeper.party($0) }
      let amount = try amount.money(locale)
      guard let pledge else {
        guard let to else { throw ValidationError("give --to, or --pledge") }
        let received = ContributionReceived(amount: amount, to: to.restriction, account: account, donor: donor)
        try desk.record([desk.begin(received, "contribution")])
        return
      }
      let stream = try desk.bookkeeper.stream("contribution", pledge)
      let state: ContributionState = try desk.bookkeeper.state(stream)
      guard let restriction = to?.restriction ?? state.restriction else { throw ValidationError("give --to") }
      try desk.record(
        ContributionReceived(amount: amount, to: restriction, account: account, donor: donor ?? state.donor),
        stream: stream)
    }
  }

  struct Refund: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Approve that money goes back to its donor; then another person pays it.",
      discussion: "Without --account the refund is approved; with it, the approved refund is paid.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "The contribution.") var contribution: String
    @Argument(help: "Amount.") var amount: AmountText
    @Option(help: "Bank account from which it is paid.") var account: Slug?
    @Option(help: "How the amount is written, for instance it.") var locale: String?

    func run() throws {
      let desk = try Desk(write)
      let stream = try desk.bookkeeper.stream("contribution", contribution)
      let amount = try amount.money(locale)
      if let account {
        try desk.record(ContributionRefunded(amount: amount, account: account), stream: stream)
      } else {
        try desk.record(RefundApproved(amount: amount), stream: stream)
      }
    }
  }

  struct Cancel: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "What is left of a pledge will not come.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "The contribution.") var contribution: String
    @Option(help: "Why.") var reason: PledgeCancelled.Reason

    func run() throws {
      let desk = try Desk(write)
      let stream = try desk.bookkeeper.stream("contribution", contribution)
      let state: ContributionState = try desk.bookkeeper.state(stream)
      let open = try desk.bookkeeper.outstanding(of: state)
      try desk.record(PledgeCancelled(amount: open, reason: reason), stream: stream)
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "The contributions and where they stand.")
    @OptionGroup var common: LedgerOptions

    func run() throws {
      try Viewer(common.open()).list(ContributionListing.self).show(json: common.json)
    }
  }
}

struct CapitalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "capital", abstract: "Money that a funder lends to the fund.",
    subcommands: [Receive.self, Return.self, List.self])

  struct Receive: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Record repayable capital that has arrived.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "Amount.") var amount: AmountText
    @Option(help: "FUND/RESTRICTION it is for.") var to: RestrictionText
    @Option(help: "Bank account it arrived in.") var account: Slug
    @Option(help: "The body that lends it.") var funder: Slug
    @Option(help: "Day on which it is wanted back.") var due: CivilDate?
    @Option(help: "How the amount is written, for instance it.") var locale: String?

    func run() throws {
      let desk = try Desk(write)
      let received = CapitalReceived(
        amount: try amount.money(locale), to: to.restriction, account: account, funder: funder, due: due)
      try desk.record([desk.begin(received, "capital")])
    }
  }

  struct Return: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Approve that capital goes back to its funder; then another person pays it.",
      discussion: "Without --account the return is approved; with it, the approved return is paid.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "The capital.") var capital: String
    @Argument(help: "Amount.") var amount: AmountText
    @Option(help: "Bank account from which it is paid.") var account: Slug?
    @Option(help: "How the amount is written, for instance it.") var locale: String?

    func run() throws {
      let desk = try Desk(write)
      let stream = try desk.bookkeeper.stream("capital", capital)
      let amount = try amount.money(locale)
      if let account {
        try desk.record(CapitalReturned(amount: amount, account: account), stream: stream)
      } else {
        try desk.record(CapitalReturnApproved(amount: amount), stream: stream)
      }
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Repayable capital and what is still owed.")
    @OptionGroup var common: LedgerOptions

    func run() throws {
      try Viewer(common.open()).list(CapitalListing.self).show(json: common.json)
    }
  }
}
