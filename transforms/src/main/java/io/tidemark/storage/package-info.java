/**
 * Where do bytes live? An object store seen through seven calls, for {@code s3://} and for local
 * folders. Everything Tidemark reads or writes goes through here; nothing here knows what the bytes
 * mean.
 */
@NullMarked
package io.tidemark.storage;

import org.jspecify.annotations.NullMarked;
