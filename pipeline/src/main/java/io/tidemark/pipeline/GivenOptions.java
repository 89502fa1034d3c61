package io.tidemark.pipeline;

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
public record GivenOptions(Set<String> names) {

  public static GivenOptions of(PipelineOptions options) {
    return new GivenOptions(
        DisplayData.from(options).items().stream()
            .map(DisplayData.Item::getKey)
            .collect(Collectors.toUnmodifiableSet()));
  }

  public boolean has(String name) {
    return names.contains(name);
  }
}
