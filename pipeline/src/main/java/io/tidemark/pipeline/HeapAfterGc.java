package io.tidemark.pipeline;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;

/**
 * What was still in use of the old part of the heap when the garbage of it was collected last: what
 * a program holds on to, without what is merely not collected yet.
 *
 * @param used bytes; -1 when unknown, as before the first such collection
 * @param max bytes the old part can grow to; -1 when unknown
 */
public record HeapAfterGc(long used, long max) {
  /** Not known. */
  public static final HeapAfterGc UNKNOWN = new HeapAfterGc(-1, -1);

  /** Measures this process. Asks the collector for what it knows; collects nothing. */
  public static HeapAfterGc measure() {
    long used = 0;
    long max = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      // Pools for young objects, which every collection empties, have no usage threshold.
      if (pool.getType() == MemoryType.HEAP && pool.isUsageThresholdSupported()) {
        MemoryUsage after = pool.getCollectionUsage();
        if (after == null) {
          return UNKNOWN;
        }
        used += after.getUsed();
        max = max < 0 || after.getMax() < 0 ? -1 : max + after.getMax();
      }
    }
    return used == 0 ? UNKNOWN : new HeapAfterGc(used, max);
  }
}
