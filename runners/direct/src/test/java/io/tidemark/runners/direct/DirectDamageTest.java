package io.tidemark.runners.direct;

import io.tidemark.acceptance.DamageAcceptance;

class DirectDamageTest extends DamageAcceptance {
  @Override
  protected String runner() {
    return "direct";
  }
}
