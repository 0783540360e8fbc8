package io.fleetfix.adapter.print.mail;

import io.fleetfix.adapter.print.content.DocumentText;
import io.fleetfix.adapter.print.content.DocumentText.Fact;
import io.fleetfix.adapter.print.content.LineText;
import io.fleetfix.adapter.print.content.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The plain-text body of a mail. */
public final class MailText {
  /** The width of a line, in characters; only texts that users entered can be wider. */
  private static final int WIDTH = 72;

  private static final String ROW = "%16s  %s";

  private MailText() {}

  /** Writes the body. Amounts stand before their texts, which have any length. */
  public static String of(DocumentText document) {
    Wording words = document.words();
    List<String> lines = new ArrayList<>();
    lines.add(document.seller());
    lines.add("");
    lines.add(words.text("mail.greeting", ShortText.of(document.customer())));
    lines.add("");
    lines.addAll(wrapped(words.text(document.introduction())));
    lines.add("");
    addFacts(
        words, lines, Stream.concat(document.facts().stream(), document.statements().stream()));
    lines.add("");
    lines.add(ROW.formatted(document.amountHead(), words.text("head.description")));
    document.lines().forEach(line -> lines.add(row(line)));
    lines.add("");
    document.totals().forEach(row -> lines.add(ROW.formatted(row.amount(), row.label())));
    lines.add("");
    for (String note : document.notes()) {
      lines.addAll(wrapped(note));
      lines.add("");
    }
    lines.add(words.text("mail.regards"));
    lines.add(document.seller());
    return String.join("\n", lines) + "\n";
  }

  private static String row(LineText line) {
    String text = ROW.formatted(line.net(), ShortText.of(line.description()));
    return line.quantity().equals("1")
        ? text
        : text + " (" + line.quantity() + " × " + line.unitPrice() + ")";
  }

  private static void addFacts(Wording words, List<String> lines, Stream<Fact> facts) {
    List<Fact> all = facts.toList();
    int width = all.stream().mapToInt(fact -> fact.name().length()).max().orElse(0) + 4;
    for (Fact fact : all) {
      String value = ShortText.of(fact.value());
      lines.add(
          fact.name().isEmpty()
              ? value
              : ("%-" + width + "s").formatted(words.text("label", fact.name())) + value);
    }
  }

  private static List<String> wrapped(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
