/// Round numbers along an axis, from at or below the lowest figure to at or above the highest; zero is one of them.
struct Ticks: Sendable {
  let step: Int
  let values: [Int]

  var lower: Int { values.first ?? 0 }
  var upper: Int { values.last ?? 1 }

  /// - Parameter most: how many steps there may be at most; at least two are used where the figures lie on both sides.
  init(covering figures: some Sequence<Int>, most: Int, quantity: Quantity) {
    var low = 0
    var high = 0
    for figure in figures {
      low = min(low, figure)
      high = max(high, figure)
    }
    if low == 0 && high == 0 { high = Ticks.one(quantity) }
    let limit = max(most, low < 0 && high > 0 ? 2 : 1)
    let step = Ticks.steps(quantity).first { Ticks.up(high, $0) / $0 + Ticks.up(-low, $0) / $0 <= limit }
    self.step = step ?? max(high, -low)
    values = Array(stride(from: -Ticks.up(-low, self.step), through: Ticks.up(high, self.step), by: self.step))
  }

  /// The smallest multiple of `step` that is not below a figure of zero or more.
  private static func up(_ figure: Int, _ step: Int) -> Int { (figure + step - 1) / step * step }

  /// One whole unit.
  private static func one(_ quantity: Quantity) -> Int {
    switch quantity {
    case .euro: 100
    case .whole: 1
    case .minutes: 60
    case .decimal(let places), .percent(let places): powerOfTen(places)
    }
  }

  static func powerOfTen(_ exponent: Int) -> Int { (0..<exponent).reduce(1) { power, _ in power * 10 } }

  /// 1, 2, 5, 10, 20, 50 and so on; hours where minutes are counted.
  private static func steps(_ quantity: Quantity) -> [Int] {
    let plain = (0...16).flatMap { exponent in [1, 2, 5].map { $0 * powerOfTen(exponent) } }
    guard quantity == .minutes else { return plain }
    return [1, 5, 15, 30] + plain.prefix(42).map { $0 * 60 }
  }

  /// A number at a tick: without decimals where no tick needs them.
  func label(_ value: Int, _ quantity: Quantity, in language: Language) -> String {
    switch quantity {
    case .euro: shortened(value, places: 2, language)
    case .decimal(let places): shortened(value, places: places, language)
    case .percent(let places):
      shortened(value, places: places, language) + (language.percentSpace ? Language.space : "") + "%"
    case .whole: language.writeBare(value, .whole)
    case .minutes: value == 0 ? "0" : language.write(value, .minutes)
    }
  }

  private func shortened(_ value: Int, places: Int, _ language: Language) -> String {
    let one = Ticks.powerOfTen(places)
    return step.isMultiple(of: one) ? language.number(value / one, places: 0) : language.number(value, places: places)
  }
}
