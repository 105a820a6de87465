import EmbeddedFiles
import LedgerCore
public import MastroWeb
import Pages

/// Pages for telephones of the families themselves, in their languages.
public enum FamilySite: Site {
  public static let phrases: [(tag: String, bytes: [UInt8])] = EmbeddedFiles.languages(in: "FamilySite/Phrases")

  public static let navigation: [NavigationItem] = [
    NavigationItem("This month", "/me", for: .roles([.household]), order: 100),
    NavigationItem("My plan", "/me/plan", for: .roles([.household]), order: 101),
    NavigationItem("I paid, or something has changed", "/me/tell", for: .roles([.household]), order: 102),
    NavigationItem("Documents, and who saw what", "/me/documents", for: .roles([.household]), order: 103),
  ]

  public static func add(to routes: inout Routes) {
    let family = Audience.roles([.household])
    addMonths(to: &routes, family)
    addAnswers(to: &routes, family)
    addDocuments(to: &routes, family)
  }

  private static func addMonths(to routes: inout Routes, _ family: Audience) {
    routes.page("/me", for: family) { .page(try MonthPage.show($0)) }
    routes.page("/me/plan", for: family) { .page(try FamilyPlanPage.show($0)) }
    routes.page("/me/budget", for: family) { .page(try BudgetPage.show($0)) }
    routes.page("/me/budget/paper", for: family) { try BudgetPage.paper($0) }
    routes.form("/me/tell", for: family, show: TellPage.show, submit: TellPage.submit)
  }

  private static func addAnswers(to routes: inout Routes, _ family: Audience) {
    routes.form(
      "/me/budget/confirm", for: family, show: BudgetAnswer.showSnapshot, submit: BudgetAnswer.submitSnapshot)
    routes.form("/me/budget/agree", for: family, show: BudgetAnswer.showPlan, submit: BudgetAnswer.submitPlan)
    routes.form("/me/loans/{id}/answer", for: family, show: LoanAnswer.show, submit: LoanAnswer.submit)
    routes.form("/me/plans/{id}/answer", for: family, show: PlanAnswer.show, submit: PlanAnswer.submit)
    routes.form("/me/service/{id}/answer", for: family, show: ServiceAnswer.show, submit: ServiceAnswer.submit)
    routes.form("/me/service/{id}/end", for: family, show: ServiceAnswer.showEnd, submit: ServiceAnswer.submitEnd)
    routes.form("/me/service/{id}/hours", for: family, show: HoursPage.show, submit: HoursPage.submit)
    routes.form(
      "/me/guarantees/{id}/claims/{claim}/answer", for: family, most: Evidence.mostBytes, show: ClaimAnswer.show,
      submit: ClaimAnswer.submit)
  }
  private static func addDocuments(to routes: inout Routes, _ family: Audience) {
    routes.page("/me/documents", for: family) { .page(try DocumentsPage.show($0)) }
    routes.page("/me/papers/{id}", for: family) { .page(try PaperPage.show($0)) }
    routes.form("/me/consents/new", for: family, show: ConsentPages.show, submit: ConsentPages.submit)
    routes.form(
      "/me/consents/{id}/withdraw", for: family, show: ConsentPages.showWithdraw, submit: ConsentPages.submitWithdraw)
    routes.form("/me/devices/{key}/add", for: family, show: Devices.showAdd, submit: Devices.submitAdd)
    routes.form("/me/devices/{key}/remove", for: family, show: Devices.showRemove, submit: Devices.submitRemove)
  }
}
