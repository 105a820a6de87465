import Funds
import Bookkeeping
import LedgerCore
import MastroWeb

/// Opens a document that was sealed for a family; reading it is noted like everything else.
enum FamilyDocument {
  static func open(_ visit: Visit) throws -> Reply {
    let household = try visit.id()
    _ = try visit.household(household, for: .record, page: "document")
    let entry = try visit.id("entry")
    guard let dossier = try visit.bookkeeper.dossiers(of: household).first(where: { $0.entry == entry }),
      let bytes = try visit.bookkeeper.opened(dossier)
    else { throw WebRefusals.pageUnknown() }
    let (type, ending) = FamilyDocument.type(of: bytes)
    return .file(bytes, type: type, name: "\(entry).\(ending)")
  }

  /// What a document is by its first bytes; never what somebody has called it.
  private static func type(of bytes: [UInt8]) -> (type: String, ending: String) {
    if bytes.starts(with: Array("%PDF-".utf8)) { return ("application/pdf", "pdf") }
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) { return ("image/png", "png") }
    if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return ("image/jpeg", "jpg") }
    return ("application/octet-stream", "bin")
  }
}
