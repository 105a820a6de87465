import Foundation

@testable import BankStatements

/// Writes a text in an encoding, by Foundation's tables and not by ours.
enum EncodedText {
  static func bytes(_ text: String, _ encoding: TextEncoding) -> [UInt8]? {
    switch encoding {
    case .utf8: return Array(text.utf8)
    case .latin1: return text.data(using: .isoLatin1).map { [UInt8]($0) }
    case .windows1252: return text.data(using: .windowsCP1252).map { [UInt8]($0) }
    case .latin9: return text.unicodeScalars.map { $0 == "€" ? 0xA4 : UInt8(truncatingIfNeeded: $0.value) }
    case .utf16LittleEndian: return text.data(using: .utf16LittleEndian).map { [0xFF, 0xFE] + [UInt8]($0) }
    case .utf16BigEndian: return text.data(using: .utf16BigEndian).map { [0xFE, 0xFF] + [UInt8]($0) }
    }
  }
}
