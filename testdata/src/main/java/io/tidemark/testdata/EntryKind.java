package io.tidemark.testdata;

/** What an entry of the catalogue is. A campaign holds ad groups, an ad group holds ads. */
enum EntryKind {
  CAMPAIGN("campaign", "camp-", 4),
  AD_GROUP("ad_group", "ag-", 5),
  AD("ad", "ad-", 6);

  /** As in {@code kind} of a record. */
  final String text;

  private final String prefix;
  private final int digits;

  EntryKind(String text, String prefix, int digits) {
    this.text = text;
    this.prefix = prefix;
    this.digits = digits;
  }

  /** The id of the n-th entry of this kind, such as {@code ad-000123}. */
  String id(int number) {
    String decimal = Integer.toString(number);
    return prefix + "0".repeat(Math.max(0, digits - decimal.length())) + decimal;
  }
}
