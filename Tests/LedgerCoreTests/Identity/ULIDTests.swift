import LedgerCore
import LedgerCoreTesting
import SeededRandom
import Testing

@Suite struct ULIDTests {
  @Test func `the example of the specification is read and written`() throws {
    let id = try #require(ULID("01ARZ3NDEKTSV4RRFFQ69G5FAV"))
    #expect(id.description == "01ARZ3NDEKTSV4RRFFQ69G5FAV")
    #expect(id.high >> 16 == 1_469_922_850_259)
  }

  @Test func `the smallest and the largest are written in full`() {
    #expect(ULID(high: 0, low: 0).description == "00000000000000000000000000")
    #expect(ULID(high: .max, low: .max).description == "7ZZZZZZZZZZZZZZZZZZZZZZZZZ")
    #expect(ULID("7ZZZZZZZZZZZZZZZZZZZZZZZZZ") == ULID(high: .max, low: .max))
  }

  @Test(arguments: [
    "", "01ARZ3NDEKTSV4RRFFQ69G5FA", "01ARZ3NDEKTSV4RRFFQ69G5FAVV", "81ARZ3NDEKTSV4RRFFQ69G5FAV",
    "8ZZZZZZZZZZZZZZZZZZZZZZZZZ", "01arz3ndektsv4rrffq69g5fav", "01ARZ3NDEKTSV4RRFFQ69G5FAI",
    "01ARZ3NDEKTSV4RRFFQ69G5FAL", "01ARZ3NDEKTSV4RRFFQ69G5FAO", "01ARZ3NDEKTSV4RRFFQ69G5FAU",
    "01ARZ3NDEKTSV4RRFFQ69G5FA-", " 1ARZ3NDEKTSV4RRFFQ69G5FAV", "01ARZ3NDEKTSV4RRFFQ69G5FAÉ",
    "０1ARZ3NDEKTSV4RRFFQ69G5F", "A1ARZ3NDEKTSV4RRFFQ69G5FAV",
  ])
  func `only 26 upper-case characters of Crockford's alphabet are an ULID`(text: String) {
    #expect(ULID(text) == nil)
  }

  @Test func `time and randomness stand where the specification puts them`() {
    let id = ULID(milliseconds: 1, randomness: [0xAB, 0xCD, 1, 2, 3, 4, 5, 6, 7, 8])
    #expect(id.bytes == [0, 0, 0, 0, 0, 1, 0xAB, 0xCD, 1, 2, 3, 4, 5, 6, 7, 8])
    #expect(id.description.hasPrefix("0000000001"))
  }

  @Test(arguments: Seeds.all)
  func `any ULID is read back, and texts, bytes and values have one order`(seed: UInt64) {
    var generator = Seeds.generator(seed)
    var ids: [ULID] = []
    for _ in 0..<300 {
      let high = generator.below(3) == 0 ? UInt64(generator.below(4)) : generator.next()
      ids.append(ULID(high: high, low: generator.below(3) == 0 ? .max - generator.next() % 3 : generator.next()))
    }
    for id in ids { #expect(ULID(id.description) == id) }
    let sorted = ids.sorted()
    #expect(ids.map(\.description).sorted() == sorted.map(\.description))
    #expect(ids.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) } == sorted)
  }

  @Test(arguments: Seeds.all)
  func `a text is an ULID exactly when the pattern of the format says so`(seed: UInt64) throws {
    var generator = Seeds.generator(seed)
    let pattern = try Regex("[0-7][0-9A-HJKMNP-TV-Z]{25}")
    for _ in 0..<500 {
      var letters = Array(ULID(high: generator.next(), low: generator.next()).description)
      switch generator.below(4) {
      case 0: letters[generator.below(26)] = generator.pick(Array("ILOUilou-_ 89Zaé"))
      case 1: letters.remove(at: generator.below(26))
      case 2: letters.insert("0", at: generator.below(26))
      default: break
      }
      let text = String(letters)
      #expect((ULID(text) != nil) == (text.wholeMatch(of: pattern) != nil), "\(text)")
    }
  }
}
