import CSodium

/// Runs `sodium_init` once per process; the runtime makes a global's first use thread-safe.
private let initialized: Void = {
  precondition(sodium_init() >= 0, "libsodium could not find a source of randomness")
}()

/// Called before every use of libsodium, because it chooses its implementations and opens the random source only then.
@inline(__always)
func ensureSodium() {
  _ = initialized
}
