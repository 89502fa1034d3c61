package io.tidemark.watchdog;

/**
 * Commands for a job somewhere else, run by {@code sh -c}.
 *
 * @param start submits the job and returns; exit code 0 when it did
 * @param stop asks the job to end in its own time and returns
 * @param kill ends the job and returns
 * @param alive exit code 0: the job is there, or about to be; 1: it is not; else it is not known
 */
public record Hooks(String start, String stop, String kill, String alive) {}
