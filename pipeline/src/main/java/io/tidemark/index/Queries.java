package io.tidemark.index;

import io.tidemark.settings.FieldSettings;
import io.tidemark.settings.FieldType;
import io.tidemark.settings.IndexSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.queryparser.flexible.core.QueryNodeException;
import org.apache.lucene.queryparser.flexible.core.processors.QueryNodeProcessorPipeline;
import org.apache.lucene.queryparser.flexible.standard.StandardQueryParser;
import org.apache.lucene.queryparser.flexible.standard.config.PointsConfig;
import org.apache.lucene.queryparser.flexible.standard.parser.ParseException;
import org.apache.lucene.queryparser.flexible.standard.parser.Token;
import org.apache.lucene.queryparser.flexible.standard.processors.MultiFieldQueryNodeProcessor;
import org.apache.lucene.queryparser.flexible.standard.processors.StandardQueryNodeProcessorPipeline;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;

/**
 * Reads queries in Lucene's standard syntax, by the settings of an index.
 *
 * <ul>
 *   <li>A term without a field is looked for in every text field (in every keyword field when there
 *       is no text field, else in {@code _id}); terms are joined by OR.
 *   <li>Text is analysed as the field was; keywords and {@code _id} are exact.
 *   <li>Numbers and dates match exactly or by range: {@code price:[10 TO 20}}, {@code bid>0.5},
 *       {@code updated:[2026-05-04T18:30:00Z TO *]}. A date without a time is its first instant in
 *       UTC. Outside of brackets a text with a colon or a leading minus needs quotes. {@code
 *       price:*} is any number.
 *   <li>Wildcards may lead ({@code *tent}); such a query looks at every term of the field.
 *   <li>As in Lucene a query of negative clauses only matches nothing; write {@code *:* -x}.
 * </ul>
 *
 * <p>Safe for many threads. Syntax: package {@code
 * org.apache.lucene.queryparser.flexible.standard.parser} of Lucene 9.12.
 */
public final class Queries {
  private final Analyzer analyzer;
  private final Map<String, FieldType> types;
  private final Map<String, PointsConfig> numbers;
  private final List<String> defaultFields;

  private Queries(
      Analyzer analyzer,
      Map<String, FieldType> types,
      Map<String, PointsConfig> numbers,
      List<String> defaultFields) {
    this.analyzer = analyzer;
    this.types = types;
    this.numbers = numbers;
    this.defaultFields = defaultFields;
  }

  /**
   * Queries for an index.
   *
   * @param analyzer analyses each field as the index does, keyword fields and {@code _id} not at
   *     all
   */
  public static Queries of(IndexSettings settings, Analyzer analyzer) {
    Map<String, FieldType> types = new TreeMap<>();
    Map<String, PointsConfig> numbers = new HashMap<>();
    types.put(IndexSettings.ID_FIELD, FieldType.KEYWORD);
    for (FieldSettings field : settings.fields()) {
      types.put(field.name(), field.type());
      if (field.type().numeric()) {
        Class<? extends Number> type = field.type() == FieldType.DOUBLE ? Double.class : Long.class;
        numbers.put(field.name(), new PointsConfig(new FieldNumber(field.type()), type));
      }
    }
    return new Queries(
        analyzer, Collections.unmodifiableMap(types), numbers, defaultFields(settings));
  }

  private static List<String> defaultFields(IndexSettings settings) {
    for (FieldType type : List.of(FieldType.TEXT, FieldType.KEYWORD)) {
      List<String> names = new ArrayList<>();
      for (FieldSettings field : settings.fields()) {
        if (field.type() == type) {
          names.add(field.name());
        }
      }
      if (!names.isEmpty()) {
        return names;
      }
    }
    return List.of(IndexSettings.ID_FIELD);
  }

  /**
   * The query a text stands for.
   *
   * @throws InvalidQueryException when it stands for none
   */
  public Query parse(String text) {
    if (text.isBlank()) {
      throw new InvalidQueryException(text, "it is empty; *:* matches every document", null);
    }
    StandardQueryParser parser = new StandardQueryParser(analyzer);
    parser.setAllowLeadingWildcard(true);
    parser.setPointsConfigMap(numbers);
    parser.setMultiFields(defaultFields.toArray(CharSequence[]::new));
    QueryNodeProcessorPipeline pipeline =
        new StandardQueryNodeProcessorPipeline(parser.getQueryConfigHandler());
    pipeline.add(0, new FieldChecks(text, types));
    // Lucene's pipeline lower-cases wildcards before it knows which default field they are for.
    pipeline.add(1, new MultiFieldQueryNodeProcessor());
    parser.setQueryNodeProcessor(pipeline);
    try {
      // Null leaves a term without a field to the multi fields set above.
      return parser.parse(text, null);
    } catch (QueryNodeException | IndexSearcher.TooManyClauses e) {
      throw new InvalidQueryException(text, reason(e), e);
    }
  }

  private static String reason(Exception e) {
    if (e instanceof ParseException syntax && syntax.currentToken != null) {
      Token unexpected = syntax.currentToken.next;
      String what = unexpected.image.isEmpty() ? "it ends too early" : "unexpected " + unexpected;
      return what + " at column " + (unexpected.beginColumn + 1); // Lucene counts from 0 here
    }
    return String.valueOf(e.getMessage()).replaceAll("\\s+", " ").trim();
  }
}
