package io.fleetfix.bootstrap.config;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Environment variables that remember which of them were read. */
final class RecordedReads extends AbstractMap<String, String> {
  private final Map<String, String> variables;
  private final Set<String> names;

  RecordedReads(Map<String, String> variables, Set<String> names) {
    this.variables = variables;
    this.names = names;
  }

  /** The names of all variables that the reader reads, whatever their values. */
  static Set<String> of(Consumer<Map<String, String>> reader, Map<String, String> variables) {
    Set<String> names = new TreeSet<>();
    reader.accept(new RecordedReads(variables, names));
    return names;
  }

  @Override
  public @Nullable String get(@Nullable Object name) {
    names.add(String.valueOf(name));
    return variables.get(name);
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    names.add(String.valueOf(name));
    return variables.containsKey(name);
  }

  @Override
  public Set<Entry<String, String>> entrySet() {
    return variables.entrySet();
  }
}
