package io.fleetfix.deploy;

import io.fleetfix.deploy.Statement.Access;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The problems that a check finds. */
final class Problems {
  private final List<String> found = new ArrayList<>();

  void unless(boolean correct, String problem) {
    if (!correct) {
      found.add(problem);
    }
  }

  void unlessEqual(Object expected, @Nullable Object actual, String what) {
    unless(Objects.equals(expected, actual), what + " should be " + expected + " and is " + actual);
  }

  void unlessDecided(boolean expected, List<Statement> statements, Access access) {
    unlessEqual(expected, Statement.allow(statements, access), access.toString());
  }

  List<String> found() {
    return List.copyOf(found);
  }
}
