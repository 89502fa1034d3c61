package io.tidemark.settings;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AnalyzersTest {

  @ParameterizedTest
  @CsvSource({
    "standard, The Runners' co-op, the runners co op",
    "simple, The Runners' co-op 2, the runners co op",
    "whitespace, The Runners' co-op, The Runners' co-op",
    "english, The Runners running, runner run",
    "french, Les chevaux, cheval",
    "german, Die Häuser, haus",
    "word, The co_op 2nd-hand, the co_op 2nd hand",
  })
  void named_analyzer_makes_these_terms(String name, String text, String terms) throws IOException {
    List<String> made = terms(Analyzers.of(name), "f", text);

    assertThat(made, is(List.of(terms.split(" "))));
  }

  @Test
  void keyword_makes_one_term() throws IOException {
    assertThat(terms(Analyzers.of("keyword"), "f", "The Runners"), contains("The Runners"));
  }

  @Test
  void word_keeps_marks_and_all_scripts() throws IOException {
    assertThat(
        terms(Analyzers.of("word"), "f", "हिन्दी ΔΈΛΤΑ 日本語、e\u0301té 𐐀x ٣٤"),
        contains("हिन्दी", "δέλτα", "日本語", "e\u0301té", "𐐨x", "٣٤"));
  }

  @ParameterizedTest
  @MethodSource("io.tidemark.settings.Analyzers#names")
  void every_name_opens_an_analyzer_that_works(String name) throws IOException {
    assertThat(terms(Analyzers.of(name), "f", "qwxyz").isEmpty(), is(false));
  }

  @Test
  void every_language_of_the_lucene_module_is_there() {
    assertThat(Analyzers.names().size(), is(44));
    assertThat(Analyzers.names(), hasItem("turkish"));
  }

  @Test
  void unknown_name_is_refused_with_the_known_ones() {
    IllegalArgumentException thrown =
        assertThrows(IllegalArgumentException.class, () -> Analyzers.of("klingon"));

    assertThat(thrown.getMessage().startsWith("Unknown analyzer \"klingon\"; one of "), is(true));
  }

  @Test
  void each_field_is_analysed_as_set() throws IOException {
    IndexSettings settings =
        IndexYaml.parse(
            "fields: {a: {type: text, analyzer: english}, b: {type: text}, c: {type: keyword}}",
            "x");

    Analyzer analyzer = Analyzers.perField(settings);

    assertThat(terms(analyzer, "a", "The Runners"), contains("runner"));
    assertThat(terms(analyzer, "b", "The Runners"), contains("the", "runners"));
    assertThat(terms(analyzer, "c", "The Runners"), contains("The Runners"));
  }

  private static List<String> terms(Analyzer analyzer, String field, String text)
      throws IOException {
    List<String> terms = new ArrayList<>();
    try (TokenStream stream = analyzer.tokenStream(field, text)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        terms.add(term.toString());
      }
      stream.end();
    }
    return terms;
  }
}
