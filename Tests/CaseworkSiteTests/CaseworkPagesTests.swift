import Bookkeeping
import CaseworkSite
import Foundation
import Funds
import LedgerCore
import Pages
import SiteTesting
import Testing

@testable import MastroWeb

/// The pages as they are shown: in both languages, whole, and with what is wrong beside its field.
@Suite struct CaseworkPagesTests {
  @Test(arguments: [Language.italian, .english])
  func `every page and every form is shown`(language: Language) throws {
    try CaseworkLedger.with { ledger in
      let browser = try Browser(ledger)
      let family = "/families/\(try ledger.family("Bruni"))"
      let grant = "/grants/\(try ledger.requestGrant(45_000))"
      let steps = [
        "grant", "loan", "guarantee", "voucher", "plan", "service", "join", "update", "consent", "outcome", "erasure",
      ]
      let pages = ["/decisions", "/cases", "/families", "/families/new", family, grant, grant + "/withdraw"]
      for path in pages + steps.map({ "\(family)/\($0)" }) {
        let page = try browser.open(path, as: "olga", in: language)
        #expect(page.count > 200, "\(path)")
        #expect(!page.contains("{1}"), "\(path) has a place that nothing filled")
      }
      #expect(try browser.open(grant + "/decide", as: "carla", in: language).contains("450"))
    }
  }

  @Test func `what is missing shows beside its field, and nothing that was typed is lost`() throws {
    try CaseworkLedger.with { ledger in
      let browser = try Browser(ledger)
      let path = "/families/\(try ledger.family("Bruni"))/grant"
      let answer = try browser.send(path, ["amount": "molto", "purse": "casa/homes", "number": "A/7"], as: "olga")
      guard case .page(let page) = answer else {
        Issue.record("a form without an amount was drafted")
        return
      }
      let html = browser.html(page, .italian)
      #expect(html.contains("id=\"f-amount-fault\""))
      #expect(html.contains("value=\"molto\""))
      #expect(html.contains("value=\"A/7\""))
      #expect(html.contains("<option value=\"casa/homes\" selected=\"selected\">"))
      #expect(html.contains("id=\"f-payee-fault\""))
    }
  }

  @Test func `what the rules refuse shows above the form`() throws {
    try CaseworkLedger.with { ledger in
      let browser = try Browser(ledger)
      let grant = try ledger.requestGrant(900_000)
      let answer = try browser.send("/grants/\(grant)/decide", ["verdict": "approve"], as: "carla")
      guard case .page(let page) = answer else {
        Issue.record("more was approved than there is")
        return
      }
      #expect(browser.html(page, .italian).contains("role=\"alert\""))
    }
  }

  @Test func `a script in a name stays text`() throws {
    try CaseworkLedger.with { ledger in
      let browser = try Browser(ledger)
      let name = "<script>alert(1)</script>"
      let page = try browser.sign("/families/new", ["name-1": name, "relation-1": "reference"], as: "olga")
      #expect(try !browser.open(page, as: "olga").contains("<script>"))
    }
  }
}
