package io.tidemark.runners.spark;

import java.util.Set;
import java.util.stream.Collectors;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.display.DisplayData;

/**
 * The options that someone gave a value, even that of Beam's own default; the others may be set as
 * an engine likes them.
 *
 * @param names as in {@code --name=value}
 */
record GivenOptions(Set<String> names) {

  static GivenOptions of(PipelineOptions options) {
    return new GivenOptions(
        DisplayData.from(options).items().stream()
            .map(DisplayData.Item::getKey)
            .collect(Collectors.toUnmodifiableSet()));
  }

  boolean has(String name) {
    return names.contains(name);
  }
}
