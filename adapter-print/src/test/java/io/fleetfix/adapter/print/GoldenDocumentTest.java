package io.fleetfix.adapter.print;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.application.port.Letter;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares the text of sample documents with files. Writes the documents to {@code target/samples},
 * to be looked at, and their texts, to be copied when a change is meant.
 */
class GoldenDocumentTest {
  private static final Path SAMPLES = Path.of("target", "samples");

  static Stream<Arguments> samples() {
    return Stream.of(
        Arguments.of("german-two-rates", Samples.german()),
        Arguments.of("british", Samples.british()),
        Arguments.of("reverse-charge", Samples.reverseCharge()),
        Arguments.of("credit-note", Samples.creditNote()),
        Arguments.of("californian", Samples.californian()),
        Arguments.of("small-entrepreneur", Samples.small()),
        Arguments.of("not-an-invoice", Samples.notAnInvoice()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("samples")
  void showsWhatTheFileSays(String name, Letter letter) throws Exception {
    DocumentPrinter printer = new DocumentPrinter(Samples.SENDER, Samples.ZONE);

    byte[] pdf = printer.pdf(letter);

    Files.createDirectories(SAMPLES);
    Files.write(SAMPLES.resolve(name + ".pdf"), pdf);
    Files.writeString(SAMPLES.resolve(name + ".html"), printer.html(letter));
    String text = PrintedText.tagged(pdf);
    Files.writeString(SAMPLES.resolve(name + ".txt"), text);
    assertThat(text).isEqualTo(golden(name));
  }

  private static String golden(String name) throws Exception {
    try (InputStream file =
        GoldenDocumentTest.class.getResourceAsStream("/golden/documents/" + name + ".txt")) {
      return file == null ? "" : new String(file.readAllBytes(), UTF_8);
    }
  }
}
