/**
 * Does a run still get on, and who starts it again when it does not? Sights of a job and of its
 * index, the judgement on them, the policy of restarts, and the jobs that can be watched: a child
 * process, or whatever commands start and stop.
 */
@NullMarked
package io.tidemark.watchdog;

import org.jspecify.annotations.NullMarked;
