package io.tidemark.settings;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndexYamlTest {

  @Test
  void reads_every_key() {
    String yaml =
        """
        id: key.sku
        op: what
        version: v
        fields:
          title: {type: text, analyzer: english, stored: true}
          clicks: {type: long, path: stats.clicks}
          body: {type: text}
          price: {type: double}
          seen: {type: date}
          status: {type: keyword}
        """;

    IndexSettings settings = IndexYaml.parse(yaml, "index.yaml");

    assertThat(
        settings,
        is(
            new IndexSettings(
                "key.sku",
                "what",
                "v",
                List.of(
                    new FieldSettings("body", "body", FieldType.TEXT, "standard", false),
                    new FieldSettings("clicks", "stats.clicks", FieldType.LONG, "keyword", false),
                    new FieldSettings("price", "price", FieldType.DOUBLE, "keyword", false),
                    new FieldSettings("seen", "seen", FieldType.DATE, "keyword", false),
                    new FieldSettings("status", "status", FieldType.KEYWORD, "keyword", false),
                    new FieldSettings("title", "title", FieldType.TEXT, "english", true)))));
  }

  @Test
  void leaves_out_what_has_a_default() {
    IndexSettings settings = IndexYaml.parse("fields: {title: {type: text}}", "index.yaml");

    assertThat(
        settings,
        is(
            new IndexSettings(
                "id",
                "op",
                null,
                List.of(new FieldSettings("title", "title", FieldType.TEXT, "standard", false)))));
  }

  @Test
  void reports_all_problems_at_once_with_their_lines() {
    String yaml =
        """
        ids: id
        version: a..b
        fields:
          _id: {type: text}
          'we ird': {type: text}
          title: {type: txt, analyser: english, stored: yes please}
          body: {type: text, analyzer: englich}
          status: {type: keyword, analyzer: english}
          body: {type: text}
          facets: {type: keyword}
          lang: {type: keyword, path: facets.lang}
          bare: text
        """;

    SettingsException thrown =
        assertThrows(SettingsException.class, () -> IndexYaml.parse(yaml, "index.yaml"));

    assertThat(
        thrown.problems().stream()
            .map(problem -> problem.replaceFirst("; one of.*;", ";"))
            .toList(),
        contains(
            "line 1: unknown key \"ids\"; did you mean \"id\"?",
            "line 2: version: path \"a..b\" has an empty step; write steps with one dot between"
                + " them",
            "line 9: fields.body is given twice, first in line 7",
            "line 4: fields._id: names that start with _ are kept for the index's own fields",
            "line 5: fields.we ird: a name starts with a letter and goes on with letters, digits,"
                + " _, - and . (ASCII)",
            "line 6: fields.title: unknown key \"analyser\"; did you mean \"analyzer\"?",
            "line 6: fields.title: unknown type \"txt\"; did you mean \"text\"?",
            "line 6: fields.title: stored is true or false",
            "line 7: fields.body: unknown analyzer \"englich\"; did you mean \"english\"?",
            "line 8: fields.status: an analyzer is for text fields; this one is keyword",
            "line 12: fields.bare: expected a mapping such as {type: text}",
            "fields.facets reads \"facets\", but that must be an object for fields.lang to read"
                + " \"facets.lang\""));
    assertThat(
        thrown.getMessage(),
        startsWith(
            "Cannot use the index settings in index.yaml, 12 problems:\n  line 1: unknown key"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                           | the file is empty
          `just words`                 | the file holds no mapping; expected the keys id, op, version, fields
          `id: [a, b]`                 | line 1: a list; nothing in the settings is a list
          `fields: {a: {type: text}}\n---\nid: b` | line 3: a second document; only one is allowed
          `id: &x k\nop: *x\nfields: {a: {type: text}}` | line 2: an alias (*x); write the value out
          `fields: {a: {path: b}}`     | line 1: fields.a: no type; one of text, keyword, long, double, date
          `fields: {a: {type: text, path: b.}}` | line 1: fields.a: path "b." has an empty step; write steps with one dot between them
          `id: x`                      | fields: there are none; list at least one, such as title: {type: text}
          """)
  void names_a_single_problem(String yaml, String problem) {
    SettingsException thrown =
        assertThrows(
            SettingsException.class, () -> IndexYaml.parse(yaml.replace("\\n", "\n"), "x"));

    assertThat(thrown.problems().get(0), is(problem));
  }

  @Test
  void tells_where_it_is_not_yaml() {
    SettingsException thrown =
        assertThrows(SettingsException.class, () -> IndexYaml.parse("id: x\nfields: {a: }}", "x"));

    assertThat(thrown.problems().get(0), startsWith("not YAML (line 2, column "));
  }

  @Test
  void canonical_json_reads_back_and_does_not_depend_on_layout() {
    String one = "fields: {b: {type: text, stored: true}, a: {type: long, path: x.\"y\\\\}}";
    String other =
        "version:\nid: id\nfields:\n  a: {path: 'x.\"y\\\\', type: long}\n  b: {stored: true, type: text}"
            .replace("version:\n", "");

    IndexSettings settings = IndexYaml.parse(one, "one");

    assertThat(
        settings.canonicalJson(),
        is(
            "{\"id\":\"id\",\"op\":\"op\",\"fields\":{\"a\":{\"type\":\"long\",\"path\":\"x.\\\"y\\\\\\\\\","
                + "\"stored\":false},\"b\":{\"type\":\"text\",\"path\":\"b\",\"analyzer\":\"standard\",\"stored\":true}}}"));
    assertThat(IndexYaml.parse(settings.canonicalJson(), "json"), equalTo(settings));
    assertThat(IndexYaml.parse(other, "other").hash(), is(settings.hash()));
  }

  @Test
  void differences_are_told_in_words() {
    IndexSettings was =
        IndexYaml.parse("fields: {a: {type: text}, b: {type: long}, c: {type: text}}", "was");
    IndexSettings now =
        IndexYaml.parse(
            "version: v\nfields: {a: {type: text, analyzer: english}, b: {type: date, path: x},"
                + " d: {type: text}}",
            "now");

    List<String> differences = SettingsDiff.between(was, now);

    assertThat(
        differences,
        contains(
            "version was not set, is now v",
            "fields.a.analyzer was standard, is now english",
            "fields.b.type was long, is now date",
            "fields.b.path was b, is now x",
            "fields.c is gone",
            "fields.d is new"));
    assertThat(SettingsDiff.between(now, now), is(List.of()));
  }
}
