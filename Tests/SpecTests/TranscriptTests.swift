import CommandLineTesting
import Foundation
import Testing

/// Every transcript of `ledger-specs` is played, each in a folder of its own.
///
/// With MASTRO_UPDATE_TRANSCRIPTS set, a transcript that differs is rewritten as it really went, and the test still
/// fails: a person reads the change before it counts. Where CI is set nothing is rewritten.
struct TranscriptTests {
  @Test(arguments: SpecFolder.scenarios.files)
  func `a scenario goes as it is written`(file: String) throws { try play(file, of: .scenarios) }

  @Test(arguments: SpecFolder.refusals.files)
  func `a refusal reads as it is written, and leaves the log as it was`(file: String) throws {
    try play(file, of: .refusals)
  }

  private func play(_ file: String, of folder: SpecFolder) throws {
    let transcript = try Transcript(parsing: try folder.read(file))
    let sandbox = try Sandbox()
    defer { sandbox.remove() }
    var player = TranscriptPlayer(sandbox)
    do {
      let (played, differences) = try player.play(transcript)
      for difference in differences { Issue.record("\(folder.rawValue)/\(file)\n\(difference)") }
      if folder == .scenarios, let walk = ViewWalk(path: sandbox.file("ledger")) {
        try walk.walk()
        #expect(walk.unknown == [], "what the views of \(file) have no Italian words for")
      }
      let environment = ProcessInfo.processInfo.environment
      if !differences.isEmpty, environment["MASTRO_UPDATE_TRANSCRIPTS"] != nil, environment["CI"] == nil {
        try played.text.write(toFile: folder.path + "/" + file, atomically: true, encoding: .utf8)
      }
    } catch let skipped as TranscriptPlayer.Skipped {
      print("skipped \(folder.rawValue)/\(file): \(skipped.reason)")
    }
  }
}
