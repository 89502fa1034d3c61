package io.tidemark.publish;

import io.tidemark.changes.ChangeBatch;
import io.tidemark.changes.Discovery;
import io.tidemark.changes.InputObject;
import io.tidemark.changes.Notice;
import io.tidemark.deltas.Inverter;
import io.tidemark.deltas.Receipt;
import io.tidemark.publish.Layer.ShardReceipt;
import io.tidemark.settings.IndexSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.lucene.analysis.core.KeywordAnalyzer;

/** Turns discoveries into the layers that a runner might make of them: however it cuts panes. */
final class Deliveries {
  static final int SHARDS = 4;

  private static final IndexSettings INDEX = new IndexSettings("id", "op", null, List.of());

  private Deliveries() {}

  /** All of it at once, as one layer. */
  static Layer together(List<Discovery> discoveries) {
    List<ShardReceipt> receipts = new ArrayList<>();
    List<String> closings = new ArrayList<>();
    for (Discovery discovery : discoveries) {
      if (discovery instanceof InputObject object) {
        receipts.addAll(receipts(object));
      } else {
        closings.add(closing((Notice) discovery));
      }
    }
    return layer(receipts, closings);
  }

  /** In so many panes, each receipt and closing in one or more of them; some may be empty. */
  static List<Layer> apart(List<Discovery> discoveries, int panes, Random random) {
    Layer whole = together(discoveries);
    List<List<ShardReceipt>> receipts = new ArrayList<>();
    List<List<String>> closings = new ArrayList<>();
    for (int i = 0; i < panes; i++) {
      receipts.add(new ArrayList<>());
      closings.add(new ArrayList<>());
    }
    whole.receipts().forEach(receipt -> scatter(receipt, receipts, random));
    whole.closings().forEach(closing -> scatter(closing, closings, random));
    return IntStream.range(0, panes)
        .mapToObj(pane -> layer(receipts.get(pane), closings.get(pane)))
        .toList();
  }

  private static <T> void scatter(T value, List<List<T>> panes, Random random) {
    do {
      panes.get(random.nextInt(panes.size())).add(value);
    } while (random.nextInt(5) == 0);
  }

  private static Layer layer(List<ShardReceipt> receipts, List<String> closings) {
    LayerWindow window = new LayerWindow(Receipts.START, Receipts.END);
    return Layer.of(window, List.of(), receipts, List.of(), closings);
  }

  private static String closing(Notice closed) {
    try (Inverter inverter = new Inverter(INDEX, SHARDS, name -> new KeywordAnalyzer())) {
      return inverter.invert(ChangeBatch.of(closed)).get(0).closings().get(0);
    }
  }

  /** How many records an object version holds. */
  static long records(String key, String etag) {
    Random version = new Random(key.hashCode() * 31L + etag.hashCode());
    long records = 0;
    for (int split = 1 + version.nextInt(3); split > 0; split--) {
      for (int piece = 1 + version.nextInt(2); piece > 0; piece--) {
        records += shards(version).size();
      }
    }
    return records;
  }

  /** The receipts of an object version: the same whenever it is read. */
  static List<ShardReceipt> receipts(InputObject object) {
    Random version = new Random(object.key().hashCode() * 31L + object.etag().hashCode());
    List<ShardReceipt> receipts = new ArrayList<>();
    int splits = 1 + version.nextInt(3);
    for (int split = 0; split < splits; split++) {
      int pieces = 1 + version.nextInt(2);
      for (int piece = 0; piece < pieces; piece++) {
        List<Integer> shards = shards(version);
        Receipt receipt =
            new Receipt(
                object.key(),
                object.etag(),
                object.size(),
                object.partition().start(),
                object.partition().end(),
                object.disposition().name(),
                split,
                splits,
                piece,
                piece == pieces - 1,
                shards.size(),
                0,
                0,
                shards,
                new Receipt.Times(object.stored(), object.discovered()));
        shards.forEach(shard -> receipts.add(new ShardReceipt(shard, receipt)));
      }
    }
    return receipts;
  }

  private static List<Integer> shards(Random version) {
    int set = 1 + version.nextInt((1 << SHARDS) - 1);
    return IntStream.range(0, SHARDS).filter(shard -> (set >> shard & 1) == 1).boxed().toList();
  }
}
