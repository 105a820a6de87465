import FinancialArithmetic
import LedgerCore
import Testing

/// Splits that money advisers and mathematicians have published.
@Suite(.enabled(if: GoldenFiles.arePresent, "../shared/golden is not here: published splits are not compared"))
struct GoldenSplitTests {
  @Test func `every published split is reproduced`() throws {
    let cases = try GoldenFiles.cases("prorata.json")
    for golden in cases {
      let read: (String) throws -> Money =
        try golden.text("kind") == "money" ? { try Money(parsing: $0) } : { Money(cents: try #require(Int($0))) }
      let weights = try golden.list("weights").map { Split.Claim(weight: try #require($0.string.flatMap { Int($0) })) }
      let expected = try golden.list("expected_largest_remainder").map { try read($0.string ?? "") }
      #expect(try Split.shares(of: read(golden.text("amount")), among: weights) == expected, "\(golden)")
    }
    print("published splits: \(cases.count) of \(cases.count) reproduced")
    #expect(cases.count == 6)
  }
}
