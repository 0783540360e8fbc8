package io.fleetfix.adapter.print.pdf;

import io.fleetfix.outbox.event.InvalidValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openpdf.text.BadElementException;
import org.openpdf.text.ExceptionConverter;
import org.openpdf.text.Image;

/** The workshop's logo, as bytes: the library's images keep a state that documents can't share. */
public final class Logo {
  /** In bytes. Each mail carries the logo. */
  private static final long MAX_BYTES = 300_000;

  private static final String FIELD = "logo";

  private final byte[] file;

  private Logo(byte[] file) {
    this.file = file;
  }

  /**
   * Reads the logo.
   *
   * @throws InvalidValue if it can't be read, is too large, or is neither a PNG nor a JPEG image
   */
  public static Logo read(Path path) {
    try {
      if (Files.size(path) > MAX_BYTES) {
        throw new InvalidValue(FIELD, "must have at most " + MAX_BYTES + " bytes");
      }
      Logo logo = new Logo(Files.readAllBytes(path));
      if (!logo.startsWith(0x89, 'P', 'N', 'G') && !logo.startsWith(0xff, 0xd8)) {
        throw new InvalidValue(FIELD, "must be a PNG or JPEG image");
      }
      logo.parsed();
      return logo;
    } catch (IOException | ExceptionConverter | IndexOutOfBoundsException unreadable) {
      throw new InvalidValue(FIELD, "must be a PNG or JPEG image that this process can read");
    }
  }

  private boolean startsWith(int... bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (file.length <= i || (file[i] & 0xff) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  private Image parsed() throws IOException {
    try {
      return Image.getInstance(file);
    } catch (BadElementException broken) {
      throw new IOException(broken);
    }
  }

  /** A new image of at most this size, in points. */
  Image image(float width, float height) {
    try {
      Image image = parsed();
      image.scaleToFit(width, height);
      return image;
    } catch (IOException impossible) {
      throw new IllegalStateException("The logo was read before", impossible);
    }
  }
}
