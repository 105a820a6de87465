import LedgerCore
import SeededRandom
import Testing

@Suite struct JSONPropertyTests {
  @Test(arguments: JSONSeeds.all)
  func `a tree with ASCII keys survives both forms`(seed: UInt64) throws {
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    for _ in 0..<400 {
      let tree = random.tree(asciiKeys: true)
      let bytes = try tree.payloadBytes()
      #expect(try JSON.parse(bytes, form: .canonical) == tree, "seed \(seed)")
      #expect(try JSON.parse(bytes, form: .relaxed) == tree, "seed \(seed)")
    }
  }

  @Test(arguments: JSONSeeds.all)
  func `however a document is spelt, its canonical bytes are the same`(seed: UInt64) throws {
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    for _ in 0..<400 {
      let tree = random.tree(asciiKeys: false)
      let text = random.relaxedText(of: tree)
      let parsed = try JSON.parse(text.utf8, form: .relaxed)
      #expect(parsed == tree, "seed \(seed): \(text)")
      #expect(parsed.hashValue == tree.hashValue, "seed \(seed): \(text)")
      #expect(parsed.canonicalBytes == tree.canonicalBytes, "seed \(seed): \(text)")
    }
  }

  @Test(arguments: JSONSeeds.all)
  func `the text for people is the same document`(seed: UInt64) throws {
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    for _ in 0..<400 {
      let tree = random.tree(asciiKeys: false)
      #expect(try JSON.parse(tree.prettyText.utf8, form: .relaxed) == tree, "seed \(seed)")
    }
  }

  @Test(arguments: JSONSeeds.all)
  func `members stand in the order of their UTF-16 code units`(seed: UInt64) throws {
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    for _ in 0..<400 {
      var object = JSONObject()
      for _ in 0..<20 { object[random.string()] = .null }
      for (lower, upper) in zip(object.keys, object.keys.dropFirst()) {
        #expect(lower.utf16.lexicographicallyPrecedes(upper.utf16), "seed \(seed): \(lower) \(upper)")
      }
    }
  }

  @Test(arguments: JSONSeeds.all)
  func `changing one byte of a canonical text yields a refusal or another canonical text`(seed: UInt64) throws {
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    for _ in 0..<6 {
      let original = random.document(asciiKeys: true).canonicalBytes
      for position in original.indices {
        // All 256 values would take minutes in a debug build: those of the grammar, its borders, and some at random.
        let interesting = Array("\0\t\n\u{1F} \",-./09:E\\]eu}\u{7F}".utf8) + [0x80]
        for byte in interesting + (0..<8).map({ _ in UInt8(random.below(256)) }) where byte != original[position] {
          var mutated = original
          mutated[position] = byte
          expectCanonicalOrRefused(mutated, "seed \(seed), byte \(position) set to \(byte)")
        }
      }
    }
  }

  @Test func `every value of every byte of an entry yields a refusal or another canonical text`() {
    let text = #"{"actor":"01J","body":{"a":null,"b":"\u0001\n é😂"},"postings":[["x","EUR",-10]],"t":true}"#
    let original = Array(text.utf8)
    for position in original.indices {
      for byte in UInt8.min...UInt8.max {
        var mutated = original
        mutated[position] = byte
        expectCanonicalOrRefused(mutated, "byte \(position) set to \(byte)")
      }
    }
  }

  @Test(arguments: JSONSeeds.all)
  func `dropping, doubling, swapping or inserting bytes yields a refusal or another canonical text`(seed: UInt64) {
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    for _ in 0..<40 {
      let original = random.document(asciiKeys: true).canonicalBytes
      for _ in 0..<100 {
        var mutated = original
        for _ in 0...random.below(3) where !mutated.isEmpty {
          let position = random.below(mutated.count)
          switch random.below(5) {
          case 0: mutated.remove(at: position)
          case 1: mutated.insert(mutated[position], at: position)
          case 2: mutated.swapAt(position, random.below(mutated.count))
          case 3: mutated.insert(UInt8(random.below(256)), at: position)
          default: mutated.removeLast(random.below(mutated.count))
          }
        }
        expectCanonicalOrRefused(mutated, "seed \(seed)")
      }
    }
  }

  @Test(arguments: JSONSeeds.all)
  func `arbitrary bytes are never more than refused`(seed: UInt64) {
    print("seed \(seed)")
    var random = SeededGenerator(seed: seed)
    let alphabet = Array(#"{}[]",:\/u0123456789abcdefnrtE.+- "#.utf8) + Array("\0\né\u{FEFF}😂".utf8) + [0xED, 0xA0]
    for _ in 0..<4000 {
      let bytes = (0..<random.below(24)).map { _ in alphabet[random.below(alphabet.count)] }
      expectCanonicalOrRefused(bytes, "seed \(seed)")
    }
  }

  /// The three ways of reading must agree: on the value, or on the reason and the place of the refusal.
  private func expectCanonicalOrRefused(_ bytes: [UInt8], _ situation: @autoclosure () -> String) {
    let skipped = bytes.withUnsafeBytes { raw in
      Result { () throws(JSONError) in
        var scanner = CanonicalScanner(raw)
        let range = try scanner.skipValue()
        try scanner.finish()
        return range
      }
    }
    switch Result(catching: { () throws(JSONError) in try JSON.parse(bytes, form: .canonical) }) {
    case .success(let tree):
      if tree.canonicalBytes != bytes { Issue.record("\(situation()): accepted \(bytes), written otherwise") }
      if (try? JSON.parse(bytes, form: .relaxed)) != tree { Issue.record("\(situation()): relaxed differs, \(bytes)") }
      if skipped != .success(0..<bytes.count) { Issue.record("\(situation()): scanner \(skipped) on \(bytes)") }
    case .failure(let error):
      if skipped != .failure(error) { Issue.record("\(situation()): parser \(error), scanner \(skipped) on \(bytes)") }
      // Whatever the relaxed form makes of it, its canonical spelling must then be another text.
      if let tree = try? JSON.parse(bytes, form: .relaxed), (try? tree.payloadBytes()) == bytes {
        Issue.record("\(situation()): \(bytes) is canonical and was refused: \(error)")
      }
    }
  }
}
