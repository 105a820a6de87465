/// What the policy says about guarantees for access to housing.
public struct GuaranteePolicy: Codable, Sendable, Hashable {
  var fault: String? { nil }
}
