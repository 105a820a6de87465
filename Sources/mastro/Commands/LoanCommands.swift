import ArgumentParser
import Bookkeeping
import FinancialArithmetic
import Funds
import LedgerCore
import LedgerViews
import Sodium

struct LoanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "loan", abstract: "Microcredit: applied for, approved, paid out, repaid.",
    subcommands: [
      Apply.self, LoanApprove.self, Refuse.self, Withdraw.self, Accept.self, Lapse.self, LoanDisburse.self,
      LoanCancelTranche.self, LoanAccrue.self, LoanCharge.self, LoanRepay.self, LoanApplySurplus.self,
      LoanReturnSurplus.self, LoanPrepay.self, LoanClose.self, LoanReschedule.self, LoanPause.self, LoanNotice.self,
      LoanAccelerate.self, LoanImpair.self, LoanWriteOff.self, LoanRecover.self, LoanScheduleView.self, LoanList.self,
      LoanShow.self,
    ])

  struct Apply: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Ask for credit for somebody.",
      discussion:
        "mastro loan apply 1200.00 --instalments 12 --pack social --from casa/rent --purpose arrears --for \"Rossi\" --as olga"
    )
    @OptionGroup var write: WriteOptions
    @Argument(help: "Amount.") var amount: AmountText
    @Option(help: "How many instalments.") var instalments: Int
    @Option(help: "Rule pack of the policy: social, entrepreneurial, community, …") var pack: Slug
    @Option(help: "FUND/RESTRICTION that lends.") var from: RestrictionText
    @Option(help: "What it is for.") var purpose: Slug
    @Option(name: .customLong("for"), help: "Who borrows; their household, where they live in one.") var borrower:
      String
    @Option(help: "Household that borrows, where they live in several.") var household: String?
    @Option(help: "Who gets the money; the borrower otherwise.") var payee: String?
    @Option(help: "none, personal, or real (a mortgage or a pledge).") var security: LoanSecurity = .none
    @Option(help: "Group for the reports: young-person, young-couple, single-parent.") var group: TargetGroup?
    @Option(help: "Who tutors the borrower.") var tutor: String?
    @Option(help: "Business plan; only its digest is recorded.") var businessPlan: String?
    @Option(help: "Dossier file; it is sealed in the vault.") var dossier: String?
    @OptionGroup var attesting: AttestationOptions
    @Option(help: "How the amount is written, for instance it.") var locale: String?

    func run() throws {
      let desk = try Desk(write)
      let who = try desk.bookkeeper.party(borrower)
      let household = try desk.household(helping: who, named: household)
      let id = desk.newID()
      let amount = try amount.money(locale)
      let payee = try payee.map { try desk.bookkeeper.party($0) } ?? who
      let tutor = try tutor.map { try desk.bookkeeper.party($0) }
      let plan = try businessPlan.map { Fingerprint(SHA256.hash(try Files.read($0))) }
      let attestation = try attesting.attestation(desk.bookkeeper)
      func request(_ dossier: Fingerprint?) throws -> EntryRequest {
        let applied = LoanApplied(
          amount: amount, instalments: instalments, from: from.restriction, purpose: purpose, pack: pack,
          borrower: household.map { .household($0) } ?? .party(who), payee: payee, security: security, group: group,
          tutor: tutor, businessPlan: plan, dossier: dossier, attestation: attestation)
        return try desk.begin(applied, "loan", id: id)
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

  struct Refuse: Step {
    static let configuration = CommandConfiguration(abstract: "Refuse, with a reason.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "The loan.") var subject: String
    @Option(help: "Why.") var reason: LoanRefused.Reason

    func body(at desk: Desk, _ state: LoanState) throws -> LoanRefused { LoanRefused(reason: reason) }
  }

  struct Withdraw: Step {
    static let configuration = CommandConfiguration(abstract: "Take an application back before anything is paid out.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "The loan.") var subject: String

    func body(at desk: Desk, _ state: LoanState) throws -> LoanWithdrawn { LoanWithdrawn() }
  }

  struct Accept: Step {
    static let configuration = CommandConfiguration(
      abstract: "The borrower agrees to the approved terms.",
      discussion: "mastro loan accept LOAN --attest-for \"Rossi\" --document contract.pdf --as omar")
    @OptionGroup var write: WriteOptions
    @Argument(help: "The loan.") var subject: String
    @OptionGroup var attesting: AttestationOptions

    func body(at desk: Desk, _ state: LoanState) throws -> LoanAccepted {
      LoanAccepted(attestation: try attesting.attestation(desk.bookkeeper))
    }
  }

  struct Lapse: Step {
    static let configuration = CommandConfiguration(abstract: "Let an approval lapse of which nothing was paid out.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "The loan.") var subject: String

    func body(at desk: Desk, _ state: LoanState) throws -> LoanApprovalLapsed { LoanApprovalLapsed() }
  }
}

extension Bookkeeper {
  /// A loan, by its file number or any unique ending of its id.
  func loan(named text: String) throws -> LoanBook {
    let stream = try stream("loan", text)
    guard let book = try loan(stream) else { throw ViewRefusals.notA(["id": stream.key, "thing": "loan"]) }
    return book
  }

  /// A loan of which something was paid out, and what is owed on it.
  func runningLoan(named text: String) throws -> (book: LoanBook, position: LoanPosition) {
    let book = try loan(named: text)
    return (book, try book.requirePosition())
  }
}
