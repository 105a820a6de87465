public import LedgerCore

/// Refusals of chains in which several persons sign one after the other.
public enum ChainRules {
  public static let amountDiffers = RefusalCode(
    "chain.amount-differs", "{given} is not the amount of this chain, {agreed}",
    hint: "look at it with `show`, and sign what was agreed")
  public static let payeeDiffers = RefusalCode(
    "chain.payee-differs", "{given} is not the payee of this chain, {agreed}",
    hint: "look at it with `show`, and sign what was agreed")
}
