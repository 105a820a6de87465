import Bookkeeping
import Coaching
import Funds
import LedgerCore
import MastroWeb
import Pages

/// What somebody has read of a family, in words; the access log holds a short name of the page.
struct ReadPage {
  private let name: String

  init(_ name: String) { self.name = name }

  func told(_ visit: Visit) -> Inline {
    switch name {
    case "timeline", "family", "household", "instruments": visit.say("everything that helps you")
    case "record": visit.say("names and address")
    case "loan", "loans": visit.say("your loan")
    case "plan", "plans": visit.say("your plan to pay back")
    case "plan-share": visit.say("their own part of your plan")
    case "guarantee", "guarantees": visit.say("the guarantee for your rent")
    case "service", "service-work", "service-terms": visit.say("your hours of help")
    case "grant", "grants", "voucher", "vouchers": visit.say("help that you got")
    case "actuals", "budget", "case", "month", "month-check", "page-to-take-home", "plan-on-paper", "scenarios",
      "snapshot",
      "snapshot-on-paper", "today":
      visit.say("your budget")
    case "bank-lines": visit.say("lines of your bank")
    case "bank", "payment", "payments", "receipts": visit.say("payments from or to you")
    case "list": visit.say("a list in which you stand")
    case "search": visit.say("a search that found you")
    case "capacity": visit.say("what you can promise")
    case "request", "requests": visit.say("what you have asked for")
    default: visit.say("a page about you")
    }
  }
}

/// What a sealed record of a family calls its members, in words.
struct RecordMember {
  private let name: String

  init(_ name: String) { self.name = name }

  func told(_ visit: Visit) -> Inline {
    switch name {
    case "name": visit.say("Name")
    case "address": visit.say("Address")
    case "phone": visit.say("Telephone")
    default: .name(name)
    }
  }
}
