/// What the policy says about repayment by hours of service.
public struct ServicePolicy: Codable, Sendable, Hashable {
  var fault: String? { nil }
}
