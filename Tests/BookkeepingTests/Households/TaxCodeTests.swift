import Bookkeeping
import LedgerCore
import Testing

/// The tax code of a person: its form, its check character, and the person whom it finds again.
@Suite struct TaxCodeTests {
  @Test(arguments: [
    "RSSMRA85T10A562S", "rssmra85t10a562s", "RSS MRA 85T10 A562S", "MRTMTT91D08F205J", "MLLSNT82P65Z404U",
    "RSSMRA85T10A56NH",
  ])
  func `a right code is read, however it was typed`(text: String) throws {
    #expect(try TaxCode(text).text == text.uppercased().filter { $0 != " " })
  }

  @Test(arguments: [
    "", "RSSMRA85T10A562", "RSSMRA85T10A562SS", "RSSMRA85T10A562X", "1SSMRA85T10A562S", "RSSMRA85T1OA562S",
    "RSSMRA85510A562S", "12345678901", "RSSMRA85T10A562é", "RSSMRA85T10A562\u{0}",
  ])
  func `a slip of the pen is refused`(text: String) {
    let refusal = #expect(throws: Refusal.self) { try TaxCode(text) }
    #expect(refusal?.code.id == "tax-code.invalid")
    #expect(text.isEmpty || refusal?.message.contains(text) == false, "a code is told to nobody")
  }

  @Test func `any two letters or digits of a code that change places, and any that changes, are noticed`() throws {
    let code = Array("MRTMTT91D08F205J")
    var changed = 0
    for index in code.indices.dropLast() {
      for other in code[index].isLetter ? "ABCDEFGHIJKLMNOPQRSTUVWXYZ" : "0123456789" where other != code[index] {
        var wrong = code
        wrong[index] = other
        #expect(throws: Refusal.self) { try TaxCode(String(wrong)) }
        changed += 1
      }
    }
    #expect(changed > 200)
  }

  @Test func `a code does not print itself`() throws {
    let code = try TaxCode("RSSMRA85T10A562S")
    #expect(!"\(code) \(String(reflecting: code))".contains("RSSMRA"))
    var dumped = ""
    dump(code, to: &dumped)
    #expect(!dumped.contains("RSSMRA"))
  }

  @Test func `the same code finds the same person, and one who was never registered gives it up`() throws {
    try SmallFund.with { fund in
      let code = try TaxCode("RSSMRA85T10A562S")
      let rossi = try fund.party("Rossi")
      let other = try fund.party("Altra")
      let never = fund.bookkeeper.surroundings.newID()
      try fund.bookkeeper.index(code, of: never)
      try fund.bookkeeper.requireFree(code, for: rossi)
      try fund.bookkeeper.index(code, of: rossi)
      try fund.bookkeeper.requireFree(code, for: rossi)
      for attempt in [fund.bookkeeper.requireFree, fund.bookkeeper.index] {
        let refusal = #expect(throws: Refusal.self) { try attempt(code, other) }
        #expect(refusal?.code.id == "tax-code.taken")
        #expect(refusal?.message.contains("Rossi (\(rossi))") == true)
      }
    }
  }
}
