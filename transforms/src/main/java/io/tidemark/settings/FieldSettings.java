package io.tidemark.settings;

import java.io.Serializable;

/**
 * How one field of the index is filled and indexed.
 *
 * @param name in the index and in queries
 * @param path dotted path into the record, the name when the settings give none
 * @param type what it holds
 * @param analyzer name of the Lucene analyzer of a {@link FieldType#TEXT} field ({@link
 *     Analyzers}); {@code keyword} for every other type
 * @param stored whether search results can show the value
 */
public record FieldSettings(
    String name, String path, FieldType type, String analyzer, boolean stored)
    implements Serializable {}
