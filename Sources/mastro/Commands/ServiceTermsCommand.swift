import ArgumentParser
import Bookkeeping
import Funds
import LedgerCore
import LedgerViews

/// What kind of claim hours repay.
struct ClaimNature: ExpressibleByArgument {
  let nature: DebtNature

  init?(argument: String) {
    guard let nature = DebtNature(rawValue: argument) else { return nil }
    self.nature = nature
  }

  static var allValueStrings: [String] { DebtNature.allCases.map(\.rawValue) }
}

struct ServiceTermsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "terms", abstract: "Set what the hours repay and at what rate; the host is not shown this.",
    discussion: """
      A loan of the fund:           mastro service terms AGREEMENT --loan LOAN --from casa/free --total-cap 300 --as dario
      A claim in a plan, waived:    mastro service terms AGREEMENT --plan PLAN --creditor "Blu" --nature rent --as dario
      A claim that the fund pays:   mastro service terms AGREEMENT --creditor "Blu" --nature rent --from casa/free --as dario

      Rate and caps are the policy's, or those of the council's regulation that is named. Where several persons must
      approve, the others repeat the command with the agreement alone.
      """)
  @OptionGroup var write: WriteOptions
  @Argument(help: "The agreement.") var agreement: String
  @Option(help: "The loan that hours repay.") var loan: String?
  @Option(help: "The arrears plan in which the claim stands.") var plan: String?
  @Option(help: "The creditor of the claim.") var creditor: String?
  @Option(help: "What kind of claim it is.") var nature: ClaimNature?
  @Option(help: "FUND/RESTRICTION that bears it; leave it out where the creditor waives.") var from: RestrictionText?
  @Option(help: "What an hour is worth; as it is laid down otherwise.") var rate: AmountText?
  @Option(help: "The most in a month; as it is laid down otherwise.") var monthlyCap: AmountText?
  @Option(help: "The most in all; as it is laid down otherwise.") var totalCap: AmountText?
  @Option(help: "The council's regulation, by its name in the policy; a tax needs one.") var regulation: Slug?
  @Option(help: "How amounts are written, for instance it.") var locale: String?

  func validate() throws {
    if loan != nil, plan != nil || creditor != nil || nature != nil {
      throw ValidationError("a loan is one debt: --loan takes no --plan, --creditor or --nature")
    }
    if plan != nil || creditor != nil || nature != nil, creditor == nil || nature == nil {
      throw ValidationError("a claim is named by --creditor and --nature")
    }
  }

  func run() throws {
    let desk = try Desk(write)
    let (stream, state) = try desk.bookkeeper.service(agreement)
    let terms = try terms(desk, state)
    let recorded = try desk.record(ServiceTermsSet(terms), stream: stream)
    if let entry = recorded.first?.entry, terms.purse != nil, entry.postings.lines.isEmpty {
      Console.note("the policy asks for more approvals of this amount: another person must set the same terms")
    }
  }

  private func terms(_ desk: Desk, _ state: ServiceState) throws -> ServiceTerms {
    guard let debt = try debt(desk.bookkeeper) else {
      guard let begun = state.terms else { throw ValidationError("say what the hours repay: --loan, or --creditor") }
      return begun
    }
    return try desk.bookkeeper.serviceTerms(
      debt, rate: rate?.money(locale), monthlyCap: monthlyCap?.money(locale), totalCap: totalCap?.money(locale),
      from: from?.restriction, under: regulation)
  }

  private func debt(_ bookkeeper: Bookkeeper) throws -> ServiceDebt? {
    func id(_ family: String, _ text: String) throws -> ULID {
      guard let id = try bookkeeper.stream(family, text).ulid else {
        throw ViewRefusals.notA(["id": text, "thing": family])
      }
      return id
    }
    if let loan { return .loan(try id("loan", loan)) }
    guard let creditor, let nature else { return nil }
    let party = try bookkeeper.party(creditor)
    guard let plan else { return .claim(creditor: party, nature: nature.nature) }
    return .plan(try id("plan", plan), creditor: party, nature: nature.nature)
  }
}
