package io.tidemark.storage;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * A flat, ordered map from keys to immutable bytes, rooted at one URI (a bucket and a key prefix,
 * or a folder). Keys are relative to that root, never start with a slash, and compare by their
 * UTF-8 bytes.
 *
 * <p>What every implementation keeps, and {@code ObjectStoreContract} tests:
 *
 * <ol>
 *   <li>An object is visible whole or not at all; a reader never sees a torn or half-written one.
 *   <li>A write that returned is seen by every later read and listing, from any process.
 *   <li>{@link #list} is in key order and is one request to the store.
 *   <li>{@link #putIfAbsent} has exactly one winner among any number of processes.
 *   <li>Reads deliver every byte asked for or throw; a body cut short never looks like a short
 *       object. Where a store knows the checksum of an object, a whole one is compared with it.
 *   <li>{@link #delete} of an absent key succeeds.
 *   <li>Passing faults (throttling, resets, time-outs) are retried inside; what comes out is final,
 *       and is a {@link StoreException} that names the attempt, the object and the reason.
 * </ol>
 *
 * <p>Implementations are safe for use by many threads. They are opened where they are used ({@link
 * ObjectStores#open}) and not serialised; what travels is the URI.
 */
public interface ObjectStore extends AutoCloseable {

  /** The most keys one {@link #list} call can return. */
  int MAX_LIST = 1000;

  /** The URI this store is rooted at, as it was opened, without a trailing slash. */
  String uri();

  /**
   * Lists objects in key order with one request.
   *
   * @param prefix keys start with it; empty for all
   * @param after keys are strictly greater than it; empty for all
   * @param limit at most so many, 1 to {@link #MAX_LIST}; fewer returned means there are no more
   */
  List<StoredObject> list(String prefix, String after, int limit) throws StoreException;

  /** What is known of the object, or empty when there is none. */
  Optional<StoredObject> head(String key) throws StoreException;

  /**
   * The whole object.
   *
   * @throws StoreException {@link StoreException.Kind#NOT_FOUND} when there is none
   */
  byte[] get(String key) throws StoreException;

  /**
   * Opens the bytes {@code from} (inclusive) to {@code to} (exclusive) of one version of an object.
   * The stream ends after exactly {@code to - from} bytes or throws; cut connections are resumed at
   * the byte where they broke.
   *
   * @param etag of the version wanted
   * @throws StoreException {@link StoreException.Kind#NOT_FOUND}, or {@link
   *     StoreException.Kind#CHANGED} when the object has another etag by now; the stream throws the
   *     same
   */
  InputStream open(String key, String etag, long from, long to) throws StoreException;

  /** Writes an object, replacing one of the same key. */
  void put(String key, byte[] body) throws StoreException;

  /**
   * Writes an object unless its key is taken. An answer lost on the way is resolved by reading
   * back, so the result speaks of the store, not of the request.
   *
   * @return true when the object now holds exactly these bytes; false when it holds others
   * @throws StoreException {@link StoreException.Kind#UNKNOWN} when it cannot be told whether the
   *     write was applied: read before doing anything else
   */
  boolean putIfAbsent(String key, byte[] body) throws StoreException;

  /** Removes an object; does nothing when there is none. */
  void delete(String key) throws StoreException;

  @Override
  void close();
}
