package io.fleetfix.adapter.smtp;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static io.fleetfix.outbox.contracts.Eventually.patient;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.adapter.smtp.SmtpAnswersTest.Kind;
import io.fleetfix.adapter.smtp.SmtpServer.Encryption;
import io.fleetfix.application.port.MailUnavailable;
import io.fleetfix.testing.mail.Cut;
import io.fleetfix.testing.mail.Script;
import io.fleetfix.testing.mail.ScriptedServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An interrupt ends every wait for a server, long before the wait would end by itself. */
class SmtpInterruptTest {
  private static final Duration DEADLINE = patient(Duration.ofSeconds(20));

  private static final SmtpWaits ENDLESS =
      new SmtpWaits(
          Duration.ofHours(1),
          Duration.ofHours(1),
          Duration.ofHours(1),
          Duration.ofHours(1),
          Duration.ofHours(1));

  /** More than the buffers of both sides hold. */
  private static final int LARGE = 16_000_000;

  /**
   * A case.
   *
   * @param silentAt the command to which the server does not respond
   * @param outcome empty if there is no connection
   */
  record Case(Encryption encryption, boolean virtual, String silentAt, Optional<Kind> outcome) {}

  /** How a call ended, and whether its thread was still interrupted. */
  record End(Optional<Kind> outcome, boolean interrupted) {}

  static Stream<Case> cases() {
    return Stream.of(Encryption.values())
        .flatMap(encryption -> Stream.concat(cases(encryption, true), cases(encryption, false)));
  }

  /** One per encryption and kind of thread. */
  static Stream<Case> threads() {
    return cases().filter(each -> each.silentAt().equals("."));
  }

  private static Stream<Case> cases(Encryption encryption, boolean virtual) {
    return Stream.of(
        new Case(encryption, virtual, "connect", Optional.empty()),
        new Case(encryption, virtual, "EHLO", Optional.empty()),
        new Case(encryption, virtual, "MAIL", Optional.of(Kind.DEFERRED)),
        new Case(encryption, virtual, "RCPT", Optional.of(Kind.DEFERRED)),
        new Case(encryption, virtual, "DATA", Optional.of(Kind.DEFERRED)),
        new Case(encryption, virtual, ".", Optional.of(Kind.UNCLEAR)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void endsAWaitForAResponse(Case each) throws Exception {
    Script silent = Mailing.script(each.encryption()).answering(each.silentAt(), Script.SILENCE);
    try (ScriptedServer server = ScriptedServer.start(silent)) {
      Call call = new Call(each.virtual(), Mailing.to(server, each.encryption(), ENDLESS, 0));
      eventually(() -> assertThat(server.heard()).anyMatch(line -> at(line, each.silentAt())));

      assertThat(call.interrupted()).isEqualTo(new End(each.outcome(), true));
    }
  }

  @ParameterizedTest
  @MethodSource("threads")
  void endsTheWritingOfAMail(Case each) throws Exception {
    Script stalling = Mailing.script(each.encryption()).cutting(new Cut.Stall(1));
    try (ScriptedServer server = ScriptedServer.start(stalling)) {
      Call call = new Call(each.virtual(), Mailing.to(server, each.encryption(), ENDLESS, LARGE));
      eventually(() -> assertThat(server.heard()).anyMatch(line -> line.startsWith("Date:")));

      assertThat(call.interrupted()).isEqualTo(new End(Optional.of(Kind.DEFERRED), true));
      assertThat(server.accepted()).isEmpty();
    }
  }

  @Test
  void endsAWaitForAConnection() throws Exception {
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      List<SocketChannel> waiting = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.connect(new InetSocketAddress(busy.getInetAddress(), busy.getLocalPort()));
        waiting.add(channel);
      }
      for (boolean virtual : new boolean[] {true, false}) {
        SmtpServer server = new SmtpServer(Encryption.NONE, "127.0.0.1", busy.getLocalPort(), null);
        Call call = new Call(virtual, Mailing.to(server, ENDLESS, 0));

        assertThat(call.interrupted()).isEqualTo(new End(Optional.empty(), true));
      }
      for (SocketChannel channel : waiting) {
        channel.close();
      }
    }
  }

  private static boolean at(String line, String command) {
    return command.equals(".") ? line.equals(".") : line.startsWith(command);
  }

  /** A mail that is sent in a thread of its own. */
  private static final class Call {
    private final CompletableFuture<End> end = new CompletableFuture<>();
    private final Thread thread;

    Call(boolean virtual, SmtpInvoiceMail mail) {
      thread = (virtual ? Thread.ofVirtual() : Thread.ofPlatform()).start(() -> run(mail));
    }

    private void run(SmtpInvoiceMail mail) {
      try {
        Kind outcome = Kind.of(Mailing.outcome(mail, Mailing.MAIL));
        end.complete(new End(Optional.of(outcome), Thread.currentThread().isInterrupted()));
      } catch (MailUnavailable noConnection) {
        end.complete(new End(Optional.empty(), Thread.currentThread().isInterrupted()));
      } catch (RuntimeException unexpected) {
        end.completeExceptionally(unexpected);
      }
    }

    End interrupted() throws Exception {
      thread.interrupt();
      return end.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
    }
  }
}
