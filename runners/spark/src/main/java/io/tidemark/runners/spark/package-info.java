/**
 * What does Spark need that the other engines do not? One Spark context kept through all cycles of
 * a run, and a fresh checkpoint directory for every streaming one.
 */
@NullMarked
package io.tidemark.runners.spark;

import org.jspecify.annotations.NullMarked;
