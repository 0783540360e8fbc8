package io.fleetfix.application.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.application.port.OutboxEntry;
import io.fleetfix.domain.InvoiceIssued;
import io.fleetfix.domain.RepairCancelled;
import io.fleetfix.domain.RepairCompleted;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class BusRuleTest {
  /** The keys of the outermost object: by the file's layout they are indented by two spaces. */
  private static final Pattern RULE_NAME =
      Pattern.compile("^  \"([^\"]+)\": \\{", Pattern.MULTILINE);

  @Test
  void hasExactlyOnePatternForEachRule() {
    List<String> ruleNames = Arrays.stream(BusRule.values()).map(BusRule::ruleName).toList();

    assertThat(RULE_NAME.matcher(BusRule.patterns()).results().map(match -> match.group(1)))
        .containsExactlyInAnyOrderElementsOf(ruleNames);
  }

  @Test
  void listensToWhatTheOutboxSendsAndToNothingElse() {
    long rules = BusRule.values().length;

    assertThat(count("\"source\": [\"" + OutboxEntry.BUS_SOURCE + "\"]")).isEqualTo(rules);
    assertThat(count("\"detail-type\": [\"" + OutboxEntry.DETAIL_TYPE + "\"]")).isEqualTo(rules);
  }

  @Test
  void billsCompletedRepairsOnly() {
    assertThat(patternOf(BusRule.INVOICING))
        .contains("\"eventType\": [\"" + RepairCompleted.TYPE + "\"]");
  }

  @Test
  void tellsTheFrontDeskOfBothEnds() {
    assertThat(patternOf(BusRule.FRONT_DESK))
        .contains(
            "\"eventType\": [\"" + RepairCompleted.TYPE + "\", \"" + RepairCancelled.TYPE + "\"]");
  }

  @Test
  void mailsIssuedInvoicesOnly() {
    assertThat(patternOf(BusRule.MAIL)).contains("\"eventType\": [\"" + InvoiceIssued.TYPE + "\"]");
  }

  @Test
  void waitsLongerForAMailServerThanForAStore() {
    assertThat(BusRule.MAIL.maxReceives()).isEqualTo(100);
    assertThat(BusRule.values())
        .filteredOn(rule -> rule != BusRule.MAIL)
        .allSatisfy(rule -> assertThat(rule.maxReceives()).isEqualTo(20));
  }

  @Test
  void takesReceiptsOfEveryEventButNoReplay() {
    assertThat(patternOf(BusRule.RECEIPTS))
        .contains("\"replay-name\": [{ \"exists\": false }]")
        .doesNotContain("eventType");
  }

  private static long count(String text) {
    return Pattern.compile(Pattern.quote(text)).matcher(BusRule.patterns()).results().count();
  }

  /** From the rule's name to the next one. */
  private static String patternOf(BusRule rule) {
    String patterns = BusRule.patterns();
    int start = patterns.indexOf("\"" + rule.ruleName() + "\"");
    int end =
        RULE_NAME
            .matcher(patterns)
            .results()
            .mapToInt(MatchResult::start)
            .filter(next -> next > start)
            .findFirst()
            .orElse(patterns.length());
    return patterns.substring(start, end);
  }
}
