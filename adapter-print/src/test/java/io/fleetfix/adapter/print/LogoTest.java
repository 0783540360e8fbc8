package io.fleetfix.adapter.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.application.port.Letter;
import io.fleetfix.domain.contact.Language;
import io.fleetfix.outbox.event.InvalidValue;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The workshop's logo. */
class LogoTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg"})
  void isOnDocumentsWithASeller(String format) throws Exception {
    DocumentPrinter printer = printer(image(format));

    assertThat(PrintedText.images(printer.pdf(Samples.german()))).isEqualTo(1);
    assertThat(PrintedText.images(printer.pdf(Samples.notAnInvoice()))).isZero();
  }

  @Test
  void isDescribedByTheSellersName() throws Exception {
    byte[] pdf = printer(image("png")).pdf(Samples.german());

    assertThat(PrintedText.alternatives(pdf)).containsExactly("Kfz-Werkstatt Müller GmbH");
  }

  @Test
  void manyDocumentsCanShareIt() throws Exception {
    DocumentPrinter printer = printer(image("png"));
    Letter letter = Samples.german();

    assertThat(Arrays.asList(letter, letter, letter, letter).parallelStream().map(printer::pdf))
        .allSatisfy(pdf -> assertThat(PrintedText.images(pdf)).isEqualTo(1));
  }

  @Test
  void refusesAFileThatIsMissingOrNoImage() throws Exception {
    Path text = Files.writeString(folder.resolve("text.png"), "<svg/>");
    Path cut = folder.resolve("cut.png");
    Files.write(cut, Arrays.copyOf(Files.readAllBytes(image("png")), 20));

    for (Path broken : new Path[] {text, cut, folder, folder.resolve("missing.png")}) {
      assertThatExceptionOfType(InvalidValue.class)
          .as(broken.toString())
          .isThrownBy(() -> printer(broken))
          .withMessageStartingWith("logo must be a PNG or JPEG image");
    }
  }

  @Test
  void refusesALogoThatWouldMakeEveryMailLarge() throws Exception {
    Path large = Files.write(folder.resolve("large.png"), new byte[300_001]);

    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> printer(large))
        .withMessage("logo must have at most 300000 bytes");
  }

  private Path image(String format) throws Exception {
    BufferedImage image = new BufferedImage(300, 80, BufferedImage.TYPE_INT_RGB);
    image.createGraphics().setBackground(Color.ORANGE);
    Path file = folder.resolve("logo." + format);
    ImageIO.write(image, format, file.toFile());
    return file;
  }

  private static DocumentPrinter printer(Path logo) {
    return new DocumentPrinter(
        Samples.SENDER, Samples.ZONE, Language.ENGLISH, Optional.of(logo), Optional.empty());
  }
}
