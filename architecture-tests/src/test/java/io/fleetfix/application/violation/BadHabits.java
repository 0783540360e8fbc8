package io.fleetfix.application.violation;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One bad habit a class. */
public final class BadHabits {
  private BadHabits() {}

  /** Is never finished. */
  public static final class HasASetter {
    private String name = "";

    public void setName(String name) {
      this.name = name;
    }

    public String name() {
      return name;
    }
  }

  /** Nobody reads this in a log. */
  public static final class Prints {
    private Prints() {}

    public static void print(String text) {
      System.out.println(text);
    }
  }

  /** Nobody reads this in a log either. */
  public static final class PrintsItsFailures {
    private PrintsItsFailures() {}

    public static void print(Exception failure) {
      failure.printStackTrace();
    }
  }

  /** The second logging system. */
  public record LogsThroughTheJdk(java.util.logging.Logger log) {}

  /** Leaves the caller to guess. */
  public static final class FailsWithoutAName {
    private FailsWithoutAName() {}

    public static RuntimeException failure() {
      return new RuntimeException("Something went wrong");
    }
  }

  /** Is empty until somebody fills it. */
  @SuppressWarnings("NullAway.Init")
  public static final class HasAnInjectedField {
    @Inject String name;
  }

  /** Cannot be woken. */
  public static final class Sleeps {
    private Sleeps() {}

    public static void sleep() throws InterruptedException {
      Thread.sleep(Duration.ofMillis(1));
    }
  }

  /** Cannot be woken either. */
  public static final class SleepsInUnits {
    private SleepsInUnits() {}

    public static void sleep() throws InterruptedException {
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }
}
