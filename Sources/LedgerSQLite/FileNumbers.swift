public import LedgerCore

/// The numbers under which an office keeps its cases, beside the ids of the log; they may name people, so they stay here.
extension Vault {
  /// The stream that an office calls by a number.
  public func stream(fileNumber: String) throws -> StreamID? {
    let found = try file.read { connection in
      try connection.query("SELECT stream FROM file_numbers WHERE file_number = ?").bind(1, text: fileNumber)
        .first { $0.text(0) }
    }
    return found.flatMap { StreamID($0) }
  }

  /// All numbers, by stream.
  public func fileNumbers() throws -> [StreamID: String] {
    let rows = try file.read { connection in
      try connection.query("SELECT stream, file_number FROM file_numbers").all { ($0.text(0), $0.text(1)) }
    }
    return Dictionary(
      rows.compactMap { stream, number in StreamID(stream).map { ($0, number) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// Names a stream; the number must be free, or have been left behind by a stream that was never written.
  public func setFileNumber(_ number: String, of stream: StreamID) throws {
    try file.write { connection in
      try connection.query("INSERT INTO file_numbers VALUES (?, ?) ON CONFLICT DO UPDATE SET stream = excluded.stream")
        .bind(1, text: number).bind(2, text: stream.text).run()
    }
  }
}
