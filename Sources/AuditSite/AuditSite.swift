import EmbeddedFiles
import LedgerCore
public import MastroWeb
import Pages

/// What anybody may see of the fund, and everything that an auditor needs to believe nobody.
public enum AuditSite: Site {
  public static let phrases: [(tag: String, bytes: [UInt8])] = EmbeddedFiles.languages(in: "AuditSite/Phrases")

  public static let assets = ["log.js", "verify.js"].map {
    SiteAssets.Asset($0, EmbeddedFiles.bytes("AuditSite/Assets/\($0)"))
  }

  static let readers: Audience = .roles([.auditor, .administrator])

  public static let navigation = [
    NavigationItem("The log", "/log", for: readers, order: 700),
    NavigationItem("Verify", "/audit/verify", for: readers, order: 710),
    NavigationItem("Exceptions", "/audit/exceptions", for: readers, order: 720),
    NavigationItem("Balances", "/audit/balances", for: readers, order: 730),
    NavigationItem("Reports", "/reports", for: readers, order: 740),
    NavigationItem("Who read what", "/audit/access", for: readers, order: 750),
    NavigationItem("What the fund does", "/", for: .everybody, order: 900),
  ]

  public static func add(to routes: inout Routes) {
    routes.page("/", for: .everybody) { .page(try PublicPage(visit: $0).page()) }
    routes.page("/log", for: readers) { .page(try LogPage(visit: $0).page()) }
    routes.page("/log/{entry}", for: readers) { .page(try EntryPage(visit: $0).page()) }
    routes.page("/audit/verify", for: readers) { .page(try VerifyPage(visit: $0).page()) }
    routes.page("/audit/exceptions", for: readers) { .page(try ExceptionsPage(visit: $0).page()) }
    routes.page("/audit/balances", for: readers) { .page(try BalancesPage(visit: $0).page()) }
    routes.page("/audit/access", for: readers) { .page(try AccessPage(visit: $0).page()) }
    routes.page("/reports", for: readers) { .page(ReportsPage(visit: $0).list()) }
    routes.page("/reports/{name}", for: readers) { .page(try ReportsPage(visit: $0).report()) }
  }
}
