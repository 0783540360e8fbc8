package io.fleetfix.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.port.StorageUnavailable;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import org.junit.jupiter.api.Test;

class FailureLineTest {
  private final RuntimeException unexpected =
      new IllegalArgumentException("outer", new IllegalStateException("first line\nsecond line"));

  @Test
  void anUnexpectedFailureIsOneLineThatNamesTheOption() {
    assertThat(printed(unexpected, false))
        .isEqualTo(
            "fleetfix: Internal error: java.lang.IllegalStateException: first line"
                + " (--stacktrace prints where)\n");
  }

  @Test
  void theStackTraceIsPrintedOnRequest() {
    assertThat(printed(unexpected, true))
        .startsWith("fleetfix: Internal error: java.lang.IllegalStateException: first line\n")
        .contains("\tat " + getClass().getName(), "Caused by: ");
  }

  @Test
  void aKnownCauseIsFoundWhateverItIsWrappedIn() {
    Throwable wrapped =
        new IllegalStateException(
            new UncheckedIOException(new AccessDeniedException("/data/lock")));

    assertThat(FailureLine.of(wrapped).text())
        .isEqualTo("Can't access a file: java.nio.file.AccessDeniedException: /data/lock");
  }

  @Test
  void storageThatGivesNoReasonIsStillExplained() {
    assertThat(FailureLine.of(new StorageUnavailable(new IllegalStateException("closed"))).text())
        .isEqualTo("DynamoDB can't be reached: java.lang.IllegalStateException: closed");
  }

  private static String printed(Exception failure, boolean stackTrace) {
    StringWriter out = new StringWriter();
    int exitCode = FailureLine.of(failure).print(new PrintWriter(out), failure, stackTrace);
    assertThat(exitCode).isEqualTo(1);
    return out.toString();
  }
}
