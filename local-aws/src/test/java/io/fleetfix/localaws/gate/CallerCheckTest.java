package io.fleetfix.localaws.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallerCheckTest {
  private static final String SIGNATURE = "AWS4-HMAC-SHA256 Credential=key/20251112/eu-central-1/";

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:8000", "127.0.0.1", "localhost:8000", "LocalHost"})
  void acceptsSignedRequestsToThisMachine(String host) {
    assertThat(CallerCheck.ofSdks(signed(host))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example:8000",
        "127.0.0.1.evil.example",
        "localhost.",
        "",
        "[::1]:80",
        ":80"
      })
  void refusesOtherNames(String host) {
    assertThat(CallerCheck.ofPrograms(signed(host))).isPresent();
    assertThat(CallerCheck.ofSdks(signed(host))).isPresent();
  }

  @Test
  void refusesARequestWithoutANameOrWithTwo() {
    Headers two = signed("localhost");
    two.add("Host", "localhost");
    Headers without = signed("localhost");
    without.remove("Host");

    assertThat(CallerCheck.ofSdks(two)).isPresent();
    assertThat(CallerCheck.ofSdks(without)).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "Origin, http://evil.example",
    "Origin, null",
    "oRIGIN, http://localhost:8000",
    "Sec-Fetch-Site, same-origin",
    "sec-fetch-mode, no-cors",
    "Sec-WebSocket-Key, x"
  })
  void refusesBrowsers(String header, String value) {
    Headers request = signed("localhost:8000");
    request.add(header, value);

    assertThat(CallerCheck.ofPrograms(request)).isPresent();
  }

  @Test
  void refusesUnsignedCallsOfAws() {
    Headers unsigned = new Headers();
    unsigned.add("Host", "localhost");
    Headers password = new Headers();
    password.add("Host", "localhost");
    password.add("Authorization", "Basic QVdTNC1ITUFDLVNIQTI1NiA6");

    assertThat(CallerCheck.ofPrograms(unsigned)).isEmpty();
    assertThat(CallerCheck.ofSdks(unsigned)).isPresent();
    assertThat(CallerCheck.ofSdks(password)).isPresent();
  }

  private static Headers signed(String host) {
    Headers headers = new Headers();
    headers.add("Host", host);
    headers.add("Authorization", SIGNATURE);
    return headers;
  }
}
