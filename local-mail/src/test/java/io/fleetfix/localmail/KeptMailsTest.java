package io.fleetfix.localmail;

import static io.fleetfix.testing.fixture.Fixtures.NOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.application.port.Mailbox.MailId;
import io.fleetfix.localmail.ShownMail.Attached;
import io.fleetfix.localmail.ShownMail.Listed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mails in their folder. */
class KeptMailsTest {
  private static final String SAMPLE = SampleMail.of("<1@example.com>");

  private final Path folder;

  KeptMailsTest(@TempDir Path temporary) {
    folder = temporary.resolve("mails");
  }

  @Test
  void showsAMailAsItsReaderGetsIt() throws Exception {
    KeptMails mails = KeptMails.in(folder, 2);
    take(mails, SAMPLE);

    Listed listed =
        new Listed(
            "M-1",
            "<1@example.com>",
            "ada@example.com",
            "Invoice INV-2025-000001",
            "2025-11-12T12:00:00.000Z",
            "R-1");
    assertThat(mails.list()).containsExactly(listed);
    assertThat(mails.find(new MailId(1)))
        .contains(
            new ShownMail(
                listed,
                "Garage \u017bó <garage@example.com>",
                SampleMail.TEXT,
                SampleMail.HTML,
                List.of(
                    new Attached(
                        "INV-2025-000001.pdf",
                        "application/pdf",
                        Base64.getEncoder().encodeToString(SampleMail.PDF.getBytes(UTF_8))))));
  }

  /** An address can have characters that a header can't. */
  @ParameterizedTest
  @ValueSource(
      strings = {"\u017bó\u0142\u0107@b\u00fccher.example", "\"a b\"@x.example", "a+%40@x"})
  void keepsEveryAddress(String address) throws Exception {
    KeptMails.in(folder, 2).take(SampleMail.parsed(SAMPLE), address, NOON);

    assertThat(KeptMails.in(folder, 2).list()).extracting(Listed::to).containsExactly(address);
  }

  @Test
  void keepsTheNewestMailsOverARestart() throws Exception {
    KeptMails first = KeptMails.in(folder, 3);
    for (int i = 1; i <= 12; i++) {
      take(first, SampleMail.of("<" + i + "@example.com>"));
    }
    assertThat(first.list()).extracting(Listed::id).containsExactly("M-12", "M-11", "M-10");
    assertThat(files()).containsExactlyInAnyOrder("M-10.eml", "M-11.eml", "M-12.eml");
    assertThat(first.find(new MailId(9))).isEmpty();

    KeptMails second = KeptMails.in(folder, 3);
    assertThat(second.list()).isEqualTo(first.list());
    take(second, SAMPLE);
    assertThat(second.list()).extracting(Listed::id).containsExactly("M-13", "M-12", "M-11");

    assertThat(KeptMails.in(folder, 2).list())
        .extracting(Listed::id)
        .containsExactly("M-13", "M-12");
    assertThat(files()).containsExactlyInAnyOrder("M-12.eml", "M-13.eml");
  }

  @Test
  void onlyTheOwnerCanReadTheMails() throws Exception {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    take(KeptMails.in(folder, 2), SAMPLE);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("M-1.eml"))))
        .isEqualTo("rw-------");
  }

  /** A file of a newer mail must not be overwritten, even if it can't be read. */
  @Test
  void skipsWhatIsNotAMail() throws Exception {
    take(KeptMails.in(folder, 2), SAMPLE);
    Files.writeString(folder.resolve("M-2.eml"), "nonsense");
    Files.writeString(folder.resolve("M-3.eml"), SAMPLE);
    Files.writeString(folder.resolve("M-03.eml"), SAMPLE);
    Files.writeString(folder.resolve("notes.txt"), "notes");
    Files.writeString(folder.resolve("M-9.tmp"), SAMPLE);

    KeptMails mails = KeptMails.in(folder, 2);
    assertThat(mails.list()).extracting(Listed::id).containsExactly("M-1");
    take(mails, SAMPLE);

    assertThat(mails.list()).extracting(Listed::id).containsExactly("M-4", "M-1");
    assertThat(files())
        .containsExactlyInAnyOrder(
            "M-1.eml", "M-2.eml", "M-3.eml", "M-03.eml", "M-4.eml", "notes.txt");
  }

  @Test
  void keepsNothingThatItCouldNotShow() throws Exception {
    KeptMails mails = KeptMails.in(folder, 2);

    assertThatExceptionOfType(MailFile.Unreadable.class)
        .isThrownBy(() -> take(mails, SampleMail.withoutRepair()))
        .withMessage("No X-FleetFix-Repair");
    assertThatExceptionOfType(MailFile.Unreadable.class)
        .isThrownBy(() -> take(mails, nested(9)))
        .havingCause()
        .withMessage("The parts are nested too deeply");
    assertThat(mails.list()).isEmpty();
    assertThat(files()).isEmpty();
    take(mails, nested(8));
    assertThat(mails.find(new MailId(1)).orElseThrow().text()).isEqualTo("Dear Ada");
  }

  @Test
  void leavesNoTraceOfAMailThatItCannotWrite() throws Exception {
    KeptMails mails = KeptMails.in(folder, 2);
    Files.delete(folder);
    Files.writeString(folder, "in the way");

    assertThatExceptionOfType(IOException.class).isThrownBy(() -> take(mails, SAMPLE));
    assertThat(mails.list()).isEmpty();

    Files.delete(folder);
    Files.createDirectory(folder);
    take(mails, SAMPLE);
    assertThat(mails.list()).extracting(Listed::id).containsExactly("M-1");
  }

  /** A mail whose only body is in this number of multiparts. */
  private static String nested(int levels) {
    StringBuilder mail = new StringBuilder("Message-ID: <1@x>\r\nX-FleetFix-Repair: R-1\r\n");
    for (int i = 0; i < levels; i++) {
      mail.append("Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n".formatted(i, i));
    }
    mail.append("Content-Type: text/plain\r\n\r\nDear Ada\r\n");
    for (int i = levels - 1; i >= 0; i--) {
      mail.append("--b%d--\r\n".formatted(i));
    }
    return mail.toString();
  }

  private static void take(KeptMails mails, String mail) throws Exception {
    mails.take(SampleMail.parsed(mail), "ada@example.com", NOON);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
