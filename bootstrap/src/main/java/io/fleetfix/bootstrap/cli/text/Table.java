package io.fleetfix.bootstrap.cli.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Prints objects as rows in aligned columns, page by page, with a heading before the first row. */
public final class Table {
  private final List<String> fields;
  private final List<String> heading;
  private final int[] widths;
  private boolean started;

  private Table(List<String> fields, List<String> heading) {
    this.fields = fields;
    this.heading = heading;
    this.widths = heading.stream().mapToInt(String::length).toArray();
  }

  /**
   * With a column for each field, in this order; its heading is the field's name in words. A dot
   * leads to a field of an inner object, whose name alone is the heading.
   */
  public static Table of(String... fields) {
    return new Table(List.of(fields), List.of(fields).stream().map(Table::words).toList());
  }

  private static String words(String field) {
    return field
        .substring(field.lastIndexOf('.') + 1)
        .replaceAll("([A-Z])", " $1")
        .toUpperCase(Locale.ROOT);
  }

  /** Prints a page. Columns get wider if a later page needs it, never narrower. */
  public void print(JsonNode page, Printer out) {
    List<List<String>> rows = new ArrayList<>();
    page.forEach(object -> rows.add(cells(object)));
    if (!started && !rows.isEmpty()) {
      rows.addFirst(heading);
      started = true;
    }
    rows.forEach(this::widen);
    rows.forEach(row -> out.println(line(row)));
  }

  private List<String> cells(JsonNode object) {
    return fields.stream().map(field -> Lines.text(at(object, field))).toList();
  }

  private static JsonNode at(JsonNode object, String field) {
    JsonNode value = object;
    for (String name : field.split("\\.", -1)) {
      value = value.path(name);
    }
    return value;
  }

  private void widen(List<String> row) {
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.max(widths[i], row.get(i).length());
    }
  }

  private String line(Collection<String> row) {
    StringBuilder line = new StringBuilder();
    int column = 0;
    for (String cell : row) {
      line.append(Lines.padded(cell, widths[column++])).append("  ");
    }
    return line.toString().stripTrailing();
  }
}
