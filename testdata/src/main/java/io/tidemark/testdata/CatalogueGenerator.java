package io.tidemark.testdata;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Generates the changes of an ad catalogue, as files that land in the partitions of an object
 * store: campaigns, ad groups and ads that are created, edited, paused, deleted and created again,
 * in eight languages; late files, records delivered again and bad lines on request.
 *
 * <p>A record has {@code id}, {@code op}, {@code version} (no two changes have the same), {@code
 * event_time}; an upsert also {@code kind}, {@code campaign}, {@code ad_group}, {@code status},
 * {@code language}, {@code headline}, {@code description}, {@code keywords}, {@code bid_micros},
 * {@code quality}, {@code landing}, {@code updated}. A field an entry has not is absent.
 *
 * <p>Nothing depends on the machine, the time or the Java version: the same settings give the same
 * files, and the changes themselves are the same whatever the {@link Disorder} and the compression.
 * Holds one partition, the late files and the live entries in memory; some microseconds a change.
 */
public final class CatalogueGenerator {
  private final GeneratorSettings settings;

  public CatalogueGenerator(GeneratorSettings settings) {
    this.settings = settings;
  }

  /**
   * All files in the order of their delivery, made as they are asked for. Each call starts anew.
   */
  public Iterator<GeneratedFile> files() {
    return new ArrivalOrder(new PartitionPlanner(settings), settings);
  }

  /**
   * What an index of the files must hold after each partition (after some 24 of a long run), the
   * last one included. Computed anew by replaying the changes: takes about as long as generating
   * them.
   */
  public List<Checkpoint> checkpoints() {
    Expectation expectation = new Expectation(settings.timetable());
    new PartitionPlanner(settings).forEachRemaining(expectation::accept);
    return expectation.checkpoints();
  }

  /** The settings of an index over these changes, as {@code index.yaml}. */
  public static String indexYaml() {
    return new String(DataSetWriter.indexYaml(), StandardCharsets.UTF_8);
  }

  /**
   * Writes everything: the files under {@code data/} in the order of their delivery, then {@code
   * arrivals.csv}, {@code corrupt.jsonl}, {@code checkpoints.jsonl}, {@code expected.jsonl} and
   * {@code index.yaml}.
   *
   * @throws IOException when the sink fails
   */
  public void writeTo(FileSink sink) throws IOException {
    Expectation expectation = new Expectation(settings.timetable());
    Iterator<PlannedPartition> seen = peeking(new PartitionPlanner(settings), expectation::accept);
    DataSetWriter writer = new DataSetWriter(sink);
    writer.writeData(new ArrivalOrder(seen, settings));
    writer.writeExpectation(expectation.checkpoints());
    writer.writeIndexSettings();
  }

  /**
   * Writes everything into a folder.
   *
   * @throws FileAlreadyExistsException when the folder holds generated data already: leftovers of
   *     another run would spoil the expectation
   * @throws IOException when a file cannot be written
   */
  public void writeTo(Path folder) throws IOException {
    Path data = folder.resolve("data");
    if (Files.exists(data)) {
      throw new FileAlreadyExistsException(
          data.toString(), null, "cannot generate into a folder with data: choose another one");
    }
    writeTo(
        (relativePath, bytes) -> {
          Path file = folder.resolve(relativePath);
          Files.createDirectories(file.getParent());
          Files.write(file, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        });
  }

  private static <T> Iterator<T> peeking(Iterator<T> items, Consumer<T> peek) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return items.hasNext();
      }

      @Override
      public T next() {
        T item = items.next();
        peek.accept(item);
        return item;
      }
    };
  }
}
