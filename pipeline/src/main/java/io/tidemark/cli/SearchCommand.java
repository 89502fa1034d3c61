package io.tidemark.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidemark.index.Hit;
import io.tidemark.index.Search;
import io.tidemark.pipeline.UsageException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark search}: the best matches of a query. */
@Command(
    name = "search",
    description = {
      "Searches the live documents, best first (BM25).",
      "Example: tidemark search --index=s3://ads/index 'description:\"summer sale\" AND status:active'"
    },
    mixinStandardHelpOptions = true)
final class SearchCommand extends SnapshotCommand {
  @Option(names = "--top", description = "How many. Default: ${DEFAULT-VALUE}.")
  int top = 10;

  @Option(names = "--json", description = "One JSON object.")
  boolean json;

  @Parameters(paramLabel = "QUERY", description = "In Lucene's query syntax.")
  String query = "";

  @Override
  public Integer call() throws Exception {
    if (top < 1) {
      throw new UsageException("Cannot search for --top=" + top + " documents: ask for 1 or more");
    }
    try (OpenIndex index = openIndex()) {
      Hit.Page page = new Search(index.reader()).top(index.queries().parse(query), top);
      PrintWriter out = out();
      if (json) {
        out.println(json(page, index.reader().snapshot().version()));
      } else {
        HitPrinter.print(out, page);
      }
      out.flush();
    }
    return 0;
  }

  private static String json(Hit.Page page, long version) throws Exception {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("version", version);
    root.put("total", page.total());
    root.put("hits", page.hits().stream().map(Hit::toJson).toList());
    return JsonMapper.builder().build().writeValueAsString(root);
  }
}
