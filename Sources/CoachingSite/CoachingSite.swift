import EmbeddedFiles
import LedgerCore
public import MastroWeb
import Pages

/// The pages of financial educators: the families that they coach, and their laboratories.
public enum CoachingSite: Site {
  public static let phrases: [(tag: String, bytes: [UInt8])] = EmbeddedFiles.languages(in: "CoachingSite/Phrases")
  public static let navigation = [
    NavigationItem("Today", "/coaching", for: .roles([.educator]), order: 200),
    NavigationItem("Laboratories", "/labs", for: .roles([.educator]), order: 210),
  ]

  public static func add(to routes: inout Routes) {
    routes.page("/coaching", for: .roles([.educator])) { .page(try TodayPage.show($0)) }
    routes.page("/coaching/{household}", for: .roles([.educator])) { .page(try CasePage.show($0)) }
    routes.page("/coaching/{household}/page", for: .roles([.educator])) { try FamilyPageFile.reply($0) }
    OpeningForms.add(to: &routes)
    GoalForm.add(to: &routes)
    PlanForm.add(to: &routes)
    PaperForms.add(to: &routes)
    SnapshotRoutes.add(to: &routes)
    CapacityPages.add(to: &routes)
    MonthPage.add(to: &routes)
    ScenarioPages.add(to: &routes)
    ComparePage.add(to: &routes)
    IndicatorPages.add(to: &routes)
    LabPages.add(to: &routes)
    LinesPage.add(to: &routes)
    ImportPages.add(to: &routes)
  }
}
