package io.fleetfix.adapter.http;

import static io.fleetfix.adapter.http.ServerUnderTest.NEW_REPAIR;
import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GracefulStopTest {
  private final ServerUnderTest server = new ServerUnderTest();
  private final CountDownLatch inFlight = new CountDownLatch(1);
  private final CountDownLatch mayContinue = new CountDownLatch(1);

  @AfterEach
  void stop() {
    mayContinue.countDown();
    server.close();
  }

  @Test
  void answersRequestsInFlightAndAcceptsNoNewOnes() throws Exception {
    server
        .workshop()
        .beforeCommit(
            () -> {
              inFlight.countDown();
              await(mayContinue);
            });
    CompletableFuture<HttpResponse<String>> request =
        CompletableFuture.supplyAsync(() -> post("/repairs"));
    await(inFlight);
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.server().port());

    CompletableFuture<Void> stopped = CompletableFuture.runAsync(server.server()::close);
    eventually(
        () -> assertThatThrownBy(() -> connect(address)).isInstanceOf(ConnectException.class));
    assertThat(request).isNotDone();
    assertThat(stopped).isNotDone();
    mayContinue.countDown();

    assertThat(request.get().statusCode()).isEqualTo(201);
    stopped.get();
  }

  private HttpResponse<String> post(String path) {
    try {
      return server.post(path, NEW_REPAIR);
    } catch (Exception e) {
      throw new AssertionError("The request was dropped", e);
    }
  }

  private static void connect(InetSocketAddress address) throws Exception {
    try (Socket socket = new Socket()) {
      socket.connect(address);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
