package io.fleetfix.adapter.http.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetfix.adapter.http.ServerUnderTest;
import io.fleetfix.outbox.paging.PageBytes;
import io.fleetfix.testing.fixture.Fixtures;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LargeAnswersTest {
  private static final int REPAIRS = 9;
  private static final int CLIENTS = 12;

  /** Names of fields, ids, prices and times of a page: much less than its texts. */
  private static final int BYTES_BESIDE_TEXTS = 100_000;

  private final ServerUnderTest server = new ServerUnderTest();

  @BeforeEach
  void storeTheLargestRepairs() {
    for (int i = 0; i < REPAIRS; i++) {
      server.workshop().commit(Fixtures.largest(Fixtures.NOON.plusSeconds(i)));
    }
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void endPagesByBytesForEachOfManyClients() throws Exception {
    List<Callable<List<String>>> readers = Collections.nCopies(CLIENTS, this::readAll);
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      for (Future<List<String>> read : clients.invokeAll(readers)) {
        assertThat(read.get()).hasSize(REPAIRS).doesNotHaveDuplicates();
      }
    }
  }

  /** Only what is in memory as a whole has a length. */
  @Test
  void areSentInPieces() throws Exception {
    String id = readAll().getFirst();

    HttpResponse<String> large = server.get("/repairs/" + id);
    HttpResponse<String> small = server.get("/repairs?status=COMPLETED");

    assertThat(large.headers().firstValue("Content-Length")).isEmpty();
    assertThat(small.headers().firstValue("Content-Length")).contains("12");
  }

  private List<String> readAll() throws Exception {
    List<String> ids = new ArrayList<>();
    String next = "";
    while (true) {
      HttpResponse<String> page = server.get("/repairs?limit=200" + next);
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body().getBytes(UTF_8).length)
          .isLessThan(PageBytes.MAX_BYTES + BYTES_BESIDE_TEXTS);
      JsonNode list = ServerUnderTest.json(page);
      list.get("items").forEach(repair -> ids.add(repair.get("repairId").asText()));
      if (!list.has("nextCursor")) {
        return ids;
      }
      next = "&cursor=" + list.get("nextCursor").asText();
    }
  }
}
