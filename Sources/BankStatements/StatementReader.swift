/// What a file is to be read as.
public enum StatementFormat: Hashable, Sendable {
  /// By its first bytes; a CSV file by the built-in profile whose header it has.
  case detect
  /// ISO 20022 `camt.053` (statement) or `camt.052` (account report).
  case camt
  case csv(CSVProfile)
}

/// Turns a bank's file into statements, or refuses all of it.
public enum StatementReader {
  /// Every statement in the file, in the file's order.
  ///
  /// A closing balance which does not follow from the lines is no error here: see ``BankStatement/proof``.
  public static func read(
    _ bytes: [UInt8], as format: StatementFormat = .detect
  ) throws(StatementError) -> [BankStatement] {
    guard bytes.contains(where: { ![9, 10, 13, 32].contains($0) }) else {
      throw StatementError(.empty, at: .file, "the file is empty", remedy: "download the statement again")
    }
    guard bytes.count <= StatementLimits.bytes else {
      throw StatementError(
        .tooLarge, at: .file, "the file is larger than \(StatementLimits.bytes >> 20) MiB",
        remedy: "export a shorter period")
    }
    switch format {
    case .camt:
      try FileSignature.refuseUnsupported(bytes)
      return try CamtReader.read(bytes)
    case .csv(let profile):
      try FileSignature.refuseUnsupported(bytes)
      return [try CSVStatementReader.read(bytes, profile: profile)]
    case .detect:
      try FileSignature.refuseUnsupported(bytes)
      if FileSignature.looksLikeXML(bytes) { return try CamtReader.read(bytes) }
      return [try readWithBuiltInProfile(bytes)]
    }
  }

  private static func readWithBuiltInProfile(_ bytes: [UInt8]) throws(StatementError) -> BankStatement {
    for profile in CSVProfile.builtIn where CSVStatementReader.recognises(bytes, profile: profile) {
      return try CSVStatementReader.read(bytes, profile: profile)
    }
    let names = CSVProfile.builtIn.map(\.name).joined(separator: ", ")
    throw StatementError(
      .notRecognised, at: .file, "neither CAMT nor a CSV file whose columns a built-in profile knows (\(names))",
      remedy: "export CAMT.053, or name a profile file that describes this bank's columns")
  }
}

/// Recognises what kind of file it is by its first bytes.
enum FileSignature {
  static func looksLikeXML(_ bytes: [UInt8]) -> Bool { head(of: bytes).first == "<" }

  /// Refuses the formats that banks offer and this program does not read, by their own names.
  static func refuseUnsupported(_ bytes: [UInt8]) throws(StatementError) {
    let text = head(of: bytes)
    if text.hasPrefix("OFXHEADER") || text.hasPrefix("<OFX") || text.contains("<?OFX") {
      throw unsupported("an OFX file: it has no opening balance, so nothing can be proved from it")
    }
    if text.hasPrefix(":20:") || text.hasPrefix("{1:F") { throw unsupported("an MT940 file") }
    if text.hasPrefix("%PDF") { throw unsupported("a PDF document") }
    if text.hasPrefix("PK\u{3}\u{4}") { throw unsupported("a ZIP archive or a spreadsheet") }
  }

  private static func unsupported(_ what: String) -> StatementError {
    StatementError(
      .unsupportedFormat, at: .file, "this is \(what)", remedy: "export the statement as CAMT.053 or CSV")
  }

  /// The first two thousand bytes as ASCII, without byte order mark, NULs of UTF-16 and leading white space.
  private static func head(of bytes: [UInt8]) -> String {
    let ascii = bytes.prefix(2_000).filter { $0 < 128 && $0 != 0 }
    return String(decoding: ascii.drop { [9, 10, 13, 32].contains($0) }, as: UTF8.self)
  }
}
