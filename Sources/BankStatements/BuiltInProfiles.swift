extension CSVProfile {
  /// The profiles that the program ships, in the order in which a file is tried against them.
  public static let builtIn: [CSVProfile] = [parsed(posteText), parsed(genericText)]

  public static func builtIn(named name: String) -> CSVProfile? { builtIn.first { $0.name == name } }

  private static func parsed(_ text: String) -> CSVProfile {
    do {
      return try CSVProfile(parsing: text)
    } catch {
      preconditionFailure("a built-in profile does not parse: \(error)")
    }
  }

  /// BancoPosta's list of movements, as Poste Italiane exports it.
  static let posteText = """
    # Poste Italiane, conto BancoPosta: list of movements
    name = poste
    delimiter = ;
    encoding = windows-1252
    decimal = comma
    currency = EUR
    date = d/M/yy d/M/yyyy
    strip = |
    column.booking-date = Data | Data contabile
    column.value-date = Valuta | Data valuta
    column.debit = Addebiti | Addebiti (euro)
    column.credit = Accrediti | Accrediti (euro)
    column.description = Descrizione operazioni
    opening = SALDO INIZIALE
    closing = SALDO FINALE

    """

  /// A plain list in one signed column; also the pattern from which other banks' profiles are made.
  static let genericText = """
    # A plain list: day, amount (money out is negative), description
    name = generic
    delimiter = ; , tab
    encoding = utf-8
    decimal = point
    currency = EUR
    date = yyyy-MM-dd dd/MM/yyyy
    column.booking-date = date | booking date | data
    column.value-date = value date | valuta | data valuta
    column.amount = amount | importo
    column.description = description | descrizione | causale
    column.counterparty = counterparty | controparte
    column.counterparty-iban = iban | counterparty iban | iban controparte
    column.reference = reference | riferimento
    column.currency = currency | divisa
    opening = OPENING BALANCE
    closing = CLOSING BALANCE

    """
}
