public import Coaching
public import LedgerCore

/// A budget sheet as an educator's file has it: what is wrong is told by its place and by what to write instead.
public enum BudgetSheetFile {
  static let unusable = RefusalCode(
    "budget.sheet-unusable", "the sheet in {file} cannot be used: {place}: {reason}",
    hint: "{remedy}; `mastro budget template` prints a sheet to begin with", .usage)

  public static func read(_ bytes: [UInt8], named file: String) throws(Refusal) -> BudgetSheet {
    do {
      return try BudgetSheet(reading: bytes)
    } catch {
      throw refusal(error, file)
    }
  }

  /// A sheet that the ledger's own lines were put into must stand the same examination.
  static func check(_ sheet: BudgetSheet, named file: String) throws(Refusal) {
    if let fault = sheet.fault { throw refusal(fault, file) }
  }

  private static func refusal(_ fault: SheetFault, _ file: String) -> Refusal {
    unusable(["file": file, "place": fault.place, "reason": fault.reason, "remedy": fault.remedy])
  }
}
