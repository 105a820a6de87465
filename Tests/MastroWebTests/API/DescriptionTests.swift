import EmbeddedFiles
import HTTPTypes
import LedgerCore
import Testing

@testable import MastroWeb

@Suite struct DescriptionTests {
  /// The operations of the description: a path stands at two spaces, its methods at four.
  private var described: Set<String> {
    var found: Set<String> = []
    var path = ""
    for line in String(decoding: EmbeddedFiles.bytes("ledger-specs/openapi.yaml"), as: UTF8.self).split(separator: "\n")
    {
      if line.hasPrefix("  /") { path = String(line.dropFirst(2).dropLast()) }
      if line.hasPrefix("components:") { break }
      let method = line.dropFirst(4).dropLast()
      if !path.isEmpty, line.hasPrefix("    "), ["get", "post", "delete"].contains(method) {
        found.insert("\(method.uppercased()) \(path)")
      }
    }
    return found
  }

  @Test func `every operation of the server is described, and every described one is there`() {
    // OpenAPI has no path that goes on over several segments.
    let served = APIServer.routes.map { "\($0.method.rawValue) \($0.path.replacing("**", with: "{tile}"))" }
    #expect(Set(served).subtracting(described).sorted() == [])
    #expect(described.subtracting(served).sorted() == [])
  }
}
