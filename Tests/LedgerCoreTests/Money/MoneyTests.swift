import LedgerCore
import Testing

@Suite struct MoneyTests {
  @Test func `money is added, taken away, turned around and compared`() {
    let (five, seven) = (Money(cents: 5), Money(cents: 7))
    #expect(five + seven == Money(cents: 12))
    #expect(five - seven == Money(cents: -2))
    #expect(-five == Money(cents: -5))
    #expect(five < seven && -seven < -five && !(five < five))
    var sum = Money.zero
    sum += seven
    sum -= five
    #expect(sum == Money(cents: 2))
    #expect((five - seven).magnitude == Money(cents: 2) && five.magnitude == five)
    #expect(five.isPositive && !Money.zero.isPositive && !(-five).isPositive)
  }

  @Test func `money travels as whole cents, and nothing else is money`() throws {
    #expect(try JSONEncoding.encode([Money(cents: -125_000)]).canonicalBytes == Array("[-125000]".utf8))
    #expect(try JSONDecoding.decodeExactly([Money].self, from: [125_000]) == [Money(cents: 125_000)])
    #expect(throws: JSONError.self) { try JSONDecoding.decodeExactly([Money].self, from: ["1250.00"]) }
    #expect(throws: JSONError.self) { try JSONEncoding.encode([Money(cents: JSON.maximumInteger + 1)]) }
  }
}
