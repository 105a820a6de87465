import Sodium
import Testing
import TransparencyLog

struct SignedNoteTests {
  private let name: KeyName
  private let signer: NoteSigner
  private let note: SignedNote

  init() throws {
    name = try #require(KeyName("mastro.example/fondo-lodi"))
    signer = NoteSigner(name: name, key: try SigningKey(seed: Array(1...32)))
    let text = Array("mastro.example/fondo-lodi\n1\nbjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=\n".utf8)
    note = try SignedNote(text: text, signatures: [signer.sign(text)])
  }

  private func string(_ note: SignedNote) -> String { String(decoding: note.bytes, as: UTF8.self) }

  private func verify(_ text: String) throws {
    _ = try SignedNote(parsing: Array(text.utf8)).verify(by: [signer.verifierKey])
  }

  @Test func `a signed note comes back byte for byte and verifies`() throws {
    let parsed = try SignedNote(parsing: note.bytes)
    #expect(parsed == note)
    let verified = try parsed.verify(by: [signer.verifierKey])
    #expect(verified.map(\.key) == [signer.verifierKey])
    #expect(verified.map(\.time) == [nil])
  }

  @Test func `the poem of the specification is a note, blank line and all`() throws {
    let poem = """
      Ognuno sta solo sul cuor della terra
      trafitto da un raggio di sole:

      ed è subito sera.

      — quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC\
      +EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=

      """
    let note = try SignedNote(parsing: Array(poem.utf8))
    #expect(String(decoding: note.text, as: UTF8.self).hasSuffix("ed è subito sera.\n"))
    #expect(note.signatures.map(\.name.text) == ["quasimodo.example/salvatore"])
    #expect(note.signatures.first?.keyID == 0x367b_a04b)
    #expect(note.signatures.first?.signature.count == 64)
    #expect(note.bytes == Array(poem.utf8))
  }

  @Test func `a name or key id of somebody else is an unknown signature`() throws {
    let whole = string(note)
    let signature = try #require(note.signatures.first)
    #expect(throws: NoteError.noKnownSignature) {
      try verify(whole.replacing("— mastro.example/fondo-lodi", with: "— mastro.example/fondo-como"))
    }
    let bytes = [0, 0, 0, 1] + signature.signature
    #expect(throws: NoteError.noKnownSignature) {
      try verify("\(String(decoding: note.text, as: UTF8.self))\n— \(name) \(Base64.encode(bytes))\n")
    }
    #expect(throws: NoteError.noKnownSignature) { try note.verify(by: []) }
  }

  @Test func `a bad signature by a known key spoils the note, beside a good one too`() throws {
    let forger = NoteSigner(name: name, key: try SigningKey(seed: Array(2...33)))
    let forged = try SignedNote(text: Array("forged\n".utf8), signatures: note.signatures)
    #expect(throws: NoteError.badSignature(name)) { try forged.verify(by: [signer.verifierKey]) }
    let both = note.adding(forger.sign(Array("something else\n".utf8)))
    #expect(try both.verify(by: [signer.verifierKey]).count == 1)
    #expect(throws: NoteError.badSignature(name)) {
      try both.verify(by: [signer.verifierKey, forger.verifierKey])
    }
  }

  @Test func `a second signature by one key is refused`() throws {
    let twice = note.adding(note.signatures[0])
    #expect(throws: NoteError.repeatedSignature(name)) { try twice.verify(by: [signer.verifierKey]) }
    #expect(try note.verify(by: [signer.verifierKey, signer.verifierKey]).count == 1)
  }

  @Test func `unknown signatures of any length are ignored`() throws {
    let long = Base64.encode([UInt8](repeating: 7, count: 2_424))
    try verify(string(note) + "— stranger.example AAAAAQI=\n— stranger.example \(long)\n")
  }

  @Test func `a note in any other form is refused`() throws {
    let whole = string(note)
    let line = String(try #require(whole.split(separator: "\n").last))
    let text = String(decoding: note.text, as: UTF8.self)
    let layouts: [String] = [
      "", "\n", "\n\n", text, "\(text)\n", String(whole.dropLast()), "\(whole)\n", "\(whole) ", " \(line)",
      whole.replacing("\n", with: "\r\n"), whole.replacing("fondo", with: "fon\tdo"), "\n\(line)\n",
      "\(text)\(line)\n", "\(text)\n\(line)\n\n\(line)\n\n", "\(text)\n\(line)\nx\n",
      "\(text)\n\(line)\n \n",
    ]
    let lines: [String] = [
      line.replacing("— ", with: "- "), line.replacing("— ", with: "—"), line.replacing("— ", with: "—  "),
      "\(line) ", "\(line)=", String(line.dropLast()), "—  AAAAAQI=", "— a+b AAAAAQI=", "— a\u{a0}b AAAAAQI=",
      "— a AAAAAQ==", "— a AAAAAR==", "— a b AAAAAQI=", "— a", "—",
    ]
    let malformed = layouts + lines.map { "\(text)\n\($0)\n" }
    for (number, candidate) in malformed.enumerated() {
      #expect(throws: NoteError.self, "case \(number)") { try SignedNote(parsing: Array(candidate.utf8)) }
    }
    #expect(throws: NoteError.self) { try SignedNote(parsing: [0xff] + note.bytes) }
  }

  @Test func `an extra blank line belongs to the text and breaks the signature`() throws {
    let text = String(decoding: note.text, as: UTF8.self)
    let line = try #require(string(note).split(separator: "\n").last)
    #expect(throws: NoteError.badSignature(name)) { try verify("\(text)\n\n\(line)\n") }
    #expect(throws: NoteError.badSignature(name)) { try verify("\n\(text)\n\(line)\n") }
  }

  @Test func `a note has limits`() throws {
    let many = try SignedNote(
      text: note.text, signatures: [NoteSignature](repeating: note.signatures[0], count: 100))
    #expect(try SignedNote(parsing: many.bytes) == many)
    #expect(throws: NoteError.tooManySignatures) {
      try SignedNote(parsing: many.adding(note.signatures[0]).bytes)
    }
    let long = [UInt8](repeating: UInt8(ascii: "a"), count: SignedNote.maximumByteCount + 1)
    #expect(throws: NoteError.tooLong(long.count)) { try SignedNote(parsing: long) }
    #expect(throws: NoteError.self) { try SignedNote(text: Array("no newline".utf8), signatures: note.signatures) }
    #expect(throws: NoteError.self) { try SignedNote(text: Array("tab\t\n".utf8), signatures: note.signatures) }
    #expect(throws: NoteError.self) { try SignedNote(text: note.text, signatures: []) }
  }

  @Test func `names are compared byte by byte`() throws {
    let composed = try #require(KeyName("caff\u{e8}.example"))
    let decomposed = try #require(KeyName("caffe\u{300}.example"))
    #expect(composed != decomposed)
    #expect(Set([composed, decomposed]).count == 2)
    for text in ["", "a b", "a+b", "a\nb", "a\u{2003}b", "a\u{85}b", "\u{7f}", String(repeating: "a", count: 256)] {
      #expect(KeyName(text) == nil)
    }
  }
}
