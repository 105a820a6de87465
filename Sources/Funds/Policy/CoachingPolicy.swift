public import LedgerCore

/// What the policy says about the capacity that educators assess.
public struct CoachingPolicy: Codable, Sendable, Hashable {
  /// A file of parameters by which capacity may be assessed.
  public struct ParameterFile: Codable, Sendable, Hashable {
    /// SHA-256 of the file's canonical JSON.
    public let digest: Fingerprint
    /// As the file names itself.
    public let version: String

    public init(digest: Fingerprint, version: String) {
      self.digest = digest
      self.version = version
    }
  }

  /// Every version that may be used, once; an assessment names the one that it rests on.
  public let parameters: [ParameterFile]
  /// A body may reserve capacity for at most so many days.
  public let reservationDays: Int

  public init(parameters: [ParameterFile], reservationDays: Int) {
    self.parameters = parameters
    self.reservationDays = reservationDays
  }

  static let mostParameterFiles = 100
  static let mostReservationDays = 366

  var fault: String? {
    if !(1...CoachingPolicy.mostParameterFiles).contains(parameters.count) {
      return "coaching: parameters names 1 to \(CoachingPolicy.mostParameterFiles) files"
    }
    if parameters.contains(where: { $0.version.isEmpty || $0.version.utf8.count > 64 }) {
      return "coaching: a version is empty or longer than 64 bytes"
    }
    if Set(parameters.map(\.version)).count != parameters.count { return "coaching: a version stands twice" }
    if !(1...CoachingPolicy.mostReservationDays).contains(reservationDays) {
      return "coaching: reservationDays is 1 to \(CoachingPolicy.mostReservationDays)"
    }
    return nil
  }
}
