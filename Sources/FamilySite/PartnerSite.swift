import LedgerCore
public import MastroWeb
import Pages

/// Pages for telephones of those with whom families have to do: creditors and landlords, and hosts of hours of help.
public enum PartnerSite: Site {
  public static let phrases: [(tag: String, bytes: [UInt8])] = FamilySite.phrases.filter { $0.tag == "it" }

  public static let navigation: [NavigationItem] = [
    NavigationItem("What is owed to you", "/creditor", for: .roles([.creditor]), order: 110),
    NavigationItem("Hours of help", "/host", for: .roles([.host]), order: 120),
  ]

  public static func add(to routes: inout Routes) {
    addCreditor(to: &routes)
    addHost(to: &routes)
  }

  private static func addCreditor(to routes: inout Routes) {
    let creditor = Audience.roles([.creditor])
    let most = Evidence.mostBytes
    routes.page("/creditor", for: creditor) { .page(try CreditorPage.show($0)) }
    routes.page("/creditor/plans/{id}/{creditor}", for: creditor) { .page(try CreditorPlanPage.show($0)) }
    routes.form(
      "/creditor/plans/{id}/{creditor}/answer", for: creditor, show: CreditorPlanAnswer.show,
      submit: CreditorPlanAnswer.submit)
    routes.form(
      "/creditor/plans/{id}/{creditor}/rent", for: creditor, most: most, show: RentConfirmation.show,
      submit: RentConfirmation.submit)
    routes.form(
      "/creditor/plans/{id}/{creditor}/received", for: creditor, most: most, show: PaymentReceived.show,
      submit: PaymentReceived.submit)
    routes.page("/creditor/guarantees/{id}", for: creditor) { .page(try LandlordGuaranteePage.show($0)) }
    routes.form(
      "/creditor/guarantees/{id}/claim", for: creditor, most: 2 * most, show: GuaranteeClaimPage.show,
      submit: GuaranteeClaimPage.submit)
    routes.form(
      "/creditor/guarantees/{id}/tenant-paid", for: creditor, show: GuaranteeReturns.showPaid,
      submit: GuaranteeReturns.submitPaid)
    routes.form(
      "/creditor/guarantees/{id}/release", for: creditor, show: GuaranteeReturns.showRelease,
      submit: GuaranteeReturns.submitRelease)
    routes.form("/creditor/service/{id}", for: creditor, show: ServiceWaiver.show, submit: ServiceWaiver.submit)
  }

  private static func addHost(to routes: inout Routes) {
    let host = Audience.roles([.host])
    routes.page("/host", for: host) { .page(try HostPage.show($0)) }
    routes.page("/host/{id}", for: host) { .page(try HostAgreementPage.show($0)) }
    routes.form("/host/{id}/confirm", for: host, show: ConfirmHours.show, submit: ConfirmHours.submit)
    routes.form("/host/{id}/hours", for: host, show: HostHours.show, submit: HostHours.submit)
    routes.form("/host/{id}/accept", for: host, show: HostAcceptance.show, submit: HostAcceptance.submit)
  }
}
