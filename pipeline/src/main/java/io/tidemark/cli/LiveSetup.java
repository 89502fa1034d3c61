package io.tidemark.cli;

import io.tidemark.index.IndexSource;
import io.tidemark.index.Queries;
import io.tidemark.index.Search;
import io.tidemark.index.ShardCache;
import io.tidemark.index.SnapshotReader;
import io.tidemark.pipeline.OptionParser;
import io.tidemark.pipeline.TidemarkOptions;
import io.tidemark.publish.Snapshot;
import io.tidemark.publish.SnapshotLog;
import io.tidemark.settings.Analyzers;
import io.tidemark.settings.IndexSettings;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.ObjectStores;
import io.tidemark.testdata.CatalogueGenerator;
import io.tidemark.testdata.EmbeddedS3;
import io.tidemark.testdata.GeneratedFile;
import io.tidemark.testdata.GeneratorSettings;
import io.tidemark.testdata.PartitionLayout;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.lucene.util.IOUtils;

/** All a live run needs that is not the pipeline: an S3 server, a feed, an index to look into. */
final class LiveSetup implements Closeable {
  private static final String BUCKET = "ads";
  private static final long CACHE_BYTES = 1L << 30;

  private final EmbeddedS3 s3;
  private final List<String> storeArguments;
  private final ObjectStore input;
  private final ObjectStore output;
  private final Path scratch;
  private final ShardCache cache;

  private LiveSetup(EmbeddedS3 s3, List<String> storeArguments, Path scratch) throws IOException {
    this.s3 = s3;
    this.storeArguments = storeArguments;
    this.scratch = scratch;
    TidemarkOptions options = OptionParser.parse(storeArguments);
    this.input = ObjectStores.open(inputUri(), options);
    this.output = ObjectStores.open(outputUri(), options);
    this.cache = ShardCache.open(scratch.resolve("shards"), CACHE_BYTES, Clock.systemUTC());
    Files.writeString(scratch.resolve("index.yaml"), CatalogueGenerator.indexYaml());
  }

  static LiveSetup start(List<String> beamOptions) throws IOException {
    EmbeddedS3 s3 = EmbeddedS3.start();
    s3.createBucket(BUCKET);
    List<String> arguments = new ArrayList<>(beamOptions);
    arguments.addAll(s3.beamOptions());
    return new LiveSetup(s3, arguments, Files.createTempDirectory("tidemark-live-"));
  }

  String inputUri() {
    return "s3://" + BUCKET + "/changes";
  }

  String outputUri() {
    return "s3://" + BUCKET + "/index";
  }

  /** Arguments of a run that publishes what arrives at once. */
  List<String> runArguments(Duration period) {
    List<String> arguments = new ArrayList<>(storeArguments);
    arguments.addAll(
        List.of(
            "--input=" + inputUri(),
            "--output=" + outputUri(),
            "--index=" + scratch.resolve("index.yaml"),
            "--layout=" + PartitionLayout.forPeriod(period).template(),
            "--period=" + period,
            "--publish=arrival",
            "--pollEvery=200ms",
            "--lateness=10m"));
    return arguments;
  }

  /** The files of a catalogue, to be delivered at their offsets. */
  Iterator<GeneratedFile> files(GeneratorSettings settings) {
    return new CatalogueGenerator(settings).files();
  }

  FreshnessMeter meter() {
    return new FreshnessMeter(
        input, new IndexSource(output, new SnapshotLog(output)::layer, cache));
  }

  /** Searches the index as the meter saw it last. */
  void search(PrintWriter out, FreshnessMeter meter, String query) throws IOException {
    SnapshotReader reader = meter.reader();
    if (reader == null) {
      throw new IOException("Nothing was indexed");
    }
    IndexSettings settings = reader.snapshot().index().settings();
    Queries queries = Queries.of(settings, Analyzers.perField(settings));
    HitPrinter.print(out, new Search(reader).top(queries.parse(query), 3));
  }

  Snapshot newest() throws IOException {
    return StoreCommand.newest(output, damage -> {});
  }

  @Override
  public void close() throws IOException {
    cache.close();
    input.close();
    output.close();
    s3.close();
    IOUtils.rm(scratch);
  }
}
