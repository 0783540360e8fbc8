package io.fleetfix.adapter.print.pdf;

import io.fleetfix.outbox.event.InvalidValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.openpdf.text.DocumentException;
import org.openpdf.text.ExceptionConverter;
import org.openpdf.text.pdf.BaseFont;

/** Reads the further fonts of a folder. */
public final class FontFolder {
  private static final String FIELD = "fonts";

  private FontFolder() {}

  /**
   * The fonts of all files whose names end in .ttf or .otf, in the order of their names. Hidden
   * files and folders in the folder are left out.
   *
   * @throws InvalidValue if the folder can't be read, has no such file, or has one that is no font
   *     that may be embedded
   */
  public static List<BaseFont> fonts(Path folder) {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files =
          all.filter(FontFolder::isFont)
              .sorted(Comparator.comparing(file -> file.getFileName().toString()))
              .toList();
    } catch (IOException unreadable) {
      throw new InvalidValue(FIELD, "must be a folder that this process can read");
    }
    if (files.isEmpty()) {
      throw new InvalidValue(FIELD, "must be a folder with at least one .ttf or .otf file");
    }
    return files.stream().map(FontFolder::font).toList();
  }

  private static boolean isFont(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return !name.startsWith(".")
        && (name.endsWith(".ttf") || name.endsWith(".otf"))
        && Files.isRegularFile(file);
  }

  private static BaseFont font(Path file) {
    String name = file.getFileName().toString();
    try {
      return BaseFont.createFont(
          file.toAbsolutePath().toString(),
          BaseFont.IDENTITY_H,
          BaseFont.EMBEDDED,
          false,
          Files.readAllBytes(file),
          null);
    } catch (IOException | DocumentException | ExceptionConverter | IndexOutOfBoundsException e) {
      throw new InvalidValue(
          FIELD, "must have only fonts that may be embedded; this one may not: " + name + ": " + e);
    }
  }
}
