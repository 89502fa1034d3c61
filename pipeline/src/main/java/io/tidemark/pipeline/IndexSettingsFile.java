package io.tidemark.pipeline;

import io.tidemark.settings.IndexSettings;
import io.tidemark.settings.IndexYaml;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.ObjectStores;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.beam.sdk.options.PipelineOptions;

/** Reads {@code index.yaml} from a path, or from any store by its URI. */
final class IndexSettingsFile {
  private IndexSettingsFile() {}

  /**
   * Reads and checks the settings.
   *
   * @throws io.tidemark.settings.SettingsException with every problem
   */
  static IndexSettings read(String location, PipelineOptions options) throws IOException {
    if (!location.contains("://")) {
      return IndexYaml.read(Path.of(location));
    }
    int slash = location.lastIndexOf('/');
    try (ObjectStore folder = ObjectStores.open(location.substring(0, slash), options)) {
      byte[] text = folder.get(location.substring(slash + 1));
      return IndexYaml.parse(new String(text, StandardCharsets.UTF_8), location);
    }
  }
}
