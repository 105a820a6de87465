import CSodium

/// Where salts, nonces and identifiers come from; handed in, so that tests and replays can repeat them.
public protocol RandomSource: Sendable {
  /// This many fresh bytes.
  func bytes(_ count: Int) -> [UInt8]
}

/// The system's cryptographic randomness, through libsodium.
public struct SystemRandomSource: RandomSource {
  public init() {}

  public func bytes(_ count: Int) -> [UInt8] {
    ensureSodium()
    guard count > 0 else { return [] }
    return [UInt8](unsafeUninitializedCapacity: count) { output, initializedCount in
      randombytes_buf(UnsafeMutableRawBufferPointer(output).bytePointer, count)
      initializedCount = count
    }
  }
}
