import ArgumentParser
import Bookkeeping
import Funds
import LedgerCore

extension GuaranteeCommand {
  struct Pay: Step {
    static let configuration = CommandConfiguration(abstract: "Pay the landlord all that was accepted.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "The guarantee.") var subject: String
    @Option(help: "Bank account from which it is paid.") var account: Slug

    func body(at desk: Desk, _ state: GuaranteeState) throws -> GuaranteePaid {
      let request = try GuaranteeCommand.request(of: state, subject)
      return GuaranteePaid(amount: state.unpaid, payee: request.landlord, account: account)
    }

    func remark(on entry: Entry) -> String? {
      "the tenant now owes it to the fund: `mastro guarantee recover` records what comes back"
    }
  }

  struct TenantPays: Step {
    static let configuration = CommandConfiguration(
      commandName: "tenant-paid", abstract: "The tenant has paid the landlord what was admitted already.",
      discussion: "The landlord signs, or an operator attests it: --attest-for LANDLORD --document RECEIPT")
    @OptionGroup var write: WriteOptions
    @Argument(help: "The guarantee.") var subject: String
    @Argument(help: "What the landlord has got.") var amount: AmountText
    @OptionGroup var attesting: AttestationOptions
    @Option(help: "How the amount is written, for instance it.") var locale: String?

    func body(at desk: Desk, _ state: GuaranteeState) throws -> TenantPaid {
      TenantPaid(amount: try amount.money(locale), attestation: try attesting.attestation(desk.bookkeeper))
    }

    func remark(on entry: Entry) -> String? {
      let back = entry.postings.lines.first { $0.account == Chart.payable }?.amount ?? 0
      return back == 0
        ? "nothing that waited for payment is affected; the next claim is lessened by it"
        : "\(Money(cents: back)) less is payable, and the cap is restored by as much"
    }
  }

  struct Recover: Step {
    static let configuration = CommandConfiguration(
      abstract: "Record what the tenant has paid back to the fund; it strengthens the reserve.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "The guarantee.") var subject: String
    @Argument(help: "Amount.") var amount: AmountText
    @Option(help: "Bank account it arrived in.") var account: Slug
    @Option(help: "How the amount is written, for instance it.") var locale: String?

    func body(at desk: Desk, _ state: GuaranteeState) throws -> RecourseRecovered {
      RecourseRecovered(amount: try amount.money(locale), account: account)
    }
  }

  struct Waive: Step {
    static let configuration = CommandConfiguration(
      abstract: "Forgive what the tenant owes the fund, or a part of it.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "The guarantee.") var subject: String
    @Argument(help: "Amount; all that is open otherwise.") var amount: AmountText?
    @Option(help: "How the amount is written, for instance it.") var locale: String?

    func body(at desk: Desk, _ state: GuaranteeState) throws -> RecourseWaived {
      RecourseWaived(amount: try amount?.money(locale) ?? state.recourse)
    }
  }

  struct Lose: Step {
    static let configuration = CommandConfiguration(
      abstract: "Give up what the tenant owes the fund: it will not come.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "The guarantee.") var subject: String
    @Argument(help: "Amount; all that is open otherwise.") var amount: AmountText?
    @Option(help: "How the amount is written, for instance it.") var locale: String?

    func body(at desk: Desk, _ state: GuaranteeState) throws -> RecourseLost {
      RecourseLost(amount: try amount?.money(locale) ?? state.recourse)
    }
  }
}
