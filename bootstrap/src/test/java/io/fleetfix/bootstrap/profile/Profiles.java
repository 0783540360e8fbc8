package io.fleetfix.bootstrap.profile;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javax.imageio.ImageIO;

/** Files with profiles for tests. */
public final class Profiles {
  /** With every field but the exclusive ones. */
  public static final String GERMAN =
      """
      {"name": "Ring Garage GmbH",
       "address": {"lines": ["Hof 2", "Ringstr. 1"], "postalCode": "10115", "city": "Berlin",
                   "region": "Berlin", "country": "DE"},
       "vatId": "DE123456789",
       "taxNumber": "12/345/67890",
       "registration": "HRB 1234 B, Berlin",
       "contact": "+49 30 123456",
       "bank": {"holder": "Ring Garage", "account": "DE89370400440532013000",
                "bic": "COBADEFFXXX"},
       "terms": "Payable within 14 days.",
       "exemption": "Exempt under section 4.",
       "language": "de",
       "taxes": {"rates": ["19", "7"]}}
      """;

  private Profiles() {}

  /** The same with a logo, which is beside it. */
  public static Path withLogo(Path folder) throws IOException {
    ImageIO.write(
        new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB),
        "png",
        folder.resolve("logo.png").toFile());
    return file(folder, GERMAN.replace("\"terms\"", "\"logo\": \"logo.png\", \"terms\""));
  }

  /** A folder with one font. */
  public static Path fonts(Path folder) throws IOException {
    Path fonts = Files.createDirectory(folder.resolve("fonts"));
    try (InputStream font =
        Objects.requireNonNull(
            Profiles.class.getResourceAsStream("/fonts/ttf/OpenSans/OpenSans-Regular.ttf"))) {
      Files.copy(font, fonts.resolve("sans.ttf"));
    }
    return fonts;
  }

  /** A file with this content. */
  public static Path file(Path folder, String content) throws IOException {
    return Files.writeString(folder.resolve("workshop.json"), content);
  }
}
