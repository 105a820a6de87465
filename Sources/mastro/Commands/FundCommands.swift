import ArgumentParser
import Bookkeeping
import Funds
import LedgerCore
import LedgerViews
import Sodium

/// `rent:rent-deposit,arrears`: a restriction and what its money may pay for.
struct RestrictionTermsText: ExpressibleByArgument {
  let terms: RestrictionTerms

  init?(argument: String) {
    let parts = argument.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let name = Slug(parts[0]), let purposes = SlugList(argument: String(parts[1])) else {
      return nil
    }
    terms = RestrictionTerms(name: name, purposes: purposes.items)
  }
}

/// `free=1250.00@main`: money that a restriction brings, and the bank account it lies in.
struct OpeningText: ExpressibleByArgument {
  let restriction: Slug
  let amount: AmountText
  let account: Slug

  init?(argument: String) {
    let sides = argument.split(separator: "=", omittingEmptySubsequences: false)
    guard sides.count == 2, let restriction = Slug(sides[0]) else { return nil }
    let parts = sides[1].split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, let amount = AmountText(argument: String(parts[0])), let account = Slug(parts[1]) else {
      return nil
    }
    self.restriction = restriction
    self.amount = amount
    self.account = account
  }
}

struct FundCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fund", abstract: "Funds and their restrictions.",
    subcommands: [Open.self, Restrict.self, List.self, Show.self])

  struct Open: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Open a fund.",
      discussion:
        "mastro fund open casa --title \"Fondo Casa\" --restriction rent:rent-deposit,arrears --opening free=1250.00@main"
    )
    @OptionGroup var write: WriteOptions
    @Argument(help: "Short name.") var fund: Slug
    @Option(help: "Full name.") var title: String
    @Option(name: .customLong("restriction"), help: "NAME:PURPOSE,PURPOSE; `free` is always there.")
    var restrictions: [RestrictionTermsText] = []
    @Option(name: .customLong("opening"), help: "RESTRICTION=AMOUNT@ACCOUNT, money that the fund brings.")
    var openings: [OpeningText] = []
    @Option(help: "How amounts are written, for instance it.") var locale: String?

    func run() throws {
      let opened = FundOpened(
        title: title, restrictions: restrictions.map(\.terms),
        openings: try openings.map {
          FundOpened.Opening(account: $0.account, amount: try $0.amount.money(locale), restriction: $0.restriction)
        })
      try Desk(write).record(opened, stream: StreamID("fund", fund))
    }
  }

  struct Restrict: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Add a restriction to a fund.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "The fund.") var fund: Slug
    @Argument(help: "NAME:PURPOSE,PURPOSE") var restriction: RestrictionTermsText

    func run() throws {
      try Desk(write).record(RestrictionAdded(restriction.terms), stream: StreamID("fund", fund))
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "The funds.")
    @OptionGroup var common: LedgerOptions

    func run() throws {
      try Viewer(common.open()).list(FundListing.self).show(json: common.json)
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "A fund's statement: what each restriction holds, has promised, and may still promise.")
    @OptionGroup var common: LedgerOptions
    @Argument(help: "The fund.") var fund: Slug

    func run() throws {
      try FundCard.statement(Viewer(common.open()), of: fund).show(json: common.json)
    }
  }
}

struct ReserveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reserve", abstract: "The reserve behind guarantees.", subcommands: [Set.self])

  struct Set: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Set how much of a restriction is held in reserve.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "FUND/RESTRICTION") var restriction: RestrictionText
    @Argument(help: "The reserve from now on.") var amount: AmountText
    @Option(help: "How the amount is written, for instance it.") var locale: String?

    func run() throws {
      let purse = restriction.restriction
      try Desk(write).record(
        ReserveSet(amount: try amount.money(locale), restriction: purse.name), stream: StreamID("fund", purse.fund))
    }
  }
}

struct TransferCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "transfer", abstract: "Money that changes its restriction.", subcommands: [Make.self, List.self])

  struct Make: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Propose a transfer, or make the one that somebody else proposed.",
      discussion: """
        mastro transfer make 500.00 --from casa/free --to casa/rent --as anna
        mastro transfer make 500.00 --proposal 4TQK --as bruno
        """)
    @OptionGroup var write: WriteOptions
    @Argument(help: "Amount.") var amount: AmountText
    @Option(help: "FUND/RESTRICTION the money leaves.") var from: RestrictionText?
    @Option(help: "FUND/RESTRICTION the money goes to.") var to: RestrictionText?
    @Option(help: "The donor's written consent; only its digest is recorded.") var consent: String?
    @Option(help: "The proposed transfer to make.") var proposal: String?
    @Option(help: "How the amount is written, for instance it.") var locale: String?

    func run() throws {
      let desk = try Desk(write)
      let amount = try amount.money(locale)
      if let proposal {
        guard from == nil, to == nil else { throw ValidationError("give either --proposal, or --from and --to") }
        try desk.record(TransferMade(amount: amount), stream: desk.bookkeeper.stream("transfer", proposal))
      } else {
        guard let from, let to else { throw ValidationError("give --from and --to, or --proposal") }
        let digest = try consent.map { Fingerprint(SHA256.hash(try Files.read($0))) }
        try desk.record([
          desk.begin(
            TransferProposed(amount: amount, from: from.restriction, to: to.restriction, donorConsent: digest),
            "transfer")
        ])
      }
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "The transfers, and those that wait for a second person.")
    @OptionGroup var common: LedgerOptions

    func run() throws {
      try Viewer(common.open()).list(TransferListing.self).show(json: common.json)
    }
  }
}
