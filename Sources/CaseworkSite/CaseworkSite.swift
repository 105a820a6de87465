import EmbeddedFiles
import Funds
import LedgerCore
public import MastroWeb
import Pages

/// The pages of operators and of the committee: families, what they are helped with, and what is to be decided.
public enum CaseworkSite: Site {
  public static let phrases: [(tag: String, bytes: [UInt8])] = EmbeddedFiles.languages(in: "CaseworkSite/Phrases")

  public static let navigation: [NavigationItem] = [
    NavigationItem("Decisions", "/decisions", for: .roles(deciders), order: 20),
    NavigationItem("Families", "/families", for: .roles(caseworkers), order: 25),
    NavigationItem("All help", "/cases", for: .roles(caseworkers), order: 27),
  ]

  static let deciders: Set<Role> = [.administrator, .committee, .treasurer]
  static let caseworkers: Set<Role> = [.administrator, .committee, .operator, .treasurer]

  public static func add(to routes: inout Routes) {
    routes.page("/decisions", for: .roles(caseworkers)) { visit in
      .page(try DecisionsPage(visit: visit).page())
    }
    routes.page("/cases", for: .roles(caseworkers)) { .page(try CasesPage(visit: $0).page()) }
    routes.form(
      "/families", for: .roles(caseworkers), show: { try FamilyList(visit: $0).page() },
      submit: { try FamilyList(visit: $0).search() })
    routes.form(
      "/families/new", for: .roles([.administrator, .operator]), show: { try FamilyRegistration(visit: $0).page() },
      submit: { try FamilyRegistration(visit: $0).submit() })
    routes.page("/families/{id}", for: .roles(caseworkers)) { visit in .page(try FamilyPage(visit).page()) }
    routes.page("/families/{id}/documents/{entry}", for: .roles(caseworkers)) { try FamilyDocument.open($0) }
    routes.addSteps(of: FamilyPages.self)
    OtherHelp.add(to: &routes)
    routes.add(GrantPages.self)
    routes.add(LoanPages.self)
    routes.add(GuaranteePages.self)
    routes.add(VoucherPages.self)
    routes.add(PlanPages.self)
    routes.add(ServicePages.self)
    routes.form(
      "/reversals/{id}", for: .members, show: { try ReversalPage($0).page() }, submit: { try ReversalPage($0).submit() }
    )
  }
}
