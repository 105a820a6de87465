import CommandLineTesting
import Foundation
import Testing

/// Every code that the program can say has one file in `ledger-specs/refusals`, and every file a code.
struct RefusalFilesTests {
  /// Codes that no command provokes: only forged bytes, a wrong clock, a program that goes around the command line, or
  /// a race that the command line wins by drafting again. Their files name no transcript but the test that has them.
  static let provokedByOtherTests: [String] = [
    "balance.too-large", "body.invalid", "books.equation", "budget.formula-unknown", "budget.month-without-plan",
    "budget.reservations-differ", "budget.running-differs", "budget.seasons-invalid", "budget.snapshot-invalid",
    "capacity.reservation-expired", "capital.other-terms", "chain.payee-differs", "csrf.missing",
    "draft.another-ledger", "draft.differs", "draft.unknown", "draft.unreadable", "enrolment.expired",
    "enrolment.inbox-full", "enrolment.key-known", "enrolment.malformed", "entry.unknown", "envelope.malformed",
    "erasure.differs", "erasure.not-proposed", "erasure.unfinished", "file.unknown", "guarantee.payable-differs",
    "guarantee.terms-differ", "household.already-registered", "household.not-named", "import.too-large", "key.locked",
    "key.not-in-use", "key.passphrases-differ", "key.unknown", "kind.unknown", "lab.attendance-invalid",
    "ledger.already-opened", "ledger.currency", "ledger.log-key-invalid", "ledger.mismatch", "ledger.not-opened",
    "line.ambiguous", "loan.allocation-differs", "loan.interest-due-first", "loan.opening-invalid", "loan.other-fund",
    "page.unknown",
    "party.already-registered", "party.unknown", "plan.capacity-suspended", "plan.kept", "plan.parts-invalid",
    "plan.rules-differ", "plan.service-not-committed", "plan.service-not-credited", "policy.changed",
    "postings.differ", "recorded.before-seen", "recorded.not-near", "request.invalid", "request.malformed",
    "request.media-type", "request.method", "request.misdirected", "request.too-large", "request.too-often",
    "reservation.expired", "reversal.not-proposed", "role.missing", "role.not-held-here", "role.wanting",
    "seen.mismatch", "server.failed", "service.credit-differs", "service.credit-open", "service.other-minutes",
    "service.other-terms", "service.other-work", "service.session-unknown", "session.missing", "session.refused",
    "signature.invalid", "stream.already-recorded", "stream.conflict", "stream.wrong", "submission.size",
    "tile.unknown", "view.option-missing", "view.unknown",
  ]

  @Test func `every code has a file, and every file a code`() throws {
    let codes = try RefusalFilesTests.codes()
    let files = Set(SpecFolder.refusals.files.map { String($0.dropLast(3)) })
    #expect(codes.count > 100)
    #expect(codes.subtracting(files).sorted() == [], "codes without a file")
    #expect(files.subtracting(codes).sorted() == [], "files without a code")
    #expect(Set(RefusalFilesTests.provokedByOtherTests).subtracting(codes).sorted() == [])
  }

  @Test(arguments: SpecFolder.refusals.files)
  func `a file names its code, says why, and shows message, remedy and exit code`(file: String) throws {
    let code = String(file.dropLast(3))
    let text = try SpecFolder.refusals.read(file)
    let prose = text.components(separatedBy: "```")[0]
    #expect(prose.hasPrefix("# \(code)\n"))
    #expect(prose.split(whereSeparator: \.isWhitespace).count > 12, "\(file) does not say why")
    guard !RefusalFilesTests.provokedByOtherTests.contains(code) else {
      #expect(text.contains("Tests/"), "\(file) does not name the test that provokes it")
      return
    }
    let steps = try Transcript(parsing: text).steps.filter { step in
      step.errors.contains { $0.hasPrefix("error[\(code)]: ") }
    }
    #expect(!steps.isEmpty, "\(file) does not show its refusal")
    for step in steps {
      #expect(step.errors.contains { $0.hasPrefix("hint: ") }, "\(file) shows no remedy")
      guard step.line.contains("mastro "), !step.line.contains("mastro run ") else { continue }
      #expect(step.exit != 0)
      #expect(step.output.isEmpty, "\(file): a refusal says nothing on standard output")
    }
    #expect(steps.contains { $0.leavesLogUnchanged } || code.hasPrefix("store."), "\(file) proves nothing of the log")
  }

  @Test(arguments: provokedByOtherTests)
  func `a code that no command provokes is provoked by another test`(code: String) throws {
    let tests = try RefusalFilesTests.swiftFiles(in: Sandbox.package + "/Tests")
      .filter { !$0.contains("/SpecTests/") }
    let found = try tests.contains { try String(contentsOfFile: $0, encoding: .utf8).contains("\"\(code)\"") }
    #expect(found, "no test names \(code)")
  }

  /// Read from the sources: what a file declares is what the program can say.
  private static func codes() throws -> Set<String> {
    var codes: Set<String> = []
    for file in try swiftFiles(in: Sandbox.package + "/Sources") {
      let source = try String(contentsOfFile: file, encoding: .utf8)
      for found in source.matches(of: /RefusalCode\(\s*"([a-z.-]+)"/) { codes.insert(String(found.output.1)) }
      guard file.hasSuffix("/mastro/Program.swift") else { continue }
      for found in source.matches(of: /say\(\s*"([a-z.-]+)"/) { codes.insert(String(found.output.1)) }
      for found in source.matches(of: /case \.[A-Za-z]+: "([a-z-]+)"/) { codes.insert("store.\(found.output.1)") }
    }
    return codes
  }

  private static func swiftFiles(in folder: String) throws -> [String] {
    guard let walk = FileManager.default.enumerator(atPath: folder) else { return [] }
    return walk.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.map { folder + "/" + $0 }.sorted()
  }
}
