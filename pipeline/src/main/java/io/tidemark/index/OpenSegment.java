package io.tidemark.index;

import io.tidemark.publish.LayerRef;
import io.tidemark.publish.segment.ShardFile;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.jspecify.annotations.Nullable;

/**
 * The segment of one shard of one layer, open. Shared by all snapshot readers that see its layer,
 * and closed when the last of them lets it go; what does not depend on other layers is kept here.
 */
final class OpenSegment {
  /** Reading one id on its own costs about as much as a step for so many ids in a row. */
  private static final long STEPS_A_READ = 32;

  private final LayerRef layer;
  private final ShardFile file;
  private final ShardCache.CachedShard cached;
  private final ZipDirectory directory;
  private final DirectoryReader reader;
  private final CodecReader leaf;
  private final AtomicInteger references = new AtomicInteger(1);
  private @Nullable IdColumn ids;
  private long idReads;

  private OpenSegment(
      LayerRef layer,
      ShardFile file,
      ShardCache.CachedShard cached,
      ZipDirectory directory,
      DirectoryReader reader,
      CodecReader leaf) {
    this.layer = layer;
    this.file = file;
    this.cached = cached;
    this.directory = directory;
    this.reader = reader;
    this.leaf = leaf;
  }

  /**
   * Opens a segment, with one reference to it. An entry of the cache that Lucene refuses is fetched
   * anew once.
   *
   * @throws DamagedShardException when bytes fresh from the store are refused
   */
  static OpenSegment open(IndexSource source, LayerRef layer, ShardFile file) throws IOException {
    ShardCache.CachedShard cached = source.cache().fetch(source.store(), file);
    try {
      return read(cached, layer, file);
    } catch (IOException | RuntimeException e) {
      cached.close();
      if (cached.fetched()) {
        throw unreadable(source, layer, file, e);
      }
      source.cache().discard(cached.name(), e);
    }
    ShardCache.CachedShard again = source.cache().fetch(source.store(), file);
    try {
      return read(again, layer, file);
    } catch (IOException | RuntimeException e) {
      again.close();
      throw unreadable(source, layer, file, e);
    }
  }

  private static OpenSegment read(ShardCache.CachedShard cached, LayerRef layer, ShardFile file)
      throws IOException {
    ZipDirectory directory = cached.open();
    @Nullable DirectoryReader reader = null;
    try {
      reader = DirectoryReader.open(directory);
      CodecReader leaf = onlyLeaf(reader, file);
      return new OpenSegment(layer, file, cached, directory, reader, leaf);
    } catch (IOException | RuntimeException e) {
      if (reader != null) {
        reader.close();
      }
      directory.close();
      throw e;
    }
  }

  private static CodecReader onlyLeaf(DirectoryReader reader, ShardFile file) throws IOException {
    List<LeafReaderContext> leaves = reader.leaves();
    if (leaves.size() != 1) {
      throw new CorruptIndexException(leaves.size() + " segments instead of one", file.key());
    }
    if (!(leaves.get(0).reader() instanceof CodecReader leaf)) {
      throw new CorruptIndexException("not read through a codec", file.key());
    }
    if (leaf.numDocs() != file.documents() || leaf.numDeletedDocs() != file.tombstones()) {
      throw new CorruptIndexException(
          leaf.numDocs()
              + " documents and "
              + leaf.numDeletedDocs()
              + " tombstones, its layer lists "
              + file.documents()
              + " and "
              + file.tombstones(),
          file.key());
    }
    return leaf;
  }

  private static DamagedShardException unreadable(
      IndexSource source, LayerRef layer, ShardFile file, Exception cause) {
    return new DamagedShardException(
        source.store().uri(),
        file.key(),
        "it is not the Lucene segment layer " + layer.id() + " lists (" + cause + ")",
        cause);
  }

  LayerRef layer() {
    return layer;
  }

  int shard() {
    return file.shard();
  }

  /** Key of the shard file, for messages. */
  String key() {
    return file.key();
  }

  /** As Lucene reads it: tombstones are deleted, nothing else is. */
  CodecReader leaf() {
    return leaf;
  }

  /**
   * The ids of all documents, held in memory once so many were read one by one that loading them
   * all would have been as cheap; null before that.
   *
   * @param wanted how many ids are about to be read
   */
  synchronized @Nullable IdColumn ids(int wanted) throws IOException {
    idReads += wanted;
    if (ids == null && idReads * STEPS_A_READ >= leaf.maxDoc()) {
      ids = IdColumn.load(this);
    }
    return ids;
  }

  /** Keeps the segment open for one more reader; false when it is closed already. */
  boolean tryRetain() {
    return references.getAndUpdate(n -> n == 0 ? 0 : n + 1) > 0;
  }

  /** Lets go of the segment; the last one closes it. */
  void release() throws IOException {
    if (references.decrementAndGet() == 0) {
      try (cached;
          directory) {
        reader.close();
      }
    }
  }
}
