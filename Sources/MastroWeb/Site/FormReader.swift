public import LedgerCore
public import Pages
import Sodium

/// Reads what a form has sent, and collects everything that is wrong with it, so that a person is told once.
///
/// A value that is wrong is given as zero or nothing; nobody sees it, because `Visit.read` throws at the end.
public final class FormReader {
  let submitted: Submitted
  let language: Language
  let today: CivilDate
  private(set) var faults: [String: Phrase] = [:]

  init(_ submitted: Submitted, language: Language, today: CivilDate) {
    self.submitted = submitted
    self.language = language
    self.today = today
  }

  public func fault(_ name: String, _ fault: Phrase) { if faults[name] == nil { faults[name] = fault } }

  public func isGiven(_ name: String) -> Bool { !submitted.text(name).isEmpty }

  /// Text of at most so many bytes, without control characters.
  public func text(_ name: String, most: Int = 200) -> String {
    guard let text = optionalText(name, most: most) else {
      fault(name, "Fill this in")
      return ""
    }
    return text
  }

  public func optionalText(_ name: String, most: Int = 200) -> String? {
    let text = submitted.text(name)
    guard !text.isEmpty else { return nil }
    if text.utf8.count > most { fault(name, "This is too long") }
    if text.unicodeScalars.contains(where: { $0.value < 0x20 && $0 != "\n" && $0 != "\r" && $0 != "\t" }) {
      fault(name, "This contains characters that cannot be read")
    }
    return text
  }

  /// An amount above zero, as the page's language writes it; `1250`, `1250.00` and `1250,00` everywhere.
  public func amount(_ name: String) -> Money {
    guard isGiven(name) else {
      fault(name, "Give an amount")
      return .zero
    }
    guard let amount = optionalAmount(name) else { return .zero }
    if amount <= .zero { fault(name, "The amount must be above zero") }
    return amount
  }

  /// Nil where nothing was sent, or something that is no amount, which is a fault.
  public func optionalAmount(_ name: String) -> Money? {
    let text = submitted.text(name)
    guard !text.isEmpty else { return nil }
    guard let amount = AmountReading.money(text, language) else {
      fault(name, "This is not an amount: write 1250 or 1250,00")
      return nil
    }
    return amount
  }

  public func day(_ name: String) -> CivilDate {
    guard isGiven(name) else {
      fault(name, "Give a day")
      return today
    }
    return optionalDay(name) ?? today
  }

  public func optionalDay(_ name: String) -> CivilDate? {
    let text = submitted.text(name)
    guard !text.isEmpty else { return nil }
    guard let day = AmountReading.day(text) else {
      fault(name, "This is not a day: write it as 31/12/2026")
      return nil
    }
    return day
  }

  public func month(_ name: String) -> CivilMonth {
    guard let month = CivilMonth(submitted.text(name)) else {
      fault(name, "Give a month, as 2026-12")
      return CivilMonth(today)
    }
    return month
  }

  public func integer(_ name: String, in range: ClosedRange<Int>) -> Int {
    guard let number = Int(submitted.text(name)), range.contains(number) else {
      fault(name, "Give a whole number from \(range.lowerBound) to \(range.upperBound)")
      return range.lowerBound
    }
    return number
  }

  public func flag(_ name: String) -> Bool { isGiven(name) }

  /// One of the values that the page offers.
  public func choice<Value: RawRepresentable<String>>(_ name: String, _ type: Value.Type = Value.self) -> Value? {
    guard let value = Value(rawValue: submitted.text(name)) else {
      fault(name, "Choose one of these")
      return nil
    }
    return value
  }

  /// Several of the values that the page offers.
  public func choices<Value: RawRepresentable<String>>(_ name: String, _ type: Value.Type = Value.self) -> [Value] {
    (submitted.values[name] ?? []).compactMap { text in
      guard let value = Value(rawValue: text) else {
        fault(name, "Choose among these")
        return nil
      }
      return value
    }
  }

  public func slug(_ name: String) -> Slug? {
    guard let slug = Slug(submitted.text(name)) else {
      fault(name, isGiven(name) ? "Use small letters, digits and hyphens" : "Choose one of these")
      return nil
    }
    return slug
  }

  public func id(_ name: String) -> ULID? {
    guard let id = ULID(submitted.text(name)) else {
      fault(name, "Choose one of these")
      return nil
    }
    return id
  }

  /// A file that was sent with the form.
  public func file(_ name: String) -> Submitted.File? {
    guard let file = submitted.files[name], !file.bytes.isEmpty else {
      fault(name, "Choose a file")
      return nil
    }
    return file
  }

  public func optionalFile(_ name: String) -> Submitted.File? {
    submitted.files[name].flatMap { $0.bytes.isEmpty ? nil : $0 }
  }
}

/// Something was sent that a person can put right at once.
struct FormFaults: Error {
  let faults: [String: Phrase]
}

extension Visit {
  /// Reads what was sent; throws everything that is wrong with it together, which shows beside the fields.
  public func read<Value>(_ body: (FormReader) throws -> Value) throws -> Value {
    let reader = FormReader(submitted ?? Submitted(), language: language, today: today)
    let value = try body(reader)
    guard reader.faults.isEmpty else { throw FormFaults(faults: reader.faults) }
    return value
  }
}
