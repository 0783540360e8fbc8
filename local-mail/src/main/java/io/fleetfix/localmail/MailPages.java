package io.fleetfix.localmail;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.fleetfix.application.port.Mailbox.MailId;
import io.fleetfix.localaws.gate.CallerCheck;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** The kept mails over HTTP, for {@link HttpMailbox}. No web page can read them. */
final class MailPages implements HttpHandler {
  static final String PATH = "/mails";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final KeptMails mails;

  MailPages(KeptMails mails) {
    this.mails = mails;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (CallerCheck.ofPrograms(exchange.getRequestHeaders()).isPresent()) {
        exchange.sendResponseHeaders(403, -1);
        return;
      }
      String path = exchange.getRequestURI().getPath();
      if (path.equals(PATH)) {
        answer(exchange, mails.list());
        return;
      }
      Optional<MailId> id = MailId.parse(path.substring(path.lastIndexOf('/') + 1));
      Optional<ShownMail> mail = id.isEmpty() ? Optional.empty() : mails.find(id.get());
      if (mail.isEmpty()) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      answer(exchange, mail.get());
    } catch (MailFile.Unreadable changed) {
      throw new IOException(changed); // the server closes the connection
    }
  }

  private static void answer(HttpExchange exchange, Object body) throws IOException {
    byte[] answer = JSON.writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, answer.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(answer);
    }
  }
}
