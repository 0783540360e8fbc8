package io.fleetfix.localmail;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.util.Properties;

/** A mail with an invoice, as the service sends it. */
final class SampleMail {
  static final String TEXT = "Dear Ada, \u017bó\u0142\u0107 \ud83d\ude97";
  static final String HTML = "<p>Dear Ada, \u017bó\u0142\u0107 \ud83d\ude97</p>";
  static final String PDF = "%PDF-1.7";

  private SampleMail() {}

  static String of(String messageId) {
    return text(messageId, "X-FleetFix-Repair: R-1\n");
  }

  static String withoutRepair() {
    return text("<1@example.com>", "");
  }

  private static String text(String messageId, String repair) {
    return """
    Date: Wed, 12 Nov 2025 14:00:00 +0000
    From: =?UTF-8?Q?Garage_=C5=BB=C3=B3?= <garage@example.com>
    To: ada@example.com
    Message-ID: %s
    Subject: Invoice INV-2025-000001
    MIME-Version: 1.0
    %sX-FleetFix-Received-For: eve%%40example.com
    Content-Type: multipart/mixed; boundary="outer"

    --outer
    Content-Type: multipart/alternative; boundary="inner"

    --inner
    Content-Type: text/plain; charset=UTF-8
    Content-Transfer-Encoding: 8bit

    %s
    --inner
    Content-Type: text/html; charset=UTF-8
    Content-Transfer-Encoding: 8bit

    %s
    --inner--

    --outer
    Content-Type: application/pdf; name=INV-2025-000001.pdf
    Content-Transfer-Encoding: base64
    Content-Disposition: attachment; filename=INV-2025-000001.pdf

    JVBERi0xLjc=
    --outer--
    """
        .formatted(messageId, repair, TEXT, HTML)
        .replace("\n", "\r\n");
  }

  static MimeMessage parsed(String mail) throws MessagingException {
    return new MimeMessage(
        Session.getInstance(new Properties()), new ByteArrayInputStream(mail.getBytes(UTF_8)));
  }
}
