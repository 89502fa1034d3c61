package io.tidemark.acceptance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidemark.testdata.CatalogueGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;

/** What every runner must do the same: a suite is run once for each, by a subclass beside it. */
public abstract class RunnerSuite {
  @TempDir protected Path scratch;

  /** As in {@code --runner}. */
  protected abstract String runner();

  /** Runs the pipeline over what is there, with the settings of the ad catalogue. */
  final CommandRun runToNow(Site site, String... options) throws IOException {
    return runToNow(site, catalogueSettings(), options);
  }

  /** Runs the pipeline over what is there. */
  final CommandRun runToNow(Site site, Path settings, String... options) {
    List<String> arguments =
        site.running("run", "--runner=" + runner(), "--index=" + settings, "--until=now");
    arguments.addAll(List.of(options));
    return CommandRun.of(arguments);
  }

  final BuiltIndex index(Site site) {
    return new BuiltIndex(site, scratch);
  }

  final Path catalogueSettings() throws IOException {
    return Files.writeString(scratch.resolve("ads.yaml"), CatalogueGenerator.indexYaml());
  }

  final Path corpusSettings() throws IOException {
    Path file = scratch.resolve("corpus.yaml");
    try (InputStream yaml = RunnerSuite.class.getResourceAsStream("corpus-index.yaml")) {
      Files.write(file, Objects.requireNonNull(yaml).readAllBytes());
    }
    return file;
  }

  /** A real change stream; where there is none, the test is skipped with a message. */
  final Corpus unpack(String name) {
    assumeTrue(
        Corpus.available(name), () -> "No corpus " + name + " in " + Corpus.home() + ": skipped");
    return Corpus.unpack(name, scratch.resolve("corpora"));
  }

  /** Where a file of the repository is. */
  static Path inRepository(String path) {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve(path))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new AssertionError("No " + path + " above " + Path.of("").toAbsolutePath());
    }
    return folder.resolve(path);
  }

  /** Puts some files of a data set into the input of a site. */
  static void deliver(Site site, Corpus corpus, List<Corpus.Arrival> files) throws IOException {
    try (var store = site.open(site.input())) {
      for (Corpus.Arrival file : files) {
        store.put(file.path(), Files.readAllBytes(corpus.data().resolve(file.path())));
      }
    }
  }
}
