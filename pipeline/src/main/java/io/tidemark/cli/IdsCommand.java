package io.tidemark.cli;

import io.tidemark.index.IdSummary;
import io.tidemark.index.Ids;
import io.tidemark.pipeline.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark ids}: every id that matches. */
@Command(
    name = "ids",
    description = {
      "Lists the ids of all live documents that match, sorted by their UTF-8 bytes.",
      "With --queries, one line a query: count, TAB, SHA-256 of the sorted ids joined by newlines,"
          + " TAB, query."
    },
    mixinStandardHelpOptions = true)
final class IdsCommand extends SnapshotCommand {
  @Option(names = "--queries", paramLabel = "FILE", description = "Queries, one a line.")
  @Nullable Path queries;

  @Parameters(paramLabel = "QUERY", arity = "0..1", description = "In Lucene's query syntax.")
  @Nullable String query;

  @Override
  public Integer call() throws Exception {
    if ((query == null) == (queries == null)) {
      throw new UsageException("Give either one QUERY or --queries=FILE");
    }
    PrintWriter out = out();
    try (OpenIndex index = openIndex()) {
      Ids ids = new Ids(index.reader());
      if (queries != null) {
        List<String> texts = lines(queries);
        for (IdSummary summary : ids.summaries(texts, index.queries())) {
          out.println(summary.line());
        }
      } else if (query != null) {
        ids.forEach(index.queries().parse(query), id -> out.println(id.utf8ToString()));
      }
    }
    out.flush();
    return 0;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UsageException(
          "Cannot read --queries=" + file + ": it is no readable file of text in UTF-8");
    }
  }
}
