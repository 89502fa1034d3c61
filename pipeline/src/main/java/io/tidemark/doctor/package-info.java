/**
 * Will a run work here? Proves on the real stores, before a run, what {@link
 * io.tidemark.storage.ObjectStore} promises, and that permissions, clock, layout and options will
 * do.
 */
@NullMarked
package io.tidemark.doctor;

import org.jspecify.annotations.NullMarked;
