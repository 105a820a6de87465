/// A record of a CSV file and the line of the file on which it begins.
public struct CSVRecord: Hashable {
  public let line: Int
  public let fields: [String]

  public var isBlank: Bool { fields.allSatisfy { StatementText.oneLine($0) == nil } }
}

/// Reads CSV by RFC 4180, strictly where money could be lost.
///
/// A quote that is never closed would swallow the rest of the file, so it refuses the file; a quote inside an
/// unquoted field is text, as banks write it in descriptions. Lines end in LF, CRLF or CR.
public struct CSVRecords {
  private let bytes: [UInt8]
  private let delimiter: UInt8
  private var index = 0
  private var line = 1

  private static let quote = UInt8(ascii: "\"")

  public static func read(_ text: String, delimiter: UInt8, atMost limit: Int) throws(StatementError) -> [CSVRecord] {
    var reader = CSVRecords(bytes: Array(text.utf8), delimiter: delimiter)
    var records: [CSVRecord] = []
    while reader.index < reader.bytes.count {
      guard records.count < limit else {
        throw StatementError(
          .tooLarge, at: .line(reader.line), "more than \(limit) rows", remedy: "export a shorter period")
      }
      records.append(try reader.record())
    }
    return records
  }

  /// The first records, up to the first fault: enough to look for a header.
  static func head(of text: String, delimiter: UInt8, count: Int) -> [CSVRecord] {
    var reader = CSVRecords(bytes: Array(text.utf8), delimiter: delimiter)
    var records: [CSVRecord] = []
    while reader.index < reader.bytes.count, records.count < count {
      guard let record = try? reader.record() else { break }
      records.append(record)
    }
    return records
  }

  private init(bytes: [UInt8], delimiter: UInt8) {
    self.bytes = bytes
    self.delimiter = delimiter
  }

  private mutating func record() throws(StatementError) -> CSVRecord {
    let start = line
    var fields: [String] = []
    while true {
      fields.append(index < bytes.count && bytes[index] == CSVRecords.quote ? try quoted() : unquoted())
      guard index < bytes.count, bytes[index] == delimiter else { break }
      index += 1
    }
    endLine()
    return CSVRecord(line: start, fields: fields)
  }

  private mutating func unquoted() -> String {
    let start = index
    while index < bytes.count, bytes[index] != delimiter, !isLineEnd(bytes[index]) { index += 1 }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private mutating func quoted() throws(StatementError) -> String {
    let start = line
    var field: [UInt8] = []
    index += 1
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte != CSVRecords.quote {
        if byte == 10 || (byte == 13 && (index == bytes.count || bytes[index] != 10)) { line += 1 }
        field.append(byte)
      } else if index < bytes.count, bytes[index] == CSVRecords.quote {
        field.append(byte)
        index += 1
      } else {
        guard index == bytes.count || bytes[index] == delimiter || isLineEnd(bytes[index]) else {
          throw StatementError(
            .malformed, at: .line(line), "text after a closing quotation mark",
            remedy: "the file was edited or damaged: download it again")
        }
        return String(decoding: field, as: UTF8.self)
      }
    }
    throw StatementError(
      .malformed, at: .line(start), "a quotation mark that is never closed",
      remedy: "the file was edited or cut off: download it again")
  }

  private mutating func endLine() {
    guard index < bytes.count else { return }
    let isPair = bytes[index] == 13 && index + 1 < bytes.count && bytes[index + 1] == 10
    index += isPair ? 2 : 1
    line += 1
  }

  private func isLineEnd(_ byte: UInt8) -> Bool { byte == 10 || byte == 13 }
}
