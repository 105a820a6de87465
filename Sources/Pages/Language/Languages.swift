/// Numbers and dates after the Unicode Common Locale Data Repository, release 46.
extension Language {
  public static let all = [english, italian, french, spanish, romanian, arabic, ukrainian, albanian]

  /// What each language calls itself.
  public static let names = [
    "en": "English", "it": "Italiano", "fr": "Français", "es": "Español", "ro": "Română", "ar": "العربية",
    "uk": "Українська", "sq": "Shqip",
  ]

  public static let english = Language(
    tag: "en", decimalMark: ".", groupMark: ",", currencyFirst: true,
    months: "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    words: Words(
      total: "Total", chartAsTable: "The chart as a table", lowest: "lowest", nothing: "Nothing to show yet.",
      notDefined: "not defined", hours: "h", minutes: "min"))

  public static let italian = Language(
    tag: "it", decimalMark: ",", groupMark: ".",
    months: "gen feb mar apr mag giu lug ago set ott nov dic",
    words: Words(
      total: "Totale", chartAsTable: "Il grafico come tabella", lowest: "minimo",
      nothing: "Ancora niente da mostrare.", notDefined: "non definito", hours: "h", minutes: "min"))

  public static let french = Language(
    tag: "fr", decimalMark: ",", groupMark: "\u{202F}", percentSpace: true,
    months: "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
    words: Words(
      total: "Total", chartAsTable: "Le graphique en tableau", lowest: "minimum",
      nothing: "Rien à montrer pour l’instant.", notDefined: "non défini", hours: "h", minutes: "min"))

  public static let spanish = Language(
    tag: "es", decimalMark: ",", groupMark: ".", groupsFrom: 5, percentSpace: true,
    months: "ene feb mar abr may jun jul ago sept oct nov dic",
    words: Words(
      total: "Total", chartAsTable: "El gráfico como tabla", lowest: "mínimo",
      nothing: "Todavía no hay nada que mostrar.", notDefined: "no definido", hours: "h", minutes: "min"))

  public static let romanian = Language(
    tag: "ro", decimalMark: ",", groupMark: ".", percentSpace: true,
    months: "ian. feb. mar. apr. mai iun. iul. aug. sept. oct. nov. dec.",
    words: Words(
      total: "Total", chartAsTable: "Graficul ca tabel", lowest: "minim", nothing: "Încă nu este nimic de arătat.",
      notDefined: "nedefinit", hours: "h", minutes: "min"))

  public static let arabic = Language(
    tag: "ar", direction: .rightToLeft, decimalMark: ".", groupMark: ",",
    months: "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    words: Words(
      total: "المجموع", chartAsTable: "الرسم البياني كجدول", lowest: "الأدنى", nothing: "لا شيء لعرضه بعد.",
      notDefined: "غير محدد", hours: "س", minutes: "د"))

  public static let ukrainian = Language(
    tag: "uk", decimalMark: ",", groupMark: "\u{00A0}",
    months: "січ. лют. бер. квіт. трав. черв. лип. серп. вер. жовт. лист. груд.",
    words: Words(
      total: "Разом", chartAsTable: "Графік як таблиця", lowest: "мінімум", nothing: "Поки що нема чого показати.",
      notDefined: "не визначено", hours: "год", minutes: "хв"))

  public static let albanian = Language(
    tag: "sq", decimalMark: ",", groupMark: "\u{00A0}",
    months: "jan shk mar pri maj qer korr gush sht tet nën dhj",
    words: Words(
      total: "Gjithsej", chartAsTable: "Grafiku si tabelë", lowest: "më e ulëta",
      nothing: "Ende s’ka gjë për të treguar.",
      notDefined: "i papërcaktuar", hours: "orë", minutes: "min"))
}
