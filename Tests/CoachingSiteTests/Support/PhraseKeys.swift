/// The phrases of Swift sources: string literals that are words for people, with `{1}` where something is interpolated.
enum PhraseKeys {
  /// Terms of the formula and other literals that are the same in every language.
  private static let others: Set<String> = [
    "Y", "E", "F", "B", "N", "A", "R", "C", "Sav", "C_static", "C_cash", " (COICOP {1})", " + ", " · ", "{1} · {2}",
    "; ", ", ", "\\n", "\n", "–", "atSource", "nextStep", "text/html; charset=utf-8", "≈ {1}", "{1}, {2}", "{1}: {2}",
    " ", ",; ",
  ]

  static func of(_ source: String) -> Set<String> {
    literals(in: source).filter { !others.contains($0) && $0.contains { $0.isUppercase || $0 == " " } }
  }

  /// Every string literal, those inside interpolations among them.
  static func literals(in source: String) -> Set<String> {
    var scanner = Scanner(characters: Array(source))
    scanner.scan()
    return scanner.found
  }

  private struct Scanner {
    let characters: [Character]
    var place = 0
    var found: Set<String> = []

    init(characters: [Character]) { self.characters = characters }

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
    private mutating func readLiteral() {
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
