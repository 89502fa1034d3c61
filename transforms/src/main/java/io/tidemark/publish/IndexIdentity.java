package io.tidemark.publish;

import io.tidemark.settings.IndexSettings;
import io.tidemark.settings.SettingsDiff;
import java.util.ArrayList;
import java.util.List;

/**
 * What may never change in the life of an index.
 *
 * @param settings of the index
 * @param settingsHash SHA-256 of their canonical form, hex
 * @param shards how many; a document is in shard {@code hash(id) mod shards}
 * @param layout of the input's partitions
 * @param period length of a partition, ISO-8601
 * @param lucene the codec shards are written with
 */
public record IndexIdentity(
    IndexSettings settings,
    String settingsHash,
    int shards,
    String layout,
    String period,
    String lucene) {

  /**
   * What keeps a run with {@code wanted} from continuing this index, each in words and with what to
   * do about it; empty when nothing.
   */
  public List<String> differences(IndexIdentity wanted) {
    List<String> differences = new ArrayList<>();
    if (!settingsHash.equals(wanted.settingsHash)) {
      SettingsDiff.between(settings, wanted.settings)
          .forEach(one -> differences.add("index.yaml: " + one + "; change it back to go on"));
    }
    differs(differences, "--shards", shards, wanted.shards);
    differs(differences, "--layout", layout, wanted.layout);
    differs(differences, "--period", period, wanted.period);
    if (!lucene.equals(wanted.lucene)) {
      differences.add(
          "the Lucene codec is "
              + lucene
              + " in the index, "
              + wanted.lucene
              + " in this version of Tidemark; use the version that made the index to go on");
    }
    return differences;
  }

  private static void differs(List<String> differences, String what, Object was, Object wanted) {
    if (!was.equals(wanted)) {
      differences.add(
          what
              + " is "
              + was
              + " in the index, "
              + wanted
              + " in this run; pass "
              + what
              + "="
              + was
              + " to go on");
    }
  }
}
