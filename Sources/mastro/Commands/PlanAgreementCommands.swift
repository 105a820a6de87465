import ArgumentParser
import Bookkeeping
import Funds
import LedgerCore
import LedgerViews

/// A day and an amount: `2026-12-05:120.00`.
struct InstalmentText: ExpressibleByArgument {
  let due: CivilDate
  let amount: AmountText

  init?(argument: String) {
    let parts = argument.split(separator: ":", maxSplits: 1).map { String($0) }
    guard parts.count == 2, let due = CivilDate(parts[0]), let amount = AmountText(argument: parts[1]) else {
      return nil
    }
    self.due = due
    self.amount = amount
  }
}

struct PlanPropose: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "propose", abstract: "Propose instalments; the split among the creditors is computed and shown.",
    discussion: """
      mastro plan propose 4Q7R --monthly 100.00 --first 2026-12-05 --rent-day 10 --override --as olga

      The last instalment is the rest. With --dry-run the split is shown and nothing is recorded. On a plan in force the
      proposal waits until `mastro plan renegotiate` puts it in the place of the running one. What a body has reserved of
      the family's capacity is used by naming it: --reservation ID --on-behalf-of BODY.
      """)
  @OptionGroup var write: WriteOptions
  @Argument(help: "The plan.") var subject: String
  @Option(help: "What the family pays each month.") var monthly: AmountText?
  @Option(help: "Day of the first instalment; the first of next month otherwise.") var first: CivilDate?
  @Option(help: "An instalment of its own, DAY:AMOUNT; once for each, instead of --monthly.")
  var instalment: [InstalmentText] = []
  @Option(help: "A creditor who is left out; once for each.") var without: [String] = []
  @Option(help: "Day of the month by which the current rent is paid.") var rentDay: Int?
  @Option(help: "First month (YYYY-MM) whose rent counts; that of the first instalment otherwise.")
  var rentFrom: CivilMonth?
  @Option(help: "The educator's assessment on which it rests; the one that binds the family otherwise.")
  var assessment: String?
  @Option(help: "What the offering body has reserved for it (`mastro capacity reserve`).") var reservation: String?
  @Flag(help: "Ask persons of the committee to stand in where nobody has assessed the household.") var override = false
  @Option(help: "How amounts are written, for instance it.") var locale: String?

  func validate() throws {
    guard (monthly == nil) != instalment.isEmpty else {
      throw ValidationError("give --monthly AMOUNT, or an --instalment DAY:AMOUNT for each")
    }
  }

  func run() throws {
    let desk = try Desk(write)
    let stream = try desk.bookkeeper.stream("plan", subject)
    let state: PlanState = try desk.bookkeeper.state(stream)
    let terms = try terms(of: state, desk)
    let request = try desk.request(PlanProposed(terms), stream: stream)
    _ = try desk.bookkeeper.preview([request])
    let report = PlanCard.split(terms, state, try Names(desk.bookkeeper))
    guard write.common.json else {
      report.show(json: false)
      Console.note("\(terms.total) in \(terms.instalments.count) instalments; at most \(terms.monthly) a month")
      return try finish(desk, request, terms)
    }
    guard write.dryRun else { return try finish(desk, request, terms) }
    let entries = try desk.bookkeeper.preview([request])
    Console.data(
      JSON.array(
        entries.map { entry in
          var object = Receipts.card(entry, position: nil).json.object ?? [:]
          object["instalments"] = report.json
          return .object(object)
        }
      ).prettyText)
  }

  private func finish(_ desk: Desk, _ request: EntryRequest, _ terms: PlanTerms) throws {
    guard !(try desk.record([request])).isEmpty, terms.override == true else { return }
    let needed = desk.governing.policy.households?.overridePersons ?? 0
    Console.note("\(needed) persons of the committee stand in for an assessment: `mastro plan override`")
  }

  private func terms(of state: PlanState, _ desk: Desk) throws -> PlanTerms {
    let today = desk.effective
    var draft: PlanDraft
    if let monthly {
      let start = first ?? today.adding(days: 1 - today.day).adding(months: 1)
      draft = PlanDraft(.monthly(try monthly.money(locale), from: start))
    } else {
      draft = PlanDraft(.given(try instalment.map { ($0.due, try $0.amount.money(locale)) }))
    }
    draft.without = try Set(without.map { try desk.bookkeeper.creditor($0, of: state) })
    draft.rentDay = rentDay
    draft.rentFrom = rentFrom
    draft.assessment = try assessment.map { try desk.bookkeeper.entryID($0) }
    draft.isOverride = override
    draft.reservation = try reservation.map { try desk.bookkeeper.entryID($0) }
    return try desk.bookkeeper.terms(draft, of: state)
  }
}

