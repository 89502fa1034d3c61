package io.tidemark.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.publish.Layer;
import io.tidemark.publish.Layer.ShardReceipt;
import io.tidemark.publish.LayerRef;
import io.tidemark.publish.Snapshot;
import io.tidemark.publish.SnapshotLog;
import io.tidemark.publish.segment.ShardFile;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The shard files of an index. Their keys hold the hash of their bytes, so equal keys are equal
 * bytes.
 *
 * @param contents a hash of the names of what went into each file, the pieces of source objects, by
 *     the key of the file
 */
record ShardFiles(SortedMap<String, String> contents) {
  /** In place of the hash: a layer with several files of a shard does not tell what is in which. */
  private static final String PART = "part";

  static ShardFiles of(SnapshotLog log) throws IOException {
    SortedMap<String, String> contents = new TreeMap<>();
    Snapshot newest = log.newest().orElseThrow();
    for (LayerRef ref : newest.layers()) {
      Layer layer = log.layer(ref);
      for (ShardFile file : layer.shards()) {
        boolean whole = layer.shards().stream().filter(f -> f.shard() == file.shard()).count() == 1;
        contents.put(file.key(), whole ? sources(layer, file.shard()) : PART);
      }
    }
    return new ShardFiles(contents);
  }

  private static String sources(Layer layer, int shard) {
    String names =
        layer.receipts().stream()
            .filter(leg -> leg.shard() == shard)
            .map(ShardReceipt::receipt)
            .map(piece -> piece.object() + "#" + piece.split() + "." + piece.piece())
            .sorted()
            .collect(Collectors.joining("\n"));
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(names.getBytes(UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * The files of those shards of windows that held the same in both indexes.
   *
   * @return the files of this one by those of the other
   */
  SortedMap<String, String> of(ShardFiles other) {
    Map<String, String> mine = new TreeMap<>();
    contents.forEach((key, sources) -> mine.put(place(key) + " " + sources, key));
    SortedMap<String, String> same = new TreeMap<>();
    other.contents.forEach(
        (key, sources) -> {
          String file = mine.get(place(key) + " " + sources);
          if (file != null && !sources.equals(PART)) {
            same.put(key, file);
          }
        });
    return same;
  }

  /** Window and number of the shard: the key without the hash and the ending. */
  private static String place(String key) {
    return key.substring(0, key.lastIndexOf('-'));
  }
}
