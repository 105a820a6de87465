/// How principal and interest are spread over the instalments.
public enum RepaymentMethod: String, Codable, Hashable, Sendable, CaseIterable {
  /// Level instalments: R = P·i / (1 − (1+i)^−n), and P / Σ Π(1+i_j)^−1 where periods differ.
  case french
  /// Equal shares of principal, interest on what is left.
  case constantPrincipal = "constant-principal"
  /// Equal shares of principal, no interest.
  case interestFree = "interest-free"
  /// Equal shares of principal, interest always on the whole principal.
  case flat
}
