/// What the policy says about microcredit.
public struct LoanPolicy: Codable, Sendable, Hashable {
  var fault: String? { nil }
}
