package io.fleetfix.outbox.contracts.hostile;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * States what a test sends that must do no harm, and what the answer is. The project's page of
 * refused input is generated from these: each is a row, and tests that state the same share one.
 */
@Repeatable(Attack.Several.class)
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
public @interface Attack {
  /** In which part of the page it is. */
  Kind kind();

  /** What is sent, as it is to be read on the page. */
  String sends();

  /** The status, with the end of the problem's {@code type} in backticks if there is one. */
  String answer();

  /** Which cases of a parameterized test send it, as the test names them; all if empty. */
  String[] cases() default {};

  /** A part of the page. */
  enum Kind {
    TOKEN,
    BODY,
    REQUEST,
    SLOW_CLIENT,
    /** Too much at once. */
    CROWD,
    /** By a web page, to the servers of a local run. */
    LOCAL_RUN,
    /** Found by a generator or by fuzzing, not by thought. */
    UNFORESEEN
  }

  /** Several of them on one test. */
  @Retention(RetentionPolicy.SOURCE)
  @Target(ElementType.METHOD)
  @interface Several {
    Attack[] value();
  }
}
