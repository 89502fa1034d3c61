package io.tidemark.pipeline;

import io.tidemark.settings.IndexSettings;
import io.tidemark.settings.IndexYaml;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.ObjectStores;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.beam.sdk.options.PipelineOptions;

/** Reads {@code index.yaml} from a path, or from any store by its URI. */
final class IndexSettingsFile {
  private IndexSettingsFile() {}

  /**
   * Reads and checks the settings.
   *
   * @throws io.tidemark.settings.SettingsException with every problem
   * @throws UsageException when there is no such file, or it is not text
   * @throws IOException when its store cannot be reached
   */
  static IndexSettings read(String location, PipelineOptions options) throws IOException {
    if (!location.contains("://")) {
      return local(location);
    }
    int slash = location.lastIndexOf('/');
    try (ObjectStore folder = ObjectStores.open(location.substring(0, slash), options)) {
      byte[] text = folder.get(location.substring(slash + 1));
      return IndexYaml.parse(new String(text, StandardCharsets.UTF_8), location);
    }
  }

  private static IndexSettings local(String location) {
    String why;
    try {
      Path file = Path.of(location);
      if (!Files.isDirectory(file)) {
        return IndexYaml.read(file);
      }
      why = "it is a folder";
    } catch (NoSuchFileException e) {
      why = "there is no such file";
    } catch (CharacterCodingException e) {
      why = "it is not UTF-8";
    } catch (AccessDeniedException e) {
      why = "permission denied; check its owner and mode";
    } catch (IOException | InvalidPathException e) {
      why = String.valueOf(e.getMessage());
    }
    throw new UsageException(
        "Cannot read the index settings "
            + location
            + ": "
            + why
            + ". Give the path or URI of an index.yaml as --index.");
  }
}
