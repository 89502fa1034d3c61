/**
 * How is a shard file written? Turns a merged delta into an ordinary Lucene segment in one object,
 * the same bytes on any machine, and checks one that is stored.
 *
 * <p>{@link io.tidemark.publish.segment.ShardBytes} writes, {@link
 * io.tidemark.publish.segment.ShardCheck} checks, {@link
 * io.tidemark.publish.segment.SegmentArchive} unpacks; the rest is what Lucene's codec is fed.
 */
@NullMarked
package io.tidemark.publish.segment;

import org.jspecify.annotations.NullMarked;
