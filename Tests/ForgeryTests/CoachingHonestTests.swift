import Bookkeeping
import LedgerCore
import Testing

@Suite struct CoachingHonestTests {
  @Test func `an honest coaching passes both verifiers with equal balances`() throws {
    try withFolder { folder in
      var honest = try HonestLedger.withCoaching()
      try honest.tellCoaching()
      let log = try ForgedLog(honest)
      try log.write(to: folder)
      let report = try log.swiftReport(folder)
      #expect(Verdict(report) == Verdict(0), "\(report.ruleFailures) \(report.findings)")
      guard PythonVerifier.isUsable else { return }
      let answer = try PythonVerifier.answer(log, folder)
      #expect(try PythonVerifier.verdict(log, folder) == Verdict(0))
      #expect(answer.balances?.count == report.balances.count)
      let promised = answer.balances?.filter { row in
        if case .text(let account) = row[0] { account.hasPrefix("memo:promised:") } else { false }
      }
      #expect(promised?.map { $0[2] } == [.number(12_000)])
    }
  }
}
