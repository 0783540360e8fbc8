package io.fleetfix.adapter.http.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
  private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 5); // it may overflow
  private final RateLimiter allowances = new RateLimiter(10, nanoTime::get);

  @Test
  void allowsABurstOfOneSecondAndRefills() {
    assertThat(spent("ada")).isEqualTo(10);

    nanoTime.addAndGet(300_000_000);
    assertThat(spent("ada")).isEqualTo(3);

    nanoTime.addAndGet(60_000_000_000L);
    assertThat(spent("ada")).as("At most one second's worth accumulates").isEqualTo(10);
  }

  @Test
  void seesWhetherSomethingIsLeftWithoutACharge() {
    assertThat(allowances.canSpend("ada")).isTrue();
    assertThat(spent("ada")).isEqualTo(10);
    assertThat(allowances.canSpend("ada")).isFalse();

    nanoTime.addAndGet(100_000_000);
    assertThat(allowances.canSpend("ada")).isTrue();
    assertThat(spent("ada")).isEqualTo(1);
  }

  @Test
  void countsEachCallerSeparately() {
    assertThat(spent("ada")).isEqualTo(10);

    assertThat(spent("bob")).isEqualTo(10);
  }

  @Test
  void remembersABoundedNumberOfCallers() {
    for (int i = 0; i < RateLimiter.MAX_CALLERS + 100; i++) {
      allowances.spend("caller " + i);
    }

    assertThat(allowances.callers()).isEqualTo(RateLimiter.MAX_CALLERS);
  }

  @Test
  void countsAnIpv6NetworkAsOneCaller() {
    assertThat(RateLimiter.ofAddress("2001:db8:1:2:3:4:5:6"))
        .isEqualTo(RateLimiter.ofAddress("[2001:db8:1:2::9]"))
        .isNotEqualTo(RateLimiter.ofAddress("2001:db8:1:3::9"));
    assertThat(RateLimiter.ofAddress("10.0.0.1")).isNotEqualTo(RateLimiter.ofAddress("10.0.0.2"));
  }

  private int spent(String caller) {
    int spent = 0;
    while (allowances.spend(caller)) {
      spent++;
    }
    return spent;
  }
}
