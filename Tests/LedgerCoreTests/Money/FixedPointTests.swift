import LedgerCore
import LedgerCoreTesting
import SeededRandom
import Testing

@Suite struct FixedPointTests {
  /// What stands in the text, and its cents.
  static let readWithPoint: [(String, Int)] = [
    ("0", 0), ("1", 100), ("1250", 125_000), ("1250.0", 125_000), ("1250.00", 125_000), ("1,250.00", 125_000),
    ("1,250", 125_000), ("12,345,678.90", 1_234_567_890), ("123,456", 12_345_600), ("0.01", 1), ("0.1", 10),
    ("-0.05", -5), ("+7", 700), ("-1,000.5", -100_050), ("000", 0), ("007.50", 750), ("-0", 0), ("000,000.00", 0),
    ("1,000,000,000,000", 100_000_000_000_000), ("92233720368547758.07", Int.max),
    ("-92233720368547758.07", -Int.max), ("92,233,720,368,547,758.07", Int.max),
  ]
  static let readWithComma: [(String, Int)] = [
    ("1.250,00", 125_000), ("1250,00", 125_000), ("1250", 125_000), ("1.250", 125_000), ("0,05", 5), ("-0,5", -50),
    ("12.345.678,90", 1_234_567_890), ("+1.000,1", 100_010), ("92.233.720.368.547.758,07", Int.max),
  ]

  static let refusedWithPoint: [(String, AmountError)] = [
    ("", .empty), ("-", .empty), ("+", .empty), (" ", .unexpected(" ", offset: 0)), (" 1", .unexpected(" ", offset: 0)),
    ("1 ", .unexpected(" ", offset: 1)), ("1 000", .unexpected(" ", offset: 1)), ("1\n", .unexpected("\n", offset: 1)),
    ("1.250,00", .tooManyDecimals(allowed: 2)), ("12,345.678x", .tooManyDecimals(allowed: 2)),
    ("12,345.67x", .unexpected("x", offset: 9)), ("12,345x", .unexpected("x", offset: 6)),
    ("1.250,0", .tooManyDecimals(allowed: 2)), ("1.25,0", .unexpected(",", offset: 4)),
    ("1.2.3", .unexpected(".", offset: 3)), ("1.", .unexpected(".", offset: 1)), (".5", .unexpected(".", offset: 0)),
    (".", .unexpected(".", offset: 0)), ("-.5", .unexpected(".", offset: 1)), ("--1", .unexpected("-", offset: 1)),
    ("+-1", .unexpected("-", offset: 1)), ("1-", .unexpected("-", offset: 1)), ("1e3", .unexpected("e", offset: 1)),
    ("0x10", .unexpected("x", offset: 1)), ("NaN", .unexpected("N", offset: 0)), ("inf", .unexpected("i", offset: 0)),
    ("€5", .unexpected("€", offset: 0)), ("5€", .unexpected("€", offset: 1)), ("١٢", .unexpected("١", offset: 0)),
    ("1२", .unexpected("२", offset: 1)), ("１２", .unexpected("１", offset: 0)), ("−5", .unexpected("−", offset: 0)),
    ("1'000", .unexpected("'", offset: 1)), ("1_000", .unexpected("_", offset: 1)), ("½", .unexpected("½", offset: 0)),
    ("1\u{A0}000", .unexpected("\u{A0}", offset: 1)), ("5\u{301}", .unexpected("\u{301}", offset: 1)),
    ("\0", .unexpected("\0", offset: 0)), ("1\0", .unexpected("\0", offset: 1)), ("🙂", .unexpected("🙂", offset: 0)),
    ("12,34", .badGrouping), ("1,2345", .badGrouping), ("1234,567", .badGrouping), ("1,,000", .badGrouping),
    (",100", .badGrouping), ("1,000,", .badGrouping), ("1,00,000", .badGrouping), ("1000,000", .badGrouping),
    (",", .badGrouping), ("-,000", .badGrouping), ("1,23.45", .badGrouping), ("1,000,00.5", .badGrouping),
    ("1.234", .tooManyDecimals(allowed: 2)), ("0.001", .tooManyDecimals(allowed: 2)),
    ("1.000", .tooManyDecimals(allowed: 2)), ("92233720368547758.08", .tooLarge), ("92233720368547759", .tooLarge),
    ("-92233720368547758.08", .tooLarge), ("9999999999999999999999999999", .tooLarge),
    ("99,999,999,999,999,999,999.00", .tooLarge),
  ]

  @Test(arguments: readWithPoint)
  func `an amount with a decimal point is read to the cent`(text: String, cents: Int) throws {
    #expect(try Money(parsing: text).cents == cents)
    #expect(try Money(parsing: "_\(text)_".dropFirst().dropLast()).cents == cents, "as a part of a longer text")
  }

  @Test(arguments: readWithComma)
  func `an amount with a decimal comma is read to the cent`(text: String, cents: Int) throws {
    #expect(try Money(parsing: text, style: .comma).cents == cents)
  }

