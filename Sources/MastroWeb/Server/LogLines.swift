public import Logging
import Synchronization

/// Writes log lines as `time=… level=… message=… name=value`, for people and for programs that read logs (logfmt).
public struct LogLines: LogHandler {
  public var metadata: Logger.Metadata = [:]
  public var metadataProvider: Logger.MetadataProvider?
  public var logLevel: Logger.Level
  private let time: @Sendable () -> String
  private let write: @Sendable (String) -> Void

  /// - Parameters:
  ///   - time: the time now, as lines begin with it.
  ///   - write: takes a whole line with its end.
  public init(
    level: Logger.Level, time: @escaping @Sendable () -> String, write: @escaping @Sendable (String) -> Void
  ) {
    logLevel = level
    self.time = time
    self.write = write
  }

  public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  public func log(event: LogEvent) {
    var line = "time=\(time()) level=\(event.level) message=\(LogLines.quoted("\(event.message)"))"
    let own = event.metadata ?? [:]
    let all = metadata.isEmpty ? own : metadata.merging(own) { $1 }
    for (name, value) in all.sorted(by: { $0.key < $1.key }) {
      line += " "
      line += name
      line += "="
      if case .string(let text) = value { line += LogLines.quoted(text) } else { line += LogLines.quoted("\(value)") }
    }
    write(line + "\n")
  }

  /// As it is where it is one plain word, else between quotes, so that nobody can write a line of their own.
  private static func quoted(_ text: String) -> String {
    let isPlain = !text.isEmpty && text.utf8.allSatisfy { (0x21...0x7e).contains($0) && $0 != 0x22 && $0 != 0x3d }
    if isPlain { return text }
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case _ where scalar.value < 0x20 || scalar.value == 0x7f: out += "?"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}
