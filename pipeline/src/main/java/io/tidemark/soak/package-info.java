/**
 * Does a run stay the same, hour after hour? Lands partitions by the clock, lets several engines
 * watch them in processes of their own, samples what they hold and ask for, and judges the trend.
 */
@NullMarked
package io.tidemark.soak;

import org.jspecify.annotations.NullMarked;
