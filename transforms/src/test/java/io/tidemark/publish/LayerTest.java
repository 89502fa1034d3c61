package io.tidemark.publish;

import static io.tidemark.publish.Receipts.END;
import static io.tidemark.publish.Receipts.START;
import static io.tidemark.publish.Receipts.part;
import static io.tidemark.publish.Receipts.receipts;
import static io.tidemark.publish.Receipts.whole;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.tidemark.deltas.Receipt;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayerTest {

  @Test
  void parts_in_another_order_and_more_than_once_make_the_same_layer() {
    ShardPart zero = part(0, "a", "b");
    ShardPart late = part(0, "c");
    ShardPart one = part(1, "a");
    LayerWindow window = new LayerWindow(START, END);

    Layer layer = Layer.of(window, List.of(zero, late, one));

    assertThat(Layer.of(window, List.of(one, late, zero, one, late)), is(layer));
    assertThat(layer.shards(), contains(zero.file(), late.file(), one.file()));
    assertThat(
        layer.receipts().stream().map(r -> r.shard() + r.receipt().object()).toList(),
        contains("0a", "0b", "0c", "1a"));
  }

  @Test
  void layer_has_the_same_id_whenever_its_objects_came() {
    LayerWindow window = new LayerWindow(START, END);
    Receipt.Times times = new Receipt.Times(START, END);
    Receipt timed = whole("a").in(0, times).receipt();
    Receipt untimed = whole("a").in(0).receipt();

    Layer layer = Layer.of(window, List.of(receipts(timed)));

    assertThat(Layer.of(window, List.of(receipts(untimed))).id(), is(layer.id()));
    assertThat(Layer.of(window, List.of(receipts(timed, untimed))).receipts(), hasSize(1));
    assertThat(new String(JsonFormat.write(timed), UTF_8), containsString("\"times\":{\"stored\""));
    assertThat(new String(JsonFormat.write(untimed), UTF_8), not(containsString("times")));
  }
}
