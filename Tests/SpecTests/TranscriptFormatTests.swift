import CommandLineTesting
import Testing

/// The format of transcripts itself: a runner that could not fail would prove nothing.
struct TranscriptFormatTests {
  private func differences(_ lines: String...) throws -> [String] {
    let sandbox = try Sandbox()
    defer { sandbox.remove() }
    var player = TranscriptPlayer(sandbox)
    let text = "```\n" + lines.joined(separator: "\n") + "\n```\n"
    return try player.play(try Transcript(parsing: text)).differences
  }

  @Test func `output, errors and exit code must be as written`() throws {
    #expect(try differences("$ printf 'a\\nb\\n'", "a", "b").isEmpty)
    #expect(try differences("$ printf 'a\\nb\\n'", "a").count == 1)
    #expect(try differences("$ printf a", "a", "b").count == 1)
    #expect(try differences("$ cat nothing", "! cat: nothing: No such file or directory", "[exit 1]").isEmpty)
    #expect(try differences("$ cat nothing", "! cat: nothing: No such file or directory").count == 1)
    #expect(try differences("$ cat nothing", "[exit 1]").count == 1)
  }

  @Test func `an ellipsis stands for anything in a line, and alone for any number of lines`() throws {
    #expect(try differences("$ printf 'one two three'", "one … three").isEmpty)
    #expect(try differences("$ printf 'one two four'", "one … three").count == 1)
    #expect(try differences("$ printf 'a\\nb\\nc\\nd'", "a", "…", "d").isEmpty)
    #expect(try differences("$ printf 'a\\nb\\nc\\nd'", "a", "…", "e").count == 1)
  }

  @Test func `a name captures a value once and stands for it ever after`() throws {
    #expect(try differences("$ printf 'id 4TQK\\n'", "id <id>", "$ printf '<id> 4TQK\\n'", "4TQK <id>").isEmpty)
    #expect(try differences("$ printf 'id 4TQK\\n'", "id <id>", "$ printf 'id 4TQL\\n'", "id <id>").count == 1)
  }

  @Test func `a log that has changed is a difference`() throws {
    let lines = [
      "> use fund", "$ mastro body register chiesa --name Chiesa --as anna", "recorded body.registered … at position …",
    ]
    #expect(try differences(lines[0], lines[1], lines[2]).isEmpty)
    #expect(try differences(lines[0], lines[1], lines[2], "= unchanged").count == 1)
    #expect(try differences(lines[0], lines[1] + " --dry-run", "…", "= unchanged").isEmpty)
  }

  @Test func `a transcript is written as it was read`() throws {
    for folder in [SpecFolder.scenarios, .refusals] {
      for file in folder.files {
        let text = try folder.read(file)
        #expect(try Transcript(parsing: text).text == text, "\(folder.rawValue)/\(file)")
      }
    }
  }

  @Test func `a transcript runs known programs only`() {
    #expect(throws: TranscriptPlayer.Fault.self) { try TranscriptPlayer.requireKnownProgram("curl example.org") }
    #expect(throws: Never.self) { try TranscriptPlayer.requireKnownProgram("MASTRO_KEYS=other mastro key list") }
    #expect(throws: Never.self) { try TranscriptPlayer.requireKnownProgram("env -u MASTRO_LEDGER mastro log") }
  }
}
