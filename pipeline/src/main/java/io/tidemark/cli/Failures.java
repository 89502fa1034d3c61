package io.tidemark.cli;

import io.tidemark.index.InvalidQueryException;
import io.tidemark.pipeline.UsageException;
import io.tidemark.publish.IndexMismatchException;
import io.tidemark.publish.NewerFormatException;
import io.tidemark.settings.SettingsException;
import io.tidemark.storage.StoreException;
import java.nio.file.FileSystemException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells a person why a command failed, and the shell what kind of failure it was. */
final class Failures implements IExecutionExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  /** A fault was found, or a command failed though its usage is right. */
  static final int FAULT = 1;

  /** A store or the network cannot be reached. */
  static final int UNREACHABLE = 3;

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, @Nullable ParseResult arguments) {
    Throwable told = telling(failure);
    command.getErr().println("tidemark: " + message(told));
    LOG.debug("Failed", failure);
    return exitCode(told);
  }

  static int exitCode(Throwable failure) {
    if (failure instanceof CommandLine.ParameterException) {
      return ExitCode.USAGE;
    }
    Throwable told = telling(failure);
    if (told instanceof UsageException
        || told instanceof SettingsException
        || told instanceof InvalidQueryException
        || told instanceof IndexMismatchException
        || told instanceof NewerFormatException) {
      return ExitCode.USAGE;
    }
    if (told instanceof StoreException store) {
      return switch (store.kind()) {
        case UNREACHABLE, DENIED, NOT_FOUND, UNKNOWN -> UNREACHABLE;
        case UNUSABLE -> ExitCode.USAGE;
        case REFUSED, CHANGED -> FAULT;
      };
    }
    return FAULT;
  }

  /** The first of the chain of causes that is ours and so tells what to do; else the last. */
  private static Throwable telling(Throwable failure) {
    Set<Throwable> seen = new HashSet<>();
    Throwable last = failure;
    for (Throwable t = failure; t != null && seen.add(t); t = t.getCause()) {
      if (t.getClass().getName().startsWith("io.tidemark.")) {
        return t;
      }
      last = t;
    }
    return failure instanceof java.io.IOException ? failure : last;
  }

  private static String message(Throwable told) {
    String message = told.getMessage();
    boolean ours = told.getClass().getName().startsWith("io.tidemark.");
    if (message == null || message.isBlank()) {
      return told.getClass().getName();
    }
    // A bare file name is all the message there is of these.
    boolean bare = told instanceof FileSystemException refused && refused.getReason() == null;
    return ours || (told instanceof java.io.IOException && !bare)
        ? message
        : told.getClass().getSimpleName() + ": " + message;
  }
}
