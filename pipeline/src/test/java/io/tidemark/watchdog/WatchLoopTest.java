package io.tidemark.watchdog;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

final class WatchLoopTest {

  @Test
  void loop_that_breaks_is_not_one_that_ended_well() throws Exception {
    Kennel kennel = new Kennel();
    kennel.look = null; // What nobody expects.
    WatchLoop loop =
        new WatchLoop(
            kennel.watchdog,
            new PatientClock(Scene.START, System::nanoTime, Duration.ofMinutes(1)),
            new Semaphore(0));

    assertThrows(NullPointerException.class, loop::run);

    assertThat(loop.stop(), equalTo(1));
  }
}
