package io.fleetfix.localaws;

import static io.fleetfix.outbox.contracts.Eventually.patient;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A child process that dies is restarted, and named. The clock moves only when a test moves it. */
class ChildWatchTest implements ChildWatch.Listener {
  private static final Duration DEADLINE = patient(Duration.ofSeconds(60));
  private static final Duration WAIT = Duration.ofMillis(5);

  private final List<ChildDeath> deaths = new ArrayList<>();
  private final List<String> returns = new ArrayList<>();
  private final List<Long> recorded = new ArrayList<>();
  private long now = 0;

  @SuppressWarnings("NullAway.Init")
  private Path folder;

  @SuppressWarnings("NullAway.Init")
  private ChildProcess child;

  @SuppressWarnings("NullAway.Init")
  private ChildWatch watch;

  @BeforeEach
  void start(@TempDir Path path) {
    folder = path;
    child = ChildProcess.start(MortalProgram.in(folder));
    watch =
        new ChildWatch(List.of(child), () -> recorded.add(child.handle().pid()), this, () -> now);
  }

  @AfterEach
  void stop() {
    child.close();
  }

  @Override
  public void died(ChildDeath death) {
    deaths.add(death);
  }

  @Override
  public void back(String name) {
    returns.add(name);
  }

  @Test
  void aKilledChildIsNamedAndStartedInTheSameWay() throws Exception {
    long first = child.handle().pid();

    kill();
    stepUntil(() -> !deaths.isEmpty());
    assertThat(watch.away()).containsExactly("The mortal program");
    pass(Duration.ofMillis(500));
    stepUntil(() -> !returns.isEmpty());

    assertThat(deaths)
        .containsExactly(
            new ChildDeath(
                "The mortal program", "signal 9", List.of("hello"), Duration.ofMillis(500)));
    assertThat(returns).containsExactly("The mortal program");
    assertThat(watch.away()).isEmpty();
    assertThat(MortalProgram.starts(folder))
        .containsExactly("second argument variable", "second argument variable");
    assertThat(recorded).containsExactly(child.handle().pid()).doesNotContain(first);
    assertThat(child.handle().isAlive()).isTrue();
  }

  @Test
  void aChildIsNotRestartedBeforeItsPauseIsOver() throws Exception {
    kill();
    stepUntil(() -> !deaths.isEmpty());
    pass(Duration.ofMillis(499));
    watch.step(WAIT);

    assertThat(recorded).isEmpty();
  }

  @Test
  void pausesGrowAndTheFifthDeathEndsTheRun() throws Exception {
    MortalProgram.dieOf(folder, "a full disk");
    kill();

    for (int seconds = 1; !watch.lost().isDone(); seconds *= 2) {
      int before = deaths.size();
      stepUntil(() -> deaths.size() > before || watch.lost().isDone());
      pass(Duration.ofSeconds(seconds));
    }

    assertThat(deaths)
        .extracting(death -> death.pause().toMillis())
        .containsExactly(500L, 1_000L, 2_000L, 4_000L);
    assertThat(watch.lost().join())
        .hasMessageStartingWith(
            "The mortal program ended 5 times within 5 minutes, the last time with exit code 7."
                + " It printed: starting | no space [31mleft. Check that memory and disk space");
    pass(Duration.ofHours(1));
    watch.step(WAIT);
    assertThat(recorded).hasSize(4);
  }

  @Test
  void deathsThatAreFarApartDoNotCountTogether() throws Exception {
    for (int i = 1; i <= 6; i++) {
      int count = i;
      kill();
      stepUntil(() -> deaths.size() == count);
      pass(Duration.ofMillis(500));
      stepUntil(() -> returns.size() == count);
      pass(Duration.ofMinutes(5));
    }

    assertThat(deaths).extracting(ChildDeath::pause).containsOnly(Duration.ofMillis(500));
    assertThat(watch.lost()).isNotDone();
  }

  @Test
  void aChildWithoutMemoryDiesInsteadOfStandingStill() throws Exception {
    MortalProgram.dieOf(folder, "memory");
    kill();
    stepUntil(() -> deaths.size() == 1);
    pass(Duration.ofMillis(500));

    stepUntil(() -> deaths.size() == 2);

    assertThat(deaths.getLast().cause()).isEqualTo("exit code 3 (out of memory)");
    assertThat(deaths.getLast().output()).contains("OutOfMemoryError");
  }

  @Test
  void aChildThatIsClosedHasNotDied() {
    child.close();
    watch.step(WAIT);

    assertThat(deaths).isEmpty();
    assertThat(watch.away()).isEmpty();
    assertThat(recorded).isEmpty();
  }

  @Test
  void theFirstStartSaysWhyItFailed(@TempDir Path other) throws Exception {
    MortalProgram.dieOf(other, "a full disk");

    assertThatExceptionOfType(ChildLost.class)
        .isThrownBy(() -> ChildProcess.start(MortalProgram.in(other)))
        .withMessageStartingWith(
            "The mortal program did not start: exit code 7. It printed: starting | no space");
  }

  /** Each of them alone keeps a JVM with a child's own options from starting. */
  @Test
  void optionsForTheParentDoNotReachAChild(@TempDir Path other) {
    Map<String, String> options =
        Map.of(
            "JDK_JAVA_OPTIONS", "-Xms64m",
            "JAVA_TOOL_OPTIONS", "-XX:+UseG1GC",
            "_JAVA_OPTIONS", "-XX:+UseParallelGC");

    try (ChildProcess started = ChildProcess.start(MortalProgram.in(other, options))) {
      assertThat(started.isAlive()).isTrue();
    }
  }

  /** The file would otherwise fill the disk. */
  @Test
  void longOutputIsForgotten() throws Exception {
    Path output = folder.resolve("output");
    Files.write(output, new byte[1024 * 1024 + 1]);

    watch.step(WAIT);

    assertThat(Files.size(output)).isLessThan(1024 * 1024);
  }

  private void kill() throws Exception {
    Files.deleteIfExists(folder.resolve("ready"));
    child.handle().destroyForcibly();
    child.handle().onExit().get();
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  private void stepUntil(BooleanSupplier condition) {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - end).as("time left").isNegative();
      watch.step(WAIT);
    }
  }
}
