import HTTPTypes
import LedgerCore
import Testing

@testable import MastroWeb

struct EnrolPageTests {
  @Test func `the page for new devices is open to everybody, in their language`() async throws {
    try await ServedLedger.with { _, client in
      for (language, words) in [("en", "Two administrators enrol you"), ("uk", "Двоє адміністраторів реєструють вас")] {
        let page = try await APIClient(client).call(.get, "/enrol", more: ["accept-language": language])
        #expect(page.status == 200)
        let text = String(decoding: page.bytes, as: UTF8.self)
        #expect(text.contains("data-island=\"enrol\"") && text.contains("name=\"name\"") && text.contains(words))
      }
    }
  }

  @Test func `a further device is enrolled by the one before it`() async throws {
    try await ServedLedger.with { _, client in
      let page = try await APIClient(client).call(
        .get, "/enrol?member=01ARZ3NDEKTSV4RRFFQ69G5FAV", more: ["accept-language": "en"])
      let text = String(decoding: page.bytes, as: UTF8.self)
      #expect(text.contains("Compare the code") && !text.contains("Two administrators enrol you"))
    }
  }
}
