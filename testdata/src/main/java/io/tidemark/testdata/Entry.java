package io.tidemark.testdata;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the catalogue says about one campaign, ad group or ad.
 *
 * @param kind what it is
 * @param campaign id of its campaign; its own id for a campaign
 * @param adGroup id of its ad group; its own id for an ad group, null for a campaign
 * @param paused whether it is not shown for now
 * @param language of its texts
 * @param headline a few words
 * @param description two or three sentences
 * @param keywords it is shown for; none for a campaign
 * @param bidMicros offered for a click, in millionths of a currency unit; 0 for a campaign
 * @param qualityPercent from 1 to 100; 0 for a campaign
 * @param updated when somebody last changed it: shortly before the change was put on file
 */
record Entry(
    EntryKind kind,
    String campaign,
    @Nullable String adGroup,
    boolean paused,
    Language language,
    String headline,
    String description,
    List<String> keywords,
    long bidMicros,
    int qualityPercent,
    Instant updated) {

  Entry {
    keywords = List.copyOf(keywords);
  }
}
