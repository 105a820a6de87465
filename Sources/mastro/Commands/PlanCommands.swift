public import ArgumentParser
import Bookkeeping
public import Funds
public import LedgerCore
import LedgerViews
import Sodium

struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Arrears repayment plans: what a family owes, what it can pay, and who has agreed to it.",
    discussion: "open, propose, accept (each creditor and the family), activate; then pay and rent, month by month.",
    subcommands: [
      Open.self, Adjust.self, ChangeCreditor.self, PlanPropose.self, PlanOverride.self, PlanAccept.self,
      PlanRefuse.self, PlanActivate.self, PlanRenegotiate.self, PlanPay.self, PlanForward.self, PlanGiveBack.self,
      PlanWaive.self, PlanRentPaid.self, PlanSuspend.self, PlanResume.self, PlanBreach.self, PlanCure.self,
      PlanLapse.self, PlanComplete.self, PlanWithdraw.self, PlanList.self, PlanShow.self,
    ])

  struct Open: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List what a family owes, and to whom; nothing is promised yet.",
      discussion: """
        mastro plan open --household Rossi --debt "Immobiliare Blu:rent:1200.00:tier=1:cap=60.00" \\
          --debt "Condominio Aurora:condominium:300.00:tier=2" --as olga

        A debt is CREDITOR:NATURE:AMOUNT with :tier=1…9, :cap=AMOUNT, :body=BODY, :contract=NUMBER where they matter.
        Natures: \(DebtNature.allCases.map(\.rawValue).joined(separator: ", ")).
        """)
    @OptionGroup var write: WriteOptions
    @Option(help: "The household.") var household: String
    @Option(help: "A debt, CREDITOR:NATURE:AMOUNT…; once for each.") var debt: [DebtText] = []
    @Option(help: "File of debts: CSV with the columns \(DebtFile.columns.joined(separator: ", ")), or JSON.")
    var debts: String?
    @Option(help: "How amounts are written, for instance it.") var locale: String?

    func run() throws {
      let desk = try Desk(write)
      guard let home = try desk.bookkeeper.household(household).ulid else {
        throw ViewRefusals.notA(["id": household, "thing": "household"])
      }
      let listed = try debts.map { try DebtFile.read($0) } ?? []
      guard !(debt + listed).isEmpty else { throw ValidationError("name what is owed: --debt or --debts FILE") }
      let owed = try (debt + listed).map { try $0.debt(desk.bookkeeper, locale) }
      let overlaps = try desk.overlaps(of: home, need: "arrears")
      try desk.record([desk.begin(PlanOpened(debts: owed, household: home), "plan")], overlaps: overlaps)
    }
  }

  struct Adjust: Step {
    static let configuration = CommandConfiguration(
      abstract: "Record that more or less is owed than was listed; a proposal that waits is void then.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "The plan.") var subject: String
    @Option(help: "Number of the debt, as `plan show` has it.") var debt: Int
    @Option(help: "How much more is owed.") var more: AmountText?
    @Option(help: "How much less is owed.") var less: AmountText?
    @Option(help: "Why.") var reason: PlanDebtAdjusted.Reason
    @Option(help: "The creditor's statement; only its digest is recorded.") var statement: String
    @Option(help: "How amounts are written, for instance it.") var locale: String?

    func validate() throws {
      guard (more == nil) != (less == nil) else { throw ValidationError("give either --more or --less") }
    }

    func body(at desk: Desk, _ state: PlanState) throws -> PlanDebtAdjusted {
      let change = try more.map { try $0.money(locale) } ?? less.map { try -$0.money(locale) } ?? .zero
      return PlanDebtAdjusted(
        debt: debt, change: change, reason: reason, document: try Files.fingerprint(statement))
    }
  }

  struct ChangeCreditor: Step {
    static let configuration = CommandConfiguration(
      abstract: "Record that a claim has passed to somebody else; a plan in force binds them, too.")
    @OptionGroup var write: WriteOptions
    @Argument(help: "The plan.") var subject: String
    @Option(help: "Number of the debt, as `plan show` has it.") var debt: Int
    @Option(help: "To whom it is owed now.") var to: String
    @Option(help: "The body that the new creditor is, where it has members here.") var body: Slug?
    @Option(help: "The notice of assignment; only its digest is recorded.") var notice: String

    func body(at desk: Desk, _ state: PlanState) throws -> PlanCreditorChanged {
      PlanCreditorChanged(
        debt: debt, creditor: try desk.bookkeeper.party(to), creditorBody: body,
        document: try Files.fingerprint(notice))
    }
  }
}

extension Files {
  /// The digest of a document that stays outside the ledger.
  static func fingerprint(_ path: String) throws -> Fingerprint { Fingerprint(SHA256.hash(try read(path))) }
}

extension PlanDebtAdjusted.Reason: ExpressibleByArgument {}
extension PlanRefused.Reason: ExpressibleByArgument {}
extension PlanSuspended.Reason: ExpressibleByArgument {}
extension PlanWithdrawn.Reason: ExpressibleByArgument {}
extension EvictionFrozen.Condition: ExpressibleByArgument {}
extension EvictionFreezeEnded.Reason: ExpressibleByArgument {}
extension CivilMonth: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}
