/// Why a sheet is not taken: where it is wrong, in the words of the file, and what to write instead.
public struct SheetFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// `income[2].history`, or empty for the file as such.
  public let member: String
  /// The name of the line concerned, where it has one.
  public let line: String?
  public let reason: String
  public let remedy: String

  public init(_ member: String, line: String? = nil, _ reason: String, remedy: String) {
    self.member = member
    self.line = line
    self.reason = reason
    self.remedy = remedy
  }

  /// The place for a message: `income[2].history of 'Stipendio'`.
  public var place: String {
    let member = member.isEmpty ? "the sheet" : member
    return line.map { "\(member) of '\($0)'" } ?? member
  }

  public var description: String { "\(place): \(reason); \(remedy)" }
}
