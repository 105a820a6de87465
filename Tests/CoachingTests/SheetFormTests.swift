import Coaching
import LedgerCore
import Testing

@Suite struct SheetFormTests {
  @Test func `a frequency has one text form`() {
    for form in Frequency.forms { #expect(Frequency(form)?.description == form) }
  }

  @Test(arguments: [
    "months:6,12", "months:12,06", "months:06,06", "months:", "months:00", "months:13", "months:+6", "months:06,",
    "daily", "Monthly", "monthly ", "monthly+15", "",
  ])
  func `what is no frequency is refused`(text: String) {
    #expect(Frequency(text) == nil)
  }

  @Test(arguments: ["income:Stipendio", "expense:A:B", "debt:Enel", "envelope: x"])
  func `a line has one text form`(text: String) {
    #expect(LineName(text)?.description == text)
  }

  @Test(arguments: ["", "income", "income:", "goal:Patente", ":x", "Income:x"])
  func `what names no line is refused`(text: String) {
    #expect(LineName(text) == nil)
  }
}
