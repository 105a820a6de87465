import EmbeddedFiles
public import MastroWeb
import Pages

/// The pages of administrators and treasurers.
public enum OfficeSite: Site {
  public static let phrases: [(tag: String, bytes: [UInt8])] = EmbeddedFiles.languages(in: "OfficeSite/Phrases")

  public static let navigation = [
    NavigationItem("Today", "/office", for: Office.both, order: 10),
    NavigationItem("Payments to make", "/payments", for: Office.treasurers, order: 12),
    NavigationItem("Money that comes in", "/receipts", for: Office.treasurers, order: 13),
    NavigationItem("Bank inbox", "/bank", for: Office.both, order: 14),
    NavigationItem("Contributions", "/contributions", for: Office.both, order: 60),
    NavigationItem("Funds", "/funds", for: Office.staff, order: 62),
    NavigationItem("Members", "/members", for: Office.administrators, order: 64),
    NavigationItem("Policy", "/policies", for: Office.staff, order: 66),
    NavigationItem("Bodies", "/bodies", for: Office.administrators, order: 68),
    NavigationItem("Periods", "/periods", for: Office.administrators, order: 70),
    NavigationItem("My devices", "/devices", for: Office.everybodyButFamilies, order: 890),
  ]

  public static func add(to routes: inout Routes) {
    routes.page("/office", for: Office.both) { .page(try DashboardPage(visit: $0).page()) }
    addPayments(to: &routes)
    addReceipts(to: &routes)
    BankRoutes.add(to: &routes)
    MemberRoutes.add(to: &routes)
    ContributionRoutes.add(to: &routes)
    FundRoutes.add(to: &routes)
    PolicyRoutes.add(to: &routes)
  }

  private static func addPayments(to routes: inout Routes) {
    let who = Office.treasurers
    routes.page("/payments", for: Office.both) { .page(try PaymentsPage(visit: $0).page()) }
    routes.form("/payments/cost", for: who) {
      try CostForm(visit: $0).show()
    } submit: {
      try CostForm(visit: $0).submit()
    }
    routes.form("/payments/move", for: who) {
      try CashForm(visit: $0).show()
    } submit: {
      try CashForm(visit: $0).submit()
    }
    routes.form("/payments/grants/{id}", for: who) {
      try GrantPayment($0).show()
    } submit: {
      try GrantPayment($0).submit()
    }
    routes.form("/payments/loans/{id}", for: who) {
      try LoanPayment($0).show()
    } submit: {
      try LoanPayment($0).submit()
    }
    routes.form("/payments/guarantees/{id}", for: who) {
      try GuaranteePayment($0).show()
    } submit: {
      try GuaranteePayment($0).submit()
    }
    routes.form("/payments/plans/{id}", for: who) {
      try PlanPayment($0).show()
    } submit: {
      try PlanPayment($0).submit()
    }
    routes.form("/payments/service/{id}", for: who) {
      try ServicePayment($0).show()
    } submit: {
      try ServicePayment($0).submit()
    }
    routes.form("/payments/refunds/{id}", for: who) {
      try ReturnPayments(visit: $0).showRefund()
    } submit: {
      try ReturnPayments(visit: $0).submitRefund()
    }
    routes.form("/payments/capital/{id}", for: who) {
      try ReturnPayments(visit: $0).showCapital()
    } submit: {
      try ReturnPayments(visit: $0).submitCapital()
    }
    routes.form("/payments/vouchers/{id}", for: who) {
      try ReturnPayments(visit: $0).showVoucher()
    } submit: {
      try ReturnPayments(visit: $0).submitVoucher()
    }
    routes.form("/payments/bounced/{id}", for: who) {
      try ReturnPayments(visit: $0).showBounced()
    } submit: {
      try ReturnPayments(visit: $0).submitBounced()
    }
  }

  private static func addReceipts(to routes: inout Routes) {
    let who = Office.treasurers
    routes.form("/receipts", for: Office.both) {
      try ReceiptsPage(visit: $0).page()
    } submit: {
      .page(try ReceiptsPage(visit: $0).page())
    }
    routes.form("/receipts/loans/{id}", for: who) {
      try LoanReceipt($0).show()
    } submit: {
      try LoanReceipt($0).submit()
    }
    routes.form("/receipts/plans/{id}", for: who) {
      try PlanReceipt($0).show()
    } submit: {
      try PlanReceipt($0).submit()
    }
    routes.form("/receipts/guarantees/{id}", for: who) {
      try RecourseReceipt($0).show()
    } submit: {
      try RecourseReceipt($0).submit()
    }
    routes.form("/receipts/grants/{id}", for: who) {
      try GrantReceipt($0).show()
    } submit: {
      try GrantReceipt($0).submit()
    }
  }
}
