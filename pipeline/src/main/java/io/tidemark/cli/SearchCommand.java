package io.tidemark.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidemark.index.Hit;
import io.tidemark.index.Search;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tidemark search}: the best matches of a query. */
@Command(
    name = "search",
    description = {
      "Searches the live documents, best first (BM25).",
      "Example: tidemark search --index=s3://ads/index 'description:\"summer sale\" AND status:active'"
    },
    mixinStandardHelpOptions = true)
final class SearchCommand implements Callable<Integer> {
  @Mixin SnapshotOptions snapshot = new SnapshotOptions();

  @Option(names = "--top", description = "How many. Default: ${DEFAULT-VALUE}.")
  int top = 10;

  @Option(names = "--json", description = "One JSON object.")
  boolean json;

  @Parameters(paramLabel = "QUERY", description = "In Lucene's query syntax.")
  String query = "";

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    try (OpenIndex index = snapshot.open()) {
      Hit.Page page = new Search(index.reader()).top(index.queries().parse(query), top);
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        out.println(json(page, index.reader().snapshot().version()));
      } else {
        print(out, page);
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

  private static void print(PrintWriter out, Hit.Page page) {
    Instant now = Clock.systemUTC().instant();
    out.printf("%,d matching documents%n", page.total());
    for (Hit hit : page.hits()) {
      Duration age = Duration.between(hit.windowEnd(), now);
      out.printf("%8.4f  %s  (version %d, age %s)%n", hit.score(), hit.id(), hit.version(), text(age));
      hit.fields().forEach((name, value) -> out.printf("          %s: %s%n", name, oneLine(value)));
    }
  }

  private static String oneLine(Object value) {
    String text = String.valueOf(value).replaceAll("\\s+", " ");
    return text.length() <= 160 ? text : text.substring(0, 157) + "...";
  }

  private static String text(Duration age) {
    return age.toDays() > 0
        ? age.toDays() + "d" + age.toHoursPart() + "h"
        : age.toHours() > 0
            ? age.toHours() + "h" + age.toMinutesPart() + "m"
            : age.toSeconds() >= 60
                ? age.toMinutes() + "m" + age.toSecondsPart() + "s"
                : String.format(java.util.Locale.ROOT, "%.1fs", age.toMillis() / 1000.0);
  }
}
