/// What the policy says about arrears repayment plans.
public struct PlanPolicy: Codable, Sendable, Hashable {
  var fault: String? { nil }
}
