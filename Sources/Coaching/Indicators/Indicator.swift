public import LedgerCore

public import FinancialArithmetic

/// One figure about a family's budget with everything from which it can be worked out again.
public struct Indicator: Codable, Sendable, Hashable {
  /// What is measured.
  public enum Name: String, Codable, Sendable, CaseIterable {
    case housingOverburden = "housing-overburden"
    case debtService = "debt-service"
    case arrears
    case bufferMonths = "buffer-months"
    case realism
    case survivalMonths = "survival-months"
  }

  public enum Unit: String, Codable, Sendable {
    case percent, months
  }

  public enum Flag: String, Codable, Sendable {
    case none, flagged, critical
  }

  /// One amount that goes into the formula, by the name that it has there.
  public struct Input: Codable, Sendable, Hashable {
    public let amount: ExactAmount
    public let name: String

    public init(_ name: String, _ amount: ExactAmount) {
      self.amount = amount
      self.name = name
    }
  }

  public let flag: Flag
  /// The formula's id, with its version.
  public let formula: String
  public let inputs: [Input]
  public let name: Name
  /// The version of the parameters file.
  public let parameters: String
  public let reading: Reading
  public let threshold: Threshold?
  public let unit: Unit
}

/// What an indicator says: a number, more than one looked ahead, or nothing because a denominator is zero.
public enum Reading: Sendable, Hashable {
  case value(Figure)
  case moreThan(Figure)
  case notDefined
}

extension Reading {
  public var description: String {
    switch self {
    case .value(let figure): figure.description
    case .moreThan(let figure): "> \(figure)"
    case .notDefined: "not defined"
    }
  }

  public init?(_ text: String) {
    if text == Reading.notDefined.description {
      self = .notDefined
    } else if text.hasPrefix("> "), let figure = Figure(text.dropFirst(2)) {
      self = .moreThan(figure)
    } else if let figure = Figure(text) {
      self = .value(figure)
    } else {
      return nil
    }
  }
}

extension Reading: WrittenAsText {
  public static var form: String { "the reading of an indicator" }
}
