package io.tidemark.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.doctor.Finding.Grade;
import io.tidemark.pipeline.OptionParser;
import io.tidemark.storage.ObjectStore;
import io.tidemark.storage.ObjectStores;
import io.tidemark.storage.StoredObject;
import io.tidemark.testdata.EmbeddedS3;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * An input and an output to examine.
 *
 * @param input URI
 * @param output URI
 * @param arguments by which Beam finds the stores
 */
record Patient(String input, String output, List<String> arguments) {

  static Patient local(Path folder) {
    return new Patient(
        folder.resolve("in").toString(), folder.resolve("out").toString(), List.of());
  }

  static Patient in(EmbeddedS3 s3, String bucket) {
    s3.createBucket(bucket);
    return new Patient("s3://" + bucket + "/in", "s3://" + bucket + "/out", s3.beamOptions());
  }

  Patient with(String... more) {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of(more));
    return new Patient(input, output, all);
  }

  Patient withInput(String other) {
    return new Patient(other, output, arguments);
  }

  Patient withOutput(String other) {
    return new Patient(input, other, arguments);
  }

  /** Puts objects into the input. */
  Patient holding(String... keys) throws IOException {
    try (ObjectStore store = open(input)) {
      for (String key : keys) {
        store.put(key, key.getBytes(UTF_8));
      }
    }
    return this;
  }

  ObjectStore open(String uri) throws IOException {
    return ObjectStores.open(uri, OptionParser.parse(arguments));
  }

  List<String> keys(String uri) throws IOException {
    try (ObjectStore store = open(uri)) {
      return store.list("", "", ObjectStore.MAX_LIST).stream().map(StoredObject::key).toList();
    }
  }

  Diagnosis examined() throws IOException {
    return examined(Clock.systemUTC());
  }

  Diagnosis examined(Clock clock) throws IOException {
    return Doctor.examine(OptionParser.parse(arguments), input, output, clock);
  }

  /** What it suffers from, a line each. */
  List<String> complaints() throws IOException {
    return complaints(examined());
  }

  static List<String> complaints(Diagnosis diagnosis) {
    return diagnosis.findings().stream()
        .filter(finding -> finding.grade() != Grade.OK)
        .map(finding -> finding.grade() + " " + finding.about() + ": " + finding.line())
        .toList();
  }
}
