import Coaching
import LedgerCore
import Testing

@Suite struct SheetFormTests {
  @Test func `a frequency has one text form`() {
    for form in Frequency.forms { #expect(Frequency(form)?.description == form) }
    #expect(Frequency("months:6,12") == nil)
    #expect(Frequency("months:12,06") == nil)
    #expect(Frequency("daily") == nil)
  }
}
