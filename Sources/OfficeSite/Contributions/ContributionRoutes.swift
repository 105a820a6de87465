import LedgerCore
import MastroWeb

/// The addresses of gifts, capital and donors.
enum ContributionRoutes {
  static func add(to routes: inout Routes) {
    let seen: Audience = .roles([.administrator, .committee, .operator, .treasurer])
    let who = Office.treasurers
    routes.page("/contributions", for: seen) { .page(try ContributionsPage(visit: $0).page()) }
    routes.form("/contributions/new", for: .roles([.operator, .treasurer])) {
      try NewContribution(visit: $0).showPledge()
    } submit: {
      try NewContribution(visit: $0).submitPledge()
    }
    routes.form("/contributions/received", for: who) {
      try NewContribution(visit: $0).showReceived()
    } submit: {
      try NewContribution(visit: $0).submitReceived()
    }
    routes.page("/contributions/{id}", for: seen) { .page(try ContributionPage($0).page()) }
    routes.form("/contributions/{id}/receive", for: who) {
      try ContributionPage($0).showReceive()
    } submit: {
      try ContributionPage($0).submitReceive()
    }
    routes.form("/contributions/{id}/cancel", for: .roles([.operator, .treasurer])) {
      try ContributionPage($0).showCancel()
    } submit: {
      try ContributionPage($0).submitCancel()
    }
    routes.form("/contributions/{id}/refund", for: Office.approvers) {
      try ContributionPage($0).showRefund()
    } submit: {
      try ContributionPage($0).submitRefund()
    }
    routes.form("/capital/received", for: who) {
      try CapitalPages(visit: $0).showReceived()
    } submit: {
      try CapitalPages(visit: $0).submitReceived()
    }
    routes.page("/capital/{id}", for: seen) { .page(try CapitalPages(visit: $0).page()) }
    routes.form("/capital/{id}/return", for: Office.approvers) {
      try CapitalPages(visit: $0).showReturn()
    } submit: {
      try CapitalPages(visit: $0).submitReturn()
    }
    routes.form("/parties", for: Office.both) {
      try PartyPages(visit: $0).page()
    } submit: {
      .page(try PartyPages(visit: $0).page())
    }
    routes.form("/parties/new", for: .roles([.administrator, .operator, .treasurer])) {
      try PartyPages(visit: $0).show()
    } submit: {
      try PartyPages(visit: $0).submit()
    }
  }
}
