package io.fleetfix.adapter.http.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.contracts.hostile.Attack;
import java.net.InetAddress;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Only what a trusted proxy has added to a request decides which client it counts for. */
class TrustedProxiesTest {
  private static final String PROXY = "10.0.0.1";

  private static final TrustedProxies PROXIES =
      new TrustedProxies(
          Stream.of("10.0.0.0/8", "2001:db8:1::/48", "192.0.2.1")
              .map(text -> AddressBlock.parse(text).orElseThrow())
              .toList());

  @Attack(
      kind = Attack.Kind.TOKEN,
      sends =
          "forwarded values that are not addresses, contradict each other, or hide what a "
              + "trusted proxy has added",
      answer = "counted for the proxy")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          203.0.113.7                             | 203.0.113.7
          198.51.100.9, 203.0.113.7               | 203.0.113.7
          198.51.100.9, 10.0.0.9, 203.0.113.7     | 203.0.113.7
          203.0.113.7, 10.9.9.9                   | 203.0.113.7
          203.0.113.7, 192.0.2.1, 10.9.9.9        | 203.0.113.7
          203.0.113.7, 192.0.2.2, 10.9.9.9        | 192.0.2.2
          203.0.113.7:4711                        | 203.0.113.7
          2001:db8::7                             | 2001:db8::7
          [2001:db8::7]                           | 2001:db8::7
          [2001:db8::7]:4711, 2001:db8:1::1       | 2001:db8::7
          ::ffff:203.0.113.7                      | 203.0.113.7
          10.0.0.3                                | 10.0.0.3
          203.0.113.7, unknown                    | 10.0.0.1
          203.0.113.7, _hidden, 10.9.9.9          | 10.9.9.9
          203.0.113.7,                            | 10.0.0.1
          ' , '                                   | 10.0.0.1
          ''                                      | 10.0.0.1
          203.0.113.777                           | 10.0.0.1
          0203.0.113.7                            | 10.0.0.1
          203.0.113                               | 10.0.0.1
          3405803783                              | 10.0.0.1
          localhost                               | 10.0.0.1
          evil.example                            | 10.0.0.1
          203.0.113.7:port                        | 10.0.0.1
          203.0.113.7:123456                      | 10.0.0.1
          [203.0.113.7                            | 10.0.0.1
          2001:db8::7%eth0                        | 10.0.0.1
          :::                                     | 10.0.0.1
          1:2:3:4:5:6:7:8:9                       | 10.0.0.1
          """)
  void walksFromTheRightOverTrustedProxies(String header, String client) throws Exception {
    assertThat(PROXIES.client(address(PROXY), ForwardedHops.ofForwardedFor(List.of(header))))
        .isEqualTo(address(client));
  }

  @Attack(
      kind = Attack.Kind.TOKEN,
      sends =
          "forwarded values that are not addresses, contradict each other, or hide what a "
              + "trusted proxy has added",
      answer = "counted for the proxy")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          for=203.0.113.7                                       | 203.0.113.7
          For="203.0.113.7:4711";proto=http;by=10.0.0.1         | 203.0.113.7
          for=198.51.100.9, for=203.0.113.7                     | 203.0.113.7
          for=203.0.113.7;host="a,b;for=1.2.3.4", for=10.9.9.9  | 203.0.113.7
          for="[2001:db8::7]:4711"                              | 2001:db8::7
          for="[2001:db8::7]"                                   | 2001:db8::7
          for=203.0.113.7;by="\\"" , for=10.9.9.9               | 203.0.113.7
          for=203.0.113.7, for=unknown                          | 10.0.0.1
          for=203.0.113.7, for="_gazonk"                        | 10.0.0.1
          for=203.0.113.7, by=10.0.0.1                          | 10.0.0.1
          for=203.0.113.7;for=198.51.100.9                      | 10.0.0.1
          for=198.51.100.9;x=", for=203.0.113.7                 | 10.0.0.1
          for=198.51.100.9;x="\\, for=203.0.113.7               | 10.0.0.1
          for=198.51.100.9;x=", for="[2001:db8::7]"             | 10.0.0.1
          for = 203.0.113.7                                     | 10.0.0.1
          for=                                                  | 10.0.0.1
          for="                                                 | 10.0.0.1
          203.0.113.7                                           | 10.0.0.1
          ;,;=                                                  | 10.0.0.1
          """)
  void readsForwardedInTheSameWay(String header, String client) throws Exception {
    assertThat(PROXIES.client(address(PROXY), ForwardedHops.ofForwarded(List.of(header))))
        .isEqualTo(address(client));
  }

  @Test
  void severalHeadersAreOneList() throws Exception {
    List<String> plain = List.of("198.51.100.9", "203.0.113.7, 10.9.9.9");
    List<String> forwarded = List.of("for=198.51.100.9;x=\"", "for=203.0.113.7", "for=10.9.9.9");

    assertThat(PROXIES.client(address(PROXY), ForwardedHops.ofForwardedFor(plain)))
        .isEqualTo(address("203.0.113.7"));
    assertThat(PROXIES.client(address(PROXY), ForwardedHops.ofForwarded(forwarded)))
        .isEqualTo(address("203.0.113.7"));
  }

  /** It is some address that was named, or the proxy's own, and nothing fails. */
  @Attack(
      kind = Attack.Kind.TOKEN,
      sends =
          "forwarded values that are not addresses, contradict each other, or hide what a "
              + "trusted proxy has added",
      answer = "counted for the proxy")
  @Test
  void hostileHeadersNeverFail() throws Exception {
    SplittableRandom random = new SplittableRandom(20_261_130);
    String alphabet = "\"\\,;=: []0123456789abcdefor._%\u00e9\t";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder header = new StringBuilder();
      for (int length = random.nextInt(60); length > 0; length--) {
        header.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      List<String> one = List.of(header.toString());
      PROXIES.client(address(PROXY), ForwardedHops.ofForwardedFor(one));
      PROXIES.client(address(PROXY), ForwardedHops.ofForwarded(one));
    }
    for (String part :
        List.of("\"", "\\", ",", ";", "for=", "10.0.0.1,", "[", "a", ":", "for=10.0.0.1,")) {
      List<String> one = List.of(part.repeat(8_000));
      PROXIES.client(address(PROXY), ForwardedHops.ofForwardedFor(one));
      PROXIES.client(address(PROXY), ForwardedHops.ofForwarded(one));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10.0.0.0/0",
        "10.0.0.0/33",
        "::/0",
        "::/129",
        "10.0.0.0/",
        "10.0.0.0/08",
        "10.0.0/8",
        "proxy.example",
        "[::1]",
        "10.0.0.1:80",
        "10.0.0.0/8/8",
        "*"
      })
  void refusesOtherBlocks(String text) {
    assertThat(AddressBlock.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3/8, 10.255.0.1, 11.0.0.1",
    "192.168.1.128/25, 192.168.1.129, 192.168.1.127",
    "192.0.2.1, 192.0.2.1, 192.0.2.0",
    "192.0.2.1/32, 192.0.2.1, 192.0.2.3",
    "2001:db8::/33, 2001:db8:7fff::1, 2001:db8:8000::1",
    "::1, ::1, 0.0.0.1"
  })
  void aBlockHasTheAddressesWithItsBits(String block, String within, String outside)
      throws Exception {
    AddressBlock parsed = AddressBlock.parse(block).orElseThrow();

    assertThat(parsed.contains(address(within))).isTrue();
    assertThat(parsed.contains(address(outside))).isFalse();
  }

  private static InetAddress address(String text) throws Exception {
    return InetAddress.getByName(text);
  }
}
