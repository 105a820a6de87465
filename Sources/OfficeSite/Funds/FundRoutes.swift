import LedgerCore
import MastroWeb

/// The addresses of funds and transfers.
enum FundRoutes {
  static func add(to routes: inout Routes) {
    let who = Office.administrators
    let movers: Audience = .roles([.administrator, .committee, .treasurer])
    routes.page("/funds", for: Office.readers) { .page(try FundsPage(visit: $0).list()) }
    routes.form("/funds/new", for: who) {
      try FundForms(visit: $0).showOpen()
    } submit: {
      try FundForms(visit: $0).submitOpen()
    }
    routes.page("/funds/{name}", for: Office.readers) { .page(try FundsPage(visit: $0).fund()) }
    routes.form("/funds/{name}/reserve", for: who) {
      try FundForms(visit: $0).showReserve()
    } submit: {
      try FundForms(visit: $0).submitReserve()
    }
    routes.form("/funds/{name}/restriction", for: who) {
      try FundForms(visit: $0).showRestriction()
    } submit: {
      try FundForms(visit: $0).submitRestriction()
    }
    routes.page("/transfers", for: movers) { .page(try TransferPages(visit: $0).list()) }
    routes.form("/transfers/new", for: movers) {
      try TransferPages(visit: $0).showNew()
    } submit: {
      try TransferPages(visit: $0).submitNew()
    }
    routes.form("/transfers/{id}", for: movers) {
      try TransferPages(visit: $0).showMake()
    } submit: {
      try TransferPages(visit: $0).submitMake()
    }
  }
}
