package io.fleetfix.adapter.eventbridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorCodesTest {
  private static final Set<String> ABOUT_THE_ENTRY =
      Set.of("MalformedDetail", "InvalidArgument", "ValidationException");

  @Test
  void onlyTheListedCodesAreRefusals() {
    ABOUT_THE_ENTRY.forEach(code -> assertThat(ErrorCodes.refuses(code, null)).isTrue());
    SplittableRandom random = new SplittableRandom(15);
    for (int i = 0; i < 100_000; i++) {
      String code = random.nextBoolean() ? randomName(random) : variantOfAListed(random);
      if (!ABOUT_THE_ENTRY.contains(code)) {
        assertThat(ErrorCodes.refuses(code, "Detail is not valid")).as(code).isFalse();
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "InvalidArgument | Parameter Source is not valid. Reason: Source is a required argument.",
        "InvalidArgument | Parameter EventBusName is not valid.",
        "ValidationException | Value 'my bus' at 'entries.1.member.eventBusName' failed",
        "ValidationException | Value '' at 'entries.1.member.detailType' failed"
      })
  void whatAllEntriesHaveInCommonIsNoReasonToRefuseOne(String code, String message) {
    assertThat(ErrorCodes.refuses(code, message)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MalformedDetail | Detail is malformed.",
        "InvalidArgument | Parameter Detail is not valid. Reason: Detail is a required argument.",
        "ValidationException | Total size of the entries in the request is over the limit."
      })
  void whatIsWrongWithTheDetailIsARefusal(String code, String message) {
    assertThat(ErrorCodes.refuses(code, message)).isTrue();
  }

  private static String randomName(SplittableRandom random) {
    return IntStream.range(0, random.nextInt(30))
        .mapToObj(i -> String.valueOf((char) random.nextInt(32, 127)))
        .reduce("", String::concat);
  }

  /** Other letters' case, one letter more, or one less. */
  private static String variantOfAListed(SplittableRandom random) {
    String listed = ABOUT_THE_ENTRY.stream().sorted().toList().get(random.nextInt(3));
    int at = random.nextInt(listed.length());
    return switch (random.nextInt(3)) {
      case 0 ->
          listed.substring(0, at) + (char) (listed.charAt(at) ^ 0x20) + listed.substring(at + 1);
      case 1 -> listed.substring(0, at) + "x" + listed.substring(at);
      default -> listed.substring(0, at) + listed.substring(at + 1);
    };
  }
}
