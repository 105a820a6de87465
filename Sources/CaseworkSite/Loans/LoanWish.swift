import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// What a form says of a loan that somebody applies for.
struct LoanWish {
  private let amount: Money
  private let instalments: Int
  private let purse: Restriction
  private let purpose: Slug
  private let pack: Slug
  private let payee: ULID
  private let security: LoanSecurity
  private let group: TargetGroup?
  private let tutor: ULID?
  private let businessPlan: Fingerprint?
  /// The office's own number of the file.
  let number: String?

  init(_ form: FormReader) {
    amount = form.amount("amount")
    instalments = form.integer("instalments", in: 1...600)
    purse = form.purse("purse")
    purpose = form.code("purpose")
    pack = form.code("pack")
    payee = form.party("payee")
    security = form.choice("security", LoanSecurity.self) ?? .none
    group = form.isGiven("group") ? form.choice("group", TargetGroup.self) : nil
    tutor = form.optionalParty("tutor")
    businessPlan = form.optionalDocument("business-plan")
    number = form.optionalText("number", most: 64)
  }

  func application(of borrower: Borrower, dossier: Fingerprint?) -> LoanApplied {
    LoanApplied(
      amount: amount, instalments: instalments, from: purse, purpose: purpose, pack: pack, borrower: borrower,
      payee: payee, security: security, group: group, tutor: tutor, businessPlan: businessPlan, dossier: dossier)
  }
}

extension Visit {
  /// - Parameter payee: the field that asks who gets the money.
  func loanQuestions(payee: Field) throws -> [Form.Item] {
    let packs = try bookkeeper.governing().policy.loans?.packs ?? []
    let options = packs.map { pack in
      Field.Option(
        pack.name.text, word(pack.name, of: "pack"),
        hint: say(
          "up to \(pack.maximumAmount), \(pack.maximumMonths) months, at most \(percent(pack.maximumRatePercent)) a year"
        ))
    }
    return [
      .field(field("amount", "Amount", .amount)),
      .field(field("instalments", "How many instalments, one each month", .integer(1...600))),
      .field(field("pack", "Rule pack", .radios(options))),
      .field(field("purse", "Which money", .choice(try purseOptions()))),
      .field(field("purpose", "Purpose", .choice(try purposeOptions()))), .field(payee),
      .field(field("security", "Security", .choice(self.options(LoanSecurity.self, of: "security")), initial: "none")),
      .field(
        field(
          "group", "Group, for the reports", .choice([noOption] + self.options(TargetGroup.self, of: "group")),
          isRequired: false)),
      .field(
        field(
          "tutor", "Who tutors the borrower", .choice([noOption] + (try payeeOptions(of: nil))),
          hint: "Where the rule pack asks for it.", isRequired: false)),
      documentField("business-plan", "Business plan, where the rule pack asks for it", isRequired: false),
      dossierField(), numberField(),
    ]
  }
}
