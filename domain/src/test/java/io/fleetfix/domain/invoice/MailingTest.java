package io.fleetfix.domain.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.domain.invoice.MailStatus.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailingTest {
  @Test
  void aRefusalIsOneLineWithoutControlCharacters() {
    assertThat(new Refused("550-No such user\r\n550 \u0007here\u2028 at all\n").words())
        .isEqualTo("550-No such user 550 here at all");
  }

  @Test
  void aLongRefusalIsCutBetweenCharacters() {
    Refused refused = new Refused("🚗".repeat(600));

    assertThat(refused.words()).isEqualTo("🚗".repeat(500));
    assertThat(new Refused(refused.words())).isEqualTo(refused);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \r\n", "\u202e"})
  void anEmptyRefusalGetsADefaultText(String words) {
    assertThat(new Refused(words).words()).isEqualTo("The mail server gave no reason");
  }
}
