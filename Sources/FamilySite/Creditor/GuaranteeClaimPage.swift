import Bookkeeping
import Funds
import LedgerCore
import MastroWeb
import Pages

/// A landlord asks to be paid for months that the tenant has not paid.
enum GuaranteeClaimPage {
  /// A form asks for so many months at once.
  private static let most = 18

  static func show(_ visit: Visit) throws -> SitePage {
    let guarantee = try CreditorDesk(visit).guarantee()
    guard guarantee.state.status == .issued else { throw WebRefusals.pageUnknown() }
    let rent = guarantee.request.terms.rent
    let conditions = guarantee.state.conditions
    let months = months(guarantee, visit).map { month in
      Field(
        GuaranteeClaimPage.name(month), "\(month)", .amount,
        values: visit.submitted?.values[GuaranteeClaimPage.name(month)] ?? [],
        fault: visit.field(GuaranteeClaimPage.name(month), "Month", .amount).fault, isRequired: false)
    }
    var items: [Form.Item] = [.group(visit.say("What is unpaid of each month?"), months)]
    if conditions?.legalCosts ?? false {
      items.append(
        .field(visit.field("costs", "Costs of asking for it, if any", .amount, isRequired: false)))
    }
    if conditions?.formalNotice ?? false {
      items.append(.field(visit.field("notice-day", "Day of the formal notice", .date)))
      items.append(.field(visit.field("notice", "The formal notice", .file(accept: Evidence.accept))))
    }
    items.append(
      .field(
        visit.field(
          "evidence", "Your evidence", .file(accept: Evidence.accept),
          hint: "The file is not kept here, only its fingerprint: keep it.")))
    return SitePage(
      visit.say("Claim unpaid rent"), trail: try LandlordGuaranteePage.trail(guarantee, visit),
      [
        .paragraph(
          visit.say(
            "Leave empty what was paid. The rent of a whole month is \(rent). The tenant is told, and may answer."))
      ]
        + visit.form(items, submit: "Go on, to sign"))
  }

  static func submit(_ visit: Visit) throws -> Reply {
    let guarantee = try CreditorDesk(visit).guarantee()
    let needsNotice = guarantee.state.conditions?.formalNotice ?? false
    let claim = try visit.read { form -> GuaranteeClaimed in
      let unpaid = months(guarantee, visit).compactMap { month in
        form.optionalAmount(name(month)).map { GuaranteeClaimed.UnpaidMonth(month, $0) }
      }
      let notice =
        needsNotice
        ? GuaranteeClaimed.FormalNotice(date: form.day("notice-day"), document: form.digest("notice")) : nil
      return GuaranteeClaimed(
        unpaid, costs: form.optionalAmount("costs") ?? .zero, document: form.digest("evidence"), formalNotice: notice)
    }
    return try visit.draft(
      [visit.statement(claim, stream: guarantee.stream, as: .creditor, for: guarantee.body)], then: guarantee.path)
  }

  /// Months of the guarantee that have begun and that no claim holds, the newest ones.
  private static func months(_ guarantee: CreditorDesk.Guarantee, _ visit: Visit) -> [CivilMonth] {
    let claimed = Set(guarantee.state.claims.filter { $0.status != .refused }.flatMap(\.months))
    let terms = guarantee.request.terms
    let last = CivilMonth(min(terms.end, visit.today))
    var months: [CivilMonth] = []
    var month = CivilMonth(terms.start)
    while month <= last {
      if !claimed.contains(month) { months.append(month) }
      month = CivilMonth(month.firstDay.adding(months: 1))
    }
    return months.suffix(most)
  }

  private static func name(_ month: CivilMonth) -> String { "month-\(month)" }
}
