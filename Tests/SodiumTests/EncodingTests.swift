import Foundation
import SeededRandom
import Sodium
import Testing

struct EncodingTests {
  @Test(
    arguments: [
      ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
      ("foobar", "Zm9vYmFy"),
    ])
  func `Base64 gives the values of RFC 4648`(plain: String, text: String) {
    #expect(Base64.encode(Array(plain.utf8)) == text)
    #expect(Base64.decode(text) == Array(plain.utf8))
  }

  @Test func `Base64 of any bytes agrees with Foundation and comes back`() {
    var generator = SeededGenerator.printing()
    let seed = generator.seed
    for count in 0..<400 {
      let bytes = generator.bytes(count)
      let text = Base64.encode(bytes)
      #expect(text == Data(bytes).base64EncodedString(), "seed \(seed)")
      #expect(Base64.decode(text) == bytes, "seed \(seed)")
      var appended = Array("x".utf8)
      Base64.encode(into: &appended, bytes)
      #expect(appended == Array(("x" + text).utf8), "seed \(seed)")
    }
  }

  @Test(
    arguments: [
      "A", "AA", "AAA", "Zg", "Zg=", "Zm8", "Zg===", "=", "==", "====", "Zg==Zg==", "Zm8=Zm8=", "Z===", "Zm=v", "=m9v",
      "Zh==", "Zm9=", " Zm9v", "Zm9v\n", "Zm9v ", "Zm\n9v", "Zm9-", "Zm9_", "Zm9\u{e9}", "Zm9v\0\0\0\0", "Zm9v=",
      "Zg==\n", "AAAA====",
    ])
  func `Base64 in any but its canonical form is refused`(text: String) {
    #expect(Base64.decode(text) == nil)
  }

  @Test func `each Base64 text of one group decodes only when it is what encoding gives`() {
    let alphabet = Array("ABCDwxyz0189+/=-_ \n".utf8)
    var accepted = 0
    for first in alphabet {
      for second in alphabet {
        for third in alphabet {
          for fourth in alphabet {
            let text = [first, second, third, fourth]
            guard let bytes = Base64.decode(text) else { continue }
            accepted += 1
            #expect(Base64.encode(bytes).utf8.elementsEqual(text))
          }
        }
      }
    }
    #expect(accepted > 14 * 14 * 14 * 14)
  }

  @Test func `hexadecimal is lower case only and comes back`() {
    let bytes = (0...255).map { UInt8($0) }
    #expect(Hex.decode(Hex.encode(bytes)) == bytes)
    #expect(Hex.encode([0x00, 0x9f, 0xa0, 0xff]) == "009fa0ff")
    for text in ["a", "AB", "0g", " 0", "0x", "é", "00\n"] {
      #expect(Hex.decode(text) == nil, "\(text)")
    }
    #expect(Hex.decode("") == [])
  }

  @Test func `secrets compare by value`() {
    #expect(ConstantTime.equal([], []))
    #expect(ConstantTime.equal([1, 2, 3], [1, 2, 3]))
    #expect(!ConstantTime.equal([1, 2, 3], [1, 2, 4]))
    #expect(!ConstantTime.equal([1, 2, 3], [1, 2]))
    #expect(!ConstantTime.equal([], [0]))
  }

  @Test func `two draws of randomness differ`() {
    let source = SystemRandomSource()
    #expect(source.bytes(0) == [])
    #expect(source.bytes(32).count == 32)
    #expect(source.bytes(32) != source.bytes(32))
  }
}
