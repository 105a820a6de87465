import LedgerCore

extension LabExercise {
  /// What the formula says of the invented family, by the parameters that the exercise names.
  public func working() throws -> CapacityWorking {
    guard let parameters = CapacityParameters.shipped(version: parameters) else {
      throw LabExercise.unknown(["name": name, "known": CapacityParameters.shipped.map(\.version.text).joined()])
    }
    return try CapacityWorking(sheet, parameters, firstInstalment: firstInstalment)
  }
}
