/// A place in a drawing, in its own pixels: x to the end of a line, y downwards.
struct Point: Sendable, Hashable {
  var x: Int
  var y: Int
}

/// An upright rectangle; its sides are never negative.
struct Rectangle: Sendable, Hashable {
  var x: Int
  var y: Int
  var width: Int
  var height: Int

  var maxX: Int { x + width }
  var maxY: Int { y + height }

  /// Between two places on the horizontal, in either order.
  init(from one: Int, to other: Int, y: Int, height: Int) {
    self.init(x: min(one, other), y: y, width: abs(one - other), height: height)
  }

  init(x: Int, y: Int, width: Int, height: Int) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  func contains(_ other: Rectangle) -> Bool {
    other.x >= x && other.y >= y && other.maxX <= maxX && other.maxY <= maxY
  }

  func overlaps(_ other: Rectangle) -> Bool {
    x < other.maxX && other.x < maxX && y < other.maxY && other.y < maxY
  }
}

/// Takes figures to pixels along one axis.
struct Scale: Sendable {
  let lower: Int
  let upper: Int
  /// Where `lower` stands.
  let start: Int
  /// Where `upper` stands; before `start` on an axis that runs upwards.
  let end: Int

  /// The pixel of a value, rounded half up; edges that meet in value meet in pixels.
  func pixel(_ value: Int) -> Int {
    start + Scale.share(of: end - start, Int128(value) - Int128(lower), Int128(upper) - Int128(lower))
  }

  /// `length · part ÷ whole`, rounded half up.
  static func share(of length: Int, _ part: Int128, _ whole: Int128) -> Int {
    guard whole > 0 else { return 0 }
    let doubled = 2 * Int128(length) * part + whole
    let quotient = doubled / (2 * whole)
    return Int(doubled < 0 && quotient * 2 * whole != doubled ? quotient - 1 : quotient)
  }
}