struct PlanOverride: Step {
  static let configuration = CommandConfiguration(
    commandName: "override",
    abstract: "Stand in, as one of the committee, where nobody has assessed the household; another person must, too.")
  @OptionGroup var write: WriteOptions
  @Argument(help: "The plan.") var subject: String

  func body(at desk: Desk, _ state: PlanState) throws -> PlanOverrideApproved {
    let proposal = try PlanViews.waiting(state, subject)
    return PlanOverrideApproved(proposal: proposal.id, monthly: proposal.terms.monthly)
  }
}

/// Who says yes or no: a creditor, or the family.
struct SideOptions: ParsableArguments {
  @Option(help: "The creditor who answers.") var creditor: String?
  @Flag(help: "The family answers.") var family = false
  @OptionGroup var attesting: AttestationOptions

  func validate() throws {
    guard creditor == nil || !family else { throw ValidationError("either --creditor or --family answers") }
  }
}

struct PlanAccept: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accept", abstract: "Say yes to the proposal: a creditor to its own share, the family to the whole.",
    discussion: """
      Who signs with a key of their own need not say which side they are. For somebody without a key an operator attests
      the paper: --attest-for NAME --document FILE. Nobody attests two sides.
      """)
  @OptionGroup var write: WriteOptions
  @Argument(help: "The plan.") var subject: String
  @OptionGroup var side: SideOptions

  func run() throws {
    let desk = try Desk(write)
    let stream = try desk.bookkeeper.stream("plan", subject)
    let state: PlanState = try desk.bookkeeper.state(stream)
    let proposal = try PlanViews.waiting(state, subject)
    let answer = try side.answer(of: state, desk)
    let amount = answer.creditor.map { state.share(of: $0, in: proposal.terms) } ?? proposal.terms.total
    let accepted = PlanAccepted(
      proposal: proposal.id, creditor: answer.creditor, amount: amount, attestation: answer.attestation)
    let recorded = try desk.record([answer.signed(desk.request(accepted, stream: stream))])
    if !recorded.isEmpty { Console.note("agreed to \(amount) in all") }
  }
}

struct PlanRefuse: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "refuse",
    abstract: "Say no to the proposal, which is void then; the next one may go without that creditor.")
  @OptionGroup var write: WriteOptions
  @Argument(help: "The plan.") var subject: String
  @OptionGroup var side: SideOptions
  @Option(help: "Why.") var reason: PlanRefused.Reason

  func run() throws {
    let desk = try Desk(write)
    let stream = try desk.bookkeeper.stream("plan", subject)
    let state: PlanState = try desk.bookkeeper.state(stream)
    let proposal = try PlanViews.waiting(state, subject)
    let answer = try side.answer(of: state, desk)
    let refused = PlanRefused(
      proposal: proposal.id, creditor: answer.creditor, reason: reason, attestation: answer.attestation)
    try desk.record([answer.signed(desk.request(refused, stream: stream))])
  }
}

struct PlanActivate: Step {
  static let configuration = CommandConfiguration(
    commandName: "activate", abstract: "Put the plan in force when everybody has said yes.")
  @OptionGroup var write: WriteOptions
  @Argument(help: "The plan.") var subject: String

  func body(at desk: Desk, _ state: PlanState) throws -> PlanActivated {
    PlanActivated(proposal: try PlanViews.waiting(state, subject).id)
  }
}

struct PlanRenegotiate: Step {
  static let configuration = CommandConfiguration(
    commandName: "renegotiate",
    abstract: "Put a new proposal, accepted by everybody, in the place of the plan in force.",
    discussion: "`mastro plan propose` on a plan in force makes the new proposal.")
  @OptionGroup var write: WriteOptions
  @Argument(help: "The plan.") var subject: String

  func body(at desk: Desk, _ state: PlanState) throws -> PlanRenegotiated {
    PlanRenegotiated(proposal: try PlanViews.waiting(state, subject).id)
  }
}

struct PlanWithdraw: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw", abstract: "Give the plan up; once it is in force, with the family's word only.")
  @OptionGroup var write: WriteOptions
  @Argument(help: "The plan.") var subject: String
  @Option(help: "Why.") var reason: PlanWithdrawn.Reason
  @OptionGroup var attesting: AttestationOptions

  func run() throws {
    let desk = try Desk(write)
    let attestation = try attesting.attestation(desk.bookkeeper)
    let request = try desk.request(
      PlanWithdrawn(reason: reason, attestation: attestation), stream: desk.bookkeeper.stream("plan", subject))
    try desk.record([desk.prefer(.household, request, unless: attestation != nil)])
  }
}
