package io.fleetfix.architecture.files;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A row of docs/negative-list.md.
 *
 * @param kind the name of its {@code Attack.Kind}
 */
record AttackRow(String kind, String sends, String answer, List<Shown> by) {
  /** A test that shows it, with the cases that do; all of them if there are none. */
  record Shown(String test, List<String> cases) {
    private String text() {
      return "`"
          + test
          + "`"
          + (cases.isEmpty()
              ? ""
              : cases.stream()
                  .map(each -> '"' + each + '"')
                  .collect(Collectors.joining(", ", " (", ")")));
    }
  }

  /** The beginning of its line, which says what it is about. */
  String beginning() {
    return "| " + sends + " | " + answer + " | ";
  }

  String line() {
    return beginning() + by.stream().map(Shown::text).collect(Collectors.joining(", ")) + " |";
  }
}
