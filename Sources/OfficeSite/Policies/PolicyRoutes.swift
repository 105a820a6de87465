import MastroWeb

/// The addresses of policies, periods and bodies.
enum PolicyRoutes {
  static func add(to routes: inout Routes) {
    let who = Office.administrators
    routes.page("/policies", for: Office.readers) { .page(try PolicyPages(visit: $0).current()) }
    routes.page("/policies/file", for: Office.readers) { try PolicyPages(visit: $0).file() }
    routes.form("/policies/new", for: who) {
      try PolicyPages(visit: $0).showAdopt()
    } submit: {
      try PolicyPages(visit: $0).submitAdopt()
    }
    routes.form("/policies/{id}", for: who) {
      try PolicyPages(visit: $0).showProposal()
    } submit: {
      try PolicyPages(visit: $0).submitProposal()
    }
    routes.form("/periods", for: who) {
      try PeriodPages(visit: $0).show()
    } submit: {
      try PeriodPages(visit: $0).submit()
    }
    ImportPages.add(to: &routes)
    routes.form("/bodies", for: who) {
      try BodyPages(visit: $0).show()
    } submit: {
      try BodyPages(visit: $0).submit()
    }
  }
}
