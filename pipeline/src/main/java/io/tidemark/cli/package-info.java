/**
 * What can a person type? The commands, their output and their exit codes: 0 done, 1 found a fault
 * or failed, 2 wrong usage, 3 store or network unreachable.
 */
@NullMarked
package io.tidemark.cli;

import org.jspecify.annotations.NullMarked;