  @Test(arguments: refusedWithPoint)
  func `whatever is left over makes an amount an error`(text: String, error: AmountError) {
    #expect(throws: error) { try Money(parsing: text) }
    let mirrored = String(text.map { $0 == "." ? "," : $0 == "," ? "." : $0 })
    #expect(throws: Self.mirrored(error), "in the comma style") { try Money(parsing: mirrored, style: .comma) }
  }

  private static func mirrored(_ error: AmountError) -> AmountError {
    guard case .unexpected(let character, let offset) = error else { return error }
    return .unexpected(character == "." ? "," : character == "," ? "." : character, offset: offset)
  }

  @Test func `the message of a wrong amount says what and where`() {
    let messages: [(AmountError, String)] = [
      (.empty, "there is no number"), (.unexpected("x", offset: 9), "unexpected 'x' at character 10"),
      (.tooManyDecimals(allowed: 2), "more than 2 decimals"), (.badGrouping, "thousands are not grouped by three"),
      (.tooLarge, "the number is too large"),
    ]
    for (error, message) in messages { #expect(error.description == message) }
  }

  @Test func `a commodity without decimals takes none`() throws {
    #expect(try FixedPoint(parsing: "1,250", decimals: 0).scaled == 1250)
    #expect(throws: AmountError.tooManyDecimals(allowed: 0)) { try FixedPoint(parsing: "1.5", decimals: 0) }
    #expect(throws: AmountError.unexpected(".", offset: 1)) { try FixedPoint(parsing: "1.", decimals: 0) }
    #expect(Commodity.minutes.format(90) == "90")
    #expect(Commodity.euro.format(-5) == "-0.05")
    #expect(("Eur" as Commodity).format(500) == "500")
  }

  @Test func `a rate with eighteen decimals is exact`() throws {
    let rate = try FixedPoint(parsing: "0.000000000000000001", decimals: 18)
    #expect(rate.scaled == 1)
    #expect(rate.description == "0.000000000000000001")
    #expect(throws: AmountError.tooLarge) { try FixedPoint(parsing: "10", decimals: 18) }
  }

  @Test(arguments: [(0, "0.00"), (5, "0.05"), (-5, "-0.05"), (99, "0.99"), (100, "1.00"), (-12_345, "-123.45")])
  func `money is written with a point and two decimals`(cents: Int, text: String) {
    #expect(Money(cents: cents).description == text)
  }

  @Test func `even the smallest integer can be written`() {
    #expect(Money(cents: .min).description == "-92233720368547758.08")
  }

  @Test(arguments: Seeds.all)
  func `what is written is read back, grouped or not, in both styles`(seed: UInt64) throws {
    var generator = Seeds.generator(seed)
    for _ in 0..<400 {
      let digits = generator.below(19)
      let bound = (0..<digits).reduce(1) { power, _ in power * 10 }
      let number = Int.random(in: -bound...bound, using: &generator)
      let decimals = generator.below(7)
      let fixed = FixedPoint(scaled: number, decimals: decimals)
      #expect(try FixedPoint(parsing: fixed.description, decimals: decimals) == fixed)
      #expect(try FixedPoint(parsing: grouped(fixed.description, ","), decimals: decimals) == fixed)
      let comma = grouped(fixed.description.replacing(".", with: ","), ".", mark: ",")
      #expect(try FixedPoint(parsing: comma, decimals: decimals, style: .comma) == fixed)
    }
  }

  private func grouped(_ text: String, _ group: String, mark: Character = ".") -> String {
    let sign = text.hasPrefix("-") ? "-" : ""
    let parts = text.dropFirst(sign.count).split(separator: mark, omittingEmptySubsequences: false)
    var whole = ""
    for (index, digit) in parts[0].enumerated() {
      if index > 0, (parts[0].count - index) % 3 == 0 { whole += group }
      whole.append(digit)
    }
    return sign + whole + (parts.count == 2 ? "\(mark)\(parts[1])" : "")
  }

  @Test(arguments: Seeds.all)
  func `any text is read as a pattern and a library integer read it, or refused`(seed: UInt64) throws {
    var generator = Seeds.generator(seed)
    let pattern = try Regex("[-+]?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)([.][0-9]{1,2})?")
    var accepted = 0
    for _ in 0..<3_000 {
      let text = generator.text(from: Array("0123456789000,,..-+ x٣"), upTo: 9)
      let read = try? Money(parsing: text)
      guard text.wholeMatch(of: pattern) != nil else {
        #expect(read == nil, "'\(text)' is no amount")
        continue
      }
      accepted += 1
      let plain = text.filter { $0 != "," }
      let parts = plain.split(separator: ".").map { String($0) }
      let decimals = (parts.count == 2 ? parts[1] : "").padding("0", to: 2)
      #expect(read?.cents == Int("\(parts[0])\(decimals)"), "'\(text)'")
    }
    #expect(accepted > 100)
  }
}

extension String {
  fileprivate func padding(_ filler: String, to length: Int) -> String {
    self + String(repeating: filler, count: length - count)
  }
}
