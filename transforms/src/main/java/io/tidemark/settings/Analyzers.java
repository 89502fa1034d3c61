package io.tidemark.settings;

import static java.util.Map.entry;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.bg.BulgarianAnalyzer;
import org.apache.lucene.analysis.bn.BengaliAnalyzer;
import org.apache.lucene.analysis.br.BrazilianAnalyzer;
import org.apache.lucene.analysis.ca.CatalanAnalyzer;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.ckb.SoraniAnalyzer;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.analysis.core.SimpleAnalyzer;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.analysis.cz.CzechAnalyzer;
import org.apache.lucene.analysis.da.DanishAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.el.GreekAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.et.EstonianAnalyzer;
import org.apache.lucene.analysis.eu.BasqueAnalyzer;
import org.apache.lucene.analysis.fa.PersianAnalyzer;
import org.apache.lucene.analysis.fi.FinnishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.ga.IrishAnalyzer;
import org.apache.lucene.analysis.gl.GalicianAnalyzer;
import org.apache.lucene.analysis.hi.HindiAnalyzer;
import org.apache.lucene.analysis.hu.HungarianAnalyzer;
import org.apache.lucene.analysis.hy.ArmenianAnalyzer;
import org.apache.lucene.analysis.id.IndonesianAnalyzer;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.lt.LithuanianAnalyzer;
import org.apache.lucene.analysis.lv.LatvianAnalyzer;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.analysis.ne.NepaliAnalyzer;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.no.NorwegianAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.ro.RomanianAnalyzer;
import org.apache.lucene.analysis.ru.RussianAnalyzer;
import org.apache.lucene.analysis.sr.SerbianAnalyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.sv.SwedishAnalyzer;
import org.apache.lucene.analysis.ta.TamilAnalyzer;
import org.apache.lucene.analysis.te.TeluguAnalyzer;
import org.apache.lucene.analysis.th.ThaiAnalyzer;
import org.apache.lucene.analysis.tr.TurkishAnalyzer;

/**
 * Lucene analyzers by the names that {@code index.yaml} uses: {@code standard} (no stop words),
 * {@code simple}, {@code whitespace}, {@code keyword}, {@code word} ({@link WordAnalyzer}), and the
 * language analyzers of Lucene's analysis-common module by their English names, with Lucene's own
 * stop words and stemmers.
 *
 * <p>Analyzers are safe for use by many threads and keep buffers for each thread that used them:
 * make one for each field and reuse it.
 */
public final class Analyzers {
  /** What a text field without an analyzer uses. */
  public static final String DEFAULT = "standard";

  /** The whole value as one term. */
  public static final String KEYWORD = "keyword";

  private static final Map<String, Supplier<Analyzer>> BY_NAME =
      Collections.unmodifiableMap(
          new TreeMap<>(
              Map.ofEntries(
                  entry(DEFAULT, StandardAnalyzer::new),
                  entry(KEYWORD, KeywordAnalyzer::new),
                  entry("simple", SimpleAnalyzer::new),
                  entry("whitespace", WhitespaceAnalyzer::new),
                  entry("word", WordAnalyzer::new),
                  entry("arabic", ArabicAnalyzer::new),
                  entry("armenian", ArmenianAnalyzer::new),
                  entry("basque", BasqueAnalyzer::new),
                  entry("bengali", BengaliAnalyzer::new),
                  entry("brazilian", BrazilianAnalyzer::new),
                  entry("bulgarian", BulgarianAnalyzer::new),
                  entry("catalan", CatalanAnalyzer::new),
                  entry("cjk", CJKAnalyzer::new),
                  entry("czech", CzechAnalyzer::new),
                  entry("danish", DanishAnalyzer::new),
                  entry("dutch", DutchAnalyzer::new),
                  entry("english", EnglishAnalyzer::new),
                  entry("estonian", EstonianAnalyzer::new),
                  entry("finnish", FinnishAnalyzer::new),
                  entry("french", FrenchAnalyzer::new),
                  entry("galician", GalicianAnalyzer::new),
                  entry("german", GermanAnalyzer::new),
                  entry("greek", GreekAnalyzer::new),
                  entry("hindi", HindiAnalyzer::new),
                  entry("hungarian", HungarianAnalyzer::new),
                  entry("indonesian", IndonesianAnalyzer::new),
                  entry("irish", IrishAnalyzer::new),
                  entry("italian", ItalianAnalyzer::new),
                  entry("latvian", LatvianAnalyzer::new),
                  entry("lithuanian", LithuanianAnalyzer::new),
                  entry("nepali", NepaliAnalyzer::new),
                  entry("norwegian", NorwegianAnalyzer::new),
                  entry("persian", PersianAnalyzer::new),
                  entry("portuguese", PortugueseAnalyzer::new),
                  entry("romanian", RomanianAnalyzer::new),
                  entry("russian", RussianAnalyzer::new),
                  entry("serbian", SerbianAnalyzer::new),
                  entry("sorani", SoraniAnalyzer::new),
                  entry("spanish", SpanishAnalyzer::new),
                  entry("swedish", SwedishAnalyzer::new),
                  entry("tamil", TamilAnalyzer::new),
                  entry("telugu", TeluguAnalyzer::new),
                  entry("thai", ThaiAnalyzer::new),
                  entry("turkish", TurkishAnalyzer::new))));

  private Analyzers() {}

  /** Every known name, sorted. */
  public static Set<String> names() {
    return BY_NAME.keySet();
  }

  /**
   * A new analyzer.
   *
   * @throws IllegalArgumentException when the name is not one of {@link #names()}
   */
  public static Analyzer of(String name) {
    Supplier<Analyzer> supplier = BY_NAME.get(name);
    if (supplier == null) {
      throw new IllegalArgumentException(
          "Unknown analyzer \"" + name + "\"; one of " + String.join(", ", BY_NAME.keySet()));
    }
    return supplier.get();
  }

  /**
   * A new analyzer that analyses each field as the settings say; what is not a text field is one
   * term. For query parsing.
   */
  public static Analyzer perField(IndexSettings settings) {
    Map<String, Analyzer> byField = new HashMap<>();
    for (FieldSettings field : settings.fields()) {
      if (field.type() == FieldType.TEXT) {
        byField.put(field.name(), of(field.analyzer()));
      }
    }
    return new PerFieldAnalyzerWrapper(new KeywordAnalyzer(), byField);
  }
}
