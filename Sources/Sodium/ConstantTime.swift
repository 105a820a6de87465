import CSodium

/// Comparison whose duration tells nothing about where two secrets differ.
public enum ConstantTime {
  /// Whether both byte strings are equal; only their lengths may be learnt from the time it takes.
  public static func equal(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count == right.count else { return false }
    guard !left.isEmpty else { return true }
    ensureSodium()
    return sodium_memcmp(left, right, left.count) == 0
  }
}
