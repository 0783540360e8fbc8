package io.fleetfix.application.violation;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One bad habit per class. */
public final class BadHabits {
  private BadHabits() {}

  /** Has a setter. */
  public static final class HasASetter {
    private String name = "";

    public void setName(String name) {
      this.name = name;
    }

    public String name() {
      return name;
    }
  }

  /** Prints instead of logging. */
  public static final class Prints {
    private Prints() {}

    public static void print(String text) {
      System.out.println(text);
    }
  }

  /** Prints a stack trace instead of logging. */
  public static final class PrintsItsFailures {
    private PrintsItsFailures() {}

    public static void print(Exception failure) {
      failure.printStackTrace();
    }
  }

  /** Uses a second logging API. */
  public record LogsThroughTheJdk(java.util.logging.Logger log) {}

  /** Throws an exception that callers cannot handle. */
  public static final class FailsWithoutAName {
    private FailsWithoutAName() {}

    public static RuntimeException failure() {
      return new RuntimeException("Something went wrong");
    }
  }

  /** Is incomplete until an injector sets the field. */
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
