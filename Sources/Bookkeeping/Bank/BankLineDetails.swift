import BankStatements
import LedgerCore
public import LedgerSQLite

/// Names and texts of a bank line, which the vault keeps sealed and can forget.
public struct BankLineDetails: Codable, Hashable, Sendable {
  public let bankReference: String?
  public let counterparty: String?
  public let description: String
  public let endToEndID: String?
  /// The counterparty's, without spaces.
  public let iban: String?
  /// True where the movement takes an earlier one back.
  public let reversal: Bool

  init(_ line: BankLine) {
    bankReference = line.bankReference
    counterparty = line.counterpartyName
    description = line.description
    endToEndID = line.endToEndID
    iban = line.counterpartyIBAN
    reversal = line.isReversal
  }

  /// The bank's reference, else the payer's.
  public var reference: String? { bankReference ?? endToEndID }

  var bytes: [UInt8] {
    get throws { try JSONEncoding.encode(self).canonicalBytes }
  }
}

extension StoredBankLine {
  /// Names and texts; nil when they were forgotten.
  public var texts: BankLineDetails? {
    get throws {
      guard let details else { return nil }
      do {
        return try JSONDecoding.decodeExactly(BankLineDetails.self, from: JSON.parse(details, form: .canonical))
      } catch {
        throw StoreError.corrupt("the texts of bank line \(key) cannot be read: \(error)")
      }
    }
  }
}
