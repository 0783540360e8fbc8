package io.fleetfix.adapter.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.adapter.smtp.SmtpServer.Credentials;
import io.fleetfix.adapter.smtp.SmtpServer.Encryption;
import io.fleetfix.outbox.event.InvalidValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpServerTest {
  @Test
  void parsesEveryPart() {
    assertThat(SmtpServer.parse("smtps://AK%40IA:a+b%2Fc%3A:d@mail.example.com:2465"))
        .isEqualTo(
            new SmtpServer(
                Encryption.TLS, "mail.example.com", 2465, new Credentials("AK@IA", "a+b/c::d")));
  }

  @ParameterizedTest
  @CsvSource({
    "smtp://mail.example.com, STARTTLS, 587",
    "smtps://mail.example.com, TLS, 465",
    "smtp://localhost.example.com, STARTTLS, 587",
    "smtp://127.0.0.1.example.com, STARTTLS, 587",
    "smtp://127.0.0.1:25, NONE, 25",
    "smtp://localhost:3025, NONE, 3025",
    "smtp://[::1]:3025, NONE, 3025",
    "smtps://localhost, TLS, 465",
  })
  void encryptsExceptOnTheLoopback(String url, Encryption encryption, int port) {
    assertThat(SmtpServer.parse(url))
        .returns(encryption, SmtpServer::encryption)
        .returns(port, SmtpServer::port)
        .returns(null, SmtpServer::credentials);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "mail.example.com",
        "mailto:ada@example.com",
        "http://user:secret@mail.example.com",
        "smtp:user:secret@mail.example.com",
        "smtp://",
        "smtp://user:secret@",
        "smtp://user@mail.example.com",
        "smtp://:secret@mail.example.com",
        "smtp://user:sec ret@mail.example.com",
        "smtp://user:secret/x@mail.example.com",
        "smtp://user:secret@mail.example.com:0",
        "smtp://user:secret@mail.example.com:65536",
        "smtp://user:secret@mail.example.com:port",
        "smtp://user:secret@mail.example.com/path",
        "smtp://user:secret@mail.example.com?x=y",
        "smtp://user:secret%zz@mail.example.com",
      })
  void rejectsAnyOtherFormWithoutRepeatingIt(String url) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> SmtpServer.parse(url))
        .withMessageContaining("smtp[s]://user:password@host:port")
        .satisfies(wrong -> assertThat(wrong.toString()).doesNotContain("secret"));
  }

  @Test
  void showsThePasswordInNoText() {
    SmtpServer server = SmtpServer.parse("smtp://user:secret@mail.example.com:25");

    assertThat(server).hasToString("smtp://mail.example.com:25");
    assertThat(String.valueOf(server.credentials()))
        .doesNotContain("secret")
        .doesNotContain("user");
  }
}
