import Foundation
import LedgerCore

/// Data goes to standard output, everything said about it to standard error.
enum Console {
  static func data(_ text: String, terminator: String = "\n") {
    FileHandle.standardOutput.write(Data((text + terminator).utf8))
  }

  static func bytes(_ bytes: [UInt8]) { FileHandle.standardOutput.write(Data(bytes)) }

  static func note(_ text: String, terminator: String = "\n") {
    FileHandle.standardError.write(Data((text + terminator).utf8))
  }

  static var showsProgress: Bool { isatty(STDERR_FILENO) == 1 }
}
