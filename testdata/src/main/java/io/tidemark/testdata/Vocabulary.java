package io.tidemark.testdata;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The words of one language, most frequent first. The same for every seed, so that queries can be
 * written down.
 *
 * <p>A word list ({@code words/<code>.txt}) gives the most frequent words as they are; the long
 * tail is put together from its starts, stems and endings, in an order shuffled once for all.
 */
final class Vocabulary {
  private static final int MAX_WORDS = 4_000;
  private static final Map<Language, Vocabulary> ALL = readAll();

  private final List<String> words;
  private final ZipfSampler sampler;

  private Vocabulary(List<String> words) {
    this.words = List.copyOf(words);
    this.sampler = new ZipfSampler(words.size());
  }

  static Vocabulary of(Language language) {
    return Objects.requireNonNull(ALL.get(language));
  }

  List<String> words() {
    return words;
  }

  String draw(Dice dice) {
    return words.get(sampler.draw(dice));
  }

  private static Map<Language, Vocabulary> readAll() {
    Map<Language, Vocabulary> all = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      all.put(language, read(language));
    }
    return all;
  }

  private static Vocabulary read(Language language) {
    String file = "words/" + language.code + ".txt";
    List<String> head = new ArrayList<>();
    List<String> starts = new ArrayList<>();
    List<String> stems = new ArrayList<>();
    List<String> endings = new ArrayList<>();
    Map<String, List<String>> parts =
        Map.of("head", head, "starts", starts, "stems", stems, "endings", endings);
    for (String line : lines(file)) {
      if (!line.startsWith("#")) {
        int colon = line.indexOf(':');
        List<String> part = parts.get(line.substring(0, Math.max(colon, 0)));
        if (part == null) {
          throw new IllegalStateException("Cannot read " + file + ": unknown line: " + line);
        }
        for (String word : line.substring(colon + 1).trim().split(" ", -1)) {
          part.add(word.equals("-") ? "" : word);
        }
      }
    }
    return new Vocabulary(combine(language, head, starts, stems, endings));
  }

  private static List<String> combine(
      Language language,
      List<String> head,
      List<String> starts,
      List<String> stems,
      List<String> endings) {
    List<String> tail = new ArrayList<>(starts.size() * stems.size() * endings.size());
    for (String start : starts) {
      for (String stem : stems) {
        for (String ending : endings) {
          tail.add(start + stem + ending);
        }
      }
    }
    Dice dice = new Dice(0).forPurpose("words of " + language.code);
    for (int i = tail.size() - 1; i > 0; i--) {
      int other = dice.below(i + 1);
      tail.set(i, tail.set(other, tail.get(i)));
    }
    Set<String> distinct = new LinkedHashSet<>(head);
    distinct.addAll(tail);
    List<String> words = new ArrayList<>(distinct);
    return words.subList(0, Math.min(MAX_WORDS, words.size()));
  }

  private static List<String> lines(String file) {
    try (InputStream in = Vocabulary.class.getResourceAsStream(file)) {
      InputStream found = Objects.requireNonNull(in, () -> "Missing from the jar: " + file);
      return new BufferedReader(new InputStreamReader(found, StandardCharsets.UTF_8))
          .lines()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }
}
