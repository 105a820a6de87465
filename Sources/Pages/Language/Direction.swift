/// Where lines of a language begin.
public enum Direction: String, Sendable, Hashable {
  case leftToRight = "ltr"
  case rightToLeft = "rtl"
}
