import MastroWeb

/// The addresses of the bank inbox.
enum BankRoutes {
  static func add(to routes: inout Routes) {
    let who = Office.treasurers
    routes.page("/bank", for: Office.both) { .page(try BankPage(visit: $0).page()) }
    routes.form("/bank/statements/new", for: who, most: StatementUpload.most) {
      try StatementUpload(visit: $0).show()
    } submit: {
      try StatementUpload(visit: $0).submit()
    }
    routes.page("/bank/accounts/{account}/reconcile", for: Office.both) { .page(try ReconcilePage(visit: $0).page()) }
    routes.form("/bank/accounts/{account}/together", for: who) {
      try TogetherForm($0).show()
    } submit: {
      try TogetherForm($0).submit()
    }
    routes.form("/bank/accounts/{account}/rules", for: who) {
      try RulesForm($0).show()
    } submit: {
      try RulesForm($0).submit()
    }
    routes.form("/bank/lines/{key}", for: who) {
      try LinePage($0).show()
    } submit: {
      try LinePage($0).submit()
    }
    routes.form("/bank/lines/{key}/gift", for: who) {
      try LineForms($0).showGift()
    } submit: {
      try LineForms($0).submitGift()
    }
    routes.form("/bank/lines/{key}/capital", for: who) {
      try LineForms($0).showCapital()
    } submit: {
      try LineForms($0).submitCapital()
    }
    routes.form("/bank/lines/{key}/cost", for: who) {
      try LineForms($0).showCost()
    } submit: {
      try LineForms($0).submitCost()
    }
    routes.form("/bank/lines/{key}/move", for: who) {
      try LineForms($0).showMove()
    } submit: {
      try LineForms($0).submitMove()
    }
    routes.form("/bank/lines/{key}/returned", for: who) {
      try LineForms($0).showReturned()
    } submit: {
      try LineForms($0).submitReturned()
    }
    routes.form("/bank/lines/{key}/payment", for: who) {
      try LineForms($0).showPayment()
    } submit: {
      try LineForms($0).submitPayment()
    }
    routes.form("/bank/lines/{key}/grant", for: who) {
      try LineForms($0).showGrant()
    } submit: {
      try LineForms($0).submitGrant()
    }
  }
}
