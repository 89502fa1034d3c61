package io.tidemark.publish;

/**
 * The rejected records of one shard of one layer, as JSON lines in one object.
 *
 * @param key of the object, relative to the output
 * @param bytes its size
 * @param sha256 of its bytes, hex
 * @param records lines in it
 */
public record RejectFile(String key, long bytes, String sha256, long records) {}
