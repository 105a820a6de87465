import MastroWeb
import Pages

/// A step above a page.
typealias Trail = [(title: Inline, path: WebPath)]

extension Visit {
  var paymentsTrail: Trail { [(say("Payments to make"), "/payments")] }
  var receiptsTrail: Trail { [(say("Money that comes in"), "/receipts")] }
  var bankTrail: Trail { [(say("Bank inbox"), "/bank")] }
  var membersTrail: Trail { [(say("Members"), "/members")] }
  var contributionsTrail: Trail { [(say("Contributions"), "/contributions")] }
  var fundsTrail: Trail { [(say("Funds"), "/funds")] }
  var policiesTrail: Trail { [(say("Policy"), "/policies")] }
}
