import Coaching
import LedgerCore
import Testing

@Suite struct SheetReadingTests {
  private static let whole = """
    {
      "month": "2027-01", "members": 3, "liquid": "250",
      "income": [
        {"name": "Stipendio", "source": "salary", "amount": "1250.5", "frequency": "monthly+13",
         "certainty": "reliable", "next": "2027-01-27", "withheld": "150.00"},
        {"name": "Pulizie", "source": "self-employment", "amount": "unknown", "frequency": "monthly",
         "certainty": "irregular", "history": ["400", "0.00"]}
      ],
      "expenses": [
        {"name": "Affitto", "group": "home", "coicop": "04.1", "amount": "480.00", "frequency": "monthly",
         "nature": "fixed"}
      ],
      "debts": [{"creditor": "Enel", "balance": "unknown", "tier": 1, "instalment": "20.00", "arrears": "60.00"}]
    }
    """

  @Test func `an educator's file is read, and written in one spelling`() throws {
    let sheet = try BudgetSheet(reading: Array(SheetReadingTests.whole.utf8))
    #expect(sheet.income[0].amount == .euros("1250.50"))
    #expect(sheet.envelopes == [] && sheet.goals == [])
    #expect(sheet.unknownCount == 2)
    let bytes = try sheet.canonicalBytes()
    let again = try JSONDecoding.decodeExactly(BudgetSheet.self, from: JSON.parse(bytes, form: .relaxed))
    #expect(again == sheet)
    #expect(try again.canonicalBytes() == bytes)
    #expect(try BudgetSheet(reading: bytes) == sheet)
  }

  /// What is written instead of what, where the message points, and what it must say.
  @Test(arguments: [
    ("\"1250.5\"", "1250.5", "line 4, character", "\"1250.00\""),
    ("\"1250.5\"", "1250", "income[0].amount", "unknown"),
    ("\"1250.5\"", "\"1250,50\"", "income[0].amount", "1250,50"),
    ("\"1250.5\"", "\"-5.00\"", "income[0].amount", "zero or above"),
    ("\"400\", \"0.00\"", "\"400\", \"boh\"", "income[1].history[1]", "boh"),
    ("monthly+13", "monthly+15", "income[0].frequency", "half-yearly"),
    ("\"salary\"", "\"stipendio\"", "income[0].source", "self-employment"),
    ("\"fixed\"", "\"fisso\"", "expenses[0].nature", "priority"),
    ("\"04.1\"", "\"04.9\"", "expenses[0].coicop", "04.1"),
    ("\"tier\": 1", "\"tier\": 3", "debts[0].tier", "other creditors"),
    ("2027-01-27", "27/01/2027", "income[0].next", "2027-03-15"),
    ("\"members\": 3", "\"members\": \"3\"", "members", "without quotation marks"),
    ("\"liquid\": \"250\",", "", "liquid", "missing"),
    ("\"withheld\"", "\"witheld\"", "income[0].witheld", "spelling"),
    ("\"frequency\": \"monthly\",\n     \"nature\"", "\"nature\"", "expenses[0].frequency", "missing"),
    ("\"month\": \"2027-01\", \"members\"", "\"month\": \"2027-01\" \"members\"", "line 2, character", "missing comma"),
    ("\"month\": \"2027-01\"", "\"month\": \"2027-1\"", "month", "2027-03"),
    ("\"expenses\": [", "\"expenses\": 5, \"goals\": [", "expenses", "square brackets"),
  ])
  func `a slip is told with its place and a remedy`(old: String, new: String, member: String, says: String) throws {
    let text = SheetReadingTests.whole.replacing(old, with: new, maxReplacements: 1)
    #expect(text != SheetReadingTests.whole)
    let fault = try #require(throws: SheetFault.self) { try BudgetSheet(reading: Array(text.utf8)) }
    #expect(fault.member.hasPrefix(member), "\(fault)")
    #expect(fault.description.contains(says), "\(fault)")
    if member.contains("[") { #expect(fault.line != nil, "\(fault)") }
  }

  @Test func `a file as large as a book is refused before it is looked at`() {
    let fault = #expect(throws: SheetFault.self) {
      try BudgetSheet(reading: Array(repeating: UInt8(ascii: " "), count: SheetLimits.bytes + 1))
    }
    #expect(fault?.reason.contains("longer") == true)
  }
}
