package io.tidemark.runners.direct;

import io.tidemark.acceptance.WrongUsageAcceptance;

class DirectWrongUsageTest extends WrongUsageAcceptance {
  @Override
  protected String runner() {
    return "direct";
  }
}
