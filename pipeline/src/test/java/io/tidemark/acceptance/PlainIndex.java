package io.tidemark.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.queryparser.classic.ParseException;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;

/** The live documents of the ad catalogue in one index that Lucene's own writer made. */
final class PlainIndex {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ByteBuffersDirectory directory = new ByteBuffersDirectory();

  private PlainIndex() {}

  /** Indexes the newest version of every document that is not deleted. */
  static PlainIndex of(Corpus ads) throws IOException {
    PlainIndex index = new PlainIndex();
    try (IndexWriter writer = new IndexWriter(index.directory, new IndexWriterConfig())) {
      for (JsonNode newest : newest(ads).values()) {
        if (!newest.path("op").asText().equals("delete")) {
          writer.addDocument(document(newest));
        }
      }
    }
    return index;
  }

  /** The score of every document that matches. */
  Map<String, Float> scores(String query) throws IOException {
    Map<String, Float> scores = new TreeMap<>();
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      IndexSearcher searcher = new IndexSearcher(reader);
      var parsed = new QueryParser("description", new StandardAnalyzer()).parse(query);
      for (ScoreDoc hit : searcher.search(parsed, Math.max(1, reader.numDocs())).scoreDocs) {
        scores.put(searcher.storedFields().document(hit.doc).get("id"), hit.score);
      }
    } catch (ParseException e) {
      throw new AssertionError(query, e);
    }
    if (scores.isEmpty()) {
      throw new AssertionError("Nothing matches " + query);
    }
    return scores;
  }

  private static Map<String, JsonNode> newest(Corpus ads) throws IOException {
    Set<String> bad = new HashSet<>(ads.rejects());
    Map<String, JsonNode> newest = new HashMap<>();
    for (Corpus.Arrival file : ads.arrivals()) {
      byte[] bytes = Files.readAllBytes(ads.data().resolve(file.path()));
      List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
      for (int line = 0; line < lines.size(); line++) {
        if (!lines.get(line).isBlank() && !bad.contains(file.path() + ":" + (line + 1))) {
          JsonNode change = JSON.readTree(lines.get(line));
          newest.merge(
              change.get("id").asText(),
              change,
              (a, b) -> a.get("version").asLong() >= b.get("version").asLong() ? a : b);
        }
      }
    }
    return newest;
  }

  private static Document document(JsonNode change) {
    Document document = new Document();
    document.add(new StringField("id", change.get("id").asText(), Store.YES));
    for (String text : List.of("headline", "description")) {
      if (change.has(text)) {
        document.add(new TextField(text, change.get(text).asText(), Store.NO));
      }
    }
    document.add(new StringField("status", change.path("status").asText(), Store.NO));
    return document;
  }
}
