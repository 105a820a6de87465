import Bookkeeping
import FinancialArithmetic
import Funds
import LedgerCore
import MastroWeb
import Pages

/// A grant for somebody who belongs to no family.
struct OtherGrant {
  let visit: Visit
  let party: ULID

  init(_ visit: Visit) throws {
    self.visit = visit
    party = try OtherHelp.party(visit)
  }

  func page() throws -> SitePage {
    try OtherHelp.page(
      visit, "Request a grant", for: party,
      [
        .field(visit.field("amount", "Amount", .amount)),
        .field(visit.field("purse", "Which money", .choice(try visit.purseOptions()))),
        .field(visit.field("purpose", "Purpose", .choice(try visit.purposeOptions()))),
        .field(visit.payeeField(beside: party)), visit.dossierField(), visit.numberField(),
      ], hidden: visit.readDocuments)
  }

  func submit() throws -> Reply {
    let (amount, purse, purpose, payee, number) = try visit.read {
      (
        $0.amount("amount"), $0.purse("purse"), $0.code("purpose"), $0.party("payee"),
        $0.optionalText("number", most: 64)
      )
    }
    let id = visit.newID()
    let request = try visit.withDossier(of: party, number: number, StreamID("grant", id)) { dossier in
      try visit.open(
        GrantRequested(
          amount: amount, from: purse, purpose: purpose, beneficiary: party, payee: payee, dossier: dossier), "grant",
        id: id)
    }
    return try visit.draft([request], then: "/grants/\(id)")
  }
}

/// A loan to somebody who belongs to no family, or to a firm.
struct OtherLoan {
  let visit: Visit
  let party: ULID

  init(_ visit: Visit) throws {
    self.visit = visit
    party = try OtherHelp.party(visit)
  }

  func page() throws -> SitePage {
    try OtherHelp.page(
      visit, "Apply for a loan", for: party, try visit.loanQuestions(payee: visit.payeeField(beside: party)),
      hidden: visit.readDocuments)
  }

  func submit() throws -> Reply {
    let wish = try visit.read { LoanWish($0) }
    let id = visit.newID()
    let request = try visit.withDossier(of: party, number: wish.number, StreamID("loan", id)) { dossier in
      try visit.open(wish.application(of: .party(party), dossier: dossier), "loan", id: id)
    }
    return try visit.draft([request], then: "/loans/\(id)")
  }
}

/// A voucher for somebody who belongs to no family.
struct OtherVoucher {
  let visit: Visit
  let party: ULID

  init(_ visit: Visit) throws {
    self.visit = visit
    party = try OtherHelp.party(visit)
  }

  private var isIssuing: Bool { visit.viewer?.holds(anyOf: VoucherIssued.roles) == true }

  func page() throws -> SitePage {
    var items: [Form.Item] = [
      .field(visit.field("amount", "Amount", .amount)),
      .field(visit.field("purse", "Which money", .choice(try visit.purseOptions()))),
      .field(visit.field("purpose", "Purpose", .choice(try visit.purposeOptions()))),
    ]
    if isIssuing { items.append(.field(visit.field("expires", "Last day on which it can be redeemed", .date))) }
    return try OtherHelp.page(visit, "Give a voucher", for: party, items)
  }

  func submit() throws -> Reply {
    let (terms, expires) = try visit.read { form in
      (
        VoucherTerms(
          amount: form.amount("amount"), beneficiary: party, purpose: form.code("purpose"),
          restriction: form.purse("purse"), household: nil), isIssuing ? form.day("expires") : nil
      )
    }
    let id = visit.newID()
    let request =
      try expires.map { try visit.open(VoucherIssued(terms, expires: $0), "voucher", id: id) }
      ?? visit.open(VoucherApproved(terms), "voucher", id: id)
    return try visit.draft([request], then: "/vouchers/\(id)")
  }
}

extension Visit {
  /// Who gets the money: whoever is helped, a firm, or somebody of no family.
  func payeeField(beside party: ULID) throws -> Field {
    let others = try payeeOptions(of: nil).filter { $0.value != party.description }
    return field(
      "payee", "Who gets the money", .choice(try partyOptions([party]) + others), initial: party.description)
  }
}
