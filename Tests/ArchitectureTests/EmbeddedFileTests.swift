import EmbeddedFiles
import Foundation
import Testing

/// A file that lies in one of these folders is in the program, and as it lies there.
struct EmbeddedFileTests {
  private static let folders = [
    "AuditSite/Assets", "AuditSite/Phrases", "CaseworkSite/Phrases", "CoachingSite/Phrases", "FamilyPages/Texts",
    "FamilySite/Phrases", "MastroWeb/Assets", "MastroWeb/Phrases", "MastroWeb/Templates", "MastroWeb/Words",
    "OfficeSite/Phrases", "ledger-specs/exercises", "ledger-specs/parameters",
  ]

  private func place(of name: String) -> URL {
    name.hasPrefix("ledger-specs/")
      ? Repository.root.appending(path: name)
      : Repository.root.appending(path: "Sources/\(name)")
  }

  @Test func `every file of the folders is embedded, and no other`() throws {
    var lying: Set = ["ledger-specs/openapi.yaml"]
    for folder in Self.folders {
      for name in try FileManager.default.contentsOfDirectory(atPath: place(of: folder).path) {
        lying.insert("\(folder)/\(name)")
      }
    }
    #expect(EmbeddedFiles.names == lying)
  }

  @Test func `what is embedded is what lies there`() throws {
    for name in EmbeddedFiles.names {
      let same = try Data(contentsOf: place(of: name)) == Data(EmbeddedFiles.bytes(name))
      #expect(same, "\(name)")
    }
  }

  @Test func `languages are found by their files`() {
    #expect(EmbeddedFiles.languages(in: "MastroWeb/Phrases").map(\.tag) == ["ar", "es", "fr", "it", "ro", "sq", "uk"])
    #expect(EmbeddedFiles.languages(in: "nowhere").isEmpty)
  }
}
