package io.tidemark.publish;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A file of an index is not as it was written, or gone. The message names it, and says what is
 * wrong and what to do. Trying again does not help: it was read several times.
 */
public class DamagedFileException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String key;

  /**
   * Describes the damage.
   *
   * @param what kind of file it is: "snapshot"
   * @param uri of the index
   * @param key of the file, relative to it
   * @param reason what is wrong, as a clause
   * @param advice what to do, as a sentence
   */
  public DamagedFileException(
      String what,
      String uri,
      String key,
      String reason,
      String advice,
      @Nullable Throwable cause) {
    super("Cannot read " + what + " " + uri + "/" + key + ": " + reason + ". " + advice, cause);
    this.key = key;
  }

  /** The same damage, told by another exception. */
  protected DamagedFileException(String message, String key, Throwable cause) {
    super(message, cause);
    this.key = key;
  }

  /** Key of the damaged file, relative to the output. */
  public final String key() {
    return key;
  }
}
