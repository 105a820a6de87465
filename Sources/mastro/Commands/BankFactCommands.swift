import ArgumentParser
import Bookkeeping
import Funds
import LedgerCore

struct CashCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cash", abstract: "Money between the ledger's own accounts.", subcommands: [Move.self])

  struct Move: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Move money between own accounts, or to the till and back.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "Amount.") var amount: AmountText
    @Option(help: "Account it leaves.") var from: Slug
    @Option(help: "Account it goes to.") var to: Slug
    @Option(help: "How the amount is written, for instance it.") var locale: String?

    func run() throws {
      let desk = try Desk(write)
      try desk.record([desk.begin(CashMoved(amount: try amount.money(locale), from: from, to: to), "cash")])
    }
  }
}

struct CostCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cost", abstract: "What the bank takes by itself.", subcommands: [Pay.self])

  struct Pay: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Record a fee, a duty or a levy that the bank has taken.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "Amount.") var amount: AmountText
    @Option(help: "What it was.") var nature: CostPaid.Nature
    @Option(help: "Fund whose free money bears it.") var fund: Slug
    @Option(help: "Bank account.") var account: Slug
    @Option(help: "How the amount is written, for instance it.") var locale: String?

    func run() throws {
      let desk = try Desk(write)
      let cost = CostPaid(amount: try amount.money(locale), nature: nature, fund: fund, account: account)
      try desk.record([desk.begin(cost, "cost")])
    }
  }
}

struct PaymentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "payment", abstract: "Payments that the bank sent back.", subcommands: [Returned.self, Reissue.self])

  struct Returned: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Record a transfer that bounced, or a debit that was not paid.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "The entry that recorded the payment.") var payment: String
    @Option(help: "Bank account.") var account: Slug

    func run() throws {
      let desk = try Desk(write)
      let id = try desk.bookkeeper.entryID(payment)
      try desk.record([desk.begin(PaymentReturned(payment: id, account: account), "payment-return")])
    }
  }

  struct Reissue: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Pay again what had bounced.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "The return, by the id of its entry.") var returned: String
    @Option(help: "Bank account.") var account: Slug

    func run() throws {
      let desk = try Desk(write)
      let stream = try desk.bookkeeper.stream("payment-return", returned)
      let state: PaymentReturnState = try desk.bookkeeper.state(stream)
      try desk.record(PaymentReissued(amount: state.owed ?? .zero, account: account), stream: stream)
    }
  }
}
