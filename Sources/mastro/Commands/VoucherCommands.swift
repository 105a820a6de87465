import ArgumentParser
import Bookkeeping
import Funds
import LedgerCore
import LedgerViews

/// What a voucher is worth, to whom, and who bears it.
struct VoucherTermsOptions: ParsableArguments {
  @Argument(help: "Amount.") var amount: AmountText
  @Option(help: "FUND/RESTRICTION that pays.") var from: RestrictionText
  @Option(help: "What it is for.") var purpose: Slug
  @Option(name: .customLong("for"), help: "Who gets it.") var beneficiary: String
  @Option(help: "Household in which they live, where they live in several.") var household: String?
  @Option(help: "How the amount is written, for instance it.") var locale: String?

  func terms(_ desk: Desk) throws -> VoucherTerms {
    let who = try desk.bookkeeper.party(beneficiary)
    return VoucherTerms(
      amount: try amount.money(locale), beneficiary: who, purpose: purpose, restriction: from.restriction,
      household: try desk.household(helping: who, named: household))
  }
}

struct VoucherCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "voucher", abstract: "Vouchers: issued, redeemed once, settled with the shop.",
    subcommands: [Approve.self, Issue.self, Redeem.self, Settle.self, Expire.self, List.self])

  struct Approve: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Approve a voucher above the policy's limit.",
      discussion: "Where several persons approve, the first begins it and the others name it with --voucher.")
    @OptionGroup var write: WriteOptions
    @OptionGroup var terms: VoucherTermsOptions
    @Option(help: "The voucher that somebody else has approved already.") var voucher: String?

    func run() throws {
      let desk = try Desk(write)
      let approved = VoucherApproved(try terms.terms(desk))
      if let voucher {
        try desk.record(approved, stream: desk.bookkeeper.stream("voucher", voucher))
      } else {
        let overlaps = try desk.overlaps(of: approved.household, need: approved.purpose)
        try desk.record([desk.begin(approved, "voucher")], overlaps: overlaps)
      }
    }
  }

  struct Issue: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Issue a voucher.")
    @OptionGroup var write: WriteOptions
    @OptionGroup var terms: VoucherTermsOptions
    @Option(help: "Last day on which it can be redeemed.") var expires: CivilDate
    @Option(help: "The approval, where one was needed.") var approval: String?

    func run() throws {
      let desk = try Desk(write)
      let issued = VoucherIssued(try terms.terms(desk), expires: expires)
      if let approval {
        try desk.record(issued, stream: desk.bookkeeper.stream("voucher", approval))
      } else {
        let overlaps = try desk.overlaps(of: issued.household, need: issued.purpose, until: issued.expires)
        try desk.record([desk.begin(issued, "voucher")], overlaps: overlaps)
      }
    }
  }

  struct Redeem: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "A shop has taken the voucher.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "The voucher.") var voucher: String
    @Option(help: "The body that took it.") var shop: Slug
    @OptionGroup var attesting: AttestationOptions

    func run() throws {
      let desk = try Desk(write)
      try desk.record(
        VoucherRedeemed(shop: shop, attestation: try attesting.attestation(desk.bookkeeper)),
        stream: desk.bookkeeper.stream("voucher", voucher))
    }
  }

  struct Settle: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Pay the shop.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "The voucher.") var voucher: String
    @Option(help: "Bank account from which it is paid.") var account: Slug

    func run() throws {
      let desk = try Desk(write)
      let stream = try desk.bookkeeper.stream("voucher", voucher)
      let state: VoucherState = try desk.bookkeeper.state(stream)
      try desk.record(VoucherSettled(amount: state.terms?.amount ?? .zero, account: account), stream: stream)
    }
  }

  struct Expire: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Nobody has redeemed it in time.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "The voucher.") var voucher: String

    func run() throws {
      let desk = try Desk(write)
      try desk.record(VoucherExpired(), stream: desk.bookkeeper.stream("voucher", voucher))
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "The vouchers and where they stand.")
    @OptionGroup var common: LedgerOptions

    func run() throws {
      try Viewer(common.open()).list(VoucherListing.self).show(json: common.json)
    }
  }
}
