package io.fleetfix.adapter.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdnaDomainsTest {
  private final IdnaDomains domains = new IdnaDomains();

  @ParameterizedTest
  @CsvSource({
    "example.com, example.com",
    "EXAMPLE.Com, example.com",
    "localhost, localhost",
    "faß.de, xn--fa-hia.de",
    "fass.de, fass.de",
    "FAẞ.de, xn--fa-hia.de",
    "βόλος.com, xn--nxasmm1c.com",
    "bücher.example, xn--bcher-kva.example",
    "bu\u0308cher.example, xn--bcher-kva.example",
    "例え。テスト, xn--r8jz45g.xn--zckzah",
    "президент.рф, xn--d1abbgf6aiiy.xn--p1ai",
    "مثال.إختبار, xn--mgbh0fb.xn--kgbechtv",
    "xn--fa-hia.de, xn--fa-hia.de",
    "r3---sn-4g5e.example.com, r3---sn-4g5e.example.com",
    "ab--cd.example, ab--cd.example",
    "l·l.cat, xn--ll-0ea.cat",
  })
  void convertsDomainsOfEveryScript(String domain, String ascii) {
    assertThat(domains.toAscii(domain)).hasValue(ascii);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "example.com.",
        "a..example",
        "-a.example",
        "a-.example",
        "a_b.example",
        "a b.example",
        "xn--a.example",
        "xn--.example",
        "a\u200db.example",
        "aא.example",
        "x·y.example",
        "[192.0.2.1]",
        "a@b.example",
        "\ud800.example",
        "a\u0000.example",
      })
  void aDomainThatCannotExistHasNoForm(String domain) {
    assertThat(domains.toAscii(domain)).isEmpty();
  }

  @Test
  void aDomainHasTheLengthsOfTheDns() {
    String label = "a".repeat(63);

    assertThat(domains.toAscii(label + ".example")).isPresent();
    assertThat(domains.toAscii(label + "a.example")).isEmpty();
    assertThat(domains.toAscii("ü".repeat(60) + ".example")).isEmpty();
    assertThat(domains.toAscii((label + ".").repeat(3) + "a".repeat(61))).isPresent();
    assertThat(domains.toAscii((label + ".").repeat(3) + "a".repeat(62))).isEmpty();
  }
}
