import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// A grant: help that is not paid back.
enum GrantPages: Instrument {
  typealias State = GrantState

  static let path = "grants"
  static let title: Phrase = "Grant"

  static func household(of file: File) -> ULID? { file.state.request?.household }
  static func status(of state: GrantState) -> String { state.status.rawValue }
  static func amount(of state: GrantState) -> Money? { state.request?.amount }
  static func purse(of state: GrantState) -> Restriction? { state.request?.purse }

  static func facts(_ visit: Visit, _ file: File) throws -> [Term] {
    let state = file.state
    guard let request = state.request else { throw WebRefusals.pageUnknown() }
    var terms = [
      Term(visit.say("Amount"), "\(strong: "\(request.amount)")"),
      Term(visit.say("State"), standing(visit, state)),
      Term(visit.say("For"), try visit.party(request.beneficiary)),
      Term(visit.say("Paid to"), try visit.party(request.payee)),
      Term(visit.say("Purpose"), visit.word(request.purpose, of: "purpose")),
      Term(visit.say("Paid by"), visit.words(of: request.purse)),
      Term(visit.say("Approvals"), "\(state.approvers.signers.count)"),
    ]
    if let household = request.household { terms.append(Term(visit.say("Family"), try visit.family(household))) }
    if let number = try visit.fileNumber(file.stream) { terms.append(Term(visit.say("File number"), .name(number))) }
    if state.returned.isPositive { terms.append(Term(visit.say("Came back"), "\(state.returned)")) }
    return terms
  }

  private static func standing(_ visit: Visit, _ state: GrantState) -> Inline {
    state.awaitsRatification
      ? visit.say("Paid as urgent, to be ratified") : visit.word(state.status.rawValue, of: "state")
  }

  static func parts(_ visit: Visit, _ file: File) throws -> [Block] {
    guard file.state.status == .requested, let request = file.state.request else { return [] }
    return try visit.purse(request.purse)
  }
}

extension GrantPages {
  static let steps: [Step<GrantState>] = [decide, ratify, pay, evidence, takeBack, lapse, returned]

  /// Approve or refuse, with the money and what the family can promise beside it.
  private static let decide = Step<GrantState>(
    "decide", "Approve or refuse", says: "The last approval that the policy asks for promises the money.",
    roles: GrantApproved.roles, when: { $0.state.status == .requested }
  ) { visit, file in
    if let reason = try visit.decision(GrantRefused.Reason.self) {
      return [try visit.state(GrantRefused(reason: reason), in: file.stream)]
    }
    return [try approval(visit, file)]
  }
  .asking { visit, _ in visit.verdict(GrantRefused.Reason.self) }
  .showing { visit, file in
    try Deciding.beside(visit, file, GrantPages.self)
  }
  .deciding { [try approval($0, $1)] }

  private static func approval(_ visit: Visit, _ file: File) throws -> EntryRequest {
    guard let request = file.state.request else { throw WebRefusals.pageUnknown() }
    return try visit.state(GrantApproved(amount: request.amount, payee: request.payee), in: file.stream)
  }

  private static let ratify = Step<GrantState>(
    "ratify", "Ratify", says: "You stand behind an urgent grant as the third person.",
    when: { $0.state.awaitsRatification }, body: { _, _ in GrantRatified() }
  ).deciding { [try $0.state(GrantRatified(), in: $1.stream)] }

  private static let pay = Step<GrantState>(
    "pay", "Pay", says: "Another person than who asked and who approved.", when: { $0.state.status == .approved }
  ) { visit, file in
    let (account, urgent) = try visit.read { ($0.code("account"), $0.flag("urgent")) }
    guard let request = file.state.request else { throw WebRefusals.pageUnknown() }
    return GrantPaid(amount: request.amount, payee: request.payee, account: account, urgent: urgent)
  }.main.asking { visit, _ in
    [
      .field(visit.field("account", "Bank account from which it is paid", .choice(try visit.accountOptions()))),
      .field(
        visit.field(
          "urgent", "This cannot wait for a third person", .checkbox, hint: "A third person ratifies it afterwards.",
          isRequired: false)),
    ]
  }

  private static let evidence = Step<GrantState>(
    "evidence", "Record the receipt", when: { [.paid, .evidenced].contains($0.state.status) }
  ) { visit, _ in
    let (document, attestation) = try visit.read { ($0.document("receipt"), $0.optionalAttestation()) }
    return GrantEvidenced(document: document, attestation: attestation)
  }.main.asking { visit, _ in [visit.documentField("receipt", "The receipt")] }

  private static let takeBack = Step<GrantState>(
    "withdraw", "Withdraw the request", says: "It is taken back before it is paid; what was promised is free again.",
    when: { [.requested, .approved].contains($0.state.status) }, body: { _, _ in GrantWithdrawn() }
  ).grave

  private static let lapse = Step<GrantState>(
    "lapse", "Let the approval lapse", says: "Nobody has paid it in the time that the policy gives.",
    when: { $0.state.status == .approved }, body: { _, _ in GrantApprovalLapsed() })

  private static let returned = Step<GrantState>(
    "return", "Record money that came back", when: { [.paid, .evidenced].contains($0.state.status) }
  ) { visit, _ in
    let (amount, account) = try visit.read { ($0.amount("amount"), $0.code("account")) }
    return GrantReturned(amount: amount, account: account)
  }.asking { visit, _ in
    [
      .field(visit.field("amount", "Amount", .amount)),
      .field(visit.field("account", "Bank account in which it arrived", .choice(try visit.accountOptions()))),
    ]
  }
}
