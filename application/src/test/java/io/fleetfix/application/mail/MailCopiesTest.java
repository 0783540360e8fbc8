package io.fleetfix.application.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The number of copies of a mail, whatever fails: at least one, and at most one per fault more. */
class MailCopiesTest {
  private static final int SEEDS = 300;

  /** Several faults, repeated deliveries and two processes at random. */
  @Test
  void aMailHasAtMostOneCopyMoreThanThereWereFaults() {
    for (int seed = 0; seed < SEEDS; seed++) {
      MailFaults faults = new MailFaults(seed);

      faults.runUntilSettled();

      assertThat(faults.copies())
          .as("seed %d with %s", seed, faults)
          .isBetween(1, 1 + faults.count());
    }
  }

  /** A process that dies at a step, again and again. */
  @ParameterizedTest
  @EnumSource
  void aProcessThatDiesAtAStepSendsAtMostOneCopyMoreThanItDied(MailFaults.Fault step) {
    for (int deaths = 1; deaths <= 5; deaths++) {
      MailFaults faults = new MailFaults(deaths, step, deaths);

      faults.runUntilSettled();

      assertThat(faults.copies()).as("%s", faults).isBetween(1, 1 + faults.count());
    }
  }

  /** The store can be read, but not written, for a day. */
  @Test
  void aStoreThatCannotBeWrittenSendsNoCopies() {
    MailFaults faults = new MailFaults(1, MailFaults.Fault.COMMIT_FAILS, 100_000);

    faults.runFor(Duration.ofDays(1));

    assertThat(faults.copies()).isZero();
  }
}
