package io.fleetfix.adapter.print;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openpdf.text.pdf.PdfDictionary;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.PdfString;
import org.openpdf.text.pdf.parser.PdfTextExtractor;

/** Reads the text of rendered documents back. */
final class PrintedText {
  private static final Pattern MARKED =
      Pattern.compile("/(\\w+) (?:<</MCID \\d+>> BDC|BMC)\n(.*?)EMC\n", Pattern.DOTALL);

  /** Followed by text: after text at an angle, the library goes back to the corner. */
  private static final Pattern UPRIGHT =
      Pattern.compile("1 0 0 1 ([-0-9.]+) ([-0-9.]+) Tm\n(?!ET)");

  private PrintedText() {}

  /** Everything that is seen, with single spaces. */
  static String of(byte[] pdf) throws IOException {
    return String.join(" ", seen(pdf));
  }

  /** Everything that is seen on each page, with single spaces. */
  static List<String> seen(byte[] pdf) throws IOException {
    List<String> pages = new ArrayList<>();
    try (PdfReader reader = new PdfReader(pdf)) {
      for (int page = 1; page <= reader.getNumberOfPages(); page++) {
        pages.add(text(reader, page, content(reader, page).replace("/Artifact BMC", "/Span BMC")));
      }
    }
    return pages;
  }

  /** Each tag or artifact with its text on a line, in the order of the pages. */
  static String tagged(byte[] pdf) throws IOException {
    StringBuilder lines = new StringBuilder();
    try (PdfReader reader = new PdfReader(pdf)) {
      for (int page = 1; page <= reader.getNumberOfPages(); page++) {
        Matcher marked = MARKED.matcher(content(reader, page));
        while (marked.find()) {
          String text = text(reader, page, "/Span BMC\n" + marked.group(2) + "EMC\n");
          if (!text.isEmpty()) {
            lines.append(marked.group(1)).append(": ").append(text).append('\n');
          }
        }
      }
    }
    return lines.toString();
  }

  private static String content(PdfReader reader, int page) throws IOException {
    return new String(reader.getPageContent(page), ISO_8859_1);
  }

  private static String text(PdfReader reader, int page, String content) throws IOException {
    reader.setPageContent(page, content.getBytes(ISO_8859_1));
    return new PdfTextExtractor(reader)
        .getTextFromPage(page)
        .replaceAll("[\\s\\u00a0]+", " ")
        .strip();
  }

  /** The names of the embedded fonts. */
  static String fonts(byte[] pdf) throws IOException {
    return objects(pdf).stream()
        .map(each -> each.getAsName(PdfName.FONTNAME))
        .filter(Objects::nonNull)
        .map(PdfName::toString)
        .collect(Collectors.joining(" "));
  }

  /** How many images the file has; the mask of another one is not counted. */
  static long images(byte[] pdf) throws IOException {
    return objects(pdf).stream()
        .filter(each -> PdfName.IMAGE.equals(each.getAsName(PdfName.SUBTYPE)))
        .count();
  }

  /** What software reads aloud instead of images. */
  static List<String> alternatives(byte[] pdf) throws IOException {
    return objects(pdf).stream()
        .map(each -> each.getAsString(PdfName.ALT))
        .filter(Objects::nonNull)
        .map(PdfString::toUnicodeString)
        .toList();
  }

  private static List<PdfDictionary> objects(byte[] pdf) throws IOException {
    List<PdfDictionary> objects = new ArrayList<>();
    try (PdfReader reader = new PdfReader(pdf)) {
      for (int i = 0; i < reader.getXrefSize(); i++) {
        if (reader.getPdfObject(i) instanceof PdfDictionary dictionary) {
          objects.add(dictionary);
        }
      }
    }
    return objects;
  }

  /** Where a line of text begins, in points from the left and lower edge. */
  record Baseline(float x, float y) {}

  /** Where every line of text begins; text at an angle is left out. */
  static List<Baseline> baselines(byte[] pdf) throws IOException {
    List<Baseline> baselines = new ArrayList<>();
    try (PdfReader reader = new PdfReader(pdf)) {
      for (int page = 1; page <= reader.getNumberOfPages(); page++) {
        Matcher text = UPRIGHT.matcher(content(reader, page));
        while (text.find()) {
          baselines.add(
              new Baseline(Float.parseFloat(text.group(1)), Float.parseFloat(text.group(2))));
        }
      }
    }
    return baselines;
  }
}
