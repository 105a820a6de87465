/// The phrases of Swift sources: string literals that are words for people, with `{1}` where something is interpolated.
enum PhraseKeys {
  /// What is said, and the literals with a capital or a space, which are written for people but for a few; without those
  /// that hold no word.
  static func words(in literals: Set<String>, _ spoken: Set<String>) -> Set<String> {
    literals.filter { $0.contains { $0.isUppercase || $0 == " " } }.union(spoken)
      .filter { $0.contains(#/\p{L}{2}/#) }
  }

  /// Every string literal, those inside interpolations among them.
  static func literals(in source: String) -> Set<String> {
    var scanner = Scanner(characters: Array(source))
    scanner.scan()
    return scanner.found
  }

  /// The literal whose opening quotation mark stands before this text.
  static func literal(after text: Substring) -> String? {
    var scanner = Scanner(characters: Array("\"" + text.prefix(2_000)))
    scanner.scanFirst()
    return scanner.first
  }

  private struct Scanner {
    let characters: [Character]
    var place = 0
    var found: Set<String> = []
    var first: String?

    init(characters: [Character]) { self.characters = characters }

    mutating func scanFirst() {
      place = 1
      first = readLiteral()
    }

    mutating func scan() {
      while place < characters.count {
        if characters[place] == "/", place + 1 < characters.count, characters[place + 1] == "/" {
          while place < characters.count, characters[place] != "\n" { place += 1 }
        } else if characters[place] == "\"" {
          place += 1
          readLiteral()
        } else {
          place += 1
        }
      }
    }

    /// From behind the opening quotation mark to behind the closing one.
    @discardableResult
    private mutating func readLiteral() -> String {
      var key = ""
      var count = 0
      while place < characters.count, characters[place] != "\"" {
        guard characters[place] == "\\" else {
          key.append(characters[place])
          place += 1
          continue
        }
        place += 1
        if characters[place] == "(" {
          place += 1
          readInterpolation()
          count += 1
          key += "{\(count)}"
        } else {
          key.append(characters[place])
          place += 1
        }
      }
      place += 1
      found.insert(key)
      return key
    }

    private mutating func readInterpolation() {
      var depth = 1
      while depth > 0, place < characters.count {
        switch characters[place] {
        case "\"":
          place += 1
          readLiteral()
          continue
        case "(": depth += 1
        case ")": depth -= 1
        default: break
        }
        place += 1
      }
    }
  }
}
