import FinancialArithmetic
import Foundation
import LedgerCore

/// What the calculators read: JSON on standard input, every member accounted for, amounts as text.
enum CalcInput {
  private static let mostBytes = 4 << 20

  static let unusable = RefusalCode(
    "calculation.input", "the input cannot be used: {reason}", hint: "`mastro calc {name} --help` shows an input",
    .usage)
  static let noAnswer = RefusalCode(
    "calculation.no-answer", "there is no answer: {reason}", hint: "change the amounts, or ask for less")

  /// Reads the input, computes, and prints the answer; whatever is wrong is refused by its name.
  static func answer<Input: Decodable>(_ name: String, _ type: Input.Type, _ body: (Input) throws -> JSON) throws {
    do {
      let json = try JSON.parse(try standardInput(), form: .relaxed, maximumBytes: mostBytes)
      Console.data(try body(JSONDecoding.decode(type, from: json)).prettyText)
    } catch let error as JSONError {
      throw unusable(["name": name, "reason": error])
    } catch let error as CalculationError {
      switch error.cause {
      case .invalidInput: throw unusable(["name": name, "reason": error])
      case .noAnswer: throw noAnswer(["reason": error])
      }
    }
  }

  /// No more than one byte above the limit is kept.
  private static func standardInput() throws -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count <= mostBytes, let data = try FileHandle.standardInput.read(upToCount: 1 << 16), !data.isEmpty {
      bytes.append(contentsOf: data)
    }
    return bytes
  }
}

/// An amount as a text with a full stop and at most two decimals: `1250.00`.
struct AmountMember: Decodable {
  let money: Money

  init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    do {
      money = try Money(parsing: text)
    } catch {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "'\(text)' is not an amount such as 1250.00: \(error)"))
    }
  }
}

/// A yearly rate as a text in percent, in any spelling: `4.50` is `4.5`.
struct RateMember: Decodable {
  let rate: AnnualRate

  init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    do {
      rate = try AnnualRate(parsing: text)
    } catch {
      throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: error.reason))
    }
  }
}

/// The weight of a party: a whole number, or a text with at most two decimals.
struct WeightMember: Decodable {
  /// Hundredths.
  let hundredths: Int

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = (try? container.decode(Int.self)).map(String.init)
    do {
      hundredths = try FixedPoint(parsing: try text ?? container.decode(String.self), decimals: 2).scaled
    } catch let error as AmountError {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "it is not a weight: \(error)"))
    }
  }
}

/// One of a few words, all of them named where the word is another.
struct ChoiceMember<Choice: RawRepresentable & CaseIterable>: Decodable where Choice.RawValue == String {
  let choice: Choice

  init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let choice = Choice(rawValue: text) else {
      let words = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "'\(text)' is none of \(words)"))
    }
    self.choice = choice
  }
}
