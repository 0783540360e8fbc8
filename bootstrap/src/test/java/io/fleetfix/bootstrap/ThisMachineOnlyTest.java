package io.fleetfix.bootstrap;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fleetfix.testing.localaws.ListeningSockets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** All that {@code fleetfix local} starts is for this machine, and its data for its user. */
@TestInstance(Lifecycle.PER_CLASS)
class ThisMachineOnlyTest {
  /** The service, database, queues, bus, SMTP, and the mails over HTTP. */
  private static final int SERVERS = 6;

  private static final String PREFLIGHT =
      """
      OPTIONS / HTTP/1.1\r
      Host: localhost\r
      Origin: http://evil.example\r
      Access-Control-Request-Method: POST\r
      Access-Control-Request-Headers: authorization,x-amz-target\r
      Connection: close\r
      \r
      """;

  @SuppressWarnings("NullAway.Init")
  private Path data;

  @SuppressWarnings("NullAway.Init")
  private FleetFixProcess local;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    data = folder.resolve("data");
    local =
        FleetFixProcess.start(
            "local", Map.of("FLEETFIX_LOCAL_DATA", data.toString()), folder.resolve("log"));
    local.workshop().complete(local.workshop().open());
  }

  @AfterAll
  void stop() {
    local.stop();
  }

  @Test
  void everySocketListensOnTheLoopbackInterface() throws IOException {
    assertThat(listening())
        .hasSizeGreaterThanOrEqualTo(SERVERS)
        .allSatisfy(
            socket ->
                assertThat(socket.getAddress().isLoopbackAddress()).as("%s", socket).isTrue());
  }

  @Test
  void nothingAnswersAtTheAddressesThatOtherMachinesSee() throws IOException {
    List<InetAddress> seen = addressesInTheNetwork();
    assumeTrue(!seen.isEmpty(), "this machine has no address in a network");

    for (InetSocketAddress socket : listening()) {
      for (InetAddress address : seen) {
        InetSocketAddress outside = new InetSocketAddress(address, socket.getPort());
        assertThatIOException().as("%s", outside).isThrownBy(() -> connect(outside));
      }
    }
  }

  /** Some are known only by their sockets, such as the one that the database has for its gate. */
  @Test
  void noSocketLetsAWebPageSendSignedRequests() throws IOException {
    for (InetSocketAddress socket : listening()) {
      assertThat(answer(socket, PREFLIGHT))
          .as("%s", socket)
          .doesNotContainIgnoringCase("Access-Control-Allow");
    }
  }

  /** As after DNS rebinding: the browser takes the server for the page's own. */
  @Test
  void noServerAnswersToAnotherName() throws IOException {
    for (InetSocketAddress socket : listening()) {
      if (socket.getPort() != local.port()) {
        String request = "GET /mails HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n";
        assertThat(answer(socket, request))
            .as("%s", socket)
            .doesNotContain("200 OK", "example.com");
      }
    }
  }

  @Test
  void onlyItsOwnerCanReadTheData() throws IOException {
    assertThat(local.said()).contains("Data folder: " + data + " (only you can read it)");
    try (Stream<Path> files = Files.walk(data)) {
      assertThat(files)
          .hasSizeGreaterThan(SERVERS)
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .as("%s", file)
                      .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------"));
    }
  }

  private List<InetSocketAddress> listening() throws IOException {
    assumeTrue(ListeningSockets.areShown(), "this system has no /proc/net/tcp");
    return ListeningSockets.of(local.process().toHandle());
  }

  private static List<InetAddress> addressesInTheNetwork() throws SocketException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.isLoopbackAddress())
        .toList();
  }

  private static void connect(InetSocketAddress to) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(to);
    }
  }

  private static String answer(InetSocketAddress server, String request) throws IOException {
    try (Socket socket = new Socket(server.getAddress(), server.getPort())) {
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (SocketException reset) {
      return Optional.ofNullable(reset.getMessage()).orElse("");
    }
  }
}
