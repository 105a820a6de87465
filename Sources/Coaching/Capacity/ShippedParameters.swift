import EmbeddedFiles
public import LedgerCore

extension CapacityParameters {
  /// The files that the program carries, oldest first.
  public static let shipped: [CapacityParameters] = ["it-2024", "it-2025", "it-2026"].map { name in
    do {
      return try CapacityParameters(reading: EmbeddedFiles.bytes("ledger-specs/parameters/\(name).json"))
    } catch {
      preconditionFailure("a parameter file of the program cannot be used: \(error)")
    }
  }

  /// Those by which the specification's worked figures are counted (`it-2024`): where a calculation says neither a day
  /// nor a version, it always answers the same.
  public static let worked: CapacityParameters = shipped[0]

  /// The newest of these that holds on a day; nil where none does yet.
  public static func inForce(
    on day: CivilDate, among files: [CapacityParameters] = shipped
  ) -> CapacityParameters? {
    files.filter { $0.hold(on: day) }.max { ($0.validFrom, $0.version) < ($1.validFrom, $1.version) }
  }

  /// A shipped file by its version.
  public static func shipped(version: String) -> CapacityParameters? { shipped.first { $0.version.text == version } }
}
