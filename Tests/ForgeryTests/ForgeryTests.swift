import Bookkeeping
import Foundation
import LedgerCore
import Sodium
import Testing
import TransparencyLog

@Suite struct ForgeryTests {
  @Test("mastro catches", arguments: Forgery.all)
  func mastroCatches(_ forgery: Forgery) throws {
    try withFolder { folder in
      let log = try forgery.forge()
      try log.write(to: folder)
      let report = try log.swiftReport(folder)
      #expect(Verdict(report) == forgery.swift, "\(report.integrityFailure?.sentence ?? "\(report.ruleFailures)")")
    }
  }

  @Test(
    "verify.py catches", .enabled(if: PythonVerifier.isUsable, "needs python3-cryptography"), arguments: Forgery.all)
  func pythonCatches(_ forgery: Forgery) throws {
    try withFolder { folder in
      let log = try forgery.forge()
      try log.write(to: folder)
      #expect(try PythonVerifier.verdict(log, folder) == forgery.python)
    }
  }

  @Test func `every forgery has a name of its own`() {
    #expect(Set(Forgery.all.map(\.name)).count == Forgery.all.count)
  }

  @Test("the answer does not depend on threads", arguments: Forgery.all)
  func answersAlikeAlone(_ forgery: Forgery) throws {
    try withFolder { folder in
      let log = try forgery.forge()
      try log.write(to: folder)
      #expect(Verdict(try log.swiftReport(folder, workers: 0)) == forgery.swift)
    }
  }

  @Test("without the rules of the kinds, the bytes are still checked", arguments: Forgery.tampering)
  func integrityOnly(_ forgery: Forgery) throws {
    try withFolder { folder in
      let log = try forgery.forge()
      try log.write(to: folder)
      #expect(Verdict(try log.swiftReport(folder, depth: .integrityOnly)) == forgery.swift)
    }
  }
}
