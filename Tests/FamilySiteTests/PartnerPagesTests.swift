import Bookkeeping
import FamilySite
import Funds
import LedgerCore
import Pages
import Testing

@testable import MastroWeb

/// What creditors, landlords and hosts read: their own part, and nothing else.
@Suite(.serialized) struct PartnerPagesTests {
  @Test func `a creditor never sees another's amount, nor what the family lives on`() throws {
    try FamilyLedger.with { ledger, story in
      let lara = try SiteProbe(PartnerSite.self, ledger, as: "lara")
      let ada = try SiteProbe(PartnerSite.self, ledger, as: "ada")
      let larasPath = "/creditor/plans/\(story.plan.key)/\(try ledger.party("Lara Blu"))"
      let adasPath = "/creditor/plans/\(story.plan.key)/\(try ledger.party("Condominio Aurora"))"
      for tag in ["en", "it"] {
        let pages = [
          try lara.get("/creditor", tag), try lara.get(larasPath, tag), try lara.get(larasPath + "/rent", tag),
          try lara.get(larasPath + "/received", tag), try lara.get(larasPath + "/answer", tag),
        ]
        for page in pages {
          for secret in ["151", "457", "40.00", "40,00", "100.00", "100,00", "1,900", "1.900", "Aurora", "Luce"] {
            #expect(!page.shows(secret), "\(page.path) shows \(secret)")
          }
        }
        #expect(pages[1].shows(tag == "en" ? "€553.37" : "553,37"))
        let other = [try ada.get("/creditor", tag), try ada.get(adasPath, tag)]
        for page in other {
          for secret in ["613", "553", "457", "60.00", "60,00", "Lara", "Luce"] {
            #expect(!page.shows(secret), "\(page.path) shows \(secret)")
          }
        }
      }
      #expect { try ada.get(larasPath) } throws: { isUnknown($0) }
      #expect { try lara.get(adasPath) } throws: { isUnknown($0) }
      #expect { try ada.get("/creditor/guarantees/\(story.guarantee.key)") } throws: { isUnknown($0) }
      #expect { try lara.get("/host/\(story.service.key)") } throws: { ($0 as? Refusal)?.code == WebRefusals.notForYou }
    }
  }

  @Test func `a landlord answers, confirms rent, says what has come, and claims`() throws {
    try FamilyLedger.with { ledger, story in
      let lara = try SiteProbe(PartnerSite.self, ledger, as: "lara")
      let party = try ledger.party("Lara Blu")
      let own = "/creditor/plans/\(story.plan.key)/\(party)"
      let other = "/creditor/plans/\(story.otherPlan.key)/\(party)"
      let receipt = ["receipt": [UInt8]([1, 2, 3])]
      func kinds(_ path: String, _ values: [String: [String]], _ files: [String: [UInt8]] = [:]) throws -> [String] {
        try lara.post(path, values, files: files).map(\.kind.text)
      }
      #expect(try lara.get("/creditor").shows(other + "/answer"))
      #expect(try kinds(other + "/answer", ["answer": ["yes"]]) == ["plan.accepted"])
      #expect(try kinds(other + "/answer", ["answer": ["no"], "reason": ["too-long"]]) == ["plan.refused"])
      #expect(try kinds(own + "/rent", ["month": ["2026-12"]], receipt) == ["plan.current-rent-confirmed"])
      let paid = try lara.post(own + "/received", ["amount": ["60"]], files: receipt)
      #expect(paid.map(\.kind.text) == ["plan.paid"] && paid[0].header.role == .creditor)
      let guarantee = "/creditor/guarantees/\(story.guarantee.key)"
      #expect(try lara.get(guarantee).shows("€2,880.00"))
      let claim = ["month-2026-12": ["480"], "month-2026-09": [""], "costs": ["30,50"]]
      #expect(try kinds(guarantee + "/claim", claim, ["evidence": [9]]) == ["guarantee.claimed"])
      #expect(throws: FormFaults.self) { try kinds(guarantee + "/claim", claim) }
      #expect(throws: FormFaults.self) { try kinds(own + "/received", ["amount": ["much"]], receipt) }
    }
  }

  @Test func `a creditor who acts for a body signs for it`() throws {
    try FamilyLedger.with { ledger, story in
      let ada = try SiteProbe(PartnerSite.self, ledger, as: "ada")
      let path = "/creditor/plans/\(story.plan.key)/\(try ledger.party("Condominio Aurora"))/received"
      let paid = try ada.post(path, ["amount": ["5"]], files: ["receipt": [4]])
      #expect(paid.map(\.header.onBehalfOf) == ["aurora"])
    }
  }

  @Test func `a host confirms all hours at once, or answers one by one, and never its own`() throws {
    try FamilyLedger.with { ledger, story in
      let hugo = try SiteProbe(PartnerSite.self, ledger, as: "hugo")
      let path = "/host/\(story.service.key)"
      for page in [try hugo.get("/host"), try hugo.get(path), try hugo.get(path + "/confirm")] {
        for secret in ["€", "Fondo", "loan", "prestito", "Bruni&#39;s", "7.00"] {
          #expect(!page.shows(secret), "\(page.path) shows \(secret)")
        }
      }
      let all = try hugo.post(path + "/confirm", ["all": ["yes"]])
      #expect(all.map(\.kind.text) == ["service.confirmed", "service.confirmed"], "not the one that Hugo wrote down")
      #expect(all.allSatisfy { $0.header.onBehalfOf == "comune" && $0.header.role == .host })
      let sessions = try #require(try ledger.bookkeeper.serviceForHost(story.service)).sessions
      let mixed = try hugo.post(
        path + "/confirm",
        ["session-\(sessions[0].id)": ["yes"], "session-\(sessions[1].id)": ["shorter"]])
      #expect(mixed.map(\.kind.text) == ["service.confirmed", "service.disputed"])
      #expect(throws: FormFaults.self) { try hugo.post(path + "/confirm", [:]) }
      let hilde = try SiteProbe(PartnerSite.self, ledger, as: "hilde")
      #expect(try hilde.post(path + "/confirm", ["all": ["yes"]]).count == 3)
      let hours = ["day": ["2026-12-14"], "from": ["15:00"], "to": ["16:00"], "task": ["common-parts"]]
      #expect(try hilde.post(path + "/hours", hours).map(\.kind.text) == ["service.performed"])
      #expect(try hugo.post("/host/\(story.offeredService.key)/accept", [:]).map(\.kind.text) == ["service.accepted"])
    }
  }
}
